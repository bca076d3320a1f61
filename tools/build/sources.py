"""Every source key that a row can carry, for data/README.md and datapackage.json."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.build.pins import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.build.curated import Curated

__all__ = ["SOURCES_FILE", "Described", "describe", "read_described"]

SOURCES_FILE = Path(__file__).with_name("sources.toml")


@dataclass(frozen=True, slots=True)
class Described:
    """A source as the README describes it.

    Attributes:
        key: what the `source` column says.
        title: of the publication, or of several parted by semicolons.
        publisher: who answers for it.
        licence: of the data, or `facts only` where single facts were read.
        url: of the publication, or empty.
    """

    key: str
    title: str
    publisher: str
    licence: str
    url: str


def read_described(file: Path = SOURCES_FILE) -> dict[str, Described]:
    """The sources that several folders share, and the packages."""
    return {key: Described(key=key, **table) for key, table in read_toml(file).items()}


def describe(
    shared: dict[str, Described], curated: Iterable[Curated], used: Iterable[str]
) -> list[Described]:
    """Every used source, sorted by key; a key that several folders describe is joined.

    Args:
        shared: descriptions of the packages and of the encyclopedias.
        curated: folders with descriptions of their own.
        used: keys that rows carry.
    """
    own: dict[str, list[Described]] = {}
    for folder in curated:
        for source in folder.sources:
            described = Described(
                source.key, source.title, source.publisher, source.licence, source.url
            )
            own.setdefault(source.key, []).append(described)
    return [shared[key] if key in shared else _join(own[key]) for key in sorted(set(used))]


def _join(several: list[Described]) -> Described:
    def each(values: Iterable[str]) -> str:
        return "; ".join(dict.fromkeys(value for value in values if value))

    return Described(
        key=several[0].key,
        title=each(source.title for source in several),
        publisher=each(source.publisher for source in several),
        # A curated row states a fact that was read there; whatever licence the text has.
        licence="facts only",
        url=several[0].url,
    )
