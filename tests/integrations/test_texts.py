"""Columns of texts give columns of mentions, whatever is missing in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from toponyms.errors import GazetteerError
from toponyms.integrations.texts import FIELDS, find_batch, find_in_series, with_mentions

pd = pytest.importorskip("pandas")

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [None, "no place", "On to Gyumri, Vanadzor.", "", "In Norashen."]
FOUND = [
    (2, 6, "Gyumri", "matched", "gn:616635"),
    (2, 14, "Vanadzor", "matched", "gn:616530"),
    (4, 3, "Norashen", "ambiguous", None),
]


@pytest.fixture
def options(small_folder: Path) -> dict[str, Any]:
    return {"gazetteer": str(small_folder), "min_score": 0.0, "langs": ["en"]}


def test_a_batch(options: dict[str, Any]) -> None:
    """Rows would be lost, or the column of texts be written over."""
    result = find_batch({"body": TEXTS, "n": list("abcde")}, "body", into="found", **options)
    assert list(result) == ["found"]
    rows = [
        (row, m["start"], m["text"], m["status"], m["place_id"])
        for row, mentions in enumerate(result["found"])
        for m in mentions
    ]
    assert rows == FOUND
    assert len(result["found"]) == len(TEXTS)
    assert pa.table(result)["found"].to_pylist() == result["found"]
    assert all(list(m) == list(FIELDS) for mentions in result["found"] for m in mentions)


def test_a_dataset(options: dict[str, Any], tmp_path: Path) -> None:
    """If the first rows have no place, the rest would be refused."""
    datasets = pytest.importorskip("datasets")
    features = datasets.Features({
        "text": datasets.Value("string"), "topic": datasets.ClassLabel(names=["war", "sport"]),
    })  # fmt: skip
    dataset = datasets.Dataset.from_dict({"text": TEXTS, "topic": [0, 1, 0, 1, 0]}, features)
    added = with_mentions(dataset.features)
    result = dataset.map(
        find_batch,
        batched=True,
        batch_size=1,
        fn_kwargs=options,
        features=added,
        cache_file_name=str(tmp_path / "cache.arrow"),
    )
    assert result.features["topic"] == features["topic"]
    assert list(result.features) == ["text", "topic", "toponyms"]
    rows = [
        (row, m["start"], m["text"], m["status"], m["place_id"])
        for row, mentions in enumerate(result["toponyms"])
        for m in mentions
    ]
    assert rows == FOUND
    assert list(result["text"]) == TEXTS
    streamed = dataset.to_iterable_dataset().map(
        find_batch, batched=True, batch_size=1, fn_kwargs=options, features=added
    )
    assert list(streamed) == list(result)


def test_a_series(options: dict[str, Any]) -> None:
    """A mention would be told of another row."""
    result = find_in_series(pd.Series([*TEXTS, float("nan"), 7], index=list("abcdefg")), **options)
    assert result.index.tolist() == ["c", "c", "e"]
    assert list(result.columns) == list(FIELDS)
    assert result["text"].tolist() == ["Gyumri", "Vanadzor", "Norashen"]
    assert result["place_id"].tolist()[:2] == ["gn:616635", "gn:616530"]
    assert result["place_id"].isna().tolist() == [False, False, True]
    assert result["start"].tolist() == [6, 14, 3]


@pytest.mark.parametrize("texts", [[], [None], ["no place"]])
def test_a_series_without_places(options: dict[str, Any], texts: list[Any]) -> None:
    """Joining the results of many files would change the types of the columns."""
    result = find_in_series(pd.Series(texts, dtype=object), **options)
    full = find_in_series(pd.Series(TEXTS), **options)
    assert len(result) == 0
    assert result.dtypes.to_dict() == full.dtypes.to_dict()
    assert pd.concat([result, full]).dtypes.to_dict() == full.dtypes.to_dict()


def test_rows_of_the_same_index(options: dict[str, Any]) -> None:
    """Frames that were joined before would break it."""
    index = pd.MultiIndex.from_tuples([("a", 1), ("a", 1)])
    result = find_in_series(pd.Series(["Gyumri", "Vanadzor"], index=index), **options)
    assert result.index.tolist() == [("a", 1), ("a", 1)]


def test_a_gazetteer_that_is_not_there(tmp_path: Path) -> None:
    """Another one would answer in its place."""
    with pytest.raises(GazetteerError, match="gone"):
        find_batch({"text": ["Baku"]}, gazetteer=str(tmp_path / "gone"))
