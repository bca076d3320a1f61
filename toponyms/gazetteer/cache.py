"""Keeps compiled gazetteers in the user's cache, so that only a first use waits.

An index is named after the folder and what its files were like (size and time of change)
and after everything its content depends on: the format, the rules of the keys and the ICU
library. It is written beside its place and renamed, so that a reader meets a whole one or
none; of several processes that start at once, one compiles and the others wait.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from toponyms.gazetteer.format import NAMES_FILE, PLACES_FILE
from toponyms.gazetteer.store import Store, StoreError
from toponyms.text._icu import ICU_VERSION
from toponyms.text.keys import KEYS_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

__all__ = ["cache_folder", "compiled", "open_cached"]

#: Raised whenever the columns of a store change.
STORE_VERSION = 17
#: Indexes kept, and their bytes; the least recently used go first.
_KEPT, _KEPT_BYTES = 24, 2**34
#: Seconds after which a draft that nobody wrote to was left by a process that was killed.
_GIVEN_UP = 86_400.0


def cache_folder() -> Path:
    """Where indexes are kept: `toponyms` in the user's cache, or $TOPONYMS_CACHE."""
    from platformdirs import user_cache_path

    chosen = os.environ.get("TOPONYMS_CACHE")
    return Path(chosen) if chosen else user_cache_path("toponyms", appauthor=False)


def open_cached(folder: Path, build: Callable[[BinaryIO], object], *, part: str = "") -> Store:
    """The store of a gazetteer folder, from the cache if it is there.

    Args:
        folder: has names.csv and places.csv.
        build: compiles the folder into an empty file; its errors pass through.
        part: what of it the store holds, and in which version; empty for the index.

    Returns:
        A store mapped from the cache, or held in memory where the cache cannot be written.
    """
    name = _fingerprint(folder, part)
    if name is None:
        return compiled(build)
    path = cache_folder() / f"{name}.index"
    return _open(path) or _make(path, build)


def _open(path: Path) -> Store | None:
    try:
        store = Store.open(path)
        os.utime(path)
    except (OSError, StoreError):
        return None
    return store


def _make(path: Path, build: Callable[[BinaryIO], object]) -> Store:
    from filelock import FileLock

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path.with_suffix(".lock"))
        lock.acquire()
    except OSError:
        return compiled(build)
    try:
        if store := _open(path):
            return store
        try:
            _write(path, build)
        except OSError:
            return compiled(build)
        _prune(path.parent)
        return _open(path) or compiled(build)
    finally:
        lock.release()


def _write(path: Path, build: Callable[[BinaryIO], object]) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".draft")
    try:
        with os.fdopen(handle, "w+b") as file:
            build(file)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def compiled(build: Callable[[BinaryIO], object]) -> Store:
    """A store that is compiled in memory, and kept nowhere.

    Args:
        build: compiles into an empty file; its errors pass through.
    """
    file = io.BytesIO()
    build(file)
    return Store(file.getvalue())


def _prune(folder: Path) -> None:
    """Removes the indexes that were not used for longest, and drafts that were given up."""
    indexes = sorted(folder.glob("*.index"), key=lambda path: path.stat().st_mtime, reverse=True)
    total = 0
    for number, path in enumerate(indexes):
        total += path.stat().st_size
        if number >= _KEPT or (number and total > _KEPT_BYTES):
            path.unlink(missing_ok=True)
            path.with_suffix(".lock").unlink(missing_ok=True)
    for path in folder.glob("*.draft"):
        if time.time() - path.stat().st_mtime > _GIVEN_UP:
            path.unlink(missing_ok=True)


def _fingerprint(folder: Path, part: str) -> str | None:
    """A name for what the folder compiles to; None if a file is missing."""
    parts: list[object] = [STORE_VERSION, KEYS_VERSION, ICU_VERSION, part, folder.resolve()]
    for file in (NAMES_FILE, PLACES_FILE):
        try:
            status = (folder / file).stat()
        except OSError:
            return None
        parts += [status.st_size, status.st_mtime_ns, status.st_ino]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
