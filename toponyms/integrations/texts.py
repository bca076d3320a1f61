"""Place names in columns of texts: Hugging Face datasets and pandas.

Neither is imported until it is given, so that no extra is needed.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any

from toponyms.integrations.executors import finder_at
from toponyms.mentions import MIN_SCORE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from toponyms.mentions.finder import Finder
    from toponyms.model import Mention

__all__ = ["FIELDS", "find_batch", "find_in_series", "with_mentions"]

#: What is told of a mention, and of which type it is in Arrow.
FIELDS = {
    "start": "int64",
    "end": "int64",
    "text": "string",
    "status": "string",
    "place_id": "string",
    "score": "float64",
}
_STRINGS = [name for name, kind in FIELDS.items() if kind == "string"]


def find_batch(
    batch: Mapping[str, Sequence[str | None]],
    column: str = "text",
    *,
    into: str = "toponyms",
    langs: Collection[str] | None = None,
    min_score: float = MIN_SCORE,
    gazetteer: str | None = None,
) -> dict[str, list[list[dict[str, Any]]]]:
    """The mentions in a batch of texts, for `Dataset.map(find_batch, batched=True)`.

    Args:
        batch: columns by name.
        column: has the texts; a missing one has no mentions.
        into: the new column.
        langs: the languages that the texts may be in (BCP 47); None for all.
        min_score: the least probability, 0 to 1, that words are the name of a place.
        gazetteer: a folder with names.csv and places.csv; None for the one that ships. It is opened
            once in each process.

    Returns:
        The new column alone. For each text it has a list, with a dict for each mention: `start` and
        `end`, offsets in code points; `text`; `status`, `matched` or `ambiguous`; `place_id`, None
        unless matched; `score`, the probability that the first candidate is meant.

    Raises:
        GazetteerError: if there is no such gazetteer.
        KeyError: if there is no such column.
        UnknownLanguageError: if names are not found in texts of a language.

    >>> found = find_batch({"text": ["Near Janyatag.", None]})
    >>> [[(one["start"], one["place_id"]) for one in mentions] for mentions in found["toponyms"]]
    [[(5, 'gn:586666')], []]
    """
    finder = finder_at(gazetteer, None if langs is None else tuple(langs))
    return {
        into: [
            [dict(zip(FIELDS, _row(mention), strict=True)) for mention in mentions]
            for mentions in _found(finder, batch[column], min_score)
        ]
    }


def with_mentions(features: Any, into: str = "toponyms") -> Any:
    """The features of a dataset with the column that `find_batch` adds.

    Without them a dataset takes the type of a column from the first rows, and fails later if
    none of those has a mention.

    Args:
        features: `datasets.Features`.
        into: the new column.
    """
    import pyarrow as pa

    struct = pa.struct([(name, pa.type_for_alias(kind)) for name, kind in FIELDS.items()])
    schema = features.arrow_schema.append(pa.field(into, pa.list_(struct)))
    return type(features).from_arrow_schema(schema)


def find_in_series(
    texts: pd.Series[Any],
    *,
    langs: Collection[str] | None = None,
    min_score: float = MIN_SCORE,
    gazetteer: str | None = None,
) -> pd.DataFrame:
    """The mentions in a series of texts, one a row.

    Args:
        texts: a missing one has no mentions.
        langs: as of `find_batch`.
        min_score: as of `find_batch`.
        gazetteer: as of `find_batch`.

    Returns:
        A frame with the columns `FIELDS`, as of `find_batch`, and the index of the series: a
        text with two mentions has two rows, one with none has none.

    Raises:
        GazetteerError: if there is no such gazetteer.
        UnknownLanguageError: if names are not found in texts of a language.

    >>> import pandas as pd
    >>> find_in_series(pd.Series(["Bakı və Şuşa", "no place"], index=["a", "b"]))["text"].to_dict()
    {'a': 'Şuşa'}
    """
    import pandas as pd

    finder = finder_at(gazetteer, None if langs is None else tuple(langs))
    positions: list[int] = []
    rows: list[tuple[Any, ...]] = []
    for position, mentions in enumerate(_found(finder, texts, min_score)):
        positions.extend(repeat(position, len(mentions)))
        rows.extend(map(_row, mentions))
    # Text is of one type before pandas 3, and of another since then.
    types = {**FIELDS, **dict.fromkeys(_STRINGS, pd.Series([""]).dtype)}
    frame = pd.DataFrame(rows, index=texts.index.take(positions), columns=list(FIELDS))
    return frame.astype(types)


def _found(finder: Finder, texts: Iterable[Any], min_score: float) -> Iterator[Sequence[Mention]]:
    """The mentions of each text; none where there is no text."""
    for text in texts:
        yield finder.find(text, min_score=min_score) if isinstance(text, str) else ()


def _row(mention: Mention) -> tuple[int, int, str, str, str | None, float]:
    resolution = mention.resolution
    return (
        mention.start,
        mention.end,
        mention.text,
        resolution.status,
        resolution.place.id if resolution.place else None,
        resolution.score,
    )
