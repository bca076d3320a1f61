"""Files that a command writes, looked at before it begins."""

from collections.abc import Collection, Mapping
from itertools import combinations
from pathlib import Path

import typer

__all__ = ["beside", "tell_apart"]

#: The sheet that is filled in may be written anew: what was decided stays. That the output is
#: not the input is seen to where both are open.
_MAY_BE_ONE = {("--decisions", "--review"), ("FILE", "--decisions"), ("FILE", "--output")}


def beside(text: str | None, option: str, suffixes: Collection[str] = ()) -> Path | None:
    """A file to be written at the end.

    Args:
        text: its path, if one is wanted.
        option: that names it.
        suffixes: that it may have; any, if there are none.

    Raises:
        typer.BadParameter: if it could not be written.
    """
    if text is None:
        return None
    path = Path(text)
    problem = None
    if suffixes and path.suffix.lower() not in suffixes:
        problem = f"its name ends neither in {' nor in '.join(sorted(suffixes))}"
    elif not path.parent.is_dir():
        problem = f"there is no folder {str(path.parent)!r}"
    elif path.exists() and not path.is_file():
        problem = "there is something else of this name"
    if problem:
        raise typer.BadParameter(f"{text!r} cannot be written: {problem}.", param_hint=repr(option))
    return path


def tell_apart(named: Mapping[str, str | None]) -> None:
    """Makes sure that no file is written over another one of the same run.

    Args:
        named: what options name, those that are read before those that are written.

    Raises:
        typer.BadParameter: if two name one file.
    """
    files = [(option, text) for option, text in named.items() if text and text != "-"]
    for (first, one), (second, other) in combinations(files, 2):
        if (first, second) not in _MAY_BE_ONE and _same(Path(one), Path(other)):
            raise typer.BadParameter(f"{other!r} is {first} too.", param_hint=repr(second))


def _same(one: Path, other: Path) -> bool:
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.resolve() == other.resolve()
