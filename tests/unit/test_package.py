"""The public face of the package."""

from __future__ import annotations

import pytest

import toponyms
from toponyms import GazetteerError, ToponymsError, UnknownPlaceError


@pytest.mark.parametrize("name", [name for name in toponyms.__all__ if name != "__version__"])
def test_every_public_name_is_there_and_documented(name: str) -> None:
    """`from toponyms import …` would fail, or the help of it be empty."""
    assert getattr(toponyms, name).__doc__
    assert name in dir(toponyms)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """hasattr and star imports would break."""
    with pytest.raises(AttributeError, match="nonsense"):
        toponyms.nonsense  # noqa: B018


def test_module_functions_use_the_default_gazetteer() -> None:
    """The first lines of the README would not work."""
    assert toponyms.resolve("Ճանկաթաղ").place == toponyms.get("gn:586666")
    assert [one.status for one in toponyms.resolve_many(["Şuşa", ""])] == ["matched", "unmatched"]


def test_every_error_is_the_library_s_own() -> None:
    """A caller could not catch all with one except clause."""
    with pytest.raises(ToponymsError, match="gn:0"):
        toponyms.get("gn:0")
    assert issubclass(UnknownPlaceError, LookupError)
    assert issubclass(GazetteerError, ToponymsError)


def test_a_gazetteer_error_says_where_and_what() -> None:
    """The author of a gazetteer would have to search for the fault."""
    error = GazetteerError("too far north", file="places.csv", line=3, value="91")
    assert str(error) == "places.csv, line 3: too far north: '91'"
    assert (error.file, error.line, error.value) == ("places.csv", 3, "91")
    assert str(GazetteerError("no such file", file="a")) == "a: no such file"
