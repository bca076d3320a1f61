"""The head of an answer and its body: written together, in order, and whole."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.service.writing import WholeWrites

HEAD = b"HTTP/1.1 200 OK\r\n\r\n"


class Transport:
    """What was done with a connection."""

    def __init__(self) -> None:
        self.done: list[bytes] = []

    def write(self, content: bytes) -> None:
        self.done.append(content)

    def close(self) -> None:
        self.done.append(b"closed")

    def is_closing(self) -> bool:
        return b"closed" in self.done


def written(*parts: bytes, turns: bool = False, close: bool = False) -> list[bytes]:
    """What reaches a transport.

    Args:
        parts: is written.
        turns: whether others have a turn after each part.
        close: whether the connection is closed at the end.
    """
    transport: Any = Transport()

    async def write() -> None:
        whole = WholeWrites(transport, asyncio.get_running_loop())
        for part in parts:
            whole.write(part)
            if turns:
                await asyncio.sleep(0)
        if close:
            whole.close()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert whole.is_closing() == close

    asyncio.run(write())
    return list(transport.done)


@pytest.mark.parametrize(
    ("parts", "reached"),
    [
        ((HEAD, b"body"), [HEAD + b"body"]),
        ((HEAD, b""), [HEAD]),
        ((HEAD,), [HEAD]),
        ((HEAD, b"one", b"two"), [HEAD + b"one", b"two"]),
        ((HEAD, b"one", HEAD, b"two"), [HEAD + b"one", HEAD + b"two"]),
        ((b"one", HEAD), [b"one", HEAD]),
        ((HEAD, HEAD), [HEAD + HEAD]),
    ],
)
def test_a_head_is_written_with_its_body(parts: tuple[bytes, ...], reached: list[bytes]) -> None:
    """Each answer would take two calls of the system, which took a tenth of all time."""
    assert written(*parts) == reached


def test_a_head_does_not_wait_for_a_body_that_comes_late() -> None:
    """A stream would seem dead until its first line."""
    assert written(HEAD, b"body", turns=True) == [HEAD, b"body"]


def test_a_connection_is_closed_after_its_head() -> None:
    """An answer without a body would be lost."""
    assert written(HEAD, close=True) == [HEAD, b"closed"]


@given(
    st.lists(st.sampled_from([HEAD, b"HTTP/1.1 ", b"x", b""]) | st.binary(), max_size=12),
    st.booleans(),
)
def test_all_is_written_in_order(parts: list[bytes], turns: bool) -> None:
    """A client would read half of an answer, or another one's."""
    assert b"".join(written(*parts, turns=turns)) == b"".join(parts)
