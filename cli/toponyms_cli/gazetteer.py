"""`toponyms gazetteer`: what a gazetteer holds, whether it is sound, and its index."""

from typing import Annotated

import typer

from toponyms_cli.examples import examples
from toponyms_cli.options import (
    FormatOption,
    GazetteerOption,
    open_gazetteer,
    read_folder,
    read_format,
)
from toponyms_cli.parsing import Command, Group

__all__ = ["app"]

app = typer.Typer(
    cls=Group,
    help="Look at gazetteers, check them, and compile their indexes.",
    epilog=examples("toponyms gazetteer info", "toponyms gazetteer check my-places"),
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command(
    cls=Command,
    epilog=examples(
        "toponyms gazetteer info",
        "toponyms gazetteer info --format json",
        "toponyms gazetteer info --gazetteer my-places",
    ),
)
def info(form: FormatOption = None, gazetteer: GazetteerOption = None) -> None:
    """Show where a gazetteer is, and count its places and names.

    Places are counted by country and feature, names by language, kind and source. CSV and plain
    output have the columns group, value and count.
    """
    from toponyms_cli.gazetteer_view import InfoView, describe
    from toponyms_cli.output import Printer

    printer = Printer(InfoView(), read_format(form))
    printer.write([describe(read_folder(gazetteer), open_gazetteer(gazetteer))])


@app.command(
    cls=Command,
    epilog=examples(
        "toponyms gazetteer check",
        "toponyms gazetteer check my-places",
        "toponyms gazetteer check my-places --format json",
    ),
)
def check(
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="FOLDER",
            help="Folder with names.csv and places.csv; without it, the gazetteer that is in use.",
        ),
    ] = None,
    form: FormatOption = None,
    gazetteer: GazetteerOption = None,
) -> None:
    """Check that a gazetteer keeps to the format, and count what it holds.

    The first fault found is told with its file, line and value.

    Exit status: 0 if there is no fault, 2 if there is one.
    """
    from toponyms.gazetteer.format import read_gazetteer
    from toponyms_cli.gazetteer_view import SummaryView
    from toponyms_cli.output import Printer

    wanted = read_format(form)
    chosen = read_folder(folder or gazetteer)
    places = read_gazetteer(chosen)
    summary = {
        "folder": str(chosen),
        "places": len(places),
        "names": sum(len(place.names) for place in places),
        "nameless": sum(not place.names for place in places),
    }
    Printer(SummaryView("This gazetteer keeps to the format", summary), wanted).write([summary])


@app.command(
    cls=Command,
    epilog=examples("toponyms gazetteer build", "toponyms gazetteer build --gazetteer my-places"),
)
def build(form: FormatOption = None, gazetteer: GazetteerOption = None) -> None:
    """Compile the index of a gazetteer into the cache now, so that no first use waits for it.

    An index that is up to date stays. The cache is in the user's cache folder, or where
    $TOPONYMS_CACHE says.

    Exit status: 0 if the cache holds the index, 2 if the cache cannot be written or the
    gazetteer breaks the format.
    """
    from toponyms_cli.gazetteer_view import SummaryView, index_facts
    from toponyms_cli.output import Printer

    wanted = read_format(form)
    facts = index_facts(open_gazetteer(gazetteer))
    if not facts["cached"]:
        raise PermissionError(None, "the cache cannot be written", facts["cache"])
    summary = {
        "folder": str(read_folder(gazetteer)),
        "cache": facts["cache"],
        "bytes": facts["bytes"],
    }
    Printer(SummaryView("The index is compiled", summary), wanted).write([summary])
