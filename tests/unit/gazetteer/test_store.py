"""A store gives back what was packed, and refuses what is not whole."""

from __future__ import annotations

import gc
import mmap
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.gazetteer import store as module
from toponyms.gazetteer.store import Store, StoreError, pack

strings = st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])))


@given(
    st.dictionaries(st.text(max_size=3), st.text(), max_size=3),
    st.lists(st.integers(0, 2**32 - 1)),
    st.lists(st.floats(allow_nan=False)),
    strings,
    st.binary(),
)
def test_round_trip(
    meta: dict[str, str], numbers: list[int], degrees: list[float], names: list[str], raw: bytes
) -> None:
    """The index would say other than the gazetteer."""
    arrays: dict[str, np.ndarray[tuple[int], np.dtype[np.generic]]] = {
        "numbers": np.array(numbers, dtype=np.uint32),
        "degrees": np.array(degrees, dtype=np.float64),
    }
    store = Store(pack(meta, arrays, {"names": names}, {"raw": raw}))
    assert store.meta == meta
    assert list(store.numbers("numbers")) == store.array("numbers").tolist() == numbers
    assert list(store.numbers("degrees")) == store.array("degrees").tolist() == degrees
    column = store.strings("names")
    assert column.all() == list(column) == names
    assert column[1:] == names[1:]
    assert len(column) == len(names)
    assert bytes(store.raw("raw")) == raw


@pytest.fixture(scope="module")
def packed() -> bytes:
    return pack(
        {"a": 1}, {"n": np.arange(100, dtype=np.uint16)}, {"s": ["x", "Şuşa"]}, {"r": b"raw"}
    )


def test_packing_is_reproducible(packed: bytes) -> None:
    """The same gazetteer would give two indexes."""
    again = pack(
        {"a": 1}, {"n": np.arange(100, dtype=np.uint16)}, {"s": ["x", "Şuşa"]}, {"r": b"raw"}
    )
    assert again == packed


def test_arrays_cannot_be_written(packed: bytes) -> None:
    """One caller could damage the index of all."""
    with pytest.raises(ValueError, match="read-only"):
        Store(packed).array("n")[0] = 1


def test_a_store_cut_anywhere_is_refused(packed: bytes) -> None:
    """A crash while writing would leave an index that answers wrongly."""
    for end in range(len(packed)):
        with pytest.raises(StoreError):
            Store(packed[:end])
    with pytest.raises(StoreError):
        Store(packed + b"\0")


@given(st.data())
def test_what_is_not_a_store_is_refused(packed: bytes, data: st.DataObject) -> None:
    """Another program's file would be read as an index."""
    start = data.draw(st.integers(0, 15))
    bytes_ = data.draw(
        st.binary(min_size=1, max_size=8).filter(
            lambda new: new != packed[start : start + len(new)]
        )
    )
    broken = packed[:start] + bytes_ + packed[start + len(bytes_) :]
    if broken[:24].startswith(packed[:16]):
        return
    with pytest.raises(StoreError):
        Store(broken)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        (b'"columns"', b'"colums_"'),
        (b'"meta"', b'"mota"'),
        (b'"start"', b'"stert"'),
        (b'"byteorder"', b'"byteordar"'),
        (b"TOPONYM2", b"TOPONYM0"),
        (b'{"meta"', b'["meta"'),
    ],
)
def test_a_header_that_lacks_something_is_refused(packed: bytes, part: bytes, other: bytes) -> None:
    """A damaged cache would be a traceback at every start."""
    assert part in packed
    with pytest.raises(StoreError):
        Store(packed.replace(part, other, 1))


@pytest.mark.parametrize(
    "content", [b"", b"x", b"TOPONYM2", b"TOPONYM2" + b"\xff" * 8, b"\0" * 4096]
)
def test_files_that_are_no_store_are_refused(tmp_path: Path, content: bytes) -> None:
    """An empty or foreign file in the cache would be a traceback at every start."""
    path = tmp_path / "a.index"
    path.write_bytes(content)
    with pytest.raises(StoreError):
        Store.open(path)


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    """The cache could not tell a missing index from a broken one."""
    with pytest.raises(FileNotFoundError):
        Store.open(tmp_path / "a.index")


@given(strings.filter(len), st.data())
def test_strings_are_taken_by_rows_and_by_slices(names: list[str], data: st.DataObject) -> None:
    """A name would be another one when many are asked for."""
    column = Store(pack({}, {}, {"names": names}, {})).strings("names")
    rows = data.draw(st.lists(st.integers(0, len(names) - 1)))
    assert column.take(np.array(rows, dtype=np.int64)) == [names[row] for row in rows]
    some = data.draw(st.slices(len(names)))
    assert column[some] == names[some]
    assert column[-1] == names[-1]


