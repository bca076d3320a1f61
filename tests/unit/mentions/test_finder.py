"""The finder as callers use it: languages, thresholds, exact spans, threads."""

from __future__ import annotations

import threading

import pytest

from tests.unit.mentions.making import evidence, finder, gazetteer, place
from toponyms import Finder, Gazetteer, Mention
from toponyms.errors import UnknownLanguageError
from toponyms.mentions import MIN_SCORE
from toponyms.mentions import finder as module
from toponyms.mentions.languages import LANGUAGES

PLACES = (
    place("x:1", "Quzor/az", "Quzor/en", "Кузорг/ru", "Քուզոր/hy", at=(40, 47)),
    place("x:2", "Tirgaq/az", "Тиргак/ru", at=(40, 47.1)),
    place("x:3", "QZR/en", "QZR/az"),
    place("x:4", "Bex Alan/en", "Bex Alan/az"),
    place("x:5", "Quzoras/en"),
    place("x:6", "Нижний Тиргак/ru"),
)
FINDER = finder(*PLACES)
TEXTS = (
    "Bakıdan Şuşaya, Xankəndi və Ağdam rayonuna. Quzor",
    "В Баку и Гяндже, под Агдамом и в селе Талиш.",
    "President Kirov said near Baku's walls that Nagorno-Karabakh burned.",
    "Երևանից Գյումրի, Շուշիի «Արցախ» թերթը։",
    "we went from baku to shusha",
)


def said(mentions: list[Mention]) -> list[str]:
    return [mention.text for mention in mentions]


@pytest.mark.parametrize(
    ("langs", "found"),
    [
        (None, ["Quzor", "Кузорге", "Քուզորում"]),
        (["ru"], ["Quzor", "Кузорге"]),
        (["hy", "en"], ["Quzor", "Քուզորում"]),
        ({"az", "az-Cyrl"}, ["Quzor"]),
        (["ru", "ru"], ["Quzor", "Кузорге"]),
    ],
)
def test_the_languages_of_the_caller(langs: list[str] | None, found: list[str]) -> None:
    """Endings of languages that the texts are not in would be taken off."""
    text = "Quzor 1, Кузорге 2, Քուզորում 3"
    assert said(finder(*PLACES, langs=langs).find(text)) == found


@pytest.mark.parametrize("langs", [["ka"], ["en", "tr"], ["EN"], [""], ["az-Latn"]])
def test_an_unknown_language_is_an_error(langs: list[str]) -> None:
    """A typing error would find names without any endings, and nobody would know."""
    with pytest.raises(UnknownLanguageError, match=repr(langs[-1])) as caught:
        finder(*PLACES, langs=langs)
    assert all(lang in str(caught.value) for lang in LANGUAGES)


def test_the_least_score() -> None:
    """Whoever wants precision, or to see everything, could not have it."""
    weighed = finder(*PLACES, weights={"place before": 2.0, "quoted": -3.0})
    text = "We met near Quzor. We saw Quzoras. We read «Tirgaq» too."
    scores = {mention.text: mention.score for mention in weighed.find(text, min_score=0.0)}
    assert scores["Quzor"] > scores["Quzoras"] > MIN_SCORE > scores["Tirgaq"]
    assert said(weighed.find(text)) == ["Quzor", "Quzoras"]
    assert said(weighed.find(text, min_score=0.95)) == ["Quzor"]
    assert said(weighed.find(text, min_score=0.1)) == ["Quzor", "Quzoras", "Tirgaq"]
    assert weighed.find(text, min_score=1.0) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("We saw Quzor's walls", "Quzor"),
        ("We saw Quzor\u2019s walls", "Quzor"),
        ("We saw Quzoras' walls", "Quzoras"),
        ("We saw Quzoras's walls", "Quzoras"),
        ("We saw Bex Alan's walls", "Bex Alan"),
        ("We saw QZR's walls", "QZR"),
        ("We saw Qu\u00adzor's walls", "Qu\u00adzor"),
        ("We saw Quzor\u2019\u00ads walls", "Quzor"),
        ("We saw Quzor\u00ad\u2019s walls", "Quzor"),
        ("Bu gün Quzor'dan və", "Quzor'dan"),
        ("Bu gün Quzordan və", "Quzordan"),
        ("Bu gün Bex Alanda və", "Bex Alanda"),
        ("Bu gün QZR-ın və", "QZR-ın"),
        ("Bu gün QZR-da və", "QZR-da"),
        ("Bu gün QZR-xyz və", "QZR"),
        ("Были в Нижнем Тиргаке,", "Нижнем Тиргаке"),
        ("«Քուզորում»", "Քուզորում"),
    ],
)
def test_what_is_of_the_name_and_what_not(text: str, span: str) -> None:
    """An English possessive is another word, an ending is of its word: links would be cut amiss."""
    (mention,) = FINDER.find(text, min_score=0.01)
    assert mention.text == span
    assert text[mention.start : mention.end] == span


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_offsets_are_of_the_whole_text(end: str) -> None:
    """Marks would stand where they do in the paragraph, or drift with each line end."""
    text = end.join(
        ["", "One.", "", "We saw Quzor", "and Bex", "Alan.", "", "", "Quzor burned", ""]
    )
    found = FINDER.find(text)
    assert said(found) == ["Quzor", f"Bex{end}Alan", "Quzor"]
    for mention in found:
        assert text[mention.start : mention.end] == mention.text


