"""Compiles the names of a gazetteer into the lexicons of `toponyms.mentions.lexicon`.

Names go through in blocks, and columns are written as they are done: what stays in memory is the
words of all names as text, and a few numbers for each name.
"""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, NamedTuple

import marisa_trie
import numpy as np

from toponyms.gazetteer.store import StoreWriter
from toponyms.gazetteer.texts import Texts
from toponyms.mentions.tokens import plain, words
from toponyms.text.fold import exact_form, refold
from toponyms.text.keys import readings
from toponyms.text.scripts import main_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from numpy.typing import NDArray

    from toponyms.gazetteer.index import Index
    from toponyms.gazetteer.store import Strings
    from toponyms.mentions.lexicon import Side

__all__ = ["SCRIPTS", "compile_lexicons"]

#: Scripts of the names that are looked for in texts.
SCRIPTS = frozenset({"Latn", "Cyrl", "Armn"})
#: Names that are read together.
_BLOCK = 2**15
#: Kinds of names, what a place is called today first; after all of them come the names of which
#: no source says in which language they are.
_KINDS = ("preferred", "official", "exonym", "variant", "colloquial", "historical")
_UNKNOWN = len(_KINDS)


class _Names(NamedTuple):
    """The words of some names, one after the other.

    Attributes:
        numbers: of the names.
        sizes: how many words each has.
        exact: the exact form of each word.
    """

    numbers: Sequence[int]
    sizes: Sequence[int]
    exact: Sequence[str]


class _Phrases:
    """Names as words, in one way of writing them.

    Attributes:
        numbers: of the names.
        texts: the words of each, with spaces between them.
    """

    def __init__(self) -> None:
        self.numbers = array("I")
        self.texts = Texts()

    def add(self, names: _Names, column: Sequence[str]) -> None:
        """Adds names; none that has a word without letters.

        Args:
            names: what they are.
            column: each of their words, in this way of writing.
        """
        start, phrases = 0, []
        for number, size in zip(names.numbers, names.sizes, strict=True):
            parts = column[start : start + size]
            start += size
            if all(parts):
                self.numbers.append(number)
                phrases.append(" ".join(parts))
        self.texts.extend(phrases)


def compile_lexicons(index: Index, file: BinaryIO) -> None:
    """Writes the store of the lexicons of a gazetteer.

    Args:
        index: the compiled gazetteer.
        file: empty, open for writing at any place.
    """
    spelled, first, last = _Phrases(), _Phrases(), _Phrases()
    texts = index.store.strings("name.text")
    for start in range(0, len(texts), _BLOCK):
        names = _read(texts[start : start + _BLOCK], start)
        spelled.add(names, refold("\n".join(names.exact)).split("\n"))
        for heard, sounds in zip((first, last), _sounds(names.exact), strict=True):
            heard.add(names, sounds)
    owners, ranks = index.store.array("name.place"), index.store.array("place.rank")
    weights = _weights(index)
    writer = StoreWriter(file)
    sides: tuple[tuple[Side, list[_Phrases]], ...] = (
        ("spelled", [spelled]),
        ("sound", [first, last]),
    )
    for side, phrases in sides:
        _write_side(writer, side, phrases, owners, ranks, weights)
    writer.finish({})


def _weights(index: Index) -> NDArray[np.uint8]:
    """How little each name says of what its place is called today, in which language: 0 is most."""
    rows = index.store.strings("meta")
    metas = [json.loads(row) for row in rows[: len(rows)]]
    weights = [
        _UNKNOWN if lang.startswith("und") else _KINDS.index(kind) for lang, kind, *_ in metas
    ]
    found: NDArray[np.uint8] = np.array(weights, dtype=np.uint8)[index.store.array("name.meta")]
    return found


def _read(texts: Sequence[str], first: int) -> _Names:
    """The words of the names in the scripts that are looked for.

    Args:
        texts: names.
        first: the number of the first of them.
    """
    numbers, sizes, said = [], [], []
    for number, text in enumerate(texts, first):
        if main_script(text) in SCRIPTS:
            found = [plain(word) for word in words(text)]
            numbers.append(number)
            sizes.append(len(found))
            said += found
    return _Names(numbers, sizes, exact_form("\n".join(said)).split("\n") if said else [])


def _sounds(exact: Sequence[str]) -> tuple[list[str], list[str]]:
    """The first and the last reading of each word; mostly the same."""
    first, last = [""] * len(exact), [""] * len(exact)
    for reading in readings(exact):
        first[reading.owner] = first[reading.owner] or reading.skeleton
        last[reading.owner] = reading.skeleton
    return first, last


def _write_side(
    writer: StoreWriter,
    side: Side,
    phrases: Sequence[_Phrases],
    owners: NDArray[np.uint32],
    ranks: NDArray[np.uint32],
    weights: NDArray[np.uint8],
) -> None:
    """Writes one lexicon.

    Args:
        writer: of the store.
        side: the lexicon.
        phrases: names and their words; of the same phrase at the same place the one that says
            most counts, of several the first.
        owners: the place of each name.
        ranks: of each place.
        weights: of each name, how little it says.
    """
    columns = [found.texts.strings() for found in phrases]
    writer.add(f"{side}.words", "x", [marisa_trie.Trie(_words(columns)).tobytes()])
    writer.add(f"{side}.starts", "x", [marisa_trie.Trie(_starts(columns)).tobytes()])
    trie = marisa_trie.Trie(written for column in columns for _, written in _written(column))
    writer.add(f"{side}.phrases", "x", [trie.tobytes()])
    keys, rows = array("q"), array("q")
    first = 0
    for column in columns:
        for row, written in _written(column):
            keys.append(trie[written])
            rows.append(first + row)
        first += len(column)
    numbers = np.concatenate([np.array(found.numbers, dtype=np.uint32) for found in phrases])
    names = numbers[np.array(rows, dtype=np.int64)]
    # One name of each phrase at each place, phrases in the order of keys, places in that of ranks.
    key = np.array(keys, dtype=np.int64)
    at = key << 32 | ranks[owners[names]]
    order = np.lexsort((weights[names], at))
    order = order[np.diff(at[order], prepend=-1) != 0]
    bounds = np.searchsorted(key[order], np.arange(len(trie) + 1))
    writer.array(f"{side}.bounds", bounds.astype(np.uint32))
    writer.array(f"{side}.names", names[order])


def _rows(column: Strings) -> Iterator[str]:
    for start in range(0, len(column), _BLOCK):
        yield from column[start : start + _BLOCK]


def _written(column: Strings) -> Iterator[tuple[int, str]]:
    """Each name with its row, in words and, if there are several, as one."""
    for row, phrase in enumerate(_rows(column)):
        yield row, phrase
        if " " in phrase:
            yield row, phrase.replace(" ", "")


def _words(columns: Iterable[Strings]) -> Iterator[str]:
    for column in columns:
        for phrase in _rows(column):
            if " " in phrase:
                yield from phrase.split(" ")
                yield phrase.replace(" ", "")
            else:
                yield phrase


def _starts(columns: Iterable[Strings]) -> Iterator[str]:
    """The beginnings of names of several words, in whole words."""
    for column in columns:
        for phrase in _rows(column):
            end = phrase.find(" ")
            while end >= 0:
                yield phrase[:end]
                end = phrase.find(" ", end + 1)
