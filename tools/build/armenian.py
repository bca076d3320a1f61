"""Armenian in Latin letters as GeoNames' main names have it: BGN/PCGN 1981, reformed spelling."""

from __future__ import annotations

import re

__all__ = ["romanize"]

_LETTERS = {
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "y", "թ": "t’",
    "ժ": "zh", "ի": "i", "լ": "l", "խ": "kh", "ծ": "ts", "կ": "k", "հ": "h", "ձ": "dz",
    "ղ": "gh", "ճ": "ch", "մ": "m", "յ": "y", "ն": "n", "շ": "sh", "ո": "o", "չ": "ch’",
    "պ": "p", "ջ": "j", "ռ": "rr", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "ց": "ts’",
    "ւ": "w", "փ": "p’", "ք": "k’", "և": "ev", "օ": "o", "ֆ": "f",
}  # fmt: skip
#: These begin a word as `ye`, `yev` and `vo`.
_INITIAL = re.compile(r"(?<![ա-և])[եևո](?!ւ)")
_INITIALS = {"ե": "ye", "և": "yev", "ո": "vo"}


def romanize(text: str) -> str:
    """Armenian by BGN/PCGN 1981, in lower case.

    >>> romanize("Մալաթիա-Սեբաստիա"), romanize("Եղեգնաձոր"), romanize("Նորք"), romanize("Ուշի")
    ('malat’ia-sebastia', 'yeghegnadzor', 'nork’', 'ushi')
    """
    spelled = _INITIAL.sub(lambda letter: _INITIALS[letter[0]], text.lower()).replace("ու", "u")
    return "".join(_LETTERS.get(letter, letter) for letter in spelled)
