"""Texts to results, by a system that was named or the one that evidence tells."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from toponyms.text.scripts import main_script
from toponyms.transliteration import romanize, systems, transliterate_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.console import RenderableType

    from toponyms.transliteration import System

    Converter = Callable[[Sequence[str]], list["Conversion"]]

__all__ = ["Conversion", "ConversionView", "by_evidence", "by_system", "left_alone", "why_left"]

#: Scripts of texts that no romanization has anything to do with; `Zyyy` has no letters at all.
_NOTHING_TO_DO = frozenset({"Latn", "Zyyy"})


class Conversion(NamedTuple):
    """A text and what it was written as.

    Attributes:
        source: the text.
        result: in the other script.
        system: the id of the system that was taken, or None.
    """

    source: str
    result: str
    system: str | None


def by_system(system: System, *, reverse: bool = False, options: Sequence[str] = ()) -> Converter:
    """Converts by one system.

    Args:
        system: which.
        reverse: whether to go back from the target script.
        options: as in `toponyms.transliterate`.
    """
    convert = partial(transliterate_many, system=system, reverse=reverse, options=options)

    def converter(texts: Sequence[str]) -> list[Conversion]:
        results = convert(texts)
        return [
            Conversion(text, result, system.id) for text, result in zip(texts, results, strict=True)
        ]

    return converter


def by_evidence(lang: str | None) -> Converter:
    """Romanizes each text by the usual system of its language.

    Args:
        lang: BCP 47 tag of the texts, or None if their letters are to tell it.
    """

    def converter(texts: Sequence[str]) -> list[Conversion]:
        taken = [romanize(text, lang) for text in texts]
        return [
            Conversion(text, one.text, one.system.id if one.system else None)
            for text, one in zip(texts, taken, strict=True)
        ]

    return converter


def left_alone(conversion: Conversion) -> bool:
    """Whether a text that has letters to romanize was passed through for want of a system.

    >>> left_alone(Conversion("Шуша", "Шуша", None)), left_alone(Conversion("Baku", "Baku", None))
    (True, False)
    """
    return conversion.system is None and main_script(conversion.source) not in _NOTHING_TO_DO


def why_left(text: str, lang: str | None) -> str:
    """Why no system was taken for a text, and the way out.

    >>> why_left("Шуша", None)
    'its letters do not tell its language; say --lang az or --lang ru'
    """
    script = main_script(text)
    usual = [one for one in systems() if one.usual and one.source_script == script]
    if not usual:
        return f"no system romanizes the script {script}"
    known = " or ".join(f"--lang {one}" for one in sorted({system.language for system in usual}))
    if lang:
        return f"no system romanizes {lang!r} in the script {script}; there is {known}"
    return f"its letters do not tell its language; say {known}"


class ConversionView:
    """The view of conversions."""

    columns: Sequence[str] = Conversion._fields

    def record(self, item: Conversion) -> Mapping[str, Any]:
        """One object a text; `system` is null if none was taken."""
        return item._asdict()

    def rows(self, item: Conversion) -> Iterable[Sequence[object]]:
        """One row a text."""
        yield item

    def draw_all(self, items: Sequence[Conversion]) -> RenderableType:
        """A line a text."""
        from rich.text import Text

        from toponyms.text.visible import visible
        from toponyms_cli.drawing import plain_table

        table = plain_table("Text", "Result", "System")
        for item in items:
            table.add_row(*(Text(visible(cell or "none")) for cell in item))
        return table
