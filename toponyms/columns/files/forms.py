"""The forms that a table may have in a file, and the names of files that tell them."""

from __future__ import annotations

from pathlib import PurePath

from toponyms.errors import TableError

__all__ = ["FORMS", "form_called", "form_named", "packing_named"]

#: Every form: rows of text; one JSON object a line; Parquet; Arrow IPC (Feather); Excel.
FORMS = ("csv", "tsv", "jsonl", "parquet", "arrow", "xlsx")

_OTHER_NAMES = {
    "ndjson": "jsonl",
    "feather": "arrow",
    "ipc": "arrow",
    "arrows": "arrow",
    "excel": "xlsx",
    "xlsm": "xlsx",
    "tab": "tsv",
    "pq": "parquet",
}
_PACKINGS = {".gz": "gzip", ".bz2": "bz2", ".zst": "zstd", ".xz": "xz"}


def form_called(name: str) -> str:
    """The form that a name means.

    Raises:
        TableError: if there is no such form.

    >>> form_called("csv"), form_called("feather")
    ('csv', 'arrow')
    """
    form = _OTHER_NAMES.get(name.lower(), name.lower())
    if form not in FORMS:
        raise TableError(f"no form of a table; there are {', '.join(FORMS)}", file=name)
    return form


def form_named(file: str) -> str | None:
    """The form that the name of a file tells, None if it tells none.

    >>> form_named("events.csv.gz"), form_named("events.ndjson"), form_named("events.dat")
    ('csv', 'jsonl', None)
    """
    path = PurePath(file.lower())
    if path.suffix in _PACKINGS:
        path = path.with_suffix("")
    ending = path.suffix.removeprefix(".")
    form = _OTHER_NAMES.get(ending, ending)
    return form if form in FORMS else None


def packing_named(file: str) -> str | None:
    """How the name of a file says that it is compressed, None if it does not.

    >>> packing_named("events.csv.gz"), packing_named("events.csv")
    ('gzip', None)
    """
    return _PACKINGS.get(PurePath(file.lower()).suffix)
