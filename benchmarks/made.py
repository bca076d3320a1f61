"""Makes gazetteers of any size that are shaped like the real one, for measuring scale.

    python -m benchmarks.made FOLDER --places 1000000
    python -m benchmarks.made FOLDER --places 1000000 --dumps    in GeoNames' shape

A place is a root of some syllables, spelled as Azerbaijani, Armenian, Russian and English spell
its sounds, and now and then a qualifier (Upper, New). What the shipped gazetteer has, the made
ones have too: the lengths of names, a Zipf law of syllables, the share of places that have a
name in common with another (26 in a hundred, a few names being those of hundreds of places),
places that two peoples call by different roots, features, populations, dates. Five names a
place. The same size gives the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import csv
import itertools
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from toponyms.gazetteer.format import NAMES_COLUMNS, NAMES_FILE, PLACES_COLUMNS, PLACES_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["ALTERNATES_FILE", "DUMP_FILE", "write_dumps", "write_made"]

#: The files of `write_dumps`, called as GeoNames calls them.
DUMP_FILE, ALTERNATES_FILE = "allCountries.txt", "alternateNamesV2.txt"

SEED = 7
LANGS = ("az", "hy", "ru", "en")

#: Sounds as the four languages spell them, the most frequent first.
_ONSETS = """
    k կ к k|b բ б b|t տ т t|m մ м m|d դ д d|s ս с s|g գ г g|r ր р r|l լ л l|n ն н n|v վ в v
    |ş շ ш sh|h հ г h|ç ճ ч ch|q ղ г gh|x խ х kh|p պ п p|z զ з z|c ջ дж j|y յ й y|j ժ ж zh|f ֆ ф f
    |s ծ ц ts|k ք к k|t թ т t|st ստ ст st|kr կր кр kr|br բր бр br|tr տր тр tr|gr գր гр gr
"""
_VOWELS = "a ա а a|i ի и i|e ե е e|o ո о o|u ու у u|ə ա я a|ü յու ю yu|ı ը ы y|ö յո ё yo"
_CODAS = """
    |n ն н n|r ր р r|l լ л l|k կ к k|s ս с s|t տ т t|m մ м m|v վ в v|ş շ ш sh|d դ д d|ğ ղ г gh
    |x խ х kh|y յ й y|z զ з z|q ք к k|rt րտ рт rt|nd նդ нд nd
