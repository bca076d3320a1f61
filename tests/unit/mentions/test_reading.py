"""Single words: a word of a name is known in its case, and no other word is taken for one."""

from __future__ import annotations

import threading

import pytest

from tests.unit.mentions.making import gazetteer, place, reader
from toponyms.mentions import reading
from toponyms.mentions.reading import Reader, Word, lower_case
from toponyms.text.fold import folded_form

KNOWN = gazetteer(
    place("x:1", "Quzor/az", "Кузорг/ru", "Քուզոր/hy"),
    place("x:2", "Gəncşəhər/az"),
    place("x:3", "Canyataq/az"),
    place("x:4", "Нижний Тиргак/ru"),
    place("x:5", "Quzora/az", "Гузора/az-Cyrl"),
    place("x:6", "Jomq/az", "Jomqa/az"),
)


@pytest.fixture
def words() -> Reader:
    return reader(KNOWN)


def word(words: Reader, text: str) -> Word:
    """What a word may be, which is to be something."""
    found = words.word(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "base", "cases", "lang"),
    [
        ("Quzor", "quzor", set(), ""),
        ("QUZOR", "quzor", set(), ""),
        ("Quzordan", "quzor", {"ablative"}, "az"),
        ("Quzor'dan", "quzor", {"ablative"}, "az"),
        ("Quzor\u2019dan", "quzor", {"ablative"}, "az"),
        ("Quzora'nın", "quzora", {"genitive"}, "az"),  # an ending that wants a vowel before it
        ("Гузора'нын", "гузора", {"genitive"}, "az-Cyrl"),
        ("Quzor's", "quzor", {"possessive"}, "en"),
        ("Кузорге", "кузорг", {"prepositional"}, "ru"),
        ("Քուզորում", "քուզոր", {"locative"}, "hy"),
        ("Քուզո՞րում", "քուզոր", {"locative"}, "hy"),
        ("Qu\u00adzordan", "quzor", {"ablative"}, "az"),
    ],
)
def test_a_name_is_read_in_its_case(
    words: Reader, text: str, base: str, cases: set[str], lang: str
) -> None:
    """Names would be found only where they stand as in the gazetteer."""
    form = word(words, text).forms[0]
    assert form.spelled == folded_form(base)
    assert form.base == base
    assert {ending.case for ending in form.endings} >= cases
    assert bool(form.endings) == bool(cases)
    assert form.lang == lang


def test_a_word_as_it_stands_comes_before_its_bases(words: Reader) -> None:
    """Quzora would be a case of Quzor, though it is a name itself."""
    forms = word(words, "Quzora").forms
    assert [form.base for form in forms] == ["quzora", "quzor"]
    assert not forms[0].endings


def test_only_the_endings_of_the_languages_are_read() -> None:
    """English texts would be full of Azerbaijani cases."""
    assert reader(KNOWN, ("en",)).word("Quzordan") is None
    assert reader(KNOWN, ("az",)).word("Quzordan") is not None
    assert reader(KNOWN, ("hy",)).word("Кузорге") is None


@pytest.mark.parametrize("text", ["Quz", "Quzorlar", "Aquzor", "Кузорский", "xyzzy", "1905", "—"])
def test_other_words_are_none(words: Reader, text: str) -> None:
    """A part of a word would be a place."""
    assert words.word(text) is None


def test_a_word_that_is_a_name_is_not_looked_for_by_sound(words: Reader) -> None:
    """Each name would drag along whatever sounds alike, and cost the time of it."""
    assert word(words, "Canyataq").is_name
    assert all(form.spelled for form in word(words, "Canyataq").forms)
    heard = word(words, "Djanyatag")
    assert not heard.is_name
    assert {form.spelled for form in heard.forms} == {""}
    assert heard.forms[0].sound == word(words, "Canyataq").forms[0].sound
    both = reader(gazetteer(place("x:1", "Canyataqda/az"), place("x:2", "Djanyatag/az")))
    assert [form.spelled for form in word(both, "Canyataqda").forms] == ["canyataqda"]


def test_short_words_are_not_looked_for_by_sound(words: Reader) -> None:
    """Words of a few sounds would meet some name or other everywhere."""
    assert words.word("Jomq") is not None
    assert words.word("Djomq") is None
    assert words.word("Djomqa") is not None, "five sounds are enough"


