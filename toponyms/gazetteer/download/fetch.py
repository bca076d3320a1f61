"""Fetches files: tries again, goes on where it was cut, checks what came, puts it in place."""

from __future__ import annotations

import email.utils
import errno
import os
import re
import shutil
import time
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Literal, TypeVar

from toponyms.errors import DownloadError
from toponyms.gazetteer.download.asking import PassingError, ask
from toponyms.gazetteer.download.checking import (
    DamagedError,
    check_archive,
    check_beginning,
    digest,
    read_inventory,
)
from toponyms.gazetteer.download.part import Part, Version
from toponyms.gazetteer.download.record import Fetched, read_record, record_path, write_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from toponyms.gazetteer.download.asking import Answer
    from toponyms.gazetteer.download.publishers import Wanted

    Stage = Literal["fetching", "checking"]
    OnProgress = Callable[[Stage, str, int, int | None], None]
    """Is told what is done with which file, and how many bytes of how many are done."""
    OnTrouble = Callable[[str, str, float], None]
    """Is told which file, what is wrong, and in how many seconds it is tried again."""

__all__ = ["Outcome", "fetch"]

_T = TypeVar("_T")

#: Failures are counted anew once so many more bytes have come than ever before.
_HEADWAY = 1 << 20
#: Seconds; whoever is asked to wait longer comes another time.
_LONGEST_WAIT = 120.0
_FIRST = 12
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file.

    Attributes:
        path: where it is.
        record: what is known of it.
        is_new: whether it was fetched; else it was there, and the server has none newer.
        came: bytes that came this time.
        seconds: how long that took, with waiting and without checking.
    """

    path: Path
    record: Fetched
    is_new: bool
    came: int = 0
    seconds: float = 0.0


def fetch(
    wanted: Iterable[Wanted],
    folder: Path,
    *,
    timeout: float = 60.0,
    tries: int = 5,
    on_progress: OnProgress | None = None,
    on_trouble: OnTrouble | None = None,
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[Outcome]:
    """Fetches files, one after the other.

    A file appears whole and checked, or not at all; what has come of it is kept beside as `.part`
    and gone on with the next time, if the server still has that version. A file that is there and
    is the newest is not fetched again. Beside each is a record of it (`read_record`).

    Args:
        wanted: the files.
        folder: where they go; made if missing.
        timeout: seconds to wait for a connection, and for each next byte.
        tries: in a row that may fail.
        on_progress: is told how far it is.
        on_trouble: is told what went wrong before it is tried again.
        sleep: waits some seconds.

    Yields:
        What came of each.

    Raises:
        DownloadError: if a file cannot be had, is not what the publisher has, does not fit on the
            disk, or would take the place of one that was not fetched.
        GazetteerError: if the record of a file that is there cannot be read.
        OSError: if the folder cannot be written.
    """
    if tries < 1:
        raise ValueError(f"tries is to be 1 or more, not {tries}")
    folder.mkdir(parents=True, exist_ok=True)
    work = _Work(timeout, tries, on_progress or _silent, on_trouble or _silent, sleep)
    for one in wanted:
        yield _fetch_one(work, one, folder / one.name)


def _silent(*_: object) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What holds for all files of one call; keeps the inventories that were read."""

    timeout: float
    tries: int
    on_progress: OnProgress
    on_trouble: OnTrouble
    sleep: Callable[[float], object]
    inventories: dict[str, dict[str, str]] = field(default_factory=dict)

    def patiently(self, wanted: Wanted, part: Part, attempt: Callable[[], _T]) -> _T:
        """Tries something again while it may pass.

        Raises:
            DownloadError: if it does not.
        """
        failures, furthest = 0, part.size
        while True:
            try:
                return attempt()
            except PassingError as error:
                said, wait = str(error), error.wait
            if part.size >= furthest + _HEADWAY:
                failures, furthest = 0, part.size
            failures += 1
            wait = 2.0 ** (failures - 1) if wait is None else wait
            if failures >= self.tries or wait > _LONGEST_WAIT:
                raise DownloadError(_given_up(said, failures, wait, part), url=wanted.url)
            self.on_trouble(wanted.name, said, wait)
            self.sleep(wait)


