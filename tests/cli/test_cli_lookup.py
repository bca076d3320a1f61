"""`toponyms lookup`: forms, options, exit codes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_has_the_keys_of_the_contract(lookup: Run) -> None:
    """Else whoever reads the output by key breaks."""
    answer = objects(lookup("Janyatag", "--format", "json").out)[0]
    assert {"query", "status", "place_id", "name", "score", "candidates"} <= answer.keys()
    assert answer["query"] == "Janyatag"
    assert answer["status"] == "matched"
    assert answer["place_id"] == "gn:586666"
    assert answer["name"] == "Janyatag"
    assert 0 < answer["score"] <= 1
    best = answer["candidates"][0]
    assert {"place_id", "name", "score", "method", "lat", "lon"} <= best.keys()
    assert (best["lat"], best["lon"], best["method"]) == (40.13989, 46.77705, "exact")


def test_json_names_both_sides(lookup: Run) -> None:
    """Else the output takes a side."""
    names = objects(lookup("Ճանկաթաղ", "--format", "json").out)[0]["names"]
    assert names == {
        "az": "Canyataq",
        "hy": "Ճանկաթաղ",
        "ru": "Джанятаг",
        "en": "Chankatagh / Janyatag",
    }


def test_json_is_one_object_a_query_and_a_line(lookup: Run) -> None:
    """Else line-wise tools cannot read it."""
    result = lookup("Janyatag", "Xyzzyq", "Norashen", "a\nb", "--format", "json")
    assert [answer["query"] for answer in objects(result.out)] == [
        "Janyatag",
        "Xyzzyq",
        "Norashen",
        "a\nb",
    ]


@pytest.mark.parametrize("name", ["Norashen", "Xyzzyq", ""])
def test_json_has_no_place_id_unless_matched(lookup: Run, name: str) -> None:
    """Else an ambiguous or unknown name counts as an answer."""
    answer = objects(lookup(name, "--format", "json").out)[0]
    assert answer["status"] != "matched"
    assert answer["place_id"] is None
    assert answer["name"] is None


def test_ambiguous_names_list_every_place(lookup: Run) -> None:
    """Else the reader cannot choose between homonyms."""
    result = lookup("Norashen", "--format", "json")
    answer = objects(result.out)[0]
    assert answer["status"] == "ambiguous"
    assert {one["place_id"] for one in answer["candidates"]} == {"gn:616350", "gn:616346"}
    assert result.code == 0


def test_csv_has_a_header_and_a_row_a_query(lookup: Run) -> None:
    """Else rows cannot be joined to the names that were asked for."""
    result = lookup("Janyatag", "Norashen", "Xyzzyq", "a,b", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert [row["query"] for row in rows] == ["Janyatag", "Norashen", "Xyzzyq", "a,b"]
    assert [row["place_id"] for row in rows] == ["gn:586666", "", "", ""]
    assert rows[0]["name_en"] == "Chankatagh / Janyatag"
    assert set(rows[1]["candidates"].split()) == {"gn:616350", "gn:616346"}


def test_piped_output_is_a_line_a_query_with_tabs(lookup: Run) -> None:
    """Else cut, paste and wc lose the names, or a name with a line break shifts the rest."""
    result = lookup("Janyatag", "Nora\tshen\n", "Xyzzyq")
    rows = [line.split("\t") for line in result.lines]
    assert [row[:3] for row in rows] == [
        ["Janyatag", "matched", "gn:586666"],
        ["Nora shen ", rows[1][1], ""],
        ["Xyzzyq", "unmatched", ""],
    ]
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("names", "code"),
    [(["Janyatag"], 0), (["Norashen"], 0), (["Xyzzyq"], 1), (["Janyatag", "Xyzzyq"], 1)],
)
def test_exit_code_says_whether_all_were_found(lookup: Run, names: list[str], code: int) -> None:
    """Else a script cannot tell that a name is unknown."""
    assert lookup(*names).code == code


def test_country_within_and_feature_rule_places_out(lookup: Run) -> None:
    """Else homonyms cannot be told apart by what is known of them."""
    form = ("--format", "json")
    within = objects(lookup("Norashen", "--within", "iso:AM-TV", *form).out)[0]
    assert [one["place_id"] for one in within["candidates"]] == ["gn:616346"]
    abroad = objects(lookup("Norashen", "--country", "az", "--country", "IR", *form).out)[0]
    assert "AM" not in {one["country"] for one in abroad["candidates"]}
    both = objects(lookup("Norashen", "--country", "AM", "--country", "AZ", *form).out)[0]
    assert len(both["candidates"]) >= 2
    unit = objects(lookup("Norashen", "--feature", "a", *form).out)[0]
    assert {one["feature"][0] for one in unit["candidates"]} <= {"A"}


def test_near_decides_between_homonyms(lookup: Run) -> None:
    """Else coordinates that the user has are of no use."""
    answer = objects(lookup("Norashen", "--near", "40.9,45.5", "--format", "json").out)[0]
    assert answer["candidates"][0]["place_id"] == "gn:616346"


def test_limit_bounds_the_candidates(lookup: Run) -> None:
    """Else output cannot be kept short."""
    answer = objects(lookup("Norashen", "--limit", "1", "--format", "json").out)[0]
    assert len(answer["candidates"]) == 1
    assert answer["status"] == "ambiguous"


def test_lang_adds_names_in_that_language(lookup: Run) -> None:
    """Else names in other languages than the four cannot be had."""
    answer = objects(lookup("T̃alın̂g", "--lang", "FA", "--format", "json").out)[0]
    assert answer["names"]["fa"] == "شهرستان, نير"


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_explain_tells_the_steps(lookup: Run, form: str) -> None:
    """Else nobody can see why a name went where it went."""
    plain = lookup(" janyatag ", "--format", form).out
    explained = lookup(" janyatag ", "--explain", "--format", form).out
    assert "normalize" in explained
    assert "normalize" not in plain


def test_table_shows_names_place_and_how_it_was_found(lookup: Run) -> None:
    """Else a person does not learn what the tool knows."""
    out = lookup("Janyatag", "--format", "table").out
    for shown in ("gn:586666", "Canyataq", "Ճանկաթաղ", "Джанятаг", "Chankatagh / Janyatag"):
        assert shown in out
    for shown in ("populated place", "Azerbaijan", "40.1399° N", "exact", "score"):
        assert shown in out


def test_table_tells_homonyms_apart(lookup: Run) -> None:
    """Else a person cannot choose between them."""
    out = lookup("Norashen", "--format", "table", "--near", "40,44.6").out
    assert "Ararat, Armenia" in out
    out = lookup("Norashen", "--format", "table").out
    for shown in ("ambiguous", "gn:616350", "gn:616346", "Ararat", "Tavush", "Kamalkənd"):
        assert shown in out


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_tables_hold_at_any_width_and_in_any_script(
    lookup: Run, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    """Else wide, combining or right-to-left letters push the columns apart."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", width)
    out = lookup("Janyatag", "نير", "Norashen", "--lang", "fa", "--format", "table").out
    assert max(map(cell_len, out.splitlines())) <= int(width)
    bars = [line.index("│") for line in out.splitlines()[1:9]]
    assert len(set(bars)) == 1