"""
#: Ends of names, and how many of all have each.
_ENDS = (
    ("   ", 52), ("lı լու лы ly", 9), ("kənd քենդ кенд kend", 6), ("abad աբադ абад abad", 4),
    ("lar լար лар lar", 4), ("şen շեն шен shen", 4), ("avan ավան аван avan", 4),
    ("ovka ովկա овка ovka", 7), ("ino ինո ино ino", 4), ("sk սկ ск sk", 4), ("li լի ли li", 2),
)  # fmt: skip
_QUALIFIERS = (
    ("Yuxarı", "Վերին", "Верхний", "Upper"), ("Aşağı", "Ներքին", "Нижний", "Lower"),
    ("Yeni", "Նոր", "Новый", "New"), ("Köhnə", "Հին", "Старый", "Old"),
    ("Böyük", "Մեծ", "Большой", "Great"), ("Kiçik", "Փոքր", "Малый", "Little"),
)  # fmt: skip
#: Syllables of a root: one in so many of each number, from one on.
_SYLLABLES = (9, 52, 31, 7, 1)
#: How many in a hundred: with a qualifier; with one root for az and another for hy; with a
#: name that many others have; with a population; without coordinates.
_QUALIFIED, _UNLIKE, _HOMONYMS, _PEOPLED, _LOST = 10, 35, 24, 60, 4
_FEATURES = (
    ("P.PPL", 86), ("P.PPLX", 3), ("P.PPLA2", 3), ("P.PPLQ", 3), ("A.ADM3", 2), ("H.STM", 2),
    ("T.MT", 1),
)  # fmt: skip
#: Countries with their share, and the box that their places lie in: south, north, west, east.
_COUNTRIES = (
    ("RU", 60, (44.0, 67.0, 28.0, 135.0)), ("AZ", 18, (38.4, 41.9, 44.8, 50.4)),
    ("AM", 12, (38.8, 41.3, 43.4, 46.6)), ("GE", 10, (41.1, 43.6, 40.0, 46.7)),
)  # fmt: skip
_UNITS = 40


def _table(text: str) -> list[tuple[str, ...]]:
    """Spellings by language of each sound; a coda may be none at all."""
    return [tuple(cell.split()) or ("",) * len(LANGS) for cell in text.split("|")]


def _zipf(size: int, exponent: float = 1.0) -> list[float]:
    """Cumulative weights of ranks."""
    return list(itertools.accumulate(1 / (rank + 1.5) ** exponent for rank in range(size)))


@dataclass(frozen=True, slots=True)
class _Root:
    """A name without its language: spellings by language, upper case first."""

    spelled: tuple[str, ...]


class _Roots:
    """Makes roots."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        onsets, vowels, codas = map(_table, (_ONSETS, _VOWELS, _CODAS))
        # Every syllable by a frequency of its own: the product of Zipf laws would be too even.
        sounds = [
            tuple("".join(parts) for parts in zip(*three, strict=True))
            for three in itertools.product(onsets, vowels, codas)
        ]
        keys = [
            (first + 1) * (second + 1) * (third + 1) ** 1.3 * draw.uniform(0.3, 3)
            for first, second, third in itertools.product(
                range(len(onsets)), range(len(vowels)), range(len(codas))
            )
        ]
        order = sorted(range(len(sounds)), key=keys.__getitem__)
        self._syllables = [sounds[i] for i in order]
        self._weights = _zipf(len(sounds), 0.95)
        self._ends = [
            tuple(cell.split()) or ("",) * len(LANGS) for cell, share in _ENDS for _ in range(share)
        ]
        self._lengths = list(itertools.accumulate(_SYLLABLES))

    def __call__(self) -> _Root:
        draw = self._draw
        count = draw.choices(range(1, len(_SYLLABLES) + 1), cum_weights=self._lengths)[0]
        parts = draw.choices(self._syllables, cum_weights=self._weights, k=count)
        end = draw.choice(self._ends)
        return _Root(tuple(["".join(one).capitalize() for one in zip(*parts, end, strict=True)]))


