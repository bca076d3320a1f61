"""Files that are no text, by their first bytes, so that an error can say what they are."""

from __future__ import annotations

__all__ = ["binary_form", "binary_kind"]

_KINDS = (
    (b"PAR1", "Parquet"),
    (b"ARROW1", "Arrow"),
    (b"FEA1", "Feather of version 1, which nothing writes any more"),
    (b"PK\x03\x04", "a zip archive, as Excel's workbooks are"),
    (b"\xd0\xcf\x11\xe0", "a workbook of old Excel: save it as .xlsx"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_FORMS = {b"PAR1": "parquet", b"ARROW1": "arrow", b"PK\x03\x04": "xlsx"}
#: What a message of an Arrow stream begins with.
_CONTINUED = b"\xff\xff\xff\xff"


def binary_kind(head: bytes) -> str | None:
    r"""What a file is that begins so, None if it may be text.

    >>> binary_kind(b"PAR1\x15\x04"), binary_kind(b"name,lat")
    ('Parquet', None)
    """
    return next((kind for magic, kind in _KINDS if head.startswith(magic)), None)


def binary_form(head: bytes) -> str | None:
    """The form of a table that begins so, None if it is none of the binary ones.

    >>> binary_form(b"ARROW1"), binary_form(b"name,lat")
    ('arrow', None)
    """
    if head.startswith(_CONTINUED):
        return "arrow"
    return next((form for magic, form in _FORMS.items() if head.startswith(magic)), None)
