"""The labelled texts are read as they are marked, and what is found is scored justly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.labelled import Labelled, Mark, Outcome, compare, read_labelled
from toponyms import Candidate, Mention, Name, Place, Resolution

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
# ru-01 tune news
В [[Агдаме|x:1]] и (([[x]]|x:2)) {{по-русски}}.

# en-02 kept wire+sport
Near [[Aghdam|x:1 x:2]],
((Baku|x:3)) and {{The Moscow Times}}.
"""


def read(folder: Path, text: str) -> list[Labelled]:
    path = folder / "xx.txt"
    path.write_text(text, "utf-8")
    return read_labelled(path)


def text(marked: str, *marks: Mark) -> Labelled:
    return Labelled("en-01", "en", "tune", "news", marked, marks)


def mention(start: int, end: int, *ids: str, status: str = "matched") -> Mention:
    """A mention that means the first of some places, or may mean any of them."""
    places = [Place(one) for one in ids]
    candidates = tuple(Candidate(one, Name("x", "en"), 0.9, "exact") for one in places)
    matched = status == "matched"
    answer = Resolution(
        "x", "matched" if matched else "ambiguous", places[0] if matched else None, 0.9, candidates
    )
    return Mention(start, end, "x" * (end - start), answer)


def test_marks_are_taken_out_and_their_offsets_kept(tmp_path: Path) -> None:
    """A figure would be of offsets that are beside the names."""
    (read_text,) = read(tmp_path, TEXT.split("\n\n")[1])
    assert (read_text.key, read_text.lang, read_text.half) == ("en-02", "en", "kept")
    assert read_text.genre == "wire+sport"
    assert read_text.text == "Near Aghdam,\nBaku and The Moscow Times."
    marked = [
        (read_text.text[mark.start : mark.end], mark.kind, mark.ids) for mark in read_text.marks
    ]
    assert marked == [
        ("Aghdam", "place", frozenset({"x:1", "x:2"})),
        ("Baku", "optional", frozenset({"x:3"})),
        ("The Moscow Times", "trap", frozenset()),
    ]


def test_records_are_apart_by_an_empty_line(tmp_path: Path) -> None:
    """Two texts would be one, and the header of the second a part of the first."""
    whole = TEXT.replace("(([[x]]|x:2)) ", "")
    assert [one.key for one in read(tmp_path, whole)] == ["ru-01", "en-02"]


@pytest.mark.parametrize(
    "header",
    [
        "ru-01 tune news",
        "# ru-1 tune news",
        "# ru-01 test news",
        "# ru-01 tune",
        "# RU-01 tune news",
    ],
)
def test_a_malformed_header_is_named(tmp_path: Path, header: str) -> None:
    """A text of the kept half would be fitted to, or left out in silence."""
    with pytest.raises(ValueError, match=r"xx\.txt: .*is no header"):
        read(tmp_path, f"{header}\nText.")


@pytest.mark.parametrize(
    "marked", ["[[Baku|x:1]", "[[Baku]]", "{{Baku", "Baku]]", "[[|x:1]]", "{{}}"]
)
def test_a_mark_that_is_not_whole_is_named(tmp_path: Path, marked: str) -> None:
    """A name would count as none, with its brackets in the text."""
    with pytest.raises(ValueError, match=r"xx\.txt, en-01: a mark is not whole"):
        read(tmp_path, f"# en-01 tune news\nIn {marked}.")


PLACE = Mark(3, 7, "place", frozenset({"x:1"}))
BOTH = Mark(3, 7, "place", frozenset({"x:1", "x:2"}))
OPTIONAL = Mark(3, 7, "optional", frozenset({"x:1"}))
TRAP = Mark(3, 7, "trap")


@pytest.mark.parametrize(
    ("mark", "found", "right", "exact", "missed", "wrong"),
    [
        (PLACE, [mention(3, 7, "x:1")], 1, 1, 0, 0),
        (PLACE, [mention(3, 6, "x:1")], 1, 0, 0, 0),  # overlaps
        (PLACE, [mention(7, 9, "x:1")], 0, 0, 1, 1),  # only touches
        (PLACE, [], 0, 0, 1, 0),
        (PLACE, [mention(3, 7, "x:9")], 0, 0, 1, 1),
        (PLACE, [mention(3, 5, "x:1"), mention(5, 7, "x:1")], 1, 0, 0, 1),  # one name is one
        # Ambiguous: right only where the mark leaves it open
        (PLACE, [mention(3, 7, "x:1", "x:2", status="ambiguous")], 0, 0, 1, 0),
        (BOTH, [mention(3, 7, "x:2", "x:1", status="ambiguous")], 1, 1, 0, 0),
        (BOTH, [mention(3, 7, "x:9", "x:1", status="ambiguous")], 0, 0, 1, 0),
        (BOTH, [mention(3, 7, "x:2")], 1, 1, 0, 0),
        # What may be found or not is never counted, whatever place it is
        (OPTIONAL, [mention(3, 7, "x:1")], 0, 0, 0, 0),
        (OPTIONAL, [mention(3, 7, "x:9")], 0, 0, 0, 0),
        (OPTIONAL, [], 0, 0, 0, 0),
        (TRAP, [mention(3, 7, "x:1")], 0, 0, 0, 1),
        (TRAP, [mention(3, 7, "x:1", "x:2", status="ambiguous")], 0, 0, 0, 1),
        (TRAP, [], 0, 0, 0, 0),
    ],
)  # fmt: skip
def test_what_counts_as_right(
    mark: Mark, found: list[Mention], right: int, exact: int, missed: int, wrong: int
) -> None:
    """Precision and recall would be figures of something else."""
    outcome = compare([text("In Baku and", mark)], [found])
    assert (outcome.right, outcome.exact) == (right, exact)
    assert (len(outcome.missed), len(outcome.wrong)) == (missed, wrong)


def test_faults_are_told_with_their_text() -> None:
    """Nobody could look up what went wrong."""
    outcome = compare([text("In Baku and Ganja", PLACE)], [[mention(12, 17, "x:9")]])
    assert outcome.missed == (("en-01", "Baku"),)
    assert outcome.wrong == (("en-01", "xxxxx", "x:9"),)


def test_precision_and_recall() -> None:
    """The two would be mixed up, or nothing found would be a fault in arithmetic."""
    outcome = Outcome(6, 5, (("a", "b"),) * 4, (("a", "b", "c"),) * 2)
    assert outcome.precision == pytest.approx(0.75)
    assert outcome.recall == pytest.approx(0.6)
    nothing = Outcome(0, 0, (), ())
    assert (nothing.precision, nothing.recall) == (0.0, 0.0)


def test_texts_and_answers_go_together() -> None:
    """A text that was not searched would count as found."""
    with pytest.raises(ValueError, match="zip"):
        compare([text("Baku"), text("Ganja")], [[]])
