"""`python -m tools.build`: fetches, reads, assembles and writes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from tools.build.assemble import Built, assemble
from tools.build.datapackage import datapackage
from tools.build.errors import BuildError
from tools.build.inputs import Inputs, read_inputs
from tools.build.readme import TEMPLATE_FILE, readme
from tools.build.rows import NAME_COLUMNS, PLACE_COLUMNS
from tools.build.sources import describe
from tools.build.write import write_csv, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.build.curated import Curated

_ROOT = Path(__file__).parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Builds data/ and tools/reports/.

    Returns:
        0 if everything was written, 1 if the build was refused; the reason is on
        standard error.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.build", description=__doc__)
    parser.add_argument("--root", type=Path, default=_ROOT, help="write below this folder")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(platformdirs.user_cache_dir("toponyms")) / "sources",
        help="keep fetched packages here",
    )
    parser.add_argument(
        "--skip-faulty",
        action="store_true",
        help="leave faulty curated rows out instead of refusing to build",
    )
    options = parser.parse_args(arguments)
    try:
        inputs = read_inputs(_ROOT, options.cache, _say)
        faulty = _tell_faults(inputs.curated)
        if faulty and not options.skip_faulty:
            raise BuildError(
                f"{faulty} faulty rows in tools/curated (--skip-faulty leaves them out)"
            )
        built = assemble(inputs)
        _write(options.root, inputs, built)
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    _say(f"{len(built.places)} places, {len(built.names)} names, {len(built.rejected)} rejected, "
         f"{len(built.duplicates)} possible duplicates")  # fmt: skip
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _tell_faults(curated: Iterable[Curated]) -> int:
    faults = [fault for folder in curated for fault in folder.faults]
    for fault in faults:
        _say(f"tools/curated/{fault}")
    return len(faults)


def _write(root: Path, inputs: Inputs, built: Built) -> None:
    data, reports = root / "data", root / "tools" / "reports"
    names_file, places_file = data / "names.csv", data / "places.csv"
    write_csv(names_file, NAME_COLUMNS, (row.cells() for row in built.names))
    write_csv(places_file, PLACE_COLUMNS, (row.cells() for row in built.places))
    sources = describe(inputs.shared_sources, inputs.curated, {row.source for row in built.names})
    write_text(data / "datapackage.json", datapackage([names_file, places_file], sources))
    text = readme(
        TEMPLATE_FILE.read_text("utf-8"), built.places, built.names, sources, _karabakh(inputs)
    )
    write_text(data / "README.md", text)
    write_csv(
        reports / "rejected.csv",
        ("name", "place_id", "source", "reason"),
        ((r.name, r.place_id, r.source, r.reason) for r in built.rejected),
    )
    write_csv(
        reports / "duplicates.csv",
        ("kind", "place_id", "other_id", "detail"),
        ((f.kind, f.place_id, f.other_id, f.detail) for f in built.duplicates),
    )


def _karabakh(inputs: Inputs) -> int:
    settlements = {
        place.place_id
        for folder in inputs.curated
        if folder.folder.startswith("karabakh-")
        for place in folder.places
        if place.feature.startswith("P.")
    }
    return len(settlements)


if __name__ == "__main__":
    sys.exit(main())
