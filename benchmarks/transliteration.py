"""How fast names are written in another script, beside ICU and what else there is on PyPI.

    python -m benchmarks.transliteration

Each column has 100,000 names of the gazetteer. Everybody takes a turn in every round, with
strings that nobody has seen, and the fastest round counts: what else the machine does only
slows down. ICU's transliterators are made once and used again, as one should.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import cyrtranslit
import icu
import iuliia
from anyascii import anyascii
from transliterate import translit
from unidecode import unidecode

import toponyms
from toponyms import Gazetteer, Systems
from toponyms.transliteration.engine import options_on
from toponyms.transliteration.icu_rules import icu_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["measure"]

NAMES = 100_000
ROUNDS = 5
SEED = 7
#: What the project asks of itself, as ratios to ICU.
ONE_BY_ONE, BATCH = 1.0, 1.5

OWN_RULES = "ICU, our rules"
#: Work for any script, by no standard.
FOR_ALL = {"unidecode": unidecode, "anyascii": anyascii}


@dataclass(frozen=True, slots=True)
class Match:
    """A system, and who else does something like it.

    Attributes:
        system: its id.
        lang: of the names in the gazetteer.
        icu: the nearest that ICU has itself, by its id, or empty.
        rivals: others, by name.
    """

    system: str
    lang: str
    icu: str
    rivals: Mapping[str, Callable[[str], str]]


MATCHES = (
    Match(
        "bgnpcgn-rus-Cyrl-Latn-1947",
        "ru",
        "Russian-Latin/BGN",
        {
            **FOR_ALL,
            "iuliia": iuliia.BGN_PCGN.translate,
            "cyrtranslit": partial(cyrtranslit.to_latin, lang_code="ru"),
            "transliterate": partial(translit, language_code="ru", reversed=True),
        },
    ),
    *(
        Match(
            system,
            "hy",
            "Armenian-Latin/BGN",
            {**FOR_ALL, "transliterate": partial(translit, language_code="hy", reversed=True)},
        )
        for system in ("bgnpcgn-hye-Armn-Latn-1981", "alalc-hye-Armn-Latn-2022")
    ),
    Match("az-aze-Cyrl-Latn-1991", "az-Cyrl", "Azerbaijani-Latin/BGN", FOR_ALL),
    Match("az-aze-Latn-en-2020", "az", "Latin-ASCII", FOR_ALL),
    Match("ru-aze-Latn-ru-practical", "az", "", {}),
)


def names_of(gazetteer: Gazetteer, lang: str) -> list[str]:
    """The different names of a language.

    Of Azerbaijani in Cyrillic letters the gazetteer has too few: those in Latin letters are
    written back to what they were before 1991.
    """
    if lang == "az-Cyrl":
        latin = names_of(gazetteer, "az")
        before = toponyms.transliterate_many(latin, "az-aze-Cyrl-Latn-1991", reverse=True)
        return sorted(set(before))
    return sorted({name.text for place in gazetteer for name in place.names if name.lang == lang})


def all_distinct(names: list[str], draw: Random) -> list[str]:
    """As many names as are wanted, no two alike: those there are, then two of them together."""
    made = dict.fromkeys(names)
    while len(made) < NAMES:
        made[" ".join(draw.sample(names, 2))] = None
    column = list(made)[:NAMES]
    draw.shuffle(column)
    return column


def fastest(action: Callable[[list[str]], object], column: list[str]) -> float:
    """Seconds that an action takes over strings that were never hashed before."""
    fresh = [name[:1] + name[1:] for name in column]
    start = time.perf_counter()
    action(fresh)
    return time.perf_counter() - start


def rates(match: Match, column: list[str]) -> dict[str, float]:
    """Names a second of everybody: the fastest of several rounds, in which all take turns."""
    system = Systems.default()[match.system]
    rules = icu_rules(system, options=options_on(system))
    runs: dict[str, Callable[[list[str]], object]] = {
        "one by one": _one_by_one(match.system),
        "batch": partial(toponyms.transliterate_many, system=match.system),
    }
    if match.icu:
        nearest = icu.Transliterator.createInstance(match.icu)
        runs[f"ICU, {match.icu}"] = _each(nearest.transliterate)
    own = icu.Transliterator.createFromRules("own", rules, icu.UTransDirection.FORWARD)
    runs[OWN_RULES] = _each(own.transliterate)
    runs |= {name: _each(rival) for name, rival in match.rivals.items()}
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            times[name].append(fastest(run, column))
    return {name: len(column) / min(taken) for name, taken in times.items()}


def _one_by_one(system: str) -> Callable[[list[str]], object]:
    """As a user would write it; `_each` of a partial would cost a little more."""
    transliterate = toponyms.transliterate
    return lambda column: [transliterate(name, system) for name in column]


def _each(run: Callable[[str], str]) -> Callable[[list[str]], object]:
    return lambda column: [run(name) for name in column]


def measure(gazetteer: Gazetteer, matches: Iterable[Match] = MATCHES) -> None:
    """Prints, for each system, names a second and ratios to ICU."""
    draw = Random(SEED)
    for match in matches:
        names = names_of(gazetteer, match.lang)
        for label, column in (
            ("all distinct", all_distinct(names, draw)),
            (f"{len(names):,} names again and again", draw.choices(names, k=NAMES)),
        ):
            _print(f"{match.system}, {label}", rates(match, column))


def _print(title: str, found: dict[str, float]) -> None:
    yardsticks = [name for name in found if name.startswith("ICU")]
    print(f"{title}: names a second, and ratios to {' and to '.join(yardsticks)}")
    for name, rate in found.items():
        ratios = "".join(f"{rate / found[one]:8.2f}" for one in yardsticks)
        asked = {"one by one": ONE_BY_ONE, "batch": BATCH}.get(name, 0.0)
        below = [one for one in yardsticks if rate < asked * found[one]]
        missed = f"  below {asked} of {' and of '.join(below)}" if below else ""
        print(f"  {name:28}{rate:11,.0f}{ratios}{missed}", flush=True)


if __name__ == "__main__":
    measure(Gazetteer.default())
