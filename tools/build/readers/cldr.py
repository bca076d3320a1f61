"""Names of countries and of their first-level units by language: Unicode CLDR."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from tools.build.readers.child import ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["read_subdivisions", "read_territories", "read_territory_alternates"]

_BABEL = """
import json, sys
from babel import Locale
print(json.dumps({lang: dict(Locale.parse(lang).territories) for lang in sys.argv[1:]}))
"""


def read_territories(package: Path, *langs: str) -> dict[str, dict[str, str]]:
    """Names by language, then by ISO 3166-1 alpha-2 code (and UN M.49 number), from Babel."""
    territories: dict[str, dict[str, str]] = ask(package, _BABEL, *langs)
    return territories


def read_subdivisions(package: Path, lang: str) -> dict[str, str]:
    """Names by ISO 3166-2 code, `AZ-BA`, in one language."""
    tree = _tree(package, "subdivisions", lang)
    return {
        f"{code[:2]}-{code[2:]}".upper(): element.text or ""
        for element in tree.iter("subdivision")
        if (code := element.get("type"))
    }


def read_territory_alternates(package: Path, lang: str) -> Iterator[tuple[str, str]]:
    """Country code and name of each form that CLDR marks as short or variant."""
    for element in _tree(package, "main", lang).iter("territory"):
        if element.get("alt") and element.text:
            yield element.get("type", ""), element.text


def _tree(package: Path, kind: str, lang: str) -> ElementTree.Element:
    common = package / "usr" / "share" / "unicode" / "cldr" / "common"
    return ElementTree.parse(common / kind / f"{lang}.xml").getroot()
