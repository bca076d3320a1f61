from __future__ import annotations

import pytest

from tests.unit.transliteration.conftest import LEAST, Write
from toponyms import Systems, UnknownSystemError, transliterate
from toponyms.transliteration import catalogue


@pytest.mark.parametrize(
    ("name", "lang", "found"),
    [
        ("bgnpcgn-rus-Cyrl-Latn-1947", None, "bgnpcgn-rus-Cyrl-Latn-1947"),
        ("bgn", "hy", "bgnpcgn-hye-Armn-Latn-1981"),
        ("BGN", "ru", "bgnpcgn-rus-Cyrl-Latn-1947"),
        ("alalc", "az-Arab", "alalc-aze-Arab-Latn-1997"),
    ],
)
def test_a_system_goes_by_id_or_short_name(name: str, lang: str | None, found: str) -> None:
    """Users would have to type the whole id each time."""
    assert Systems.default().find(name, lang).id == found


@pytest.mark.parametrize(
    ("name", "lang", "nearest"),
    [
        ("bgn", None, "bgnpcgn-hye-Armn-Latn-1981"),
        ("alalc", "az", "alalc-aze-Cyrl-Latn-1997"),
        ("bgnpcgn-rus-Cyrl-Latn-1974", None, "bgnpcgn-rus-Cyrl-Latn-1947"),
        ("9995", None, ""),
    ],
)
def test_what_is_not_found_names_what_comes_near(name: str, lang: str | None, nearest: str) -> None:
    """A typo would leave the user alone, or a short name would take one of several."""
    with pytest.raises(UnknownSystemError) as caught:
        Systems.default().find(name, lang)
    assert caught.value.system == name
    assert (nearest in caught.value.nearest) == bool(nearest)


def test_a_system_of_ones_own_joins_the_others(write: Write) -> None:
    """A caller could not use a file of their own by its id."""
    systems = Systems.default().registered(write())
    assert systems["x-rus-Cyrl-Latn-2000"].name == "A system"
    assert len(systems) == len(Systems.default()) + 1
    assert transliterate("Ша", systems.find("x-rus-Cyrl-Latn-2000")) == "Sha"
    with pytest.raises(UnknownSystemError):
        Systems.default()["x-rus-Cyrl-Latn-2000"]


def test_a_system_of_ones_own_takes_the_place_of_another(write: Write) -> None:
    """A corrected copy of a system would be passed over."""
    least = LEAST.replace("x-rus-Cyrl-Latn-2000", "iso-rus-Cyrl-Latn-9-1995")
    systems = Systems.default().registered(write(least=least))
    assert len(systems) == len(Systems.default())
    assert systems["iso-rus-Cyrl-Latn-9-1995"].authority == "A test"


def test_language_tags_with_a_script_are_understood() -> None:
    """az-Cyrl would not find the systems for Cyrillic."""
    cyrillic = Systems.default()["az-aze-Cyrl-Latn-1991"]
    assert catalogue.spoken_by(cyrillic, "az-Cyrl")
    assert catalogue.spoken_by(cyrillic, "AZ")
    assert catalogue.spoken_by(cyrillic, "az-cyrl-AZ")
    assert catalogue.spoken_by(cyrillic, "az-AZ")
    assert not catalogue.spoken_by(cyrillic, "az-Arab")
    assert not catalogue.spoken_by(cyrillic, "ru")
