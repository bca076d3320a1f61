"""Fills the template of data/README.md with counts and sources, so that they are right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from tools.build.rows import KINDS, NameRow, PlaceRow
from tools.build.selection import TOWN_COUNTRIES
from tools.build.units import UNIT_COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tools.build.sources import Described

__all__ = ["TEMPLATE_FILE", "readme"]

TEMPLATE_FILE = Path(__file__).with_name("README.template.md")
_FEWEST_SHOWN = 20


def readme(
    template: str,
    places: Sequence[PlaceRow],
    names: Sequence[NameRow],
    sources: Iterable[Described],
    settlements_karabakh: int,
) -> str:
    """The text of data/README.md.

    Args:
        template: with `$name` where a value goes.
        places: the rows as they are written.
        names: likewise.
        sources: every source that a row names.
        settlements_karabakh: settlements in the curated folders on Karabakh.
    """
    langs = Counter(row.lang for row in names)
    by_place: dict[str, set[str]] = {}
    for row in names:
        by_place.setdefault(row.place_id, set()).add(row.lang)
    used = Counter(row.source for row in names)
    towns = Counter(row.country for row in places if row.feature.startswith("P."))
    units = Counter(
        row.country for row in places if row.place_id.startswith("iso:") and "-" in row.place_id
    )
    few = sum(count for count in langs.values() if count < _FEWEST_SHOWN)
    lang_rows = [(f"`{lang}`", n) for lang, n in langs.most_common() if n >= _FEWEST_SHOWN]
    return Template(template).substitute(
        places=f"{len(places):,}",
        names=f"{len(names):,}",
        towns=_table(("country", "populated places", "first-level units"), [
            (country, towns[country], units[country]) for country in TOWN_COUNTRIES
        ]),
        elsewhere=sum(n for country, n in towns.items() if country not in TOWN_COUNTRIES),
        countries=sum(row.feature == "A.PCLI" for row in places),
        neighbours=", ".join(sorted(UNIT_COUNTRIES.keys() - set(TOWN_COUNTRIES))),
        other=sum(row.feature[:1] not in {"P", "A"} for row in places),
        karabakh=settlements_karabakh,
        both=sum({"az", "hy"} <= tags for tags in by_place.values()),
        kinds=_table(("kind", "names"), [
            (f"`{kind}`", sum(row.kind == kind for row in names)) for kind in KINDS
        ]),
        langs=_table(("lang", "names"), [*lang_rows, ("others", few)]),
        sources=_table(
            ("key", "source", "publisher", "licence", "names"),
            [
                (
                    f"`{source.key}`",
                    f"[{_cell(source.title or source.publisher)}]({source.url})"
                    if source.url
                    else _cell(source.title or source.publisher),
                    _cell(source.publisher),
                    source.licence,
                    used[source.key],
                )
                for source in sources
            ],
        ),
    )  # fmt: skip


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("[", "(").replace("]", ")")


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(_number, line))} |" for line in lines)


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
