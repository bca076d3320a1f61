"""How much one request may ask for."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may not exceed; it is refused with the reason then.

    Attributes:
        body: bytes of a body, except for uploads and streams.
        upload: bytes of an uploaded table.
        line: bytes of one line of a stream.
        names: names in one request, except for streams.
        name: code points of a name.
        text: code points of a text.
        candidates: candidates that may be asked for.
        places: places on one map, or in one question about places.
        seconds: the time that an answer may take, and that a client may take to go on sending.
        waiting: names that may wait to be answered in one process.
        uploads: tables and long texts that are worked on at the same time in one process.
    """

    body: int = 16 * 2**20
    upload: int = 32 * 2**20
    line: int = 2**16
    names: int = 1000
    name: int = 500
    text: int = 1_000_000
    candidates: int = 100
    places: int = 500
    seconds: float = 30.0
    waiting: int = 20_000
    uploads: int = 4
