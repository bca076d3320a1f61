"""Options that several commands share, and how the values of options are read."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

if TYPE_CHECKING:
    from toponyms import Gazetteer

__all__ = [
    "Format",
    "FormatOption",
    "GazetteerOption",
    "OptionOption",
    "complete_system",
    "format_option",
    "open_gazetteer",
    "read_feature",
    "read_folder",
    "read_format",
    "read_lang",
    "read_limit",
    "read_near",
]

Format = Literal["table", "json", "csv"]
"""The forms of output that a user may choose."""

_FORMATS: tuple[Format, ...] = get_args(Format)


def _complete_format() -> list[str]:
    return list(_FORMATS)


def complete_system() -> list[str]:
    """Ids of conversion systems, for the shell."""
    from toponyms.transliteration import systems

    return [system.id for system in systems()]


def format_option(otherwise: str) -> Any:
    """The option that chooses the form of output.

    Args:
        otherwise: says what the form is if none is chosen.
    """
    return typer.Option(
        "--format",
        metavar="|".join(_FORMATS),
        help=f"Form of the output; without it, {otherwise}.",
        autocompletion=_complete_format,
    )


FormatOption = Annotated[str | None, format_option("a table on a terminal, else lines with tabs")]
OptionOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="A choice that the system leaves: NAME switches it on, no-NAME off; may be repeated.",
    ),
]
GazetteerOption = Annotated[
    str | None,
    typer.Option(
        "--gazetteer",
        metavar="FOLDER",
        help="Folder with names.csv and places.csv, instead of the gazetteer that ships.",
    ),
]

_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FEATURE = re.compile(r"[AHLPRSTUV](\.[A-Z0-9]*)?")
_LIMIT = re.compile(r"[1-9][0-9]{0,5}")
#: How parts of a language tag are written: a script has four letters, a region two.
_CASE = {2: str.upper, 4: str.title}


def read_format(text: str | None) -> Format | None:
    """The form of output that was chosen, or None.

    Raises:
        typer.BadParameter: if there is no such form.
    """
    for form in _FORMATS:
        if text == form:
            return form
    if text is None:
        return None
    raise _bad("--format", text, f"one of {', '.join(_FORMATS)}")


def read_folder(text: str | None) -> Path:
    """The folder of a gazetteer, or of the default one.

    Raises:
        GazetteerError: if none is named and the installation lacks its own.
    """
    if text is not None:
        return Path(text)

    from toponyms.gazetteer.gazetteer import default_folder

    return default_folder()


def open_gazetteer(text: str | None) -> "Gazetteer":
    """The gazetteer of a folder, or the default one.

    Raises:
        GazetteerError: if it breaks the format.
    """
    from toponyms.gazetteer import Gazetteer

    return Gazetteer.default() if text is None else Gazetteer.load(text)


def read_limit(text: str) -> int:
    """A number of candidates.

    Raises:
        typer.BadParameter: if it is not a whole number from 1 on.
    """
    if not _LIMIT.fullmatch(text):
        raise _bad("--limit", text, "a whole number from 1 to 999999")
    return int(text)


def read_near(text: str | None) -> tuple[float, float] | None:
    """A point on the map.

    Raises:
        typer.BadParameter: if it is not two numbers of degrees.

    >>> read_near("40.1,46.8")
    (40.1, 46.8)
    """
    if text is None:
        return None
    try:
        lat, lon = map(float, text.split(","))
    except ValueError:
        lat = lon = float("nan")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise _bad("--near", text, "latitude and longitude in degrees, such as 40.1,46.8")
    return lat, lon


def read_lang(text: str | None) -> str | None:
    """A language tag, in the usual upper and lower case of its parts (RFC 5646, 2.1.1).

    Raises:
        typer.BadParameter: if it is not of the form of a BCP 47 tag.

    >>> read_lang("AZ"), read_lang("az-cyrl-az")
    ('az', 'az-Cyrl-AZ')
    """
    if text is None:
        return None
    if not _LANG.fullmatch(text):
        raise _bad("--lang", text, "a BCP 47 language tag, such as az or az-Cyrl")
    first, *others = text.lower().split("-")
    return "-".join([first, *(_CASE.get(len(part), str.lower)(part) for part in others)])


def read_feature(text: str | None) -> str | None:
    """A GeoNames feature class, or class and code.

    Raises:
        typer.BadParameter: if it is not of that form.

    >>> read_feature("p.ppl")
    'P.PPL'
    """
    if text is None:
        return None
    if not _FEATURE.fullmatch(text.upper()):
        raise _bad("--feature", text, "a GeoNames class such as P, or class and code such as P.PPL")
    return text.upper()


def _bad(option: str, value: str, wanted: str) -> typer.BadParameter:
    return typer.BadParameter(f"{value!r} is not {wanted}.", param_hint=f"'{option}'")
