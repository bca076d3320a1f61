"""Writes any text in Latin letters by the usual system of its language, and says which that was."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from toponyms.text.scripts import main_script
from toponyms.transliteration.catalogue import Systems
from toponyms.transliteration.engine import options_on, transliterator

if TYPE_CHECKING:
    from toponyms.transliteration.system import System

__all__ = ["Romanization", "romanize"]

#: Scripts that only one of the world's languages is written in today, whose system is at hand.
_OF_ONE_LANGUAGE = frozenset({"Armn"})


@dataclass(frozen=True, slots=True)
class Romanization:
    """A text in Latin letters, and how it came to them.

    Attributes:
        text: the result; the text as it was given if no system was taken.
        system: the system that was taken, with its `usual_options`; or None.
        lang: the language that the text was taken for, BCP 47; `und` if that is not known.
        evidence: what the language is known from: it was `said`; only it is written in this
            `script`; or only its alphabet, of those that a system is at hand for, has these
            `letters`. Empty if nothing tells.
    """

    text: str
    system: System | None
    lang: str
    evidence: str

    def __str__(self) -> str:
        return self.text


def romanize(text: str, lang: str | None = None) -> Romanization:
    """Writes a text in Latin letters by the usual system of its language.

    No language is guessed: where the letters leave a choice and none is said, the text
    stays as it is.

    Args:
        text: any text. Its main script decides; what is in other scripts is left as it is.
        lang: BCP 47 of the text.

    Returns:
        The text, the system that was taken, and the evidence for the language.

    >>> answer = romanize("Ճանկաթաղ")
    >>> answer.text, answer.lang, answer.evidence, answer.system.id
    ('Chankatagh', 'hy', 'script', 'bgnpcgn-hye-Armn-Latn-1981')
    >>> romanize("Шуша", "ru").text, romanize("Шуша", "az").text
    ('Shusha', 'Şuşa')
    >>> romanize("Ҹанјатаг").text, romanize("Шуша").system is None  # either may write Шуша so
    ('Canyataq', True)
    """
    script = main_script(text)
    readable = [system for system in _usual() if system.source_script == script]
    if lang:
        language = lang.partition("-")[0].lower()
        spoken = [system for system in readable if system.language == language]
        return _romanized(text, spoken, lang, "said")
    if script in _OF_ONE_LANGUAGE:
        return _romanized(text, readable, "und", "script")
    letters = {letter for letter in unicodedata.normalize("NFC", text.lower()) if letter.isalpha()}
    alphabets = [(system, _alphabet(system)) for system in readable]
    # One alphabet alone proves nothing: it must have what another lacks.
    fitting = [system for system, alphabet in alphabets if letters <= alphabet]
    return _romanized(text, fitting if len(fitting) < len(readable) else [], "und", "letters")


def _romanized(text: str, systems: list[System], lang: str, evidence: str) -> Romanization:
    if len(systems) != 1:
        return Romanization(text, None, lang, evidence if lang != "und" else "")
    (system,) = systems
    run = transliterator(system, options=options_on(system, system.usual_options))
    return Romanization(run(text), system, system.language if lang == "und" else lang, evidence)


@cache
def _usual() -> tuple[System, ...]:
    return tuple(
        system for system in Systems.default() if system.usual and system.target_script == "Latn"
    )


@cache
def _alphabet(system: System) -> frozenset[str]:
    return frozenset(system.letters)
