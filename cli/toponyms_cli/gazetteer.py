"""`toponyms gazetteer`: gazetteers of one's own, what one holds, and whether it is sound."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from toponyms_cli import gazetteer_download
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
    help="Build gazetteers, look at them, check, compare and export them; fetch what is published.",
    epilog=examples(
        "toponyms gazetteer info",
        "toponyms gazetteer build my-gaz --csv villages.csv",
        "toponyms gazetteer check my-places",
    ),
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

    Places are counted by country and feature, names by kind, and both by language and source: how
    many places have a name in it, and how many names there are. CSV and plain output have the
    columns group, value and count.
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

    The first fault found is told with its file, line and value. What the format leaves free but
    the gazetteer that ships keeps to (order, each name once in a language, sources described) is
    counted, and told on standard error; it is no fault.

    Exit status: 0 if there is no fault, 2 if there is one.
    """
    from toponyms.gazetteer.format import read_gazetteer
    from toponyms.gazetteer.soundness import unsound
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
    for habit, count in unsound(chosen).items():
        typer.echo(f"Note: {count:,} {habit}", err=True)
    Printer(SummaryView("This gazetteer keeps to the format", summary), wanted).write([summary])


def _files(text: str) -> Any:
    return typer.Option(metavar="FILE", help=f"{text}; may be repeated.")


@app.command(
    cls=Command,
    epilog=examples(
        "toponyms gazetteer build my-gaz --csv villages.csv --report doubts.csv",
        "toponyms gazetteer build my-gaz --csv list.csv --csv-columns name:az=Ad,lat=Enlik,lon=En",
        "toponyms gazetteer build my-gaz --geonames AZ.txt --alternate-names alternateNamesV2.txt",
        "toponyms gazetteer build my-gaz --geonames AZ.txt --base none --keep-going",
        "toponyms gazetteer build --gazetteer my-places",
    ),
)
def build(
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="FOLDER",
            help="Where the gazetteer goes; one that is there is replaced at the end, and its ids "
            "are kept. Without it, only the index of a gazetteer is compiled.",
        ),
    ] = None,
    geonames: Annotated[
        list[str] | None, _files("GeoNames: a country's file or allCountries, zipped or not")
    ] = None,
    alternate_names: Annotated[
        str | None, typer.Option(metavar="FILE", help="GeoNames' alternateNamesV2, zipped or not.")
    ] = None,
    whosonfirst: Annotated[
        list[str] | None, _files("Who’s On First: a folder of GeoJSON or an SQLite file")
    ] = None,
    wikidata: Annotated[
        list[str] | None, _files("Wikidata: a dump in JSON, or lines of one")
    ] = None,
    osm: Annotated[
        list[str] | None, _files("OpenStreetMap: an extract; needs the extra `osm`")
    ] = None,
    csv: Annotated[list[str] | None, _files("A table of your own, which goes before all")] = None,
    csv_columns: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD=COLUMN,…",
            help="Which columns of the tables are what, such as id=Code,name:az=Ad,lat=Enlik.",
        ),
    ] = None,
    lpf: Annotated[
        list[str] | None, _files("Records of your own in the Linked Places Format, which do too")
    ] = None,
    base: Annotated[
        str,
        typer.Option(
            metavar="default|FOLDER|none",
            help="The gazetteer to build upon, whose ids stay: the one that ships, one in a "
            "folder, or none.",
        ),
    ] = "default",
    previous: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            help="The gazetteer whose ids are to be kept, if it is not what is at FOLDER now.",
        ),
    ] = None,
    lang: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="A language to take names in, else all; may be repeated."),
    ] = None,
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going", help="Leave out what is faulty and count it, instead of stopping."
        ),
    ] = False,
    report: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="List conflicts, doubtful pairs and rejects in a file, .csv or .jsonl.",
        ),
    ] = None,
    form: FormatOption = None,
    gazetteer: GazetteerOption = None,
) -> None:
    """Build a gazetteer of your own from sources, or compile the index of one.

    Records that are one place are put together: by the ids that they share, else by where they
    are, what they are and what they are called. What is doubtful stays apart and is reported. Your
    own records go before the base, the base before imported records. Names keep their source: the
    kind of file, or KEY where a file is given as KEY=FILE. FOLDER appears whole or not at all.

    Without FOLDER the index of a gazetteer is compiled into the cache, so that no first use waits
    for it; one that is up to date stays. The cache is in the user's cache folder, or where
    $TOPONYMS_CACHE says.

    Exit status: 0 done, 2 if a source breaks its format, a file cannot be written or the gazetteer
    breaks the format.
    """
    from toponyms_cli.gazetteer_build import build_folder, compile_index
    from toponyms_cli.gazetteer_view import SummaryView
    from toponyms_cli.output import Printer

    wanted = read_format(form)
    files = {
        "csv": csv or [], "lpf": lpf or [], "geonames": geonames or [],
        "whosonfirst": whosonfirst or [], "wikidata": wikidata or [], "osm": osm or [],
    }  # fmt: skip
    if folder is None:
        if any(files.values()):
            raise typer.BadParameter("where is it to go? Name a folder.", param_hint="'FOLDER'")
        summary, title = compile_index(gazetteer), "The index is compiled"
    else:
        if gazetteer is not None:
            raise typer.BadParameter(
                "it is for compiling an index; to build upon a gazetteer, use --base.",
                param_hint="'--gazetteer'",
            )
        summary = build_folder(
            folder, files, base=base, previous=previous, alternate_names=alternate_names,
            csv_columns=csv_columns, lang=lang or (), keep_going=keep_going, report=report,
        )  # fmt: skip
        title = "The gazetteer is built"
    Printer(SummaryView(title, summary), wanted).write([summary])


