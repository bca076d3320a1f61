"""`toponyms normalize`: what the names in a column of a file mean."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toponyms_cli.extras import needs, sentence
from toponyms_cli.files import beside, tell_apart
from toponyms_cli.options import GazetteerOption, open_gazetteer, read_lang, read_near

if TYPE_CHECKING:
    from toponyms.columns.answers import Answers
    from toponyms.columns.plan import Plan

__all__ = ["normalize"]

_FORMS = "csv, tsv, jsonl, parquet, arrow or xlsx"


def normalize(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The file to read; - is standard input.")
    ],
    *,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            "-c",
            metavar="NAME",
            help="Column of place names; may be repeated, and then each one's new columns begin "
            "with its name.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write, whole or not at all; without it, standard output.",
        ),
    ] = None,
    read_as: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FORM",
            help=f"Form of the input, if its name does not tell: {_FORMS}.",
        ),
    ] = None,
    write_as: Annotated[
        str | None,
        typer.Option("--to", metavar="FORM", help="Form of the output, likewise."),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Encoding of a text file, if it is not to be found out: utf-8, utf-16, "
            "windows-1251, armscii-8 …",
        ),
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option(metavar="CHAR", help="What separates the fields of a CSV file.")
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="Language of place_name (BCP 47), such as hy."),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Which of the new columns to add; may be repeated. All, without it.",
        ),
    ] = None,
    prefix: Annotated[
        str, typer.Option(metavar="TEXT", help="Put before the names of the new columns.")
    ] = "",
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace new columns that are there already.")
    ] = False,
    country: Annotated[
        str | None,
        typer.Option(
            metavar="CODE", help="All places are in this country (ISO 3166-1, such as AZ)."
        ),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(metavar="ID", help="All places are within this country or first-level unit."),
    ] = None,
    near: Annotated[
        str | None, typer.Option(metavar="LAT,LON", help="Prefer places near this point (degrees).")
    ] = None,
    country_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="Column with the country of each place.")
    ] = None,
    within_column: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Column with the unit (its id) that each place is in."),
    ] = None,
    lat_column: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Column with a latitude near each place (degrees)."),
    ] = None,
    lon_column: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Column with a longitude near each place (degrees)."),
    ] = None,
    decisions: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="A review sheet that a person filled in; decisions win over rules."
        ),
    ] = None,
    review: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Write each doubtful name with its candidates, as a sheet to fill in.",
        ),
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.html", help="Write one page with figures, a map and the worst names."
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with status 1 if a name stayed unmatched.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary.")
    ] = False,
    gazetteer: GazetteerOption = None,
) -> None:
    """Tell what the names in a column of a file mean, in new columns beside it.

    The new columns are place_id, place_name, place_lat, place_lon, match_status (matched,
    ambiguous or unmatched) and match_score (0 to 1). Every other column, its order and type and
    the order of the rows stay as they are; where there is no name nothing is added. Each
    distinct name is resolved once, and the file may be larger than memory.

    Forms are told by the ends of file names (.csv, .tsv, .jsonl, .parquet, .arrow, .xlsx, and
    .gz, .bz2, .xz or .zst after them). The summary goes to standard error.

    Exit status: 0 done, 1 with --strict if a name stayed unmatched, 2 for wrong usage or
    unreadable input; then nothing is written.
    """
    tag, point = read_lang(lang), read_near(near)
    plan = _plan(
        columns=tuple(column or ()),
        add=tuple(add or ()),
        prefix=prefix,
        overwrite=overwrite,
        country=country,
        within=within,
        near=point,
        country_column=country_column,
        within_column=within_column,
        lat_column=lat_column,
        lon_column=lon_column,
    )
    sheet, page = beside(review, "--review", {".csv", ".xlsx"}), beside(report, "--report")
    tell_apart({
        "FILE": file,
        "--decisions": decisions,
        "--output": output,
        "--review": review,
        "--report": report,
    })  # fmt: skip
    with needs("columns"):
        from toponyms_cli.normalize_file import normalize_file

        if sheet and sheet.suffix.lower() == ".xlsx":
            import_module("openpyxl")  # it is missed now, not after the work
        answers, decided = _answers(gazetteer, tag, decisions, review, plan)
        summary = normalize_file(
            file,
            output or "-",
            plan,
            answers,
            read_as=read_as,
            write_as=write_as,
            encoding=encoding,
            delimiter=delimiter,
            quiet=quiet,
        )
        if sheet:
            from toponyms.columns.decisions import write_review

            write_review(sheet, answers, decisions=decided)
        if page:
            from toponyms.columns.report import write_report

            source = "standard input" if file == "-" else file
            write_report(page, summary, answers, source=source, columns=plan.columns)
    if not quiet:
        typer.echo(str(summary), err=True)
    if strict and summary.rows.unmatched:
        raise typer.Exit(1)


def _plan(*, columns: tuple[str, ...], add: tuple[str, ...], **more: Any) -> "Plan":
    """What is asked of the file.

    Raises:
        typer.BadParameter: if that is nothing, or contradicts itself.
    """
    from toponyms.columns.answers import ADDED
    from toponyms.columns.plan import Plan
    from toponyms.errors import ColumnError

    if not columns:
        raise typer.BadParameter("which column has the names?", param_hint="'--column'")
    try:
        return Plan(columns, add or ADDED, **more)
    except ColumnError as error:
        raise typer.BadParameter(sentence(error)) from None


def _answers(
    gazetteer: str | None,
    lang: str | None,
    decisions: str | None,
    review: str | None,
    plan: "Plan",
) -> "tuple[Answers, dict[str, str | None]]":
    """What answers the names, and what a person decided.

    Raises:
        typer.BadParameter: if what is said of all rows cannot be made use of.
        TableError: if a sheet has a mistake; that is told before the long work, not after it.
    """
    from toponyms.columns.answers import Answers
    from toponyms.columns.decisions import read_decisions
    from toponyms.errors import UnknownPlaceError
    from toponyms.resolution.resolver import Resolver

    resolver = Resolver(open_gazetteer(gazetteer))
    try:
        resolver.context(near=plan.near, country=plan.country, within=plan.within)
    except UnknownPlaceError as error:
        raise typer.BadParameter(f"{error}.", param_hint="'--within'") from None
    except ValueError as error:
        raise typer.BadParameter(sentence(error)) from None
    decided: dict[str, str | None] = {}
    if decisions:
        decided = read_decisions(Path(decisions), gazetteer=resolver.gazetteer)
    if review and Path(review).exists():
        read_decisions(Path(review), gazetteer=resolver.gazetteer)
    return Answers(resolver, lang=lang, decisions=decided), decided
