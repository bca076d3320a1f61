"""What the files may hold, and importers may give."""

from __future__ import annotations

import pytest

from toponyms.gazetteer import patterns


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        ("PLACE_ID", ["gn:586666", "osm:n12", "iso:AZ-BA"], ["586666", "GN:1", "gn:", "gn:1 2"]),
        ("FEATURE", ["P", "P.PPL", "A.ADM1"], ["PPL", "p.PPL", "P.", "X.Y"]),
        ("COUNTRY", ["AZ"], ["az", "AZE", ""]),
        ("CODE", ["", "SUS", "09"], ["a b", "a\t"]),
        ("DEGREES", ["0", "-46.5"], ["46.", "+1", "1e3", "46,5"]),
        ("POPULATION", ["0", "4064"], ["-1", "1.5", "123456789012"]),
        ("LANG", ["az", "az-Cyrl", "und-Latn", "en-GB", "hy-arevmda"], ["AZ", "az_Cyrl", "a"]),
        ("EDTF", ["1936", "193X", "1991?", "../1936", "1936-11-05"], ["36", "1936/11", "c. 1936"]),
    ],
)
def test_patterns(pattern: str, good: list[str], bad: list[str]) -> None:
    """Else a build writes what cannot be read, or refuses what is right."""
    matches = getattr(patterns, pattern).fullmatch
    assert all(map(matches, good))
    assert not any(map(matches, bad))


@pytest.mark.parametrize("letter", ["\t", "\n", "\u200b", "\u202e", "\ufeff", "\ufffd"])
def test_what_cannot_be_seen_is_in_no_name(letter: str) -> None:
    """Else two names look the same and are not."""
    assert patterns.FORBIDDEN.search(f"Şu{letter}şa")
    assert not patterns.FORBIDDEN.search("می\u200cخواهم Šuša-2 (Şuşa)")
