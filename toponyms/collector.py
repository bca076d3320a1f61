"""Lets many objects be made at once without the garbage collector looking at each."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["lasting", "passing"]


@contextmanager
def lasting() -> Iterator[None]:
    """What is made inside will last: the collector waits, and then takes it for old at once.

    It would go through tens of thousands of new objects many times over, now and during the
    first queries, and find nothing. Objects older than these are not gone through.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect(1)


@contextmanager
def passing() -> Iterator[None]:
    """Most of what is made inside will be gone soon: the collector waits until then.

    It would come every few hundred objects, and keep for longer what it happens to meet alive.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
