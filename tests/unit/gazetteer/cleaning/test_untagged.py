"""A place's untagged names together: what one proves of another."""

from __future__ import annotations

from toponyms.gazetteer.cleaning.untagged import clean_alternates, tag_untagged


def test_a_place_without_a_main_name_gets_no_empty_one() -> None:
    """Else an empty string would become a name of every record that shows none."""
    assert clean_alternates("", ["Ganja"], {}) == ({"Ganja": "Ganja"}, [])


def test_every_name_is_kept_or_rejected_with_a_reason() -> None:
    kept, rejected = clean_alternates("LMS", ["KVD", "gngh", "Gence", "Gǝncǝ"], {"Gence": "why"})
    assert list(kept) == ["LMS", "Gəncə"]
    assert rejected == [
        ("KVD", "a transport code"),
        ("gngh", "a machine transliteration in lower case, or no name"),
        ("Gence", "why"),
    ]


def test_a_tagged_russian_name_is_enough() -> None:
    """Else a second Cyrillic name, which may be Ukrainian, would pass for Russian."""
    names = ["Chany", "Чаны"]
    tags = tag_untagged(names, "RU", has_russian=True, lexicon={})
    assert tags == {"Chany": "und-Latn", "Чаны": "und-Cyrl"}


def test_no_names_have_no_tags() -> None:
    """Else a record of which every name was rejected would stop the import."""
    assert tag_untagged([], "RU", has_russian=False, lexicon={}) == {}