def test_a_text_of_many_batches_is_found_as_its_paragraphs_are() -> None:
    """What is read together would be told by what stands beside it by chance."""
    one = "We saw Quzor and Tirgaq there, near Bex Alan. " * 20
    text = "\n\n".join([f"{one}{number}" for number in range(100, 250)])
    assert len(text) > 2**17
    found = FINDER.find(text)
    alone = FINDER.find(one)
    assert len(found) == 150 * len(alone)
    assert [(m.text, m.score) for m in found] == [(m.text, m.score) for m in alone] * 150
    assert [text[m.start : m.end] for m in found] == said(found)


def test_a_paragraph_met_again_is_found_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """A footer would be marked where it stood the first time, or by another's least score."""
    monkeypatch.setattr(module, "_KEPT", 2)
    fresh = finder(*PLACES)
    texts = ["We saw Quzor there", "The hotel Quzor burns", "Bex Alan burns", "We saw Tirgaq there"]
    text = "\n\n".join([*texts, *texts, texts[0]])
    for least in (MIN_SCORE, 0.0, MIN_SCORE):
        alone = [finder(*PLACES).find(one, min_score=least) for one in texts]
        wanted = [(m.text, m.score) for found in (*alone, *alone, alone[0]) for m in found]
        found = fresh.find(text, min_score=least)
        assert [(m.text, m.score) for m in found] == wanted
        assert [text[m.start : m.end] for m in found] == said(found)
    assert len(fresh.find("We saw Quzor there")) == 1


def test_each_language_of_a_paragraph_is_read_as_itself() -> None:
    """Names in case endings would be found in the first language only."""
    text = "It was in Quzor. Bu gün Quzorda və Tirgaqda qar var. Then in Quzor. В Кузорге снег."
    found = FINDER.find(text)
    assert [mention.text for mention in found] == [
        "Quzor", "Quzorda", "Tirgaqda", "Quzor", "Кузорге",
    ]  # fmt: skip
    assert all(text[one.start : one.end] == one.text for one in found)
    assert [(one.start, one.text) for one in FINDER.find(text)] == [
        (one.start, one.text) for one in found
    ], "what is kept of a paragraph differs"


def test_no_text_has_no_mention() -> None:
    """An empty file would be an error."""
    assert [FINDER.find(text) for text in ("", " ", "\n\n", "1905", "—", "\ud800")] == [[]] * 6


def test_names_in_small_letters_where_there_are_no_capitals() -> None:
    """Messages would have no places; or every common word of a text would be one."""
    assert said(FINDER.find("we saw quzor and bex alan there")) == ["quzor", "bex alan"]
    assert said(FINDER.find("We saw quzor and bex alan there")) == []
    assert said(FINDER.find("WE SAW QUZOR THERE")) == ["QUZOR"]


def test_they_come_one_after_the_other() -> None:
    """The mentions of a file of 100 MB would have to be held before the first is seen."""
    text = "\n\n".join(["We saw Quzor there"] * 5000)
    found = FINDER.find_iter(text)
    assert next(found).start == 7
    assert sum(1 for _ in found) == 4999


def test_the_weights_of_the_caller() -> None:
    """A fit to texts of one's own could not be used."""
    known = gazetteer(*PLACES)
    assert Finder(known, evidence=evidence({"always": -9.0})).find("We saw Quzor there") == []
    assert said(Finder(known, evidence=evidence()).find("We saw Quzor there")) == ["Quzor"]


def test_many_threads_find_what_one_finds(default_gazetteer: Gazetteer) -> None:
    """A server would now and then answer amiss, and nobody could tell why."""
    wanted = [Finder(default_gazetteer).find(text) for text in TEXTS]
    shared = Finder(default_gazetteer)
    start = threading.Barrier(8)
    answers: dict[int, list[list[Mention]]] = {}

    def work(number: int) -> None:
        start.wait()
        order = sorted(range(len(TEXTS)), key=lambda at: (at + number) % len(TEXTS))
        found = {at: shared.find(TEXTS[at]) for _ in range(3) for at in order}
        answers[number] = [found[at] for at in range(len(TEXTS))]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(map(len, wanted)) >= 12
    for number in range(8):
        assert [[(m.start, m.end, m.score) for m in found] for found in answers[number]] == [
            [(m.start, m.end, m.score) for m in found] for found in wanted
        ]
        assert answers[number] == wanted