@app.command(
    cls=Command,
    epilog=examples(
        "toponyms gazetteer diff default my-places",
        "toponyms gazetteer diff default my-places --format csv > changes.csv",
    ),
)
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A gazetteer's folder, or `default`.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another's, or `default`.")],
    form: FormatOption = None,
) -> None:
    """Show what has changed between two gazetteers.

    A table counts the changes and shows some of each kind; the other forms have all, one a line.

    Exit status: 0 done, 2 if a gazetteer cannot be read.
    """
    from toponyms.gazetteer.diff import changes, places_in_order
    from toponyms_cli.gazetteer_diff_view import ChangesView, batches
    from toponyms_cli.output import ListPrinter

    counts: Counter[str] = Counter()
    found = changes(places_in_order(_folder(old)), places_in_order(_folder(new)))
    printer = ListPrinter(ChangesView(counts), read_format(form))
    for batch in batches(found, counts, few=printer.is_table):
        printer.write(batch)


@app.command(
    cls=Command,
    epilog=examples(
        "toponyms gazetteer export --format lpf -o places.json",
        "toponyms gazetteer export --gazetteer my-places --format skos > places.ttl",
    ),
)
def export(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="lpf|geojson|csv|skos",
            help="Linked Places Format, GeoJSON, one table, or SKOS in Turtle.",
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "-",
    gazetteer: GazetteerOption = None,
) -> None:
    """Write a gazetteer in a format that others read.

    Exit status: 0 done, 2 if the gazetteer cannot be read or the file cannot be written.
    """
    from toponyms.gazetteer.exchange import FORMS
    from toponyms_cli.gazetteer_export import export_to

    chosen = next((known for known in FORMS if known == form), None)
    if chosen is None:
        raise typer.BadParameter(
            f"{form!r} is not one of {', '.join(FORMS)}.", param_hint="'--format'"
        )
    export_to(output, read_folder(gazetteer), chosen)


gazetteer_download.register(app)


def _folder(text: str) -> Path:
    return read_folder(None if text == "default" else text)
