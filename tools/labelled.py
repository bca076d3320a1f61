"""Reads the labelled texts of tests/cases/mentions, and scores what was found in them.

    # ru-01 tune news
    В [[Агдаме|gn:586427]] говорят и {{по-русски}}.

`[[…|ids]]` is a mention of a place, `((…|ids))` may be found or not, `{{…}}` is a trap, which
must give nothing like all that is not marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.model import Mention

__all__ = ["FOLDER", "Labelled", "Mark", "Outcome", "compare", "read_labelled"]

#: Where the labelled texts lie.
FOLDER = Path(__file__).parent.parent / "tests" / "cases" / "mentions"

_HEADER = re.compile(
    r"# (?P<key>(?P<lang>[a-z]{2})-\d{2,3}) (?P<half>tune|kept) (?P<genre>[\w+-]+)"
)
_MARK = re.compile(
    r"\[\[(?P<place>[^][|]+)\|(?P<place_ids>[^][|]+)\]\]"
    r"|\(\((?P<optional>[^()|]+)\|(?P<optional_ids>[^()|]+)\)\)"
    r"|\{\{(?P<trap>[^{}]+)\}\}"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked piece of a text.

    Attributes:
        start, end: offsets into the text without its marks.
        kind: what the mark says.
        ids: places that it may mean; none for a trap.
    """

    start: int
    end: int
    kind: Literal["place", "optional", "trap"]
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Labelled:
    """One paragraph.

    Attributes:
        key: its name, such as `ru-01`.
        lang: its language.
        half: `tune` for writing rules, `kept` for measuring them.
        genre: what kind of text it is.
        text: without marks.
        marks: in order.
    """

    key: str
    lang: str
    half: str
    genre: str
    text: str
    marks: tuple[Mark, ...]


def read_labelled(path: Path) -> list[Labelled]:
    """The paragraphs of one file.

    Raises:
        ValueError: naming file and record, if a header or a mark is malformed.
    """
    found = []
    for record in path.read_text("utf-8").strip("\n").split("\n\n"):
        first, _, marked = record.partition("\n")
        header = _HEADER.fullmatch(first)
        if not header:
            raise ValueError(f"{path.name}: {first!r} is no header")
        text, marks = _unmarked(marked)
        if re.search(r"\[\[|\]\]|\{\{|\}\}", text):
            raise ValueError(f"{path.name}, {header['key']}: a mark is not whole")
        found.append(
            Labelled(
                header["key"], header["lang"], header["half"], header["genre"], text, tuple(marks)
            )
        )
    return found


def _unmarked(marked: str) -> tuple[str, list[Mark]]:
    """The text without its marks, and where they were."""
    text, at, marks = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        start = len(text)
        kind: Literal["place", "optional", "trap"] = (
            "place" if mark["place"] else "optional" if mark["optional"] else "trap"
        )
        text += mark[kind]
        ids = "" if kind == "trap" else mark[f"{kind}_ids"]
        marks.append(Mark(start, len(text), kind, frozenset(ids.split())))
        at = mark.end()
    return text + marked[at:], marks


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the mentions of some texts.

    Attributes:
        right: found where they stand, with an id that they may mean.
        exact: of these, with the very offsets.
        missed: marks that nothing or another place was found for.
        wrong: mentions found that are none, or another place.
    """

    right: int
    exact: int
    missed: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str, str], ...]

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(1, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / max(1, self.right + len(self.missed))


def compare(texts: Iterable[Labelled], found: Iterable[Sequence[Mention]]) -> Outcome:
    """Holds what was found in texts against their marks.

    A mention is right if it overlaps a mark and gives a place that the mark allows. One that is
    ambiguous is right only where the mark leaves it open too, and else neither right nor wrong.
    """
    right = exact = 0
    missed: list[tuple[str, str]] = []
    wrong: list[tuple[str, str, str]] = []
    for labelled, mentions in zip(texts, found, strict=True):
        met: set[Mark] = set()
        for mention in mentions:
            beside = [
                mark
                for mark in labelled.marks
                if mark.start < mention.end and mention.start < mark.end and mark.kind != "trap"
            ]
            fits = next((mark for mark in beside if _fits(mention, mark)), None)
            if fits is not None and fits.kind == "place" and fits not in met:
                met.add(fits)
                right += 1
                exact += (fits.start, fits.end) == (mention.start, mention.end)
            elif not beside or (
                mention.resolution.place is not None
                and not any(mark.kind == "optional" for mark in beside)
            ):
                place = mention.resolution.candidates[0].place.id
                wrong.append((labelled.key, mention.text, place))
        missed += [
            (labelled.key, labelled.text[mark.start : mark.end])
            for mark in labelled.marks
            if mark.kind == "place" and mark not in met
        ]
    return Outcome(right, exact, tuple(missed), tuple(wrong))


def _fits(mention: Mention, mark: Mark) -> bool:
    """Whether a mention gives a place that a mark allows."""
    answer = mention.resolution
    if answer.place is not None:
        return answer.place.id in mark.ids
    return len(mark.ids) > 1 and answer.candidates[0].place.id in mark.ids
