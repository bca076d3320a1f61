"""Place names in several languages at once: the geocoding data of libphonenumber."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.build.readers.child import ask

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PhoneEntry", "read_phone_entries"]

_PROGRAM = """
import json, sys
from phonenumbers.geodata import GEOCODE_DATA as data
print(json.dumps({p: n for p, n in data.items() if p.startswith(tuple(sys.argv[1:]))}))
"""


@dataclass(frozen=True, slots=True, order=True)
class PhoneEntry:
    """One place, as one prefix names it in each of its languages.

    Attributes:
        prefix: digits, with the country's.
        names: pairs of language and name, sorted by language.
        region: the first-level unit's English name as the entry writes it, or empty.
    """

    prefix: str
    names: tuple[tuple[str, str], ...]
    region: str


def read_phone_entries(package: Path, prefix: str, langs: tuple[str, ...]) -> list[PhoneEntry]:
    """Entries of a country that have a name in every one of some languages.

    A field may list several places (`Hankavan/Hrazdan/Tsaghkadzor, Kotayk`): it is taken
    apart if every language lists as many.

    Args:
        package: the unpacked wheel.
        prefix: digits that the prefixes begin with.
        langs: the languages wanted. The data's `am` is Armenian under a wrong tag.
    """
    data: dict[str, dict[str, str]] = ask(package, _PROGRAM, prefix)
    entries = []
    for key, by_lang in data.items():
        if not all(by_lang.get(lang) for lang in langs):
            continue
        lists = {lang: by_lang[lang].partition(",")[0].split("/") for lang in langs}
        region = by_lang["en"].partition(",")[2].strip()
        if len({len(names) for names in lists.values()}) > 1:
            continue
        for position in range(len(lists[langs[0]])):
            names = tuple(sorted((lang, lists[lang][position].strip()) for lang in langs))
            entries.append(PhoneEntry(key, names, region))
    return sorted(entries)