def _given_up(said: str, failures: int, wait: float, part: Part) -> str:
    if wait > _LONGEST_WAIT:
        said += f", and asks to wait {wait:,.0f} s; come back then"
    else:
        said += f"; given up after {failures} tries"
    if part.can_go_on:
        said += f". {part.size:,} bytes are kept in {part.path} for the next time"
    return said


def _fetch_one(work: _Work, wanted: Wanted, target: Path) -> Outcome:
    known = _known(target, wanted)
    try:
        with Part(target, wanted.url) as part:
            return _complete(work, wanted, target, part, known)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise DownloadError(
            f"the disk is full, or a quota or limit is reached ({error.strerror}); make room in "
            f"{target.parent} and run this again",
            url=wanted.url,
        ) from None


def _known(target: Path, wanted: Wanted) -> Fetched | None:
    """The record of a file that is there, is as it was fetched, and so may be replaced.

    Raises:
        DownloadError: if something is there that was not fetched.
    """
    if not target.exists() and not target.is_symlink():
        return None
    record = read_record(target)
    is_it = (
        record is not None
        and target.is_file()
        and target.stat().st_size == record.bytes
        and digest(target, _silent) == record.sha256
    )
    if is_it:
        return record
    if target.is_file() and target.with_name(f"{target.name}.part").exists():
        # The record is written before the file takes its place; a process ended in between.
        return None
    raise DownloadError(
        f"{target} is there and would be replaced, but it is not as it was fetched from there; "
        f"move it and {record_path(target).name}, or name another folder",
        url=wanted.url,
    )


def _complete(
    work: _Work, wanted: Wanted, target: Path, part: Part, known: Fetched | None
) -> Outcome:
    began, has_begun_anew = time.monotonic(), False
    while True:
        is_there = work.patiently(wanted, part, lambda: _attempt(work, wanted, part, known))
        if not is_there and known is not None:
            return Outcome(target, known, is_new=False)
        seconds = time.monotonic() - began
        try:
            sha256, checked_by = _checked(work, wanted, part)
            break
        except DamagedError as error:
            was_joined = part.is_joined
            part.clear()
            if has_begun_anew or not was_joined:
                raise DownloadError(
                    f"{error}. Nothing of it is kept; run this again later", url=wanted.url
                ) from None
            work.on_trouble(wanted.name, f"{error}; it is fetched anew from its beginning", 0.0)
            has_begun_anew = True
    version = part.version or Version(wanted.url)
    record = Fetched(
        file=wanted.name,
        publisher=wanted.publisher,
        licence=wanted.licence,
        url=wanted.url,
        location=version.location,
        fetched=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        bytes=part.size,
        sha256=sha256,
        etag=version.etag,
        last_modified=version.last_modified,
        checked_by=checked_by,
    )
    _date(part.path, version.last_modified)
    write_record(target, record)
    part.finish()
    return Outcome(target, record, is_new=True, came=part.came, seconds=seconds)


def _attempt(work: _Work, wanted: Wanted, part: Part, known: Fetched | None) -> bool:
    """Asks once, and takes what comes; says whether the file is there now, else it is not newer.

    Raises:
        PassingError: if less came than there is.
        DownloadError: if it is of no use to ask again.
    """
    offset = part.rewind()
    headers = {}
    if offset and part.version:
        headers = {"Range": f"bytes={offset}-", "If-Range": part.version.validator}
    elif known and known.url == wanted.url:
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
    with ask(wanted.url, headers, timeout=work.timeout) as answer:
        if answer.status == 304:
            if offset or known is None:
                raise DownloadError(
                    "the server says 304 and was not asked for that", url=wanted.url
                )
            return False
        if answer.status == 200:
            _begin(work, wanted, part, answer)
        elif offset and part.version and _goes_on(answer, part.version, offset):
            part.is_joined = True
            _receive(work, wanted, part, answer, answer.blocks())
        else:
            part.clear()
            raise PassingError("the server has another version of the file now", wait=0.0)
    size = part.version.size if part.version else None
    if size is not None and part.size < size:
        raise PassingError(f"the server sent {part.size:,} of {size:,} bytes", wait=0.0)
    return True


