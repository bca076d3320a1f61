"""What holds of every system, whatever the text."""

from __future__ import annotations

import unicodedata
from functools import cache

import icu
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.strategies import any_text, texts
from toponyms import System, romanize, systems, transliterate
from toponyms.transliteration.casing import Case
from toponyms.transliteration.engine import Transliterator, options_on
from toponyms.transliteration.icu_rules import icu_rules
from toponyms.transliteration.units import forward

ALL = systems()
CASED = [system for system in ALL if system.source_script != "Arab"]
REVERSIBLE = [system for system in ALL if system.reversible]

#: Letters whose capitals are two letters, or are read with the capitals around (in docs/).
_LIGATURES = frozenset("ևﬓﬔﬕﬖﬗ")
#: Signs that no word begins with, and that Latin writes as marks without case.
_SIGNS = frozenset("ьъ")


def _alphabet(system: System) -> str:
    letters = {letter for letter in system.letters if letter.isalpha()}
    return "".join(sorted(letters - _LIGATURES))


@cache
def _words(system: System, least: int = 2) -> st.SearchStrategy[str]:
    """Words of a system's alphabet, in lower case."""
    letters = _alphabet(system)
    first = "".join(letter for letter in letters if letter not in _SIGNS)
    rest = st.text(letters, min_size=least - 1, max_size=9)
    return st.builds(str.__add__, st.sampled_from(first), rest)


def _of(system: System) -> tuple[Case, Case]:
    read = Case.of(system.language, system.source_script)
    return read, Case.of(system.target_language or "und", system.target_script)


def of_each(chosen: list[System]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("system", chosen, ids=[system.id for system in chosen])


@of_each(CASED)
@given(data=st.data())
def test_case_commutes(system: System, data: st.DataObject) -> None:
    """ШУША would not be SHUSHA, or Шуша not Shusha."""
    read, write = _of(system)
    word = data.draw(_words(system))
    # Library of Congress: եվ has a prime in small letters and none in capitals.
    assume("եվ" not in word or "alalc" not in system.id)
    # ԵՒ is the capitals of եւ and of և, which is read otherwise in the middle of a word.
    assume("եւ" not in word)
    result = transliterate(word, system)
    assert transliterate(read.upper(word), system) == write.upper(result)
    if not system.capitals.get(word[0]):
        assert transliterate(read.title(word), system) == write.title(result)


@of_each(ALL)
@given(text=texts)
def test_results_are_composed_and_nothing_raises(system: System, text: str) -> None:
    """A text of whatever kind would stop a long run, or equal names come out unequal."""
    for reverse in (False, True):
        result = transliterate(text, system, reverse=reverse)
        if not any(0xD800 <= ord(character) < 0xE000 for character in result):
            assert unicodedata.is_normalized("NFC", result)


@of_each(ALL)
@given(text=any_text)
def test_text_of_other_scripts_passes_untouched(system: System, text: str) -> None:
    """Numbers, private characters or another language's names would be damaged."""
    known = {*system.letters, *"".join(rule.source for rule in system.rules)}
    known |= {move.mark for move in system.moves}
    case = Case.of(system.language, system.source_script)
    known |= {*"".join(map(case.upper, known))}
    other = "".join(one for one in text if one not in known)
    other = "".join(unicodedata.normalize("NFC", one) for one in other.split())
    assume(not known & {*unicodedata.normalize("NFC", other)})
    assume(unicodedata.is_normalized("NFC", other))
    assert transliterate(other, system) == other


@of_each(ALL)
@given(data=st.data())
def test_composed_and_decomposed_text_is_one(system: System, data: st.DataObject) -> None:
    """A file from another machine would be read otherwise: й for й."""
    word = data.draw(_words(system, 1))
    assert transliterate(unicodedata.normalize("NFD", word), system) == transliterate(word, system)


@of_each(REVERSIBLE)
@given(data=st.data())
def test_the_way_back_is_exact(system: System, data: st.DataObject) -> None:
    """A system would be called reversible, and a name come back as another."""
    read, _ = _of(system)
    word = data.draw(_words(system, 3))
    # ISO 9985 writes ew for both, and և is what comes back.
    assume("եւ" not in word or not system.id.startswith("iso-hye"))
    for text in (word, read.title(word), read.upper(word), f"{read.title(word)} {word}"):
        there = transliterate(text, system)
        assert transliterate(there, system, reverse=True) == text


@cache
def _two(system: System) -> tuple[Transliterator, Transliterator]:
    """Two transliterators, since each remembers what it wrote."""
    table = forward(system, options_on(system))
    return Transliterator(table), Transliterator(table)


@of_each(ALL)
@given(lines=st.lists(texts, max_size=6))
def test_a_batch_is_what_its_texts_are_alone(system: System, lines: list[str]) -> None:
    """A column would come out otherwise than its cells."""
    one, many = _two(system)
    assert many.many(lines) == [one(line) for line in lines]


@cache
def _icu(system: System, reverse: bool) -> icu.Transliterator:
    rules = icu_rules(system, reverse=reverse, options=options_on(system))
    return icu.Transliterator.createFromRules(system.id, rules, icu.UTransDirection.FORWARD)


@of_each(ALL)
@given(data=st.data())
def test_icu_gives_the_same_by_our_rules(system: System, data: st.DataObject) -> None:
    """The engine would read the data otherwise than ICU does, and the export be another system."""
    read, _ = _of(system)
    letters = _alphabet(system)
    text = data.draw(
        st.text(letters + read.upper(letters) + " -.’1\u0301", min_size=1, max_size=14)
    )
    text = unicodedata.normalize("NFC", f"{text} {letters[0]}")  # never capitals alone
    assert _icu(system, False).transliterate(text) == transliterate(text, system)
    if system.reversible:
        latin = transliterate(text, system)
        back = transliterate(latin, system, reverse=True)
        assert _icu(system, True).transliterate(latin) == back


@given(text=texts)
@example("Ճанկաթաղ")
def test_romanize_says_what_it_took(text: str) -> None:
    """A text would change by rules that nobody named."""
    answer = romanize(text)
    assert (answer.system is None) == (not answer.evidence)
    assert answer.system is not None or answer.text == text
