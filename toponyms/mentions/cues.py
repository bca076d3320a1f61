"""Words beside a name that say what it is of: a place, a person, or a thing called after one.

All is data: cues/<lang>.toml for words beside names, words/<lang>.tsv for what could be a name of
a place and is a common word or a name of persons as well, and the generic terms of
`toponyms.text.generic`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from toponyms.mentions.endings import load_endings
from toponyms.mentions.endings_file import script_writer
from toponyms.mentions.languages import generic_sides
from toponyms.packaged import packaged_toml
from toponyms.text.tables import read_table

__all__ = ["Cues", "load_cues"]

#: What a word beside a name may say; of a word that says several things the last counts.
_SAID = ("people", "article", "link", "thing", "person", "place")
#: What a word may be beside a name, the strongest evidence first.
_KINDS = ("word", "landform", "surname", "given")
_PERSONS = ("given", "surname")
#: Classes of settlements and administrative units.
_SETTLED = frozenset("PA")
#: Words whose generic term is kept.
_KEPT = 2**16


class Cues:
    """What is known of the words of one language.

    Safe to share between threads.

    Attributes:
        before: what a word before a name says, by the word: `place`, `person`, `thing`,
            `article`, `link` or `people`.
        after: what a word after a name says.
        generic_sides: on which sides of a name a generic term stands.
        endings: what words end with in any case.
        sport: words of reports on games.
        plurals: GeoNames feature classes that generic terms in the plural say of a list of names.
        singulars: of generic terms in the plural after several names that are adjectives.
    """

    def __init__(self, lang: str) -> None:
        language = lang.partition("-")[0]
        write = str if lang == language else script_writer(language, lang)
        cues = packaged_toml("toponyms.mentions", "cues", f"{language}.toml")
        self.before, self.after = (
            {write(word): kind for kind in _SAID for word in cues.get(f"{side}_{kind}", ())}
            for side in ("before", "after")
        )
        kinds = {write(word): known for word, known in _words(language).items()}
        self._also = {word: min(known, key=_KINDS.index) for word, known in kinds.items()}
        self._persons = {
            kind: frozenset(word for word, known in kinds.items() if kind in known)
            for kind in _PERSONS
        }
        self.generic_sides = generic_sides(lang)
        self._endings = load_endings(lang)
        self.endings = frozenset(rule.form for rule in self._endings.rules)
        landforms = packaged_toml("toponyms.mentions", "landforms.toml")[language]
        self._landforms = {
            side: {
                write(term): codes
                for codes, terms in landforms.get(side, {}).items()
                for term in terms
            }
            for side in ("before", "after")
        }
        self._landform_names = frozenset(map(write, landforms["names"]))
        rows = [row for row in read_table("generics") if row["lang"] == lang]
        self._generics = {
            row["term"]: row["class"]
            for row in rows
            if row["class"] in _SETTLED and row["term"][-1] not in ".․"
        }
        self._abbreviations = {
            row["term"][:-1]: row["class"] for row in rows if row["term"][-1] in ".․"
        }
        topics = packaged_toml("toponyms.mentions", "topics.toml")[language]
        self.sport = frozenset(map(write, topics["sport"]))
        plurals = packaged_toml("toponyms.mentions", "plurals.toml")[language]
        self.plurals = {write(term): kind for kind in "PA" for term in plurals[kind]}
        self.singulars = {
            write(term): write(singular)
            for singular, terms in plurals.get("of_adjectives", {}).items()
            for term in terms
        }
        self._known: dict[str, str] = {}
        # The word asked for last, with its forms: several things are asked of one after another.
        self._last: tuple[str, list[str]] = ("", [""])

    def also(self, word: str, *, landforms: bool = True) -> str:
        """What a word that could be a place is as well: one of `_KINDS`, or empty.

        Args:
            word: in lower case.
            landforms: whether that it is the name of a landform counts.

        >>> [load_cues("ru").also(word) for word in ("мир", "аракса", "баку", "казбек")]
        ['word', 'landform', '', 'landform']
        >>> load_cues("ru").also("казбек", landforms=False)
        'given'
        """
        known = self._also.get(word, "")
        if landforms and known != "word" and not self._landform_names.isdisjoint(self._forms(word)):
            return "landform"
        return known

    def person(self, word: str, kind: str) -> bool:
        """Whether a word that could be a place is a `given` name or a `surname`, whatever else.

        >>> load_cues("az").also("vurğun"), load_cues("az").person("vurğun", "surname")
        ('word', True)
        """
        return word in self._persons[kind]

    def generic(self, word: str) -> str:
        """The GeoNames feature class, P or A, that a generic term in any case says; or empty.

        >>> load_cues("ru").generic("селом"), load_cues("ru").generic("сломя")
        ('P', '')
        """
        known = self._known.get(word)
        if known is None:
            generics = self._generics
            known = next((generics[form] for form in self._forms(word) if form in generics), "")
            if len(self._known) < _KEPT:
                self._known[word] = known
        return known

    def cases(self, word: str) -> set[str]:
        """The cases that a word may stand in by its ending.

        >>> "prepositional" in load_cues("ru").cases("проспекте")
        True
        """
        return {ending.case for _, ending in self._endings.bases(word)}

    def abbreviation(self, word: str) -> str:
        """The GeoNames feature class that a word says if a full stop follows it; or empty.

        >>> load_cues("ru").abbreviation("с"), load_cues("ru").abbreviation("село")
        ('P', '')
        """
        return self._abbreviations.get(word, "")

    def landform(self, word: str, side: str) -> str:
        """What a word `before` or `after` a name, in any case, says that it is of; or empty.

        Returns:
            GeoNames feature codes, a space between.

        >>> load_cues("ru").landform("озеру", "before"), load_cues("ru").landform("озеру", "after")
        ('H.LK', '')
        """
        codes = self._landforms[side]
        return next((codes[form] for form in self._forms(word) if form in codes), "")

    def _forms(self, word: str) -> list[str]:
        """A word, and what it may be a case of."""
        last, forms = self._last
        if last != word:
            forms = [word, *self._endings.grouped(word)]
            self._last = word, forms
        return forms


@cache
def load_cues(lang: str) -> Cues:
    """What is known of the words of a language.

    Args:
        lang: BCP 47; one of `toponyms.mentions.languages.LANGUAGES`.
    """
    return Cues(lang)


def _words(lang: str) -> dict[str, set[str]]:
    """What words are, each of `_KINDS`."""
    file = files("toponyms.mentions") / "words" / f"{lang}.tsv"
    rows = (line.partition("\t") for line in file.read_text("utf-8").split("\n")[1:] if line)
    found: dict[str, set[str]] = {}
    for word, _, kind in rows:
        found.setdefault(word, set()).add(kind)
    return found
