"""The tables that a person sees, drawn alike everywhere.

They have no outer edges: terminals disagree on how wide some letters are (Devanagari, Thai), and
a name in the last column then moves nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["facts_table", "plain_table"]


def facts_table(facts: Mapping[str, str]) -> Table:
    """What is known of one thing: a line a fact. The first is the one to see first.

    Args:
        facts: names of facts and their values, as they are to be shown; empty ones are left out.
    """
    table = Table(box=box.ROUNDED, show_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for row, (fact, value) in enumerate(facts.items()):
        if value:
            table.add_row(Text(fact), Text(value, style="" if row else "bold"))
    return table


def plain_table(*headings: str, lines: bool = False) -> Table:
    """A table without rows.

    Args:
        headings: of its columns; if all are empty none is shown.
        lines: whether to rule off the rows.
    """
    table = Table(box=box.ROUNDED, show_edge=False, show_header=any(headings), show_lines=lines)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
