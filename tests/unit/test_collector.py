"""The garbage collector is left as it was found: an application may have its own plans for it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from toponyms.collector import lasting, passing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize("pause", [lasting, passing])
@pytest.mark.parametrize("was_on", [True, False])
def test_it_waits_inside_and_is_as_before_afterwards(
    pause: Callable[[], AbstractContextManager[None]], was_on: bool
) -> None:
    (gc.enable if was_on else gc.disable)()
    with pause():
        assert not gc.isenabled()
        with pause():
            pass
        assert not gc.isenabled(), "one inside another ends nothing"
    assert gc.isenabled() is was_on


@pytest.mark.parametrize("pause", [lasting, passing])
def test_an_error_inside_does_not_leave_it_off(
    pause: Callable[[], AbstractContextManager[None]],
) -> None:
    with pytest.raises(KeyError), pause():
        raise KeyError
    assert gc.isenabled()


def test_what_lasts_is_old_at_once() -> None:
    with lasting():
        made = [[number] for number in range(2_000)]
    young = {id(one) for generation in (0, 1) for one in gc.get_objects(generation)}
    assert not young.intersection(map(id, made))
