"""The cache: one build for many processes, rebuilt when anything that matters changes."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest

from tests import small
from toponyms import Gazetteer, GazetteerError, Resolver
from toponyms.gazetteer import cache as module
from toponyms.gazetteer.cache import cache_folder, open_cached
from toponyms.gazetteer.format import NAMES_FILE, PLACES_FILE, read_gazetteer
from toponyms.gazetteer.store import pack

if TYPE_CHECKING:
    from collections.abc import Callable

PROCESSES = 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    return small.write(data)


def build_counted(log: Path, file: BinaryIO, value: str = "built") -> None:
    """A build that leaves a line in a log, and takes its time."""
    with log.open("a") as lines:
        lines.write("built\n")
    time.sleep(0.3)
    file.write(pack({"value": value}, {}, {}, {}))


def start_and_open(folder: Path, log: Path, start: Path) -> str:
    """What one of several processes does: waits for the start, then opens."""
    while not start.exists():
        time.sleep(0.005)
    store = open_cached(folder, lambda file: build_counted(log, file))
    return str(store.meta["value"])


def start_and_resolve(folder: Path, start: Path) -> str:
    while not start.exists():
        time.sleep(0.005)
    place = Resolver(Gazetteer.load(folder)).resolve("Джанятаг").place
    return place.id if place else ""


def indexes(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.index"))


def builds_of(folder: Path, log: Path) -> int:
    """How many builds opening a folder adds to the log."""
    before = log.read_text().count("\n") if log.exists() else 0
    open_cached(folder, lambda file: build_counted(log, file))
    return log.read_text().count("\n") - before


def test_the_environment_chooses_the_folder(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home folder could not use a cache, and tests would fill the user's."""
    assert cache_folder() == cache
    monkeypatch.delenv("TOPONYMS_CACHE")
    assert cache_folder().name == "toponyms"


