"""Addresses of the same place in different forms are one id, or merging would miss it."""

from __future__ import annotations

import pytest

from toponyms.gazetteer.sources.curie import curie, is_identity, own_id


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("gn:586523", "gn:586523"), ("geonames:586523", "gn:586523"),
        ("http://www.geonames.org/586523/", "gn:586523"),
        ("https://sws.geonames.org/586523/about.rdf", "gn:586523"),
        ("http://www.wikidata.org/entity/Q102378", "wd:Q102378"),
        ("https://www.wikidata.org/wiki/Q102378", "wd:Q102378"),
        ("https://www.openstreetmap.org/relation/364087", "osm:r364087"),
        ("https://spelunker.whosonfirst.org/id/421197369/", "wof:421197369"),
        ("http://vocab.getty.edu/tgn/7011944", "tgn:7011944"),
        ("http://somegaz.org/places/39847", None), ("Baku", None), ("", None),
    ],
)  # fmt: skip
def test_curies(written: str, expected: str | None) -> None:
    assert curie(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("17", "own:17"), ("gn:17", "gn:17"), ("a b/c#d", "own:d"), ("AZ-17", "own:AZ-17"),
        ("http://mygaz.org/places/p_1/", "own:p_1"), ("Şuşa 2", "own:Şuşa_2"),
    ],
)  # fmt: skip
def test_ids_of_ones_own(written: str, expected: str) -> None:
    assert own_id(written, "own") == expected


def test_an_article_is_no_identity() -> None:
    """Two places that one article treats are two."""
    assert not is_identity("wp:Abingdon")
    assert is_identity("iso:AZ-BA")
