"""Compiles the names of a gazetteer into the lexicons of `toponyms.mentions.lexicon`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import marisa_trie
import numpy as np

from toponyms.gazetteer.store import pack
from toponyms.mentions.tokens import plain, words
from toponyms.text.fold import exact_form, refold
from toponyms.text.keys import readings
from toponyms.text.scripts import main_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toponyms.gazetteer.index import Index
    from toponyms.mentions.lexicon import Side

__all__ = ["SCRIPTS", "compile_lexicons"]

#: Scripts of the names that are looked for in texts.
SCRIPTS = frozenset({"Latn", "Cyrl", "Armn"})


class _Names(NamedTuple):
    """The words of all names, one after the other.

    Attributes:
        owners: the number of the name that a word is of.
        exact: the exact form of each word.
    """

    owners: Sequence[int]
    exact: Sequence[str]


def compile_lexicons(index: Index) -> bytes:
    """The store of the lexicons of a gazetteer, as bytes."""
    names = _read(index.store.strings("name.text").all())
    first, other = _sounds(names.exact)
    spelled = list(_phrases(names.owners, refold("\n".join(names.exact)).split("\n")))
    sound = [*_phrases(names.owners, first), *_phrases(names.owners, other)]
    places = index.store.numbers("name.place").tolist()
    ranks = index.store.numbers("place.rank").tolist()
    rank_of = [ranks[place] for place in places]
    arrays: dict[str, np.typing.NDArray[np.generic]] = {}
    raw: dict[str, bytes] = {}
    sides: tuple[tuple[Side, list[tuple[int, list[str]]]], ...] = (
        ("spelled", spelled),
        ("sound", sound),
    )
    for side, phrases in sides:
        tries, columns = _side(phrases, places, rank_of)
        raw |= {f"{side}.{column}": content for column, content in tries.items()}
        arrays |= {f"{side}.{column}": array for column, array in columns.items()}
    return pack({}, arrays, {}, raw)


def _read(texts: Iterable[str]) -> _Names:
    """The words of the names in the scripts that are looked for."""
    owners: list[int] = []
    said: list[str] = []
    for number, text in enumerate(texts):
        if main_script(text) in SCRIPTS:
            found = [plain(word) for word in words(text)]
            owners += [number] * len(found)
            said += found
    return _Names(owners, exact_form("\n".join(said)).split("\n") if said else [])


def _sounds(exact: Sequence[str]) -> tuple[list[str], list[str]]:
    """The first and the last reading of each word; mostly the same."""
    first, last = [""] * len(exact), [""] * len(exact)
    for reading in readings(exact):
        first[reading.owner] = first[reading.owner] or reading.skeleton
        last[reading.owner] = reading.skeleton
    return first, last


def _phrases(owners: Sequence[int], column: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Each name with its words; none that has a word without letters."""
    for number, rows in groupby(zip(owners, column, strict=False), key=lambda row: row[0]):
        parts = [word for _, word in rows]
        if all(parts):
            yield number, parts


def _side(
    phrases: Iterable[tuple[int, list[str]]], places: Sequence[int], rank_of: Sequence[int]
) -> tuple[dict[str, bytes], dict[str, np.typing.NDArray[np.generic]]]:
    """Tries and columns of one lexicon.

    Args:
        phrases: names and their words.
        places: the place of each name.
        rank_of: the rank of the place of each name.
    """
    named: dict[str, dict[int, int]] = {}
    starts: set[str] = set()
    vocabulary: set[str] = set()
    for number, parts in phrases:
        whole = "".join(parts)
        vocabulary.update(parts, (whole,))
        starts.update(" ".join(parts[:end]) for end in range(1, len(parts)))
        for phrase in {" ".join(parts), whole}:
            named.setdefault(phrase, {}).setdefault(places[number], number)
    trie = marisa_trie.Trie(named)
    ordered: list[list[int]] = [[] for _ in named]
    for phrase, numbers in named.items():
        ordered[trie[phrase]] = sorted(numbers.values(), key=rank_of.__getitem__)
    bounds = np.zeros(len(ordered) + 1, dtype=np.uint32)
    np.cumsum([len(numbers) for numbers in ordered], out=bounds[1:])
    listed = np.array([number for numbers in ordered for number in numbers], dtype=np.uint32)
    tries = {"words": marisa_trie.Trie(vocabulary), "starts": marisa_trie.Trie(starts)}
    content = {column: found.tobytes() for column, found in tries.items()}
    return content | {"phrases": trie.tobytes()}, {"bounds": bounds, "names": listed}
