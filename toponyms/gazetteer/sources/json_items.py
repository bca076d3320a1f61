"""Objects of a JSON file too large for memory: the features of a collection, or JSON Lines.

An object is found by its braces alone and parsed for itself, so that one that is broken is lost
without those around it.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any

from toponyms.gazetteer.sources.lines import open_bytes, read_some

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.gazetteer.sources.lines import OnProgress

__all__ = ["json_objects"]

_CHUNK = 1 << 20
#: The list of features of a collection begins within so many characters, or there is none.
_HEAD = 1 << 20
#: Longest object in characters; a record of a place has a few thousand.
_LONGEST = 64 << 20
_FEATURES = re.compile(r'"features"\s*:\s*\[')
#: A string, to its end or as far as the text goes, or a brace.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|(?P<open>\\?\Z))|[{}]', re.DOTALL)
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


def json_objects(
    path: Path, faults: Faults, *, on_progress: OnProgress | None = None
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with the lines they begin on.

    Args:
        path: a GeoJSON feature collection, a list of objects, or one object a line; plain or
            packed.
        faults: is told of objects that are no JSON or not UTF-8, and of a file cut off.
        on_progress: is told how many bytes of how many are done.

    Raises:
        GazetteerError: if the file cannot be opened, or at a fault unless `faults` keeps going.
    """
    for line, text in _texts(path, faults, on_progress):
        if _NOT_UTF8.search(text):
            faults.add("not UTF-8", file=path, line=line, value=text.encode("utf-8", "replace"))
            continue
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            there = line + getattr(error, "lineno", 1) - 1
            faults.add("not JSON", file=path, line=there, value=getattr(error, "msg", ""))
            continue
        yield line, found


def _texts(path: Path, faults: Faults, on_progress: OnProgress | None) -> Iterator[tuple[int, str]]:
    """Each object's text, with the line that it begins on."""
    total = path.stat().st_size if path.is_file() else 0
    line, text, inside = 1, "", False
    # What is no UTF-8 becomes lone surrogates, so that only the object that has it is lost.
    decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
    with open_bytes(path, faults) as (stream, disk):
        ended = False
        while not ended:
            chunk = read_some(stream, max(_CHUNK, len(text)), path, line, faults)
            ended = not chunk
            text += decoder.decode(chunk, final=ended)
            if not inside and (match := _FEATURES.search(text)):
                line += text.count("\n", 0, match.end())
                text = text[match.end() :]
            elif not inside and not ended and len(text) < _HEAD:
                continue
            inside = True
            start = 0
            for begin, end in _objects(text):
                line += text.count("\n", start, begin)
                yield line, text[begin:end]
                line += text.count("\n", begin, end)
                start = end
            text = text[start:]
            if len(text) > _LONGEST:
                faults.add("an object that does not end within 64 Mi characters",
                           file=path, line=line, value=text.lstrip()[:80])  # fmt: skip
                return
            if on_progress is not None:
                on_progress(min(disk.tell(), total), total)
    if "{" in text:
        begin = text.index("{")
        line += text.count("\n", 0, begin)
        faults.add("the object is cut off", file=path, line=line, value=text[begin:])


def _objects(text: str) -> Iterator[tuple[int, int]]:
    """Where the whole objects of a text begin and end."""
    depth = begin = 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if token["open"] is not None:
            return
        if mark == "{":
            if depth == 0:
                begin = token.start()
            depth += 1
        elif mark == "}" and depth:
            depth -= 1
            if depth == 0:
                yield begin, token.end()