def _places(size: int) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Rows of places.csv, each with its rows of names.csv."""
    draw = Random(SEED)
    root = _Roots(draw)
    common = [root() for _ in range(max(size // 25, 20))]
    weights = _zipf(len(common), 0.7)
    country_weights = list(itertools.accumulate(share for _, share, _ in _COUNTRIES))
    features = [feature for feature, _ in _FEATURES]
    feature_weights = list(itertools.accumulate(share for _, share in _FEATURES))
    number = 1000
    for row in range(size):
        number += draw.randrange(1, 20)
        unit = row < _UNITS * len(_COUNTRIES)
        which = (
            row // _UNITS
            if unit
            else draw.choices(range(len(_COUNTRIES)), cum_weights=country_weights)[0]
        )
        country, _, (south, north, west, east) = _COUNTRIES[which]
        feature = "A.ADM1" if unit else draw.choices(features, cum_weights=feature_weights)[0]
        one = draw.choices(common, cum_weights=weights)[0] if _chance(draw, _HOMONYMS) else root()
        other = root() if _chance(draw, _UNLIKE) else one
        qualifier = draw.choice(_QUALIFIERS) if _chance(draw, _QUALIFIED) else None
        known = not _chance(draw, _LOST)
        place = [
            f"gn:{number}", feature, country,
            f"{row % _UNITS + 1:02}" if unit else f"{draw.randrange(_UNITS) + 1:02}",
            f"{draw.uniform(south, north):.5f}" if known else "",
            f"{draw.uniform(west, east):.5f}" if known else "",
            str(int(10 ** draw.gauss(2.6, 0.8))) if _chance(draw, _PEOPLED) else "",
            str(number), f"Q{number * 7}" if _chance(draw, 50) else "",
        ]  # fmt: skip
        yield place, _names(place[0], one, other, qualifier, draw)


def _names(
    place_id: str, one: _Root, other: _Root, qualifier: Sequence[str] | None, draw: Random
) -> list[list[str]]:
    """Five names: the four languages, and one more."""

    def spelled(root: _Root, lang: int) -> str:
        text = root.spelled[lang]
        return f"{qualifier[lang]} {text}" if qualifier else text

    names = [
        (spelled(one, 0), "az", "preferred", ""), (spelled(one, 3), "en", "preferred", ""),
        (spelled(other, 1), "hy", "preferred", ""), (spelled(one, 2), "ru", "preferred", ""),
    ]  # fmt: skip
    if other is not one:
        lang = draw.choice((2, 3))
        names.append((spelled(other, lang), LANGS[lang], "variant", ""))
    elif _chance(draw, 15):
        former = _plain(one.spelled[2], draw)
        names.append((former, "ru", "historical", str(draw.randrange(1890, 1992))))
    else:
        names.append((_plain(spelled(one, 3), draw), "und-Latn", "variant", ""))
    names.sort(key=lambda name: (name[1], name[2], name[0]))
    return [[place_id, text, lang, kind, "", to, "made"] for text, lang, kind, to in names]


def _plain(text: str, draw: Random) -> str:
    """Another spelling, as untagged alternate names are: a vowel another, or doubled letters."""
    vowels = [place for place, letter in enumerate(text) if letter in "aeiouаеиоу"]
    if not vowels:
        return text + text[-1]
    at = draw.choice(vowels)
    return text[:at] + draw.choice("aeiou" if text[at].isascii() else "аеиоу") + text[at + 1 :]


def _chance(draw: Random, hundredths: int) -> bool:
    return draw.random() * 100 < hundredths


def write_made(folder: Path, size: int) -> None:
    """Writes names.csv and places.csv.

    Args:
        folder: made if it is not there.
        size: the number of places.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / PLACES_FILE).open("w", encoding="utf-8", newline="") as places_file,
        (folder / NAMES_FILE).open("w", encoding="utf-8", newline="") as names_file,
    ):
        places = csv.writer(places_file, lineterminator="\n")
        names = csv.writer(names_file, lineterminator="\n")
        places.writerow(PLACES_COLUMNS)
        names.writerow(NAMES_COLUMNS)
        for place, named in _places(size):
            places.writerow(place)
            names.writerows(named)


def write_dumps(folder: Path, size: int) -> None:
    """Writes the same places as GeoNames publishes its own: a file of places, a table of names.

    As there, names of one place do not lie together in the table, and the Wikidata items stand
    among them.

    Args:
        folder: made if it is not there.
        size: the number of places.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table: list[str] = []
    with (folder / DUMP_FILE).open("w", encoding="utf-8", newline="") as file:
        for place, named in _places(size):
            _, feature, country, admin1, lat, lon, population, number, item = place
            main = next(row[1] for row in named if row[2] == "en")
            category, _, code = feature.partition(".")
            cells = [number, main, main, "", lat, lon, category, code, country, "", admin1]
            cells += ["", "", "", population or "0", "", "0", "", "2026-01-01"]
            file.write("\t".join(cells) + "\n")
            table += ["\t".join(_alternate(row, number)) for row in named]
            if item:
                table.append("\t".join([number, "wkdt", item, "", "", "", "", "", ""]))
    Random(SEED).shuffle(table)
    with (folder / ALTERNATES_FILE).open("w", encoding="utf-8", newline="") as file:
        for line, row in enumerate(table, 1):
            file.write(f"{line}\t{row}\n")


def _alternate(row: Sequence[str], number: str) -> list[str]:
    """A row of names.csv as one of the table of names, without its own number."""
    _, text, lang, kind, _, to, _ = row
    code = "" if lang.startswith("und") else lang
    preferred, historic = ("1" if kind == mark else "" for mark in ("preferred", "historical"))
    return [number, code, text, preferred, "", "", historic, "", to]


def main() -> None:
    """Writes a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--dumps", action="store_true", help="raw, for `toponyms gazetteer build`")
    options = parser.parse_args()
    (write_dumps if options.dumps else write_made)(options.folder, options.places)


if __name__ == "__main__":
    main()
