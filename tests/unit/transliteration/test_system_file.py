"""A faulty file is refused with the record that is wrong, never half read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.transliteration.conftest import LEAST, LETTERS, Write
from toponyms import SystemFileError, load_system

if TYPE_CHECKING:
    from pathlib import Path

FAULTS = [
    ({"least": LEAST.replace("year = 2000", "")}, "", "has no 'year'", None),
    ({"least": LEAST.replace("2000\n", '"2000"\n')}, "year", "not a number", "2000"),
    ({"least": LEAST.replace('"full"', '"half"')}, "text_seen", "not one of", "half"),
    ({"least": LEAST.replace('["Everything."]', "[]")}, "loss", "is empty", None),
    ({"keys": "colour = 1"}, "colour", "unknown", None),
    ({"keys": "short = [1]"}, "short", "not a text", 1),
    ({"letters": '[letters]\n"ab" = "a"'}, "letters.ab", "not one letter", "ab"),
    ({"letters": '[letters]\n"А" = "a"'}, "letters.А", "not in lower case", "А"),
    ({"letters": '[letters]\n"а" = 1'}, "letters.а", "not a text", 1),
    ({"letters": '[letters]\n"а" = "\\u0301a"'}, "letters.а", "combining mark", "\u0301a"),
    ({"letters": '[letters]\n"а" = "a\\u0301"'}, "letters.а", "not in NFC", "a\u0301"),
    ({"letters": '[letters]\n"а" = "\\ue000"'}, "letters.а", "U+E000", "\ue000"),
    ({"tables": '[capitals]\n"ю" = "YU"'}, "capitals.ю", "not one of the letters", "ю"),
    ({"tables": '[[rules]]\nfrom = "а"'}, "rules[1]", "has no 'to'", None),
    ({"tables": '[[rules]]\nfrom = ""\nto = "x"'}, "rules[1].from", "empty", ""),
    ({"tables": '[[rules]]\nfrom = "А"\nto = "x"'}, "rules[1].from", "lower case", "А"),
    (
        {"tables": '[[rules]]\nfrom = "а"\nto = "x"\nafter = ["<vowel>"]'},
        "rules[1].after",
        "nor a class",
        "<vowel>",
    ),
    (
        {"tables": '[[rules]]\nfrom = "а"\nto = "x"\nbefore = ["<start>"]'},
        "rules[1].before",
        "<end>",
        "<start>",
    ),
    (
        {"tables": '[[rules]]\nfrom = "а"\nto = "x"\nwhen = "dot"'},
        "rules[1]",
        "no such option",
        "dot",
    ),
    (
        {"tables": '[[rules]]\nfrom = "а"\nto = "x"\nletters = "big"'},
        "rules[1].letters",
        "not one of any",
        "big",
    ),
    (
        {"tables": '[[rules]]\nfrom = "а"\nto = "x"\n[[rules]]\nfrom = "ас"\nto = "y"'},
        "rules[2]",
        "never applies: rules[1]",
        "ас",
    ),
    ({"tables": '[exceptions]\n"Баку" = "Baku"'}, "exceptions.Баку", "lower case", "Баку"),
    ({"tables": '[[samples]]\nfrom = "а"'}, "samples[1]", "has no 'to'", None),
    (
        {"tables": '[[samples]]\nfrom = "а"\nto = "a"\noptions = ["dot"]'},
        "samples[1].options",
        "no such option",
        "dot",
    ),
    ({"tables": '[options.no-dot]\nsummary = "s"\ndefault = true'}, "options.no-dot", "no-…", None),
    ({"tables": '[[moves]]\nmark = "??"\nto = "?"\nends = ["."]'}, "moves[1].mark", "one", "??"),
]


@pytest.mark.parametrize(
    ("parts", "record", "message", "value"), FAULTS, ids=[f[1] or f[2] for f in FAULTS]
)
def test_a_fault_is_named_by_its_record(
    write: Write, parts: dict[str, str], record: str, message: str, value: Any
) -> None:
    """Whoever writes a system would look for the fault by hand, or not notice it."""
    file = write(**parts)
    with pytest.raises(SystemFileError, match=re.escape(message)) as caught:
        load_system(file)
    assert (caught.value.record, caught.value.value) == (record, value)
    assert str(caught.value).startswith(str(file))


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xff", "not UTF-8 at byte 0"), (b"a = [", "not TOML"), (b"", "has no 'id'")],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """A wrong file would give a traceback of the parser."""
    file = tmp_path / "mine.toml"
    file.write_bytes(content)
    with pytest.raises(SystemFileError, match=message):
        load_system(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A typo in a path would give an error of another class."""
    with pytest.raises(SystemFileError, match=r"none\.toml: cannot be read: No such file"):
        load_system(tmp_path / "none.toml")


def test_the_least_is_enough(write: Write) -> None:
    """A small system of one's own would need what the standard ones have."""
    system = load_system(write())
    assert system.letters["ш"] == "sh"
    assert (system.rules, system.usual, system.short) == ((), False, ())
    assert LETTERS.count("=") == len(system.letters)
