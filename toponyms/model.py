"""The things this library talks about: places, their names, and answers about them.

All are frozen and slotted: safe to share between threads and to keep.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = [
    "KIND_ORDER",
    "ByLanguage",
    "Candidate",
    "Kind",
    "Mention",
    "Method",
    "Name",
    "Place",
    "Resolution",
    "Status",
    "Step",
]

Kind = Literal["preferred", "official", "variant", "historical", "exonym", "colloquial"]
"""What a name is to its place. No kind makes a name more right than another."""

Method = Literal["exact", "folded", "sound", "similar"]
"""How a name was met, from the strictest to the loosest."""

Status = Literal["matched", "ambiguous", "unmatched"]
"""The outcome of a resolution."""

#: Kinds in the order in which names are looked for to be shown, listed and sorted.
KIND_ORDER: tuple[Kind, ...] = (
    "preferred", "official", "exonym", "variant", "colloquial", "historical",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a place.

    Attributes:
        text: the name, in NFC.
        lang: a BCP 47 tag, with a script subtag where the script is not the
            language's usual one (`az-Cyrl`), `und-Latn` where the language is not known.
        kind: see `Kind`.
        from_: first year of use as an EDTF date, empty if not known.
        to: last year of use as an EDTF date, empty if in use or not known.
        source: a key that the gazetteer's README describes.
    """

    text: str
    lang: str
    kind: Kind = "variant"
    from_: str = ""
    to: str = ""
    source: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Place:
    """A place and every name that the gazetteer has for it.

    Attributes:
        id: a CURIE of the identity's source, such as `gn:586666`. It says nothing about sides.
        names: in the order of the file: by language, then kind, then spelling.
        feature: a GeoNames feature class and code, such as `P.PPL`.
        country: ISO 3166-1 alpha-2 as the source gives it, or empty.
        admin1: first-level unit as the source codes it, or empty.
        lat, lon: degrees, WGS 84, or None where not known.
        population: inhabitants, or None where not known.
        geonames, wikidata: the place's number there (`586666`, `Q…`), or empty.
    """

    id: str
    names: Sequence[Name] = ()
    feature: str = ""
    country: str = ""
    admin1: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    geonames: str = ""
    wikidata: str = ""

    def names_in(self, lang: str) -> tuple[Name, ...]:
        """All names in a language, the ones to show first.

        Args:
            lang: a BCP 47 tag. `az` means exactly `az`, not `az-Cyrl`.

        >>> shusha = Place("gn:147105", (Name("Şuşa", "az", "preferred"), Name("Shushi", "en")))
        >>> [str(name) for name in shusha.names_in("en")]
        ['Shushi']
        """
        found = _spoken(self.names, lang)
        return tuple(sorted(found, key=lambda name: KIND_ORDER.index(name.kind)))

    def name(self, lang: str | None = None) -> str | None:
        """The best name in a language, or of any language.

        Names of one kind are equals: between them the order of the alphabet decides,
        which favours no side.

        Args:
            lang: a BCP 47 tag. A tag with a subtag falls back on its language
                (`hy-AM` on `hy`). None takes the first of the best kind in English,
                then in any language of the region, then in any other.

        Returns:
            The name's text; None if the place has no name in that language.

        >>> shusha = Place("gn:147105", (Name("Şuşa", "az", "preferred"), Name("Շուշի", "hy")))
        >>> shusha.name("hy"), shusha.name("ka")
        ('Շուշի', None)
        """
        names = self.names
        if lang is None:
            for tag in ("en", "az", "hy", "ru"):
                if found := _best(names, tag):
                    return found
            best = min(names, key=_display_order, default=None)
            return None if best is None else best.text
        found = _best(names, lang)
        if found is None and "-" in lang:
            return self.name(lang.rpartition("-")[0])
        return found

    def label(self, lang: str) -> str:
        """Every current name in a language that has equal standing, joined with a slash.

        Where two sides use two names, both are shown.

        >>> place = Place("gn:586666", (Name("Chankatagh", "en", "preferred"),
        ...     Name("Janyatag", "en", "preferred"), Name("Janyatagh", "en", "variant")))
        >>> place.label("en")
        'Chankatagh / Janyatag'
        """
        names = self.names_in(lang)
        if not names:
            return ""
        kind = names[0].kind
        return " / ".join(sorted(name.text for name in names if name.kind == kind))


class ByLanguage(Sequence[Name]):
    """Names that are made only when they are looked at, and know beforehand in which language."""

    __slots__ = ()

    @abstractmethod
    def in_language(self, lang: str) -> Sequence[Name]:
        """Those in a language, in order."""


def _best(names: Sequence[Name], lang: str) -> str | None:
    """The text of the first name in a language."""
    spoken = _spoken(names, lang)
    return min(spoken, key=_display_order).text if spoken else None


def _spoken(names: Sequence[Name], lang: str) -> Sequence[Name]:
    """Those of some names that are in a language; names that are made when needed know which."""
    if isinstance(names, ByLanguage):
        return names.in_language(lang)
    return [name for name in names if name.lang == lang]


def _display_order(name: Name) -> tuple[int, str]:
    return KIND_ORDER.index(name.kind), name.text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a text may mean.

    Attributes:
        place: the place.
        name: the gazetteer's name that was met.
        score: the probability from 0 to 1 that this is the place meant.
        method: how the name was met.
    """

    place: Place
    name: Name
    score: float
    method: Method


class Step(NamedTuple):
    """One step on the way from a query to its answer.

    Attributes:
        name: what was done, such as `normalize` or `sound`.
        result: what came out of it.
    """

    name: str
    result: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to one query.

    Attributes:
        query: the text as it was given.
        status: `matched`; `ambiguous` if several places fit equally well; `unmatched`.
        place: the place meant; None unless matched.
        score: the first candidate's score, 0.0 if there is none.
        candidates: best first, also when unmatched, as far as there are any.
        steps: how the answer was reached.
    """

    query: str
    status: Status
    place: Place | None = None
    score: float = 0.0
    candidates: Sequence[Candidate] = ()
    steps: Sequence[Step] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name inside running text.

    Attributes:
        start, end: offsets into the text as given, in code points.
        text: the text between them.
        resolution: which place it means. The scores of its candidates are the probability that
            the words name that place; the steps tell what speaks for it.
        score: the probability from 0 to 1 that the words are the name of a place at all.
    """

    start: int
    end: int
    text: str
    resolution: Resolution
    score: float = 1.0
