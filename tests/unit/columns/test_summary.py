"""The summary counts every row once and says it in a few harmless lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from toponyms.columns.answers import Answers, Key
from toponyms.columns.summary import NameCount, Summary, percent

if TYPE_CHECKING:
    from toponyms import Resolver


def summary_of(resolver: Resolver, *keys: Key | None) -> Summary:
    answers = Answers(resolver)
    answers.of(keys)
    return Summary.of(answers, seconds=2.0)


def test_rows_and_distinct_names_are_counted_by_status(small_resolver: Resolver) -> None:
    """Nobody would know how much of a dataset was understood."""
    summary = summary_of(
        small_resolver,
        *[Key("Canyataq")] * 3, *[Key("Norashen")] * 2, Key("Qqqq"), Key("Шуша"), None, None,
    )  # fmt: skip
    rows, names = summary.rows, summary.names
    assert (rows.total, rows.matched, rows.ambiguous, rows.unmatched, rows.empty) == (9, 4, 2, 1, 2)
    assert (names.total, names.matched, names.ambiguous, names.unmatched) == (4, 2, 1, 1)


def test_a_name_in_two_contexts_is_one_name(small_resolver: Resolver) -> None:
    """The number of distinct names would grow with the columns beside them."""
    summary = summary_of(small_resolver, Key("Norashen"), Key("Norashen", "AZ"), Key("Norashen"))
    assert (summary.names.total, summary.names.matched, summary.names.ambiguous) == (1, 1, 1)
    assert (summary.rows.matched, summary.rows.ambiguous) == (1, 2)


def test_the_worst_names_come_by_frequency_then_alphabet(small_resolver: Resolver) -> None:
    """The names to look at first would be hidden among thousands."""
    keys = [Key(name) for name in ("Zzzz", "Xxxx", "Zzzz", "Qqqq")]
    summary = summary_of(small_resolver, *keys, Key("Xxxx", "AM"))
    assert summary.unmatched == (NameCount("Xxxx", 2), NameCount("Zzzz", 2), NameCount("Qqqq", 1))


def test_rows_that_were_taken_back_do_not_count(small_resolver: Resolver) -> None:
    """A batch that counted itself would leave names with no rows."""
    answers = Answers(small_resolver)
    (number,) = answers.of([Key("Qqqq")])
    answers.count([number], [-1])
    summary = Summary.of(answers, seconds=0.0)
    assert (summary.rows.total, summary.names.total, summary.unmatched) == (0, 0, ())
    assert str(summary)


def test_the_text_is_a_few_lines_and_moves_no_cursor(small_resolver: Resolver) -> None:
    """A name could clear the terminal, or a thousand names fill it."""
    keys = [Key(f"Qq\x1b[2Jq{number}") for number in range(50)]
    text = str(summary_of(small_resolver, *keys, Key("Bakı"), None))
    assert len(text.splitlines()) < 10
    assert "\x1b" not in text
    assert "and 45 more" in text
    assert "52 rows, 51 distinct names in 2.0 s (26 rows/s)" in text


def test_the_dict_is_what_json_takes(small_resolver: Resolver) -> None:
    """Programs could not read the summary."""
    summary = summary_of(small_resolver, Key("Qqqq"), Key("Xxxx"), Key("Xxxx"), Key("Norashen"))
    record = json.loads(json.dumps(summary.to_dict(most=1)))
    assert record["rows"] == {
        "total": 4, "matched": 0, "ambiguous": 1, "unmatched": 3, "empty": 0,
    }  # fmt: skip
    assert record["names"] == {"total": 3, "matched": 0, "ambiguous": 1, "unmatched": 2}
    assert record["unmatched"] == [{"name": "Xxxx", "rows": 2}]
    assert len(summary.to_dict()["unmatched"]) == 2


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_share_is_whole_or_nothing_only_if_it_is(part: int, rest: int) -> None:
    """100.0% would hide the few rows that were not understood."""
    share = percent(part, part + rest)
    assert (share == "100.0%") == (rest == 0 < part)
    assert (share == "0.0%") == (part == 0)