def test_azerbaijani_without_its_diacritics(words: Reader) -> None:
    """Half of what is typed in Azerbaijani has no ə and no ı; the endings would not be known."""
    for text, case in (("Gencseher", ""), ("Gencseherde", "locative"), ("GENCSEHERIN", "genitive")):
        form = word(words, text).forms[0]
        assert form.spelled == "gencseher"
        assert (form.endings[0].case if form.endings else "") == case
    assert reader(KNOWN, ("en",)).word("Gencseherde") is None


def test_armenian_in_classical_orthography() -> None:
    """A paper of Beirut would name no place with the same certainty as one of Yerevan."""
    words = reader(gazetteer(place("x:1", "Հոնարյան/hy"), place("x:2", "Հոմեա/hy")))
    for text, case in (("Յօնարեան", ""), ("Յօնարեանի", "genitive"), ("ՅՕՆԱՐԵԱՆԷՆ", "ablative")):
        form = word(words, text).forms[0]
        assert form.spelled == "հոնարյան"
        assert (form.endings[0].case if form.endings else "") == case
        assert word(words, text).is_name
    assert [form.spelled for form in word(words, "Հոմեա").forms] == ["հոմեա"], "as it stands"


def test_no_word_of_a_name_is_as_long_as_what_is_cut_off(words: Reader) -> None:
    """A line of a million letters would be tried with every ending of every language."""
    long = "Quzor" + "x" * 10_000
    assert words.word(long) is None
    name = "Q" + "uzor" * 15
    longer = reader(gazetteer(place("x:1", f"{name}/az")))
    assert len(name) < 64
    assert longer.word(name) is not None
    assert longer.word(name + "da") is not None
    assert reader(gazetteer(place("x:1", f"{name}{name}/az"))).word(name + name) is None


def test_which_words_may_start_a_name(words: Reader) -> None:
    """Names of several words would not be looked for, or be tried at every word."""
    assert word(words, "Нижнего").may_start
    assert not word(words, "Нижнего").is_name
    assert not word(words, "Тиргака").may_start
    assert not word(words, "Quzor").may_start


def test_what_is_kept_is_bounded(words: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of texts would fill the memory with the words that it ever had."""
    monkeypatch.setattr(reading, "_KEPT", 50)
    for start in range(0, 1000, 20):
        batch = ["Quzor", *(f"xyz{number}" for number in range(start, start + 20))]
        known = words.read(batch)
        assert all(one in known for one in batch), "a caller asks for all of its words"
        assert known["Quzor"] is not None
        assert len(words._known) <= 50
    many = [f"w{number}" for number in range(200)]
    assert all(one in words.read(many) for one in many), "more at once than are kept"
    assert len(words.read(["Quzor"])) <= 201


def test_read_together_or_one_by_one_is_the_same(words: Reader) -> None:
    """Answers would depend on what else is in the text."""
    texts = ["Quzordan", "Gencseherde", "Djanyatag", "x", "Нижнего", "Tiqqaq", "", "Քուզորի"]
    together = words.read(texts)
    assert [together[text] for text in texts] == [reader(KNOWN).word(text) for text in texts]
    assert words.read([]) is not None


def test_threads_read_the_same(words: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word would be missing where another thread made room."""
    monkeypatch.setattr(reading, "_KEPT", 8)
    failures: list[object] = []

    def read(number: int) -> None:
        try:
            for turn in range(60):
                batch = ["Quzordan", f"a{number}x{turn}", f"b{turn}", "Кузорге", f"c{number}"]
                known = words.read(batch)
                if known["Quzordan"] is None or any(one not in known for one in batch):
                    failures.append(batch)
        except Exception as error:  # noqa: BLE001 - any error of a thread is the failure
            failures.append(error)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.parametrize(
    ("text", "lower"),
    [
        ("İRƏVAN", "irəvan"),
        ("IĞDIR", "iğdir"),
        ("Երևա՞ն", "երևան"),
        ("Baku`s", "baku’s"),
        ("S\u0327us\u0327a", "şuşa"),
        ("Ba\u00adku", "baku"),
    ],
)
def test_lower_case(text: str, lower: str) -> None:
    """One word would be several to the lists of words and the endings."""
    assert lower_case(text) == lower
