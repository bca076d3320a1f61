"""docs/transliteration.md says what the systems are, and what it shows is true."""

from __future__ import annotations

import doctest
import re
from typing import TYPE_CHECKING

import pytest

from tools.systems_reference import INTRODUCTION, PAGE, page, section
from toponyms import SystemFileError
from toponyms.transliteration import systems
from toponyms.transliteration.system_file import read_system

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms.transliteration import System

TEXT = INTRODUCTION.read_text("utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
RULE = '[[rules]]\nfrom = "ж"\nto = "zh"\n'


def test_the_page_is_up_to_date() -> None:
    """Else it tells of systems as they were; `make docs` mends it."""
    assert PAGE.read_text("utf-8") == page()


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what a reader copies does not work."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.toml").write_text(EXAMPLE, "utf-8")
    failed, tried = doctest.testfile(str(INTRODUCTION), module_relative=False, encoding="utf-8")
    assert tried > 10
    assert not failed


@pytest.mark.parametrize(
    "record",
    [
        "{}",
        RULE + "{}",
        '[[moves]]\nmark = "!"\nto = "!"\nends = ["."]\n{}',
        '[[samples]]\nfrom = "а"\nto = "a"\n{}',
        '[options.one]\nsummary = ""\ndefault = true\n{}',
    ],
)
def test_every_field_is_described(record: str) -> None:
    """Else there would be a field that only who reads the code knows of."""
    unknown = record.format('nonsense = ""\n')
    content = EXAMPLE + unknown if "[" in record else unknown + EXAMPLE
    with pytest.raises(SystemFileError, match="unknown; known are") as error:
        read_system(content.encode(), "my.toml")
    _, _, listed = str(error.value).partition("known are ")
    fields = re.findall(r"[a-z_]+", listed.partition(":")[0])
    assert fields
    assert not [field for field in fields if f"`{field}`" not in TEXT]


@pytest.mark.parametrize("system", systems(), ids=lambda system: system.id)
def test_every_system_is_told_whole(system: System) -> None:
    """Else a letter or an exception of a standard would be missing where people look it up."""
    told = section(system).replace("\\", "")
    assert f"### {system.id}\n" in told
    assert all(loss in told for loss in system.loss)
    assert all(f"{word} →" in told for word in system.exceptions)
    letters = [one for one in system.letters if one.isalpha()]
    assert all(f"**{letter}** |" in told for letter in letters)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('after = ["<start>", "<vowel>", "ь"]', "ж → zh at the start of a word or after *vowel* ь"),
        ('not_before = ["<end>"]', "ж → zh not at the end of a word"),
        ('before = ["а"]\nnot_after = ["к"]', "ж → zh not after к, and before а"),
        ('unless = "stress"\ninferred = true', "ж → zh, if `stress` is off (*inferred*)"),
        ('letters = "small"\nback = false', "ж → zh, small letters only, not read backwards"),
        ('note = "As heard."', "ж → zh: As heard."),
    ],
)
def test_a_rule_in_words(rule: str, told: str) -> None:
    """A reader would take a rule for one that holds elsewhere, or everywhere."""
    system = read_system(f"{EXAMPLE}\n{RULE}{rule}\n".encode(), "my.toml")
    assert f"- {told}\n" in section(system)
