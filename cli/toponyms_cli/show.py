"""`toponyms show`: everything that is known of a place."""

from typing import Annotated

import typer

from toponyms_cli.options import FormatOption, GazetteerOption, open_gazetteer, read_format

__all__ = ["show"]


def show(
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID",
            help="Ids of places, such as gn:586666; - reads them from standard input, one a line.",
        ),
    ],
    form: FormatOption = None,
    gazetteer: GazetteerOption = None,
) -> None:
    """Show all names of a place, with language, kind, dates and source, and what else is known.

    CSV and plain output have one row a name, in the columns of names.csv and places.csv.

    Exit status: 0 if every id was found, 1 if one was not, 2 for wrong usage or unreadable
    input.
    """
    from toponyms.errors import UnknownPlaceError
    from toponyms_cli.output import Printer
    from toponyms_cli.show_view import ShowView, advice
    from toponyms_cli.standard_input import arguments

    wanted = read_format(form)
    places = open_gazetteer(gazetteer)
    printer = Printer(ShowView(places), wanted)
    missed = False
    for batch in arguments(ids):
        for place_id in batch:
            if place_id in places:
                printer.write([places.get(place_id)])
            elif place_id:  # an empty line is what a look-up gives for a name it does not know
                error = UnknownPlaceError(place_id, f"; {advice(place_id, places)}")
                typer.echo(f"Error: {error}", err=True)
                missed = True
    if missed:
        raise typer.Exit(1)
