"""Which untagged Latin names are Azerbaijani, and which have lost their diacritics."""

from __future__ import annotations

import pytest

from toponyms.gazetteer.cleaning.azerbaijani import azerbaijani_among


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Şəki", "Səki", "Sheki"], {"Şəki"}),
        (["Göytəpə", "Goeytəpə", "Goytapa"], {"Göytəpə"}),
        (["Qırmızı Bazar", "Qirmizi Bazar"], {"Qırmızı Bazar"}),
        (["Yardımlı"], set()),  # Turkish would spell it so, too
        (["Xocavand"], set()),  # the diacritics are gone
        (["Qaçaq"], set()),  # Kurdish has q and ç as well
        (["Zhogargy Dəskesen"], set()),
        (["Lənkəran", "Lenkoran’"], {"Lənkəran"}),
    ],
)
def test_azerbaijani_by_letters(names: list[str], expected: set[str]) -> None:
    assert azerbaijani_among(names, frozenset()) == expected


def test_a_list_of_spellings_confirms_what_letters_cannot() -> None:
    assert azerbaijani_among(["Badamlı", "Badamli"], frozenset({"Badamlı"})) == {"Badamlı"}
