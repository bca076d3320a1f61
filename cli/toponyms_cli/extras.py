"""Packages that only some commands need, and how a user gets them."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

__all__ = ["needs", "sentence"]


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Imports inside may need an extra; if it is missing, the user is told how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] in {"toponyms", "toponyms_cli"}:
            raise
        typer.echo(
            f"Error: this command needs {error.name}; install it with "
            f"pip install 'toponyms[{extra}]'.",
            err=True,
        )
        raise typer.Exit(2) from None


def sentence(error: Exception) -> str:
    """What an error says, with a full stop unless it asks.

    >>> sentence(ValueError("did you mean 'place'?")), sentence(ValueError("no column"))
    ("did you mean 'place'?", 'no column.')
    """
    text = str(error)
    return text if text.endswith("?") else f"{text}."
