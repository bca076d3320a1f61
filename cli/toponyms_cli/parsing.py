"""Commands that take their arguments as they are typed.

Typer from 0.29 on converts every value, even one that was not given, through Pydantic, whose
import alone costs twice what `import typer` does. The parameters here are declared as text and
flags, which need no conversion, and each command reads its own (`toponyms_cli.options`).
A Typer that converts in another way does so still, to the same values.
"""

from typing import Any

from typer.core import TyperCommand, TyperGroup

__all__ = ["Command", "Group"]


class _AsTyped:
    """Takes the place of Typer's converter of one parameter."""

    def coerce(self, value: Any, **_: Any) -> Any:
        return list(value) if isinstance(value, tuple) else value


class Command(TyperCommand):
    """A command whose parameters are text and flags."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the arguments into the context."""
        _take_as_typed(self.get_params(ctx))
        return super().parse_args(ctx, args)


class Group(TyperGroup):
    """A group of commands whose own parameters are flags."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the arguments into the context."""
        _take_as_typed(self.get_params(ctx))
        return super().parse_args(ctx, args)


def _take_as_typed(params: list[Any]) -> None:
    for param in params:
        param._runtime_param = _AsTyped()