def test_table_is_safe_from_control_characters(lookup: Run) -> None:
    """Else a name from a file can rewrite the reader's terminal."""
    out = lookup("\x1b[2J\x07Xyzzyq\u202e", "--format", "table").out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_standard_input_mixes_with_names(lookup: Run) -> None:
    """Else `-` is taken for a name, or order is lost."""
    result = lookup("Norashen", "-", "Canyataq", stdin="Janyatag\r\n\nДжанятаг".encode())
    assert [line.split("\t")[0] for line in result.lines] == [
        "Norashen",
        "Janyatag",
        "",
        "Джанятаг",
        "Canyataq",
    ]


def test_many_lines_are_answered_like_one(lookup: Run) -> None:
    """Else batches and single queries differ."""
    single = lookup("Janyatagh").out
    many = lookup("-", stdin=b"Janyatagh\n" * 9000)
    assert many.out == single * 9000


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--near", "91,0"], "latitude"),
        (["--near", "40"], "latitude"),
        (["--near", "a,b"], "latitude"),
        (["--near", "nan,nan"], "latitude"),
        (["--country", "AZE"], "ISO 3166-1"),
        (["--within", "gn:1"], "'gn:1'"),
        (["--feature", "village"], "GeoNames class"),
        (["--lang", "Azerbaijani"], "BCP 47"),
        (["--limit", "0"], "whole number"),
        (["--limit", "-1"], "whole number"),
        (["--limit", "many"], "whole number"),
        (["--format", "xml"], "table, json, csv"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wrong_options_are_told(lookup: Run, args: list[str], said: str) -> None:
    """Else a slip of the user ends in a traceback or in a wrong answer."""
    result = lookup("Janyatag", *args)
    assert result.code == 2
    assert result.out == ""
    assert said in " ".join(result.err.split())


def test_names_are_needed(lookup: Run) -> None:
    """Else a script with an empty variable seems to succeed."""
    result = lookup()
    assert result.code == 2
    assert "NAME" in result.err


def test_bad_line_is_told_after_those_before_it(lookup: Run) -> None:
    """Else one bad byte in a long file costs every answer, or cannot be found."""
    result = lookup("-", stdin=b"Janyatag\nNorashen\nSh\xffusha\nJanyatag\n")
    assert result.code == 2
    assert [line.split("\t")[0] for line in result.lines] == ["Janyatag", "Norashen"]
    assert "line 3" in result.err
    assert "0xff" in result.err


def test_argument_that_is_not_utf8_is_told(lookup: Run) -> None:
    """Else an undecodable argument ends in a traceback when it is written."""
    result = lookup("Janyatag", "\udcff")
    assert result.code == 2
    assert "argument 2" in result.err


def test_default_gazetteer_knows_the_village_of_both_names(toponyms: Run) -> None:
    """Else the package does not find its own data."""
    result = toponyms("lookup", "Janyatag", "Chankatagh", "Джанятаг")
    assert [line.split("\t")[2] for line in result.lines] == ["gn:586666"] * 3
    assert result.code == 0
