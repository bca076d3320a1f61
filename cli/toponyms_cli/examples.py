"""The examples below a command's help."""

__all__ = ["examples"]


def examples(*commands: str) -> str:
    r"""An epilog that lists commands, each on a line of its own.

    >>> examples("toponyms lookup Janyatag")
    '\x08\nExamples:\n  toponyms lookup Janyatag'
    """
    # The backspace tells the help formatter not to fill the lines of this paragraph.
    return "\n".join(["\b", "Examples:", *(f"  {command}" for command in commands)])
