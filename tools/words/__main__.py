"""`python -m tools.words`: fetches the packages and writes the lists."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import platformdirs

from tools.build.errors import BuildError
from tools.build.fetch import fetch
from tools.build.pins import read_pins
from tools.words.languages import LANGUAGES, selected
from tools.words.listed import KINDS, write_words
from tools.words.spellings import PlaceSpellings, read_names

ROOT = Path(__file__).parents[2]
PINS = Path(__file__).with_name("pins.toml")


def main(arguments: list[str] | None = None) -> int:
    """Writes toponyms/mentions/words/.

    Returns:
        0 if everything was written, 1 if not; the reason is on standard error.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.words", description=__doc__)
    parser.add_argument("languages", nargs="*", metavar="LANG", help="az, hy, ru, en; all if none")
    parser.add_argument("--root", type=Path, default=ROOT, help="write below this folder")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(platformdirs.user_cache_dir("toponyms")) / "sources",
        help="keep fetched packages here",
    )
    options = parser.parse_args(arguments)
    languages = options.languages or list(LANGUAGES)
    if unknown := set(languages) - set(LANGUAGES):
        parser.error(f"no list for {', '.join(sorted(unknown))}; there are {', '.join(LANGUAGES)}")
    try:
        packages = {name: fetch(pin, options.cache) for name, pin in read_pins(PINS).items()}
        could_be_place = PlaceSpellings(read_names(ROOT / "data" / "names.csv"))
        for lang in languages:
            listed = set(selected(lang, packages, could_be_place))
            write_words(options.root / "toponyms" / "mentions" / "words" / f"{lang}.tsv", listed)
            counts = Counter(row.kind for row in listed)
            figures = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS)
            print(f"{lang}: {len(listed)} rows, {figures}", file=sys.stderr)
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
