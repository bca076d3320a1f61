"""From a place's untagged names to clean ones, each with the best tag there is evidence for.

GeoNames gives each place a main name and a list of others that say nothing of their language.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING

from toponyms.gazetteer.cleaning.alphabets import fits
from toponyms.gazetteer.cleaning.azerbaijani import azerbaijani_among
from toponyms.gazetteer.cleaning.rules import clean, in_capitals, split_field, why_rejected
from toponyms.gazetteer.cleaning.russian import russian_among
from toponyms.gazetteer.cleaning.tagging import lang_by_letters, script_code

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Lexicon", "clean_alternates", "tag_untagged"]

#: Names that a tagged source has, by country of the place and language.
Lexicon = Mapping[tuple[str, str], frozenset[str]]


def clean_alternates(
    main: str, alternates: Iterable[str], faults: Mapping[str, str]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """A place's untagged names in their clean form, each with what the source wrote.

    The main name is kept whatever it looks like: the place would be lost without it.

    Args:
        main: the name that the source shows, or empty if it shows none.
        alternates: its other names.
        faults: reasons by clean name, for names known to be another place's.

    Returns:
        The clean names, the main one first, and the rejected ones as the source writes them,
        each with the reason.

    >>> clean_alternates("Ganja", ["Gǝncǝ", "KVD", "gngh"], {})[0]
    {'Ganja': 'Ganja', 'Gəncə': 'Gǝncǝ'}
    """
    first = clean(main)
    kept: dict[str, str] = {first: main} if first else {}
    rejected: list[tuple[str, str]] = []
    for raw in chain.from_iterable(map(split_field, alternates)):
        name = clean(raw)
        reason = why_rejected(name) or faults.get(name, "")
        if name in kept:
            continue
        if reason:
            rejected.append((raw, reason))
        else:
            kept[name] = raw
    for name, other in in_capitals(kept).items():
        if name != first:
            rejected.append((kept.pop(name), f"in capitals; kept as {other}"))
    return kept, rejected


def tag_untagged(
    names: Iterable[str], country: str, *, has_russian: bool, lexicon: Lexicon
) -> dict[str, str]:
    """A language tag for each untagged name of a place, as far as evidence goes.

    Args:
        names: the place's clean names, the main one first.
        country: ISO 3166-1 alpha-2 code of the place.
        has_russian: whether a tagged source gives a Russian name, which then is enough.
        lexicon: spellings that tagged sources have for other places of the country.

    >>> tag_untagged(["Gori", "Гори", "გორი"], "GE", has_russian=False, lexicon={})
    {'Gori': 'und-Latn', 'Гори': 'ru', 'გორი': 'ka'}
    """
    names = list(names)
    tags = {name: lang_by_letters(name, country) for name in names}
    cyrillic = [name for name, tag in tags.items() if tag == "und-Cyrl"]
    latin = [name for name in names if script_code(name) == "Latn"]
    russian: set[str] = set()
    if cyrillic and not has_russian:
        russian = russian_among(cyrillic, names[0], latin, country)
        russian = russian or _in_lexicon(cyrillic, "ru", country, lexicon)
    tags.update(dict.fromkeys(russian, "ru"))
    if country == "AZ":
        known = lexicon.get(("AZ", "az"), frozenset())
        tags.update(dict.fromkeys(azerbaijani_among(latin, known), "az"))
    return tags


def _in_lexicon(names: list[str], lang: str, country: str, lexicon: Lexicon) -> set[str]:
    """The name that a tagged source has for another place of the country, if it is one."""
    known = lexicon.get((country, lang), frozenset())
    found = {name for name in names if name in known and fits(name, lang)}
    return found if len(found) == 1 else set()
