"""Upper and lower case, with the two letters i of the Turkic alphabets kept apart."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Case"]

_TURKIC = frozenset({"az", "tr"})


@dataclass(frozen=True, slots=True)
class Case:
    """The case rules of a language and script.

    Attributes:
        turkic: whether i and ı are two letters with capitals of their own.
    """

    turkic: bool

    @classmethod
    def of(cls, language: str, script: str) -> Case:
        """The rules of a language (BCP 47) in a script (ISO 15924).

        >>> Case.of("az", "Latn").upper("bilici"), Case.of("ru", "Cyrl").upper("ёлка")
        ('BİLİCİ', 'ЁЛКА')
        """
        return cls(script == "Latn" and language in _TURKIC)

    def upper(self, text: str) -> str:
        """Every letter a capital."""
        return (text.replace("i", "İ") if self.turkic else text).upper()

    def lower(self, text: str) -> str:
        """No letter a capital."""
        return (text.replace("İ", "i").replace("I", "ı") if self.turkic else text).lower()

    def title(self, text: str) -> str:
        """The first letter a capital, nothing else changed; of a ligature its first part.

        >>> Case(turkic=False).title("ʹya"), Case(turkic=True).title("i")
        ('ʹYa', 'İ')
        >>> Case(turkic=False).title("ևս") == "Եւս"
        True
        """
        for place, character in enumerate(text):
            if self.upper(character) != self.lower(character):
                capital = "İ" if self.turkic and character == "i" else character.title()
                return text[:place] + capital + text[place + 1 :]
        return text