@pytest.mark.parametrize(("small", "around"), [(0, 0), (0, 2**16), (2**27, 0)])
def test_ranges_are_the_same_read_and_mapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int, around: int
) -> None:
    """A large index would find other names than a small one, or one name other than many."""
    monkeypatch.setattr(module, "_SMALL", small)
    monkeypatch.setattr(module, "_AROUND", around)
    path = tmp_path / "a.index"
    path.write_bytes(pack({}, {"n": np.arange(1000, dtype=np.uint64)}, {}, {}))
    store = Store.open(path)
    assert store.is_large == (small == 0)
    starts, sizes = np.array([5, 990, 7], dtype=np.uint32), np.array([2, 10, 0], dtype=np.uint32)
    assert store.ranges("n", starts, sizes).tolist() == [5, 6, *range(990, 1000)]
    assert store.ranges("n", starts[:0], sizes[:0]).tolist() == []
    assert store.array("n")[5] == 5


def test_what_was_let_go_is_there_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index that gives memory back would be empty, or crash whoever still reads it."""
    monkeypatch.setattr(module, "_SMALL", 0)
    monkeypatch.setattr(module, "_MANY", 1)
    path = tmp_path / "a.index"
    path.write_bytes(pack({}, {"n": np.arange(100_000)}, {"s": ["Şuşa"]}, {}))
    store = Store.open(path)
    column = store.array("n")
    assert column[-1] == 99_999
    store.release(1)
    assert column[-1] == 99_999
    assert store.strings("s").all() == ["Şuşa"]


def test_single_strings_are_the_same_read_and_mapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place of a large gazetteer would be another one."""
    path = tmp_path / "a.index"
    names = ["Şuşa", "", "Ճանկաթաղ", "x"]
    path.write_bytes(pack({}, {}, {"s": names}, {}))
    mapped = Store.open(path).strings("s")
    monkeypatch.setattr(module, "_SMALL", 0)
    read = Store.open(path).strings("s")
    gc.collect()  # the file must stay open as long as there is the column
    for column in (mapped, read):
        assert [column[row] for row in range(-4, 4)] == names + names


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="how Linux tells what is mapped")
def test_what_is_kept_stays_in_memory_and_the_rest_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large index would be mapped anew for every batch, or grow until nothing else fits."""
    size = 2**19
    monkeypatch.setattr(module, "_SMALL", size + 1)
    monkeypatch.setattr(module, "_MANY", 1)
    path = tmp_path / "a.index"
    path.write_bytes(
        pack({}, {name: np.ones(size, dtype=np.uint8) for name in "abc"}, {}, {"r": bytes(100)})
    )
    store = Store.open(path)
    store.keep("b")
    store.keep("c")  # both are too much: what was named first stays

    def resident() -> int:
        text = Path("/proc/self/smaps").read_text("utf-8")
        return sum(
            int(part.split("Rss:")[1].split()[0]) << 10 for part in text.split(str(path))[1:]
        )

    def touch() -> list[int]:
        return [int(store.array(name).sum()) for name in "abc"]

    assert touch() == [size] * 3
    assert resident() >= 3 * size
    store.release(1)
    assert size <= resident() + 2 * mmap.PAGESIZE < 2 * size
    assert touch() == [size] * 3


def test_where_memory_cannot_be_let_go_nothing_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a gazetteer of a million would be a traceback."""
    monkeypatch.setattr(module, "_SMALL", 0)
    monkeypatch.setattr(module, "_LETS_GO", False)
    path = tmp_path / "a.index"
    path.write_bytes(pack({}, {"n": np.arange(10)}, {"s": ["Şuşa"]}, {}))
    store = Store.open(path)
    store.release(2**20)
    assert not store.is_large
    assert store.strings("s")[0] == "Şuşa"
    assert store.ranges("n", np.array([3]), np.array([2])).tolist() == [3, 4]


def test_a_store_closes_its_file(tmp_path: Path, packed: bytes) -> None:
    """A server that loads gazetteers again and again would run out of files."""
    path = tmp_path / "a.index"
    path.write_bytes(packed)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        Store.open(path)
    gc.collect()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_a_mapped_store_outlives_its_file(tmp_path: Path, packed: bytes) -> None:
    """Pruning the cache would break the processes that run."""
    path = tmp_path / "a.index"
    path.write_bytes(packed)
    store = Store.open(path)
    path.unlink()
    assert store.strings("s").all() == ["x", "Şuşa"]
