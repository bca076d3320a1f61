"""The examples in the help of `toponyms serve`."""

from __future__ import annotations

import shlex

import pytest

from tests.service.process import ask, service
from tools.cli_reference import commands

pytest.importorskip("uvicorn", reason="the extra serve is not installed")

_, _, LISTED = dict(commands())["toponyms serve"].epilog.partition("Examples:\n")
EXAMPLES = [line.strip() for line in LISTED.splitlines()]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_start(example: str) -> None:
    """Else the help shows commands that do not work."""
    program, command, *options = shlex.split(example)
    assert (program, command) == ("toponyms", "serve")
    with service(*options, "--port", "0") as (_, port):
        assert ask(port)["status"] == "matched"
