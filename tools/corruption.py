"""Makes of a name what people make of it: typing errors and romanizations."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import icu

from toponyms.text.scripts import main_script

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

__all__ = ["Romanizer", "Typist"]

#: Letters that the Western Armenian reading romanizes otherwise (ALA-LC 2022, its note).
_WESTERN = {
    "բ": "p", "գ": "k", "դ": "t", "ծ": "dz", "կ": "g",
    "ձ": "ts", "ճ": "j", "պ": "b", "ջ": "ch", "տ": "d",
}  # fmt: skip
#: Shortest name that is misspelled: of a shorter one too little is left.
_SHORTEST = 4


class Typist:
    """Makes one random error: a letter left out, put in, replaced, or two swapped.

    Args:
        texts: the letters put in are drawn from these, from the same script.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        letters: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for text in texts:
            for letter in text.lower():
                if letter.isalpha():
                    letters[ord(letter) >> 7][letter] += 1
        self._letters = {
            block: (sorted(counts), [counts[letter] for letter in sorted(counts)])
            for block, counts in letters.items()
        }

    def misspell(self, name: str, random: Random) -> str | None:
        """The name with one error, or None if it is too short."""
        if len(name) < _SHORTEST:
            return None
        at = random.randrange(len(name))
        letters, weights = self._letters.get(ord(name[at]) >> 7, (["a"], [1]))
        letter = random.choices(letters, weights)[0]
        before, rest = name[:at], name[at:]
        return random.choice([
            before + rest[1:],
            before + letter + rest,
            before + letter + rest[1:],
            before + rest[1:2] + rest[:1] + rest[2:],
        ])  # fmt: skip


class Romanizer:
    """Romanizes Armenian and Cyrillic names by ICU's published schemes, Western Armenian too."""

    def __init__(self) -> None:
        make = icu.Transliterator.createInstance
        self._schemes = {
            "Armn": [make("Armenian-Latin/BGN"), make("Any-Latin")],
            "Cyrl": [make("Russian-Latin/BGN"), make("Any-Latin")],
        }

    def romanize(self, name: str, random: Random) -> str | None:
        """The name in Latin letters, or None if it is in another script than these two."""
        script = main_script(name)
        if script not in self._schemes:
            return None
        if script == "Armn" and random.random() < 0.4:
            western = "".join(_WESTERN.get(letter, letter) for letter in name.lower())
            return str(self._schemes["Armn"][0].transliterate(western)).replace("’", "")
        return str(random.choice(self._schemes[script]).transliterate(name))
