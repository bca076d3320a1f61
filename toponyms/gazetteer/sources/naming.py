"""From what a source calls a place to `Name`s: cleaned, tagged, each once.

What a source says of a name's language is taken as its word unless the letters contradict it;
names without a language are cleaned and tagged by the rules that the shipped gazetteer is made
with (`toponyms.gazetteer.cleaning`). What is left out is counted by reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toponyms.gazetteer.cleaning.plain import plain_script
from toponyms.gazetteer.cleaning.rules import RULES, clean
from toponyms.gazetteer.cleaning.tagging import script_code
from toponyms.gazetteer.cleaning.untagged import clean_alternates, tag_untagged
from toponyms.gazetteer.sources.languages import is_wanted, language_tag, tag_for
from toponyms.gazetteer.sources.values import edtf
from toponyms.model import KIND_ORDER, Name
from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.model import Kind

__all__ = ["LONGEST", "Claim", "Namer"]

#: The width of the field in GeoNames; the longest name of a place in use has 168 letters.
LONGEST = 400
#: Rules that hold for names with a language too. The others (lower case, codes, words for
#: administrative units) tell machine output and strays from names, which a tag does as well.
_ALWAYS = frozenset({
    "no letters", "a pronunciation", "several names or a note in one field",
    "letters of several scripts in one name",
})  # fmt: skip
_TAGGED_RULES = tuple(rule for rule in RULES if rule.reason in _ALWAYS)
_ADMIN = "names an administrative unit"
_CONTRADICTED = "a language that the letters contradict; the name is kept without it"
_NO_TAG = "a language code that is not known; the name is kept without it"
_UNREAD_DATE = "a date that cannot be read; the name is kept without it"


@dataclass(frozen=True, slots=True)
class Claim:
    """A name as a source gives it.

    Attributes:
        text: as written.
        code: the source's code for the language, empty if it gives none.
        kind: what the name is to the place.
        from_, to: dates as written.
        line: where it stands, 0 if that is where the place stands.
        file: the file, if it is not the place's.
    """

    text: str
    code: str = ""
    kind: Kind = "variant"
    from_: str = ""
    to: str = ""
    line: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class Namer:
    """Makes the names of one source.

    Args:
        source: the key of the layer, which every name carries.
        faults: is told of faults and of what is left out.
        file: the file, for reports.
        langs: the languages wanted, as BCP 47 tags; None for all.
        trusted: whether the names are the user's own: they are not cleaned, only normalised.

    >>> from toponyms.gazetteer.sources.faults import Faults
    >>> namer = Namer("made", Faults(), "made.txt")
    >>> claims = [Claim("Canyataq", "aze", "preferred"), Claim("Ҹанјатаг", "aze")]
    >>> [(name.text, name.lang) for name in namer.names(claims, country="AZ")]
    [('Canyataq', 'az'), ('Ҹанјатаг', 'az-Cyrl')]
    """

    source: str
    faults: Faults
    file: Path | str
    langs: frozenset[str] | None = None
    trusted: bool = False

    def names(
        self, claims: Iterable[Claim], *, country: str = "", feature: str = "", main: str = "",
        line: int = 0,
    ) -> tuple[Name, ...]:  # fmt: skip
        """The names of a place, each text once in each language, in the order they came.

        Args:
            claims: what the source calls it.
            country: of the place; evidence for the language of untagged names.
            feature: of the place: names of units may say that they are some.
            main: the name that the source shows, without a language; it is kept whatever it
                looks like, since the place would be lost without it.
            line: where the place stands.

        Raises:
            GazetteerError: at a name that is too long, unless the faults keep going.
        """
        found: list[Name] = []
        untagged: dict[str, Claim] = {}
        for claim in claims:
            if not self._is_sound(claim, line):
                continue
            tag = language_tag(claim.code)
            if tag is None:
                self.faults.leave_out(_NO_TAG)
            if tag in (None, "und"):
                untagged.setdefault(claim.text, claim)
            elif name := self._tagged(claim, str(tag)):
                found.append(name)
        if main and not self._is_sound(Claim(main), line):
            main = ""
        found += self._untagged(main, untagged, found, country, feature)
        return tuple(self._wanted(_each_once(found)))

    def _is_sound(self, claim: Claim, line: int) -> bool:
        if len(claim.text) > LONGEST:
            self.faults.add(
                f"the name is longer than {LONGEST} characters and left out",
                file=claim.file or self.file, line=claim.line or line or None, value=claim.text,
            )  # fmt: skip
            return False
        if "\ufffd" in claim.text:
            self.faults.add(
                "the name has replacement characters: it was damaged before",
                file=claim.file or self.file, line=claim.line or line or None, value=claim.text,
            )  # fmt: skip
            return False
        return True

    def _tagged(self, claim: Claim, tag: str) -> Name | None:
        text = normalize(claim.text) if self.trusted else clean(claim.text)
        text = text.replace("\n", " ")
        # A name that is plainly of one script breaks none of these rules.
        rules = () if self.trusted or plain_script(text) else _TAGGED_RULES
        reason = "empty" if not text else next((r.reason for r in rules if r.applies(text)), "")
        if reason:
            self.faults.leave_out(f"a name: {reason}")
            return None
        lang = tag_for(text, tag)
        if lang is None:
            self.faults.leave_out(_CONTRADICTED)
            lang = f"und-{script_code(text)}"
        return self._name(text, lang, claim)

    def _untagged(
        self, main: str, claims: dict[str, Claim], tagged: list[Name], country: str, feature: str
    ) -> Iterator[Name]:
        if self.trusted:
            kept = {normalize(raw): raw for raw in filter(None, [main, *claims])}
        else:
            kept, rejected = clean_alternates(main, claims, {})
            for raw, reason in rejected:
                if reason == _ADMIN and feature.startswith("A."):
                    kept[clean(raw)] = raw
                else:
                    self.faults.leave_out(f"a name: {reason}")
        kept = {name: raw for name, raw in kept.items() if name}
        has_russian = any(name.lang == "ru" for name in tagged)
        tags = tag_untagged(kept, country, has_russian=has_russian, lexicon={}) if kept else {}
        known = {name.text for name in tagged}
        for text, lang in tags.items():
            if text not in known:
                yield self._name(text, lang, claims.get(kept[text], Claim(text)))

    def _name(self, text: str, lang: str, claim: Claim) -> Name:
        from_, to = self._date(claim.from_), self._date(claim.to)
        return Name(text, lang, claim.kind, from_, to, self.source)

    def _date(self, written: str) -> str:
        if not written:
            return ""
        date = edtf(written)
        if date is None:
            self.faults.leave_out(_UNREAD_DATE)
        return date or ""

    def _wanted(self, names: Iterable[Name]) -> Iterator[Name]:
        for name in names:
            if is_wanted(name.lang, self.langs):
                yield name
            else:
                self.faults.leave_out("a name: in a language that was not asked for")


def _each_once(names: Iterable[Name]) -> list[Name]:
    """Names without repetitions: the first of the best kind stays, with the dates of any.

    A regional tag (`en-GB`) that only repeats its language's name goes.
    """
    best: dict[tuple[str, str], Name] = {}
    for name in names:
        key = name.text, name.lang
        other = best.get(key)
        if other is None:
            best[key] = name
        elif KIND_ORDER.index(name.kind) < KIND_ORDER.index(other.kind):
            best[key] = replace(name, from_=name.from_ or other.from_, to=name.to or other.to)
        elif not (other.from_ or other.to):
            best[key] = replace(other, from_=name.from_, to=name.to)
    return [
        name
        for (text, lang), name in best.items()
        if not _is_region(lang) or (text, lang.partition("-")[0]) not in best
    ]


def _is_region(lang: str) -> bool:
    last = lang.rpartition("-")[2]
    return "-" in lang and len(last) == 2
