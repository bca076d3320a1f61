"""What speaks for a mention, in few lines."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.model import Step

__all__ = ["reasons"]


def reasons(steps: Sequence[Step]) -> list[str]:
    """Steps as lines; those of one kind that follow each other share one.

    >>> from toponyms import Step
    >>> reasons([Step("name", "Baku (en)"), Step("clue", "always +0.2"), Step("clue", "short -1")])
    ['name: Baku (en)', 'clue: always +0.2 · short -1']
    """
    return [
        f"{name}: {' · '.join([step.result for step in said])}"
        for name, said in groupby(steps, key=lambda step: step.name)
    ]