def test_a_second_load_does_not_compile(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command would take seconds."""
    first = list(Gazetteer.load(folder))
    assert len(indexes(cache)) == 1

    def never(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr("toponyms.gazetteer.compiler.compile_table", never)
    assert list(Gazetteer.load(folder)) == first


def test_processes_that_start_at_once_build_once(cache: Path, folder: Path, tmp_path: Path) -> None:
    """A server with many workers would compile in each, or read a half-written index."""
    log, start = tmp_path / "log", tmp_path / "start"
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        compiled = [
            pool.apply_async(start_and_open, (folder, log, start)) for _ in range(PROCESSES)
        ]
        start.touch()
        assert [one.get(60) for one in compiled] == ["built"] * PROCESSES
        assert log.read_text().count("\n") == 1
        for path in indexes(cache):
            path.unlink()
        asked = [pool.apply_async(start_and_resolve, (folder, start)) for _ in range(PROCESSES)]
        assert [one.get(60) for one in asked] == ["gn:586666"] * PROCESSES
    assert len(indexes(cache)) == 1
    assert list(cache.glob("*.draft")) == []


@pytest.mark.parametrize("file", [NAMES_FILE, PLACES_FILE])
def test_changed_data_is_compiled_again(cache: Path, folder: Path, file: str) -> None:
    """A corrected gazetteer would go on answering with its faults."""
    assert Resolver(Gazetteer.load(folder)).resolve("Bakı").place
    old = folder / file
    old.write_text(old.read_text("utf-8").replace("gn:587084", "gn:999999"), "utf-8")
    other = NAMES_FILE if file == PLACES_FILE else PLACES_FILE
    (folder / other).write_text(
        (folder / other).read_text("utf-8").replace("gn:587084", "gn:999999"), "utf-8"
    )
    place = Resolver(Gazetteer.load(folder)).resolve("Bakı").place
    assert place
    assert place.id == "gn:999999"
    assert len(indexes(cache)) == 2


@pytest.mark.parametrize("file", [NAMES_FILE, PLACES_FILE])
@pytest.mark.usefixtures("cache")
def test_a_file_of_the_same_size_is_compiled_again(folder: Path, tmp_path: Path, file: str) -> None:
    """One exchanged letter would not be seen."""
    log = tmp_path / "log"
    assert builds_of(folder, log) == 1
    assert builds_of(folder, log) == 0
    status = (folder / file).stat()
    os.utime(folder / file, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert builds_of(folder, log) == 1
    # Renamed into place with the old time of change, as some tools do.
    twin = tmp_path / "twin"
    twin.write_bytes((folder / file).read_bytes())
    os.utime(twin, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    twin.replace(folder / file)
    assert builds_of(folder, log) == 1


@pytest.mark.parametrize(
    ("what", "value"),
    [("KEYS_VERSION", 999), ("STORE_VERSION", 999), ("ICU_VERSION", "999.9")],
)
@pytest.mark.usefixtures("cache")
def test_changed_rules_are_compiled_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, value: object
) -> None:
    """After an update the keys of the index would not be the keys of a query."""
    log = tmp_path / "log"
    assert builds_of(folder, log) == 1
    monkeypatch.setattr(module, what, value)
    assert builds_of(folder, log) == 1
    assert builds_of(folder, log) == 0


def test_two_folders_do_not_share_an_index(cache: Path, folder: Path, tmp_path: Path) -> None:
    """One gazetteer would answer for another."""
    Gazetteer.load(folder)
    twin = tmp_path / "twin"
    twin.mkdir()
    small.write(twin)
    Gazetteer.load(twin)
    assert len(indexes(cache)) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: b"\0" * len(content),
        lambda content: b"something else",
    ],
    ids=["empty", "half", "last byte", "zeros", "foreign"],
)
def test_a_damaged_index_is_built_again(
    cache: Path, folder: Path, damage: Callable[[bytes], bytes]
) -> None:
    """A full disk or a crash would break the library until someone empties the cache."""
    Gazetteer.load(folder)
    (path,) = indexes(cache)
    whole = path.read_bytes()
    path.unlink()  # the old file is still mapped
    path.write_bytes(damage(whole))
    assert list(Gazetteer.load(folder)) == read_gazetteer(folder)
    assert path.read_bytes() == whole


@pytest.mark.parametrize("kind", ["file", "below a file"])
def test_without_a_cache_the_index_is_in_memory(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The library would not work where nothing can be written."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the cache should be")
    chosen = blocked if kind == "file" else blocked / "cache"
    monkeypatch.setenv("TOPONYMS_CACHE", str(chosen))
    place = Resolver(Gazetteer.load(folder)).resolve("Bakı").place
    assert place
    assert place.id == "gn:587084"
    assert blocked.read_text() == "a file where the cache should be"


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may write anywhere")
def test_a_read_only_cache_leaves_the_index_in_memory(cache: Path, folder: Path) -> None:
    """The library would not work in a read-only container."""
    cache.mkdir()
    cache.chmod(0o500)
    try:
        assert Resolver(Gazetteer.load(folder)).resolve("Bakı").place
    finally:
        cache.chmod(0o700)


def test_a_full_disk_leaves_the_index_in_memory(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library would not work where the disk is full."""

    def full(*_: object, **__: object) -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkstemp", full)
    assert Resolver(Gazetteer.load(folder)).resolve("Bakı").place
    assert indexes(cache) == []


def test_a_write_that_fails_leaves_nothing_behind(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache would fill with drafts, or with half an index under the name of a whole one."""

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, f"No space left on device: {self} {target}")

    monkeypatch.setattr(Path, "replace", fail)
    assert Resolver(Gazetteer.load(folder)).resolve("Bakı").place
    assert indexes(cache) == []
    assert list(cache.glob("*.draft")) == []


def test_a_faulty_gazetteer_is_not_cached(cache: Path, folder: Path) -> None:
    """A fault would be reported once and then be in the index, or lock the others out."""
    (folder / NAMES_FILE).write_text(small.names_csv().replace("gn:586666", "gn:0"), "utf-8")
    for _ in range(2):
        with pytest.raises(GazetteerError, match="gn:0"):
            Gazetteer.load(folder)
    assert indexes(cache) == []


def test_the_oldest_indexes_are_pruned(cache: Path, folder: Path) -> None:
    """The cache would grow with every version of every gazetteer."""
    cache.mkdir()
    others = []
    for age in range(40):
        other = cache / f"{age:032}.index"
        other.write_bytes(b"")
        other.with_suffix(".lock").write_bytes(b"")
        os.utime(other, (1e9 - age, 1e9 - age))
        others.append(other)
    (cache / "notes.txt").write_text("of somebody else")
    Gazetteer.load(folder)
    left = indexes(cache)
    assert 2 <= len(left) < 40
    assert set(left) >= {others[0]}
    assert others[-1] not in left
    assert not others[-1].with_suffix(".lock").exists()
    assert any(path not in others for path in left)
    assert (cache / "notes.txt").exists()


def test_large_indexes_are_pruned_sooner(
    cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few gazetteers of millions of places would fill the disk."""
    cache.mkdir()
    for age in range(4):
        other = cache / f"{age:032}.index"
        other.write_bytes(bytes(1000))
        os.utime(other, (1e9 - age, 1e9 - age))
    Gazetteer.load(folder)
    (mine,) = (path for path in indexes(cache) if path.stat().st_size > 1000)
    monkeypatch.setattr(module, "_KEPT_BYTES", mine.stat().st_size + 2500)
    mine.unlink()
    Gazetteer.load(folder)
    assert [path.stat().st_size for path in indexes(cache)].count(1000) == 2
    monkeypatch.setattr(module, "_KEPT_BYTES", 1)
    mine.unlink()
    Gazetteer.load(folder)
    assert indexes(cache) == [mine]


def test_drafts_that_were_given_up_are_removed(cache: Path, folder: Path) -> None:
    """A process that was killed would leave gigabytes for ever, or a running one lose its own."""
    cache.mkdir()
    left, running = cache / "left.draft", cache / "running.draft"
    for draft in (left, running):
        draft.write_bytes(b"x")
    os.utime(left, (1e9, 1e9))
    Gazetteer.load(folder)
    assert not left.exists()
    assert running.exists()
