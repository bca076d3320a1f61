"""Help, version, and the reference that is made from them."""

from __future__ import annotations

import shlex
import shutil
from typing import TYPE_CHECKING, Any

import pytest

import toponyms as library
from tests.cli.conftest import A_SYSTEM
from tools.cli_reference import REFERENCE, commands, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

COMMANDS = dict(commands())


def listed(command: Any) -> list[str]:
    """The examples in a command's help."""
    _, _, lines = command.epilog.partition("Examples:\n")
    return [line.strip() for line in lines.splitlines()]


EXAMPLES = sorted({example for command in COMMANDS.values() for example in listed(command)})


@pytest.mark.parametrize("called", COMMANDS)
def test_every_command_has_help_and_examples(toponyms: Run, called: str) -> None:
    """Else a user meets a command that nobody explained."""
    result = toponyms(*called.split()[1:], "--help")
    assert result.code == 0
    command = COMMANDS[called]
    assert command.help.splitlines()[0] in " ".join(result.out.split())
    assert listed(command)
    for example in listed(command):
        assert f"    {example}\n" in result.out
        assert called in example


@pytest.mark.parametrize("called", COMMANDS)
def test_every_option_has_help(called: str) -> None:
    """Else an option can only be guessed."""
    for param in COMMANDS[called].params:
        assert param.help, param.name


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_run(
    toponyms: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    """Else the help shows commands that do not work."""
    shutil.copytree(small, tmp_path / "my-places")
    shutil.copy(A_SYSTEM, tmp_path / "my-system.toml")
    (tmp_path / "names.txt").write_text("Баку\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for part in example.split(" | "):
        words = shlex.split(part.partition(" < ")[0])
        if words[0] == "toponyms":
            given = b"gn:586666\n" if words[1] == "show" else b"Janyatag\n"
            result = toponyms(*words[1:], stdin=given)
            assert result.code == 0, result.err
            assert result.out


def test_reference_is_up_to_date() -> None:
    """Else docs/cli.md tells of commands as they were; `python -m tools.cli_reference` mends it."""
    assert REFERENCE.read_text("utf-8") == reference()


def test_version(toponyms: Run) -> None:
    """Else a report of a fault cannot say which version had it."""
    assert toponyms("--version").out == f"toponyms {library.__version__}\n"


@pytest.mark.parametrize("args", [["nonsense"], ["gazetteer", "nonsense"], ["--nonsense"]])
def test_unknown_command_is_told(toponyms: Run, args: list[str]) -> None:
    """Else a slip ends in a traceback."""
    result = toponyms(*args)
    assert result.code == 2
    assert args[-1] in result.err
