"""Writes docs/cli.md, the reference of the command line, from the commands themselves.

    python -m tools.cli_reference

A test fails when the file is out of date.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toponyms_cli.app import app
from typer.main import get_command

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["REFERENCE", "commands", "reference"]

REFERENCE = Path(__file__).parents[1] / "docs" / "cli.md"

#: Options that Typer adds, with a text that differs between its versions.
_OF_TYPER = {"install_completion", "show_completion"}

_HEAD = """\
# The command line

Made by `python -m tools.cli_reference` from the commands themselves; what is written here by hand
is lost. `toponyms COMMAND --help` says the same.
"""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command and group: how it is called, and what Typer made of it."""

    def walk(called: str, command: Any) -> Iterator[tuple[str, Any]]:
        yield called, command
        for name, child in getattr(command, "commands", {}).items():
            yield from walk(f"{called} {name}", child)

    return walk("toponyms", get_command(app))


def reference() -> str:
    """The text of docs/cli.md."""
    return "\n".join([_HEAD, *(_section(called, command) for called, command in commands())])


def _section(called: str, command: Any) -> str:
    parts = [f"## {called}", inspect.cleandoc(command.help)]
    own = [
        param
        for param in command.params
        if getattr(param, "help", None) and param.name not in _OF_TYPER
    ]
    if own:
        rows = [f"| {_spelled(param)} | {_described(param)} |" for param in own]
        parts.append("\n".join(["| argument or option | |", "| --- | --- |", *rows]))
    if children := getattr(command, "commands", {}):
        parts.append("\n".join(f"- `{called} {name}`" for name in children))
    _, _, listed = command.epilog.partition("Examples:\n")
    parts.append(f"```console\n{_prompted(listed)}\n```")
    return "\n\n".join(parts) + "\n"


def _spelled(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{param.metavar}{'...' if param.nargs == -1 else ''}`"
    value = "" if param.is_flag else f" {param.metavar}"
    spellings = [*param.opts, *param.secondary_opts]
    return ", ".join(f"`{spelling}{value}`" for spelling in spellings).replace("|", r"\|")


def _described(param: Any) -> str:
    default = "" if param.default in (None, False, "") else f" Default: {param.default}."
    return str(param.help).replace("|", r"\|") + default


def _prompted(listed: str) -> str:
    return "\n".join(f"$ {line.strip()}" for line in listed.splitlines())


if __name__ == "__main__":
    REFERENCE.write_text(reference(), "utf-8")
