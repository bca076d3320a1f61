"""`toponyms find`: the place names in running text."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toponyms.mentions import MIN_SCORE
from toponyms_cli.extras import needs, sentence
from toponyms_cli.options import GazetteerOption, open_gazetteer, read_lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toponyms import Finder, Gazetteer
    from toponyms.documents.documents import Form
    from toponyms_cli.find_output import FindFormat

__all__ = ["find"]


def find(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="Texts to read, and folders: of those every .txt, .text, .md, .rst, .jsonl and "
            ".ndjson, compressed or not, in the folders below too. - is standard input, and so "
            "is no FILE at all.",
        ),
    ] = None,
    *,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TAG",
            help="Language that the texts are in (BCP 47: az, az-Cyrl, en, hy, ru); may be "
            "repeated. All of them, without it.",
        ),
    ] = None,
    min_score: Annotated[
        str | None,
        typer.Option(
            metavar="SCORE",
            help="The least probability, 0 to 1, that words are the name of a place. "
            f"{MIN_SCORE}, without it.",
        ),
    ] = None,
    ambiguous: Annotated[
        bool,
        typer.Option(
            "--ambiguous/--no-ambiguous", help="Whether to tell names that several places fit."
        ),
    ] = True,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what speaks for each name, and against it.")
    ] = False,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="text|json|csv|geojson|html",
            help="Form of the output; without it, the end of the name of the output tells it, "
            "else it is the text on a terminal, and json elsewhere.",
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
    html: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The same as --format html --output FILE."),
    ] = None,
    read_as: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="text|jsonl",
            help="Form of the input, if its name does not tell: a text, or JSON Lines.",
        ),
    ] = None,
    text_field: Annotated[
        str, typer.Option(metavar="NAME", help="Member with the text, in JSON Lines.")
    ] = "text",
    id_field: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Member that a document is called by, in JSON Lines; without it, file and line.",
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Encoding of the texts, if it is not to be found out: utf-8, utf-16, "
            "windows-1251, armscii-8 …",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with status 1 if no place was found.")
    ] = False,
    gazetteer: GazetteerOption = None,
) -> None:
    """Find the place names in texts, and tell which places they mean.

    The texts may be in Azerbaijani, Armenian, Russian and English, and names in any case and
    spelling. On a terminal the text is shown with its names marked and numbered, and below it
    the places. A name that several places fit is ambiguous, and has a question mark.

    JSON has one object a name, on a line of its own: document, start and end (offsets in code
    points), text, status (matched or ambiguous), place_id, name (the one that was met), score
    (that it is the name of a place at all, 0 to 1), lat, lon, country and candidates; with
    --explain steps too. CSV has the same as columns, with the ids of the candidates. GeoJSON has
    a feature a place, and HTML is a page with the texts, a map and a list of the places.

    Exit status: 0 done, 1 with --strict if no place was found, 2 for wrong usage or unreadable
    input; then no file is written.
    """
    if html is not None:
        if output is not None or form not in {None, "html"}:
            raise typer.BadParameter(
                "goes neither with --output nor with another --format.", param_hint="'--html'"
            )
        form, output = "html", html
    wanted, source, least = _read_form(form, output), _read_source(read_as), _read_score(min_score)
    names = files or _standard_input()
    places = open_gazetteer(gazetteer)

    from toponyms.documents.documents import read_documents
    from toponyms.documents.listing import list_files
    from toponyms.documents.passages import passages
    from toponyms_cli.find_output import write_found

    finder = _finder(places, [tag for one in lang or () if (tag := read_lang(one))])
    documents = read_documents(
        _apart(list_files(names), output),
        form=source,
        encoding=encoding,
        text_field=text_field,
        id_field=id_field,
    )
    found = (
        passage
        for document in documents
        for passage in passages(document, finder, min_score=least, ambiguous=ambiguous)
    )
    with needs("columns"):
        count = write_found(found, wanted, output or "-", gazetteer=places, explain=explain)
    if strict and not count:
        raise typer.Exit(1)


def _standard_input() -> list[str]:
    """What is read if no file is named.

    Raises:
        typer.BadParameter: if that is a terminal, where a user would wait for an answer.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        raise typer.BadParameter("a file, a folder or - is needed.", param_hint="'FILE'")
    return ["-"]


def _apart(files: "Iterable[str]", output: str | None) -> "Iterator[str]":
    """The files, none of which is the output.

    Raises:
        typer.BadParameter: if one is.
    """
    target = None if output in {None, "-"} else Path(str(output))
    for file in files:
        if target is not None and _same(file, target):
            raise typer.BadParameter(f"{file!r} is read, too.", param_hint="'--output'")
        yield file


def _same(file: str, target: Path) -> bool:
    """Whether what is read is a regular file, and the one that is written."""
    if not target.is_file():
        return False
    try:
        read = os.fstat(sys.stdin.fileno()) if file == "-" else Path(file).stat()
    except (OSError, ValueError, AttributeError):  # no file of the system
        return False
    return os.path.samestat(read, target.stat())


def _finder(gazetteer: "Gazetteer", langs: "Sequence[str]") -> "Finder":
    """Finds names in texts in some languages, in all if there are none.

    Raises:
        typer.BadParameter: if names are not found in one of them.
    """
    from toponyms.errors import UnknownLanguageError
    from toponyms.mentions.finder import Finder

    try:
        return Finder(gazetteer, langs=langs or None)
    except UnknownLanguageError as error:
        raise typer.BadParameter(sentence(error), param_hint="'--lang'") from None


def _read_score(text: str | None) -> float:
    """A probability.

    Raises:
        typer.BadParameter: if it is none.

    >>> _read_score("0.8")
    0.8
    """
    from toponyms.mentions import MIN_SCORE

    if text is None:
        return MIN_SCORE
    try:
        score = float(text)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise typer.BadParameter(
            f"{text!r} is not a number from 0 to 1.", param_hint="'--min-score'"
        )
    return score


def _read_source(text: str | None) -> "Form | None":
    """The form of the input, or None.

    Raises:
        typer.BadParameter: if there is no such form.
    """
    from toponyms.documents.documents import FORMS

    if text is None:
        return None
    for form in FORMS:
        if text == form or (text, form) == ("ndjson", "jsonl"):
            return form
    raise typer.BadParameter(f"{text!r} is not one of {', '.join(FORMS)}.", param_hint="'--from'")


def _read_form(text: str | None, output: str | None) -> "FindFormat":
    """The form of the output.

    Raises:
        typer.BadParameter: if there is no such form.
    """
    from toponyms_cli.find_output import FORMATS, format_named

    if text is None:
        if output not in {None, "-"}:
            return format_named(str(output)) or "json"
        return "text" if sys.stdout.isatty() else "json"
    for form in FORMATS:
        # What a person looks at is called a table in other commands.
        if text == form or (text, form) == ("table", "text"):
            return form
    raise typer.BadParameter(
        f"{text!r} is not one of {', '.join(FORMATS)}.", param_hint="'--format'"
    )
