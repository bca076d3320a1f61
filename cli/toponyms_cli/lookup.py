"""`toponyms lookup`: which places names mean."""

from typing import TYPE_CHECKING, Annotated

import typer

from toponyms_cli.options import (
    FormatOption,
    GazetteerOption,
    open_gazetteer,
    read_feature,
    read_format,
    read_lang,
    read_limit,
    read_near,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from toponyms import Resolution

__all__ = ["lookup"]


def lookup(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME", help="Names to look up; - reads them from standard input, one a line."
        ),
    ],
    *,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="TAG",
            help="Language of the names (BCP 47): decides between readings, and is shown too.",
        ),
    ] = None,
    near: Annotated[
        str | None,
        typer.Option(metavar="LAT,LON", help="Prefer places near this point (degrees)."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Only places of this country (ISO 3166-1, such as AZ); may be repeated.",
        ),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only places within this country or first-level unit."),
    ] = None,
    feature: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Only places of this GeoNames class (P populated places, A administrative units) "
            "or code (P.PPLA).",
        ),
    ] = None,
    limit: Annotated[
        str, typer.Option(metavar="N", help="The most candidates for one name.")
    ] = "10",
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the steps from each name to its answer.")
    ] = False,
    form: FormatOption = None,
    gazetteer: GazetteerOption = None,
) -> None:
    """Tell which place each name means.

    A name may be in any script or spelling. The answer is matched, with the place's id, its
    names and how it was found; ambiguous, with all the places that fit equally well; or
    unmatched, with what comes nearest.

    Plain and CSV output have one row a name: query, status, place_id, name (the one that was
    met), score (0 to 1), method, feature, country, lat, lon, the names in Azerbaijani, Armenian,
    Russian and English, and the ids of all candidates, best first. JSON has one object a name,
    on a line of its own, with all that is known of the candidates.

    Exit status: 0 if every name was found, 1 if one was unmatched, 2 for wrong usage or
    unreadable input.
    """
    wanted, point, tag = read_format(form), read_near(near), read_lang(lang)
    kind, most = read_feature(feature), read_limit(limit)
    places = open_gazetteer(gazetteer)

    from toponyms.resolution.resolver import Resolver
    from toponyms_cli.lookup_view import LookupView
    from toponyms_cli.output import Printer
    from toponyms_cli.standard_input import arguments

    resolver = Resolver(places)

    def resolve(batch: list[str]) -> list["Resolution"]:
        return resolver.resolve_many(
            batch, near=point, country=country, within=within, feature=kind, lang=tag, limit=most
        )

    _check(resolve)
    printer = Printer(LookupView(places, lang=tag, near=point, explain=explain), wanted)
    missed = False
    for batch in arguments(names):
        answers = resolve(batch)
        printer.write(answers)
        missed = missed or any(answer.status == "unmatched" for answer in answers)
    if missed:
        raise typer.Exit(1)


def _check(resolve: "Callable[[list[str]], list[Resolution]]") -> None:
    """Has the resolver look at its options before any name is read."""
    from toponyms.errors import UnknownPlaceError

    try:
        resolve([])
    except UnknownPlaceError as error:
        raise typer.BadParameter(f"{error}.", param_hint="'--within'") from None
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from None
