"""The names of a gazetteer as words: what a finder of names looks words up in.

Compiled once from the index and kept beside it in the cache. There are two lexicons of one
form, by spelling (`toponyms.text.fold`) and by sound (`toponyms.text.sound`):

    <side>.words    a trie of the words of all names
    <side>.starts   a trie of the beginnings of names of several words
    <side>.phrases  a trie of whole names, words joined by a space; <side>.bounds and <side>.names
                    list one name of each place that is called so, the place of the first rank first

A name of several words is also in them as one word, as some write it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

import marisa_trie

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from toponyms.gazetteer import Gazetteer
    from toponyms.gazetteer.store import Store

__all__ = ["Lexicon", "Side", "open_lexicons"]

#: Raised whenever what a lexicon holds changes.
_VERSION = 2

Side = Literal["spelled", "sound"]


class Lexicon:
    """One of the two lexicons; safe to share between threads.

    Args:
        store: what `compile_lexicons` made.
        side: `spelled` or `sound`.
    """

    def __init__(self, store: Store, side: Side) -> None:
        self._store = store
        self._side = side

    def knows(self, word: str) -> bool:
        """Whether any name has a word."""
        return word in self._words

    def starts(self, phrase: str) -> bool:
        """Whether a longer name begins with these words."""
        return phrase in self._starts

    def is_name(self, phrase: str) -> bool:
        """Whether a phrase is a name."""
        return phrase in self._phrases

    def names(self, phrase: str) -> Sequence[int]:
        """The numbers of the names that a phrase is, one of each place, in order of rank."""
        key = self._phrases.get(phrase)
        return () if key is None else tuple(self._names[self._bounds[key] : self._bounds[key + 1]])

    def _trie(self, column: str) -> marisa_trie.Trie:
        # A mapped trie does not keep its bytes alive: the store, which does, must not go before.
        return marisa_trie.Trie().map(self._store.raw(f"{self._side}.{column}"))

    @cached_property
    def _words(self) -> marisa_trie.Trie:
        return self._trie("words")

    @cached_property
    def _starts(self) -> marisa_trie.Trie:
        return self._trie("starts")

    @cached_property
    def _phrases(self) -> marisa_trie.Trie:
        return self._trie("phrases")

    @cached_property
    def _bounds(self) -> memoryview:
        return self._store.numbers(f"{self._side}.bounds")

    @cached_property
    def _names(self) -> memoryview:
        return self._store.numbers(f"{self._side}.names")


def open_lexicons(gazetteer: Gazetteer) -> tuple[Lexicon, Lexicon]:
    """The lexicons of a gazetteer, by spelling and by sound; compiled at the first time."""

    def build(file: BinaryIO) -> None:
        from toponyms.mentions.lexicon_compiler import compile_lexicons

        compile_lexicons(gazetteer.index, file)

    store = gazetteer.part(f"lexicon{_VERSION}", build)
    return Lexicon(store, "spelled"), Lexicon(store, "sound")
