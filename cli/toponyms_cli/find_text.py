"""Shows texts to a person, with their names marked, and what each of them means."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from toponyms.documents.met import MetPlaces
from toponyms.documents.reasons import reasons
from toponyms.gazetteer.geography import Regions
from toponyms.text.visible import visible, visible_lines
from toponyms_cli.drawing import plain_table
from toponyms_cli.lookup_view import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from rich.table import Table

    from toponyms import Gazetteer, Mention, Place
    from toponyms.documents.met import Met
    from toponyms.documents.passages import Passage

__all__ = ["show_found"]

#: Readable on dark and on light terminals; bold where there is no colour.
_STYLES = {"matched": "bold black on bright_cyan", "ambiguous": "bold black on bright_yellow"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
#: A paragraph with the empty lines after it.
_BLOCK = re.compile(r".+?(?:\n[^\S\n]*\n\s*|\Z)", re.DOTALL)
#: Empty lines in a row that are shown.
_EMPTY_LINES = 2
#: Candidates of an ambiguous name that are listed.
_CANDIDATES = 3


def show_found(
    found: Iterable[Passage], file: TextIO, *, gazetteer: Gazetteer, explain: bool = False
) -> None:
    """Prints documents, and below each the places that are numbered in it.

    Args:
        found: the passages of the documents.
        file: where to print.
        gazetteer: knows the regions that places lie in.
        explain: whether to print, below each paragraph, what speaks for its names.
    """
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    shower = _Shower(console, Regions(gazetteer), explain=explain)
    for passage in found:
        shower.add(passage)
    shower.end()


class _Shower:
    """Prints one passage after the other."""

    def __init__(self, console: Console, regions: Regions, *, explain: bool) -> None:
        self._console = console
        self._regions = regions
        self._explain = explain
        self._styled = console.is_terminal and not console.is_dumb_terminal
        self._met = MetPlaces()
        self._open = False

    def add(self, passage: Passage) -> None:
        """Prints a passage, the heading of its document before the first one."""
        if passage.start == 0:
            self.end()
            self._met, self._open = MetPlaces(), True
            self._console.print(Rule(Text(visible(passage.document)), align="left", style="dim"))
        left = list(passage.mentions)
        start = passage.start
        for part in _BLOCK.findall(passage.text):
            end = start + len(part)
            here = list(takewhile(lambda one: one.start < end, left))  # noqa: B023 - used at once
            del left[: len(here)]
            self._block(passage.document, part, start, here)
            start = end

    def _block(self, document: str, text: str, start: int, mentions: Sequence[Mention]) -> None:
        """Prints a paragraph, what speaks for its names, and the empty lines after it."""
        shown, notes, at = Text(), [], 0
        for mention in mentions:
            met = self._met.add(document, mention)
            shown.append(visible_lines(text[at : mention.start - start]))
            shown.append_text(self._marked(mention, met))
            notes.append(_why(mention, met))
            at = mention.end - start
        shown.append(visible_lines(text[at:]))
        body = shown.plain.rstrip("\n")
        if body:
            self._console.print(shown[: len(body)], soft_wrap=not self._console.is_terminal)
        if self._explain:
            for note in notes:
                self._console.print(Padding(note, (0, 0, 0, 2)))
        for _ in range(min(len(shown.plain) - len(body) - 1, _EMPTY_LINES)):
            self._console.print()

    def end(self) -> None:
        """Prints the places of the document that ends."""
        if not self._open:
            return
        self._open = False
        self._console.print()
        if places := list(self._met):
            self._console.print(self._legend(places))
        else:
            self._console.print(Text("No place names.", style="dim"))
        self._console.print()

    def _marked(self, mention: Mention, met: Met) -> Text:
        number = _number(met).translate(_RAISED)
        name = visible_lines(mention.text)
        if not self._styled:
            return Text(f"[{name}]{number}")
        return Text.assemble((name, _STYLES[mention.resolution.status]), (number, "bold"))

    def _legend(self, places: Sequence[Met]) -> Table:
        table = plain_table("", "Place", "Found", "Names, and where it is")
        for column in table.columns[:3]:
            column.no_wrap = True
        for met in places:
            answer = met.answer
            number = Text(_number(met), "bold" if answer.place else _STYLES["ambiguous"])
            meant = [answer.place] if answer.place else [one.place for one in answer.candidates]
            shown = meant[:_CANDIDATES]
            for row, place in enumerate(shown):
                more = " or" if len(meant) > row + 1 else ""
                table.add_row(
                    "" if row else number,
                    Text(f"{place.id}{more}"),
                    "" if row else Text(f"{met.count:,} ×"),
                    self._described(place),
                )
            if len(meant) > len(shown):
                table.add_row("", f"{len(meant) - len(shown)} more", "", "")
        return table

    def _described(self, place: Place) -> Text:
        """The names of a place, each once, and where it is."""
        labels = dict.fromkeys(filter(None, map(place.label, LANGUAGES)))
        names = " · ".join(labels) or place.name() or ""
        where = self._regions.where(place)
        return Text.assemble(
            visible(names, 200), (f"  {visible(where)}" if where not in labels else "", "dim")
        )


def _number(met: Met) -> str:
    """The number of a place in its document; with a question mark if it is a choice of several."""
    return f"{met.number}" if met.answer.place else f"{met.number}?"


def _why(mention: Mention, met: Met) -> Text:
    said = "; ".join(reasons(mention.resolution.steps))
    number = _number(met).translate(_RAISED)
    return Text(
        f"{visible(mention.text)}{number} {mention.score:.2f}  {visible(said, 2000)}", "dim"
    )