def _goes_on(answer: Answer, version: Version, offset: int) -> bool:
    """Whether what follows is the rest of a version."""
    found = _RANGE.fullmatch(answer.header("Content-Range"))
    if answer.status != 206 or found is None:
        return False
    start, end, size = found.groups()
    return (
        int(start) == offset
        and answer.length in {None, int(end) - int(start) + 1}
        and (size == "*" or version.size in {None, int(size)})
        and _is_same(answer, version)
    )


def _is_same(answer: Answer, version: Version) -> bool:
    """Whether nothing speaks against it; a server may heed `Range` and not `If-Range`."""
    etag, date = answer.header("ETag"), answer.header("Last-Modified")
    if etag and version.etag and (etag != version.etag or not etag.startswith("W/")):
        return etag == version.etag
    return not date or not version.last_modified or date == version.last_modified


def _begin(work: _Work, wanted: Wanted, part: Part, answer: Answer) -> None:
    """Takes a whole file; what there was of another version is dropped once this one comes."""
    blocks, first = answer.blocks(), b""
    while len(first) < _FIRST and (block := next(blocks, b"")):
        first += block
    if first or not answer.length:
        try:
            check_beginning(first, wanted.form, answer.header("Content-Type"))
        except DamagedError as error:
            raise DownloadError(str(error), url=wanted.url) from None
    part.begin(Version.of(wanted.url, answer))
    _receive(work, wanted, part, answer, _chain(first, blocks))


def _chain(first: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from blocks


def _receive(
    work: _Work, wanted: Wanted, part: Part, answer: Answer, blocks: Iterator[bytes]
) -> None:
    """Writes what comes to the part.

    Raises:
        PassingError: if the connection is cut.
        DownloadError: if the disk has no room for it.
    """
    offset, total = part.size, part.version.size if part.version else None
    free = shutil.disk_usage(part.path.parent).free
    if answer.length is not None and answer.length > free:
        raise DownloadError(
            f"the disk is too full: {answer.length:,} bytes are to come and {free:,} are free; "
            f"make room in {part.path.parent}, or name another folder",
            url=wanted.url,
        )
    work.on_progress("fetching", wanted.name, offset, total)
    done = offset
    for block in blocks:
        part.write(block)
        done += len(block)
        work.on_progress("fetching", wanted.name, done, total)
    if answer.length is not None and done < offset + answer.length:
        raise PassingError(
            f"the connection was cut at {done:,} of {offset + answer.length:,} bytes"
        )


def _checked(work: _Work, wanted: Wanted, part: Part) -> tuple[str, str]:
    """The sha256 of a whole file, and how it was checked.

    Raises:
        DamagedError: if it is not what the publisher has.
        DownloadError: if what it is to be cannot be learnt.
    """
    size = part.size

    def tell(done: int) -> None:
        work.on_progress("checking", wanted.name, done, size)

    found = digest(part.path, tell)
    published = _published(work, wanted, part)
    if published is None:
        check_archive(part.path, wanted.form)
        return found, "archive"
    if published != found:
        raise DamagedError(
            f"its sha256 is {found}, and {wanted.inventory} says {published}: it is damaged, or "
            "being published anew just now"
        )
    return found, "publisher's sha256"


def _published(work: _Work, wanted: Wanted, part: Part) -> str | None:
    if not wanted.inventory:
        return None
    if wanted.inventory not in work.inventories:
        work.inventories[wanted.inventory] = work.patiently(
            wanted, part, lambda: read_inventory(wanted.inventory, timeout=work.timeout)
        )
    return work.inventories[wanted.inventory].get(wanted.name)


def _date(path: Path, last_modified: str) -> None:
    """Gives a file the date of its version: that is what a build dates withdrawn ids by."""
    try:
        when = email.utils.parsedate_to_datetime(last_modified).timestamp()
    except (TypeError, ValueError, OverflowError):
        return
    os.utime(path, (when, when))
