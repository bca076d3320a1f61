"""Whether the bytes that came are those that the publisher has.

A checksum that the publisher gives decides. Without one, what the archive itself holds does: zip
has a CRC-32 of each file, bzip2 one of each block, and both an end that a cut-off file lacks.
"""

from __future__ import annotations

import bz2
import hashlib
import json
import zipfile
import zlib
from typing import TYPE_CHECKING, Literal

from toponyms.errors import DownloadError
from toponyms.gazetteer.download.asking import NotPublishedError, PassingError, ask

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["DamagedError", "Form", "check_archive", "check_beginning", "digest", "read_inventory"]

Form = Literal["zip", "bz2"]
"""What a file is packed as."""

_BEGINNINGS: dict[Form, tuple[bytes, ...]] = {
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),
    "bz2": (b"BZh",),
}
_CALLED: dict[Form, str] = {"zip": "zip archive", "bz2": "bzip2 file"}
_BLOCK = 1 << 20
#: The real one has 300 bytes a file and lists some hundred files.
_LARGEST_INVENTORY = 1 << 24
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class DamagedError(Exception):
    """A file that is not what the publisher has."""


def check_beginning(first: bytes, form: Form, content_type: str) -> None:
    """Looks at the first bytes, so that a page to log in on is not taken for an archive.

    Args:
        first: at least four bytes, or all there are.
        form: what they should be.
        content_type: what the server says they are.

    Raises:
        DamagedError: if they are something else.
    """
    if not first.startswith(_BEGINNINGS[form]):
        said = f" but {content_type}" if content_type else ""
        raise DamagedError(
            f"what came is no {_CALLED[form]}{said} (it begins with {first[:12]!r}); check the "
            "address, and whether the network wants a login first"
        )


def check_archive(path: Path, form: Form) -> None:
    """Unpacks a file into nothing, which compares the checksums inside.

    Raises:
        DamagedError: if one is wrong, or the end is missing.
    """
    try:
        if form == "zip":
            with zipfile.ZipFile(path) as archive:
                bad = archive.testzip()
            if bad is not None:
                raise DamagedError(f"the {_CALLED[form]} is damaged in {bad}")
        else:
            with bz2.open(path) as stream:
                while stream.read(_BLOCK):
                    pass
    except _FAULTS as error:
        raise DamagedError(f"the {_CALLED[form]} is damaged or cut off: {error}") from None


def digest(path: Path, on_progress: Callable[[int], None]) -> str:
    """The sha256 of a file, in hexadecimal.

    Args:
        path: the file.
        on_progress: is told how many bytes are done.
    """
    found, done = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found.update(block)
            done += len(block)
            on_progress(done)
    return found.hexdigest()


def read_inventory(inventory: str, *, timeout: float) -> dict[str, str]:
    """The checksums that Who's On First publishes: sha256 in hexadecimal, by names of files.

    Args:
        inventory: the address of the list. A mirror that has none gives none.
        timeout: seconds to wait for the server.

    Raises:
        PassingError: if it cannot be had just now.
        DownloadError: if the server refuses it, or it is something else.
    """
    try:
        with ask(inventory, {}, timeout=timeout) as answer:
            body = b""
            for block in answer.blocks():
                body += block
                if len(body) > _LARGEST_INVENTORY:
                    raise DownloadError("a list of checksums is not so long", url=inventory)
            if answer.length is not None and len(body) < answer.length:
                raise PassingError(f"the connection was cut within {inventory}")
    except NotPublishedError:
        return {}
    try:
        return {
            item["name_compressed"]: str(item["sha256_compressed"]).lower()
            for item in json.loads(body)
        }
    except (ValueError, KeyError, TypeError):
        raise DownloadError("this is no list of checksums", url=inventory) from None
