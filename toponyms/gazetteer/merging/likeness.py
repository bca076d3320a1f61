"""How much two places of two sources look like one: by their names, and by where they are.

The names agree by letters (one folded form in common, whatever the language), or by sound (one
skeleton in common in one language, or where the language of one of them is not known); generic
terms are no part of a name. Two places of which no name agrees never look like one, however near.
The score falls with the distance, from 1 for the same point to a half at half the limit. What the
numbers were chosen from is in docs/gazetteers.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms.text.fold import exact_form
from toponyms.text.generic import without_generic
from toponyms.text.keys import readings
from toponyms.text.normalize import normalize_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from toponyms.model import Name
    from toponyms.text.keys import Reading

__all__ = [
    "LIMIT_KM",
    "MARGIN",
    "THRESHOLD",
    "Forms",
    "agreement",
    "form_hashes",
    "forms_of",
    "limit_km",
    "score",
]

#: Two places at least this much alike are one.
THRESHOLD = 0.6
#: Another that comes within this of the best makes it doubtful which of them it is.
MARGIN = 0.2
#: How far apart two records of one place may lie, by feature class: settlements; what has an
#: extent (units, regions, waters, parks, roads, woods); what is a point or nearly.
LIMIT_KM = dict.fromkeys("PT", 10.0) | dict.fromkeys("ALHRVU", 30.0) | {"S": 3.0}
#: The part of the limit at which the score falls to a half.
_HALF = 0.5
_BY_LETTERS, _BY_SOUND = 1.0, 0.9
#: What the score is at most where one of two places has no coordinates.
_NOWHERE = 0.7
#: The primary language of a tag that says that the language is not known.
_UNKNOWN = "und"


class Forms(NamedTuple):
    """What the names of a place are compared by.

    Attributes:
        langs: languages that it has names in; `und`, an unknown one, is none of them.
        letters: folded forms with the languages that have them.
        sounds: skeletons with the languages that have them.
    """

    langs: Set[str]
    letters: Mapping[str, Set[str]]
    sounds: Mapping[str, Set[str]]


def forms_of(named: Sequence[Iterable[Name]]) -> list[Forms]:
    """The forms of the names of each place, of all at once.

    >>> from toponyms.model import Name
    >>> sorted(forms_of([[Name("Seyidli kəndi", "az")]])[0].letters)
    ['seyidli', 'seyidlikendi']
    """
    owners, langs_said, texts = [], [], []
    for owner, names in enumerate(named):
        for name in names:
            owners.append(owner)
            langs_said.append(name.lang.partition("-")[0])
            texts.append(name.text)
    letters: list[dict[str, set[str]]] = [{} for _ in named]
    sounds: list[dict[str, set[str]]] = [{} for _ in named]
    langs: list[set[str]] = [set() for _ in named]
    for number, reading in _read(texts):
        owner, lang = owners[number], langs_said[number]
        langs[owner].add(lang)
        letters[owner].setdefault(reading.folded, set()).add(lang)
        if reading.skeleton:
            sounds[owner].setdefault(reading.skeleton, set()).add(lang)
    return [
        Forms(spoken - {_UNKNOWN}, folded, heard)
        for spoken, folded, heard in zip(langs, letters, sounds, strict=True)
    ]


def form_hashes(texts: Sequence[str]) -> tuple[list[int], list[int]]:
    """Numbers that two names have in common if they have a form in common, and hardly ever else.

    Args:
        texts: names.

    Returns:
        The place of a name in the sequence, and a number of 64 bits, of each form. They are
        others in another process.

    >>> owners, found = form_hashes(["Seyidli kəndi", "Bakı", "Seyidli"])
    >>> {owner for owner, one in zip(owners, found) if one in found[-2:]}
    {0, 2}
    """
    owners: list[int] = []
    found: list[int] = []
    for number, reading in _read(texts):
        owners.append(number)
        found.append(hash(reading.folded))
        if reading.skeleton:
            owners.append(number)
            found.append(hash(f"~{reading.skeleton}"))
    return owners, found


def _read(texts: Sequence[str]) -> Iterator[tuple[int, Reading]]:
    """Every reading of each name, and of what is left of it without generic terms."""
    owners = list(range(len(texts)))
    exact = exact_form("\n".join(normalize_lines(texts))).split("\n") if texts else []
    for number in range(len(exact)):
        if bare := without_generic(exact[number]):
            exact.append(bare[0])
            owners.append(number)
    for reading in readings(exact) if exact else ():
        yield owners[reading.owner], reading


def agreement(one: Forms, other: Forms) -> tuple[float, list[str]]:
    """How well the names of two places agree, from 0 to 1, and what they have in common.

    A language that both have names in, but none in common, speaks against them: such a place
    has another name there.

    >>> from toponyms.model import Name
    >>> here, there = forms_of([
    ...     [Name("Qoşasu", "az"), Name("Drakhtadzor", "en")],
    ...     [Name("Ağcakənd", "az"), Name("Drakhtadzor", "en")],
    ... ])
    >>> agreement(here, there)
    (0.75, ['drakhtadzor'])
    """
    letters = sorted(one.letters.keys() & other.letters.keys())
    sounds = sorted(
        sound
        for sound in one.sounds.keys() & other.sounds.keys()
        if _one_language(one.sounds[sound], other.sounds[sound])
    )
    if not letters and not sounds:
        return 0.0, []
    both = one.langs & other.langs
    agreeing = {
        lang
        for mine, yours, common in (
            (one.letters, other.letters, letters), (one.sounds, other.sounds, sounds),
        )
        for form in common
        for lang in mine[form] & yours[form] & both
    }  # fmt: skip
    share = len(agreeing) / len(both) if both else 1.0
    return (_BY_LETTERS if letters else _BY_SOUND) * (1 + share) / 2, letters or sounds


def _one_language(one: Set[str], other: Set[str]) -> bool:
    return bool(one & other) or _UNKNOWN in one or _UNKNOWN in other


def limit_km(feature_class: str) -> float:
    """How far apart two records of one place may lie; of an unknown class, as settlements."""
    return LIMIT_KM.get(feature_class, LIMIT_KM["P"])


def score(names: float, km: float | None, limit: float) -> float:
    """How much two places look like one, from 0 to 1.

    Args:
        names: what `agreement` gave.
        km: how far apart they are; None if that is not known.
        limit: how far apart they may be.

    >>> score(1.0, 0.0, 10.0), score(1.0, 5.0, 10.0), score(0.0, 0.0, 10.0)
    (1.0, 0.5, 0.0)
    """
    if km is None:
        return names * _NOWHERE
    return names / (1 + (km / (_HALF * limit)) ** 2)
