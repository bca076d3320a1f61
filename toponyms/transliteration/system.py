"""What a conversion system is: its document, its letters, its rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Letters", "Move", "Option", "Rule", "Sample", "System", "TextSeen"]

Letters = Literal["any", "small", "capital"]
"""Which letters a rule is for."""

TextSeen = Literal["full", "excerpts", "secondary"]
"""How much of the standard's own text the file was written from."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a letter or several, where they stand, and what is written for them.

    A context names single letters of the source, in lower case; `<start>` and `<end>` are the
    edges of a word and `<vowel>` is a class of the system.

    Attributes:
        source: what is read, in lower case.
        target: what is written for it; may be empty.
        after: what may stand before it; empty if anything may.
        before: what may follow it; empty if anything may.
        not_after: what must not stand before it.
        not_before: what must not follow it.
        when: the option that must be on, or empty.
        unless: the option that must be off, or empty.
        letters: whether it reads small letters only, or capitals only.
        back: whether the way back reads it from right to left.
        inferred: whether the rule is not in the text that was seen, but concluded from it.
        note: why, in words.
    """

    source: str
    target: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    when: str = ""
    unless: str = ""
    letters: Letters = "any"
    back: bool = True
    inferred: bool = False
    note: str = ""

    @property
    def contextual(self) -> bool:
        """Whether it asks what stands around."""
        return bool(self.after or self.before or self.not_after or self.not_before)


@dataclass(frozen=True, slots=True)
class Move:
    """A mark inside a word that the target script writes at the end of the sentence.

    Attributes:
        mark: the mark, such as the Armenian question mark.
        target: what is written at the end of the sentence.
        ends: marks that end a sentence; the one met is replaced.
    """

    mark: str
    target: str
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that the standard leaves.

    Attributes:
        name: as callers write it, such as `middle-dot`.
        summary: what it does when it is on.
        default: whether it is on when nobody says anything.
    """

    name: str
    summary: str
    default: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair that the standard prints.

    Attributes:
        source: in the source script.
        target: in the target script.
        origin: where it is printed.
        back: whether the target gives the source again.
        options: as in `transliterate`.
    """

    source: str
    target: str
    origin: str = ""
    back: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """A conversion system, named as ISO 24229 does: authority-language-script-script-year.

    Attributes:
        id: such as `bgnpcgn-rus-Cyrl-Latn-1947`.
        name: short, for a table.
        short: names that do among the systems of one language, such as `bgn`.
        authority: who issued it.
        year: of the edition.
        title: of the document.
        source: the address of the document, or of what was read of it.
        text_seen: how much of the document was read.
        language: of the text, BCP 47.
        source_script: ISO 15924.
        target_script: ISO 15924.
        target_language: the language that the result is written for, or empty.
        reversible: whether the way back is exact.
        usual: whether `romanize` takes it for its language and script.
        usual_options: the options that `romanize` takes with it.
        purpose: what it is for.
        loss: what cannot be told from the result.
        notes: anything else.
        options: by name.
        classes: sets of letters that contexts name.
        letters: what is written for a letter where no rule says otherwise.
        capitals: what is written for the capital of a letter, if that is not what is written
            for the small one with its first letter a capital.
        rules: tried in order before the letters.
        exceptions: whole words and what is written for them.
        moves: marks that change their place.
        reverse_rules: for the way back, tried before the letters and rules read backwards.
        samples: pairs that the standard prints.
    """

    id: str
    name: str
    short: tuple[str, ...]
    authority: str
    year: int
    title: str
    source: str
    text_seen: TextSeen
    language: str
    source_script: str
    target_script: str
    target_language: str
    reversible: bool
    usual: bool
    usual_options: tuple[str, ...]
    purpose: str
    loss: tuple[str, ...]
    notes: tuple[str, ...]
    options: Mapping[str, Option] = field(repr=False)
    classes: Mapping[str, str] = field(repr=False)
    letters: Mapping[str, str] = field(repr=False)
    capitals: Mapping[str, str] = field(repr=False)
    rules: tuple[Rule, ...] = field(repr=False)
    exceptions: Mapping[str, str] = field(repr=False)
    moves: tuple[Move, ...] = field(repr=False)
    reverse_rules: tuple[Rule, ...] = field(repr=False)
    samples: tuple[Sample, ...] = field(repr=False)
