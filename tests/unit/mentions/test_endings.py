"""Case endings: a name is found whatever case it stands in, and no rule is applied amiss."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from toponyms.errors import EndingsFileError, UnknownLanguageError
from toponyms.mentions.endings import Base, Ending, Endings, load_endings
from toponyms.mentions.endings_file import fold_endings, in_script, read_endings
from toponyms.text.fold import folded_form

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("az", "az-Cyrl", "en", "hy", "ru")
LEAST = """language = "tr"
source = ["a grammar"]
[classes]
vowels = ["a", "e"]
back = ["a"]
end = ["t", "ga"]
"""
RULE = '[[rule]]\ncase = "locative"\nform = "da"\nbase = ""\n'


def read(rules: str, head: str = LEAST) -> Endings:
    return read_endings((head + rules).encode(), "tr.toml").endings


def texts(endings: Endings, word: str) -> set[str]:
    return {base.text for base in endings.bases(word)}


def plainly(endings: Endings, word: str) -> Iterator[Base]:
    """What the rules say, one after the other."""
    for rule in endings.rules:
        stem = word.removesuffix(rule.form)
        name = stem + rule.base
        last = next((letter for letter in reversed(name) if letter in endings.vowels), "")
        if (
            stem + rule.form == word
            and len(stem) >= rule.min_stem
            and (not rule.before or name.endswith(rule.before))
            and not (rule.not_before and name.endswith(rule.not_before))
            and (not rule.last_vowel or last in rule.last_vowel)
        ):
            yield Base(name, rule)


@st.composite
def declined(draw: st.DrawFn) -> tuple[Endings, str]:
    """A language and a word made by a rule of it, whatever the rule forbids."""
    endings = load_endings(draw(st.sampled_from(LANGUAGES)))
    rule = draw(st.sampled_from(endings.rules))
    letters = sorted({letter for other in endings.rules for letter in other.form + other.base})
    name = draw(st.text(letters, max_size=5))
    if rule.before:
        name += draw(st.sampled_from(rule.before))
    else:
        name += rule.base
    assume(name.endswith(rule.base))
    return endings, name.removesuffix(rule.base) + rule.form


@given(declined())
def test_every_rule_is_applied_and_nothing_else(case: tuple[Endings, str]) -> None:
    """The short way to the rules would lose names, or make some up."""
    endings, word = case
    found = endings.bases(word)
    assert len(found) == len(set(found))
    assert set(found) == set(plainly(endings, word))


@given(declined())
def test_a_name_is_among_the_bases_of_each_of_its_forms(case: tuple[Endings, str]) -> None:
    """A rule in the file would never lead back to the name that it was applied to."""
    endings, word = case
    for name, rule in plainly(endings, word):
        assert Base(name, rule) in endings.bases(name.removesuffix(rule.base) + rule.form)
        assert name != word


@given(declined())
def test_folding_loses_no_base(case: tuple[Endings, str]) -> None:
    """Texts without diacritics, or with е for ё, would lose names."""
    endings, word = case
    folded = load_endings(endings.language, folded=True)
    found = texts(folded, folded_form(word)) | {folded_form(word)}
    for name, rule in endings.bases(word):
        # A sign that folds away may leave less of the word than a rule wants.
        stem = folded_form(name.removesuffix(rule.base))
        if "’" not in rule.form and len(stem) >= rule.min_stem:
            assert folded_form(name) in found


@given(st.sampled_from(LANGUAGES), st.booleans(), st.text())
def test_any_text_goes_through(lang: str, folded: bool, word: str) -> None:
    """A strange word would stop a whole text."""
    for name, _ in load_endings(lang, folded=folded).bases(word):
        assert name != word


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("джанятаге", "джанятаг"),
        ("шуши", "шуша"),
        ("нагорного", "нагорный"),
        ("челнах", "челны"),
        ("орла", "орёл"),
        ("череповца", "череповец"),
        ("ельца", "елец"),
        ("твери", "тверь"),
        ("казанью", "казань"),
        ("ярославлем", "ярославль"),
        ("россией", "россия"),
        ("мытищ", "мытищи"),
        ("переделкине", "переделкино"),
        ("верхотурьем", "верхотурье"),
    ],
)
def test_russian_types_of_declension(form: str, name: str) -> None:
    """A whole class of names would go unseen in every case but the nominative."""
    assert name in texts(load_endings("ru"), form)
    assert folded_form(name) in texts(load_endings("ru", folded=True), folded_form(form))


def test_russian_words_of_a_name_can_agree() -> None:
    """«Нагорном Карабаха» could not be told from «Нагорного Карабаха»."""
    bases = load_endings("ru").bases
    adjective = {
        (base.ending.case, base.ending.word_class)
        for base in bases("нагорного")
        if base.text == "нагорный"
    }
    assert adjective == {("genitive", "adjective")}
    noun = {base.ending.case for base in bases("карабаха") if base.text == "карабах"}
    assert noun == {"genitive"}
    plural = {base.ending.number for base in bases("челнах") if base.text == "челны"}
    assert plural == {"plural"}


def test_english_has_no_ending_without_its_apostrophe() -> None:
    """Parks would be Park, and folding would bring that in."""
    english = load_endings("en")
    assert texts(english, "baku’s") == {"baku"}
    assert texts(english, "texas’") == {"texas"}
    assert texts(english, "parks") == texts(english, "park’") == set()
    assert texts(load_endings("en", folded=True), "bakus") == set()


def test_rules_are_written_in_the_other_script() -> None:
    """Soviet Azerbaijani texts would be read without endings, or with Latin ones."""
    assert "ҹанјатаг" in texts(load_endings("az-Cyrl"), "ҹанјатагда")
    with pytest.raises(EndingsFileError, match="az-Arab"):
        in_script(load_endings("az"), "az-Arab")


def test_conditions_are_read_by_the_name() -> None:
    """Harmony and neighbours would be asked of the word instead of the name."""
    endings = read(
        RULE
        + 'last_vowel = "back"\n'
        + '[[rule]]\ncase = "dative"\nform = "ya"\nbase = "ga"\nbefore = "end"\n'
        + '[[rule]]\ncase = "ablative"\nform = "ten"\nbase = "t"\nnot_before = "end"\n'
        + '[[rule]]\ncase = "genitive"\nform = "in"\nbase = ""\nmin_stem = 4\n'
    )
    assert texts(endings, "bakda") == {"bak"}
    assert texts(endings, "bekda") == texts(endings, "bkda") == set()
    assert texts(endings, "baya") == {"baga"}
    assert texts(endings, "baten") == set()
    assert texts(endings, "vanin") == set()
    assert texts(endings, "varnin") == {"varn"}


def test_folding_drops_what_it_cannot_tell() -> None:
    """A rule would forbid a letter because another folds to the same."""
    rule = Ending("locative", "de", "", not_before=("ç", "m"))
    other = Ending("dative", "c", "m")
    folded = fold_endings(Endings("tr", (rule, other), ("e",)))
    assert folded.rules[0].not_before == ("m",)
    assert texts(folded, "kocde") == {"koc"}
    assert texts(folded, "komde") == set()
    assert not fold_endings(Endings("tr", (Ending("case", "ğ", "g"),))).rules
    away = Ending("genitive", "я", "ь", before=("ь",))
    assert fold_endings(Endings("ru", (away,))).rules[0].before == ()
    harmony = Ending("locative", "da", "", last_vowel=("и",), before=("й", "т"))
    assert fold_endings(Endings("xx", (harmony,), ("и",))).rules[0].last_vowel == ()


@pytest.mark.parametrize("lang", ["xx", "../az", "ru-Latn", ""])
def test_unknown_languages_are_refused(lang: str) -> None:
    """Names in a language without rules would be missed in silence."""
    with pytest.raises(UnknownLanguageError, match=r"no case endings .*ru"):
        load_endings(lang)


FAULTS = [
    (RULE + "colour = 1", "rule[1].colour", "unknown", None),
    (RULE.replace('case = "locative"\n', ""), "rule[1]", "has no 'case'", None),
    (RULE.replace("locative", ""), "rule[1].case", "empty", ""),
    (RULE.replace('"da"', '"Da"'), "rule[1].form", "lower case", "Da"),
    (RULE.replace('"da"', '"s\u0327a"'), "rule[1].form", "not in NFC", "s\u0327a"),
    (RULE.replace('"da"', "1"), "rule[1].form", "not a text", 1),
    (RULE.replace('"da"', '""'), "rule[1].form", "the same as its base", ""),
    (RULE + 'before = "front"', "rule[1].before", "no such class", "front"),
    (RULE.replace('base = ""', 'base = "m"') + 'before = "end"', "rule[1]", "never applies", "m"),
    (RULE + 'word_class = "verb"', "rule[1].word_class", "not one of noun", "verb"),
    (RULE + 'number = "dual"', "rule[1].number", "not one of plural", "dual"),
    (RULE + "min_stem = -1", "rule[1].min_stem", "below 0", -1),
    (RULE + "min_stem = 1.5", "rule[1].min_stem", "not a whole number", 1.5),
    (RULE + RULE, "rule[2]", "the same as rule[1]", "da"),
    ('[[rule]]\ncase = "genitive"\nform = ""\nbase = "a"', "rule[1].form", "without a", ""),
    ('[rule]\nform = "a"', "rule", "not a list", {"form": "a"}),
    ("", "", "has no 'rule'", None),
    ("rule = [1]\n", "", "not TOML", None),
]


@pytest.mark.parametrize(("rules", "record", "message", "value"), FAULTS)
def test_faulty_rules_are_refused(rules: str, record: str, message: str, value: object) -> None:
    """A slip in a file would be a rule that silently never applies."""
    head = LEAST if not rules.startswith("rule = ") else LEAST + "[classes]\n"
    with pytest.raises(EndingsFileError, match=re.escape(message)) as caught:
        read(rules, head)
    error = caught.value
    assert (error.file, error.record, error.value) == ("tr.toml", record, value)


@pytest.mark.parametrize(
    ("head", "record", "message"),
    [
        (LEAST.replace('source = ["a grammar"]\n', ""), "", "has no 'source'"),
        (LEAST.replace('["a grammar"]', "[1]"), "source", "not a text"),
        (LEAST.replace('["a"]', '"a"'), "classes.back", "not a list"),
        (LEAST.replace('["a"]', '["A"]'), "classes.back", "lower case"),
        (LEAST.replace('["a"]', '[""]'), "classes.back", "empty"),
        (LEAST.replace('"a", "e"', '"ae"'), "classes.vowels", "not one letter"),
        (LEAST.replace("vowels", "sounds"), "rule[1].last_vowel", "no class 'vowels'"),
    ],
)
def test_faulty_heads_are_refused(head: str, record: str, message: str) -> None:
    """Conditions would be read against letters that are not there."""
    with pytest.raises(EndingsFileError, match=message) as caught:
        read(RULE + 'last_vowel = "back"', head)
    assert caught.value.record == record


def test_files_that_are_no_text_are_refused() -> None:
    """The error would not say which file."""
    with pytest.raises(EndingsFileError, match=r"tr\.toml: not UTF-8 at byte 1"):
        read_endings(b"a\xff", "tr.toml")
