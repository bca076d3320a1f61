"""The encoding of a text: what a user may call it, and what its bytes tell."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from toponyms.columns.files.armscii import ArmsciiDecoder
from toponyms.columns.files.armscii import encode as to_armscii
from toponyms.columns.files.binary import binary_kind
from toponyms.columns.files.readings import READINGS, best_readings
from toponyms.errors import TableError

__all__ = ["Encoding", "decoder", "encoded", "find_encoding", "stated_encoding"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Found without being stated, beside Unicode.
_FOUND = ("windows-1251", "armscii-8")
_ARMSCII = frozenset({"armscii-8", "armscii8", "armscii"})
#: So many characters of several bytes are never UTF-8 by chance.
_CERTAIN = 8


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text is encoded.

    Attributes:
        name: as Python calls it, or `armscii-8`.
        mark: the byte order mark at the beginning, empty if there is none.
    """

    name: str
    mark: bytes = b""


def stated_encoding(name: str) -> str:
    """An encoding by a name that a user gives it.

    Raises:
        TableError: if there is no such encoding of text.

    >>> stated_encoding("CP1251"), stated_encoding("ArmSCII-8"), stated_encoding("utf8")
    ('windows-1251', 'armscii-8', 'utf-8')
    """
    plain = name.strip().lower().replace("_", "-")
    if plain in _ARMSCII:
        return "armscii-8"
    if plain.isdigit():
        plain = f"windows-{plain}"
    try:
        found = codecs.lookup(plain).name
        "".encode(found)
    except (LookupError, ValueError):  # a name with NUL is no value for Python
        raise TableError("no encoding that is known", file=name) from None
    if found.startswith("cp125"):
        return f"windows-{found[2:]}"
    return "utf-8" if found == "utf-8-sig" else found


def find_encoding(
    sample: bytes, *, file: str, stated: str | None = None, whole: bool = True
) -> Encoding:
    r"""The encoding of a text, by its beginning.

    A byte order mark decides; then UTF-8 and UTF-16, which do not come about by chance; then
    the letters, where one reading alone makes words.

    Args:
        sample: the first bytes, as many as there are up to about a million.
        file: what errors call it.
        stated: the encoding if it is known.
        whole: whether there are no more bytes than these.

    Raises:
        TableError: if it is no text, or may be read in several ways, or in none that is known.

    >>> find_encoding("город,Баку".encode("cp1251"), file="towns.csv").name
    'windows-1251'
    """
    mark, marked = next(((m, n) for m, n in _MARKS if sample.startswith(m)), (b"", ""))
    if stated is not None:
        return _stated(stated_encoding(stated), sample, mark, marked)
    if marked:
        return Encoding(marked, mark)
    if kind := binary_kind(sample):
        raise TableError(f"is no text, but {kind}", file=file)
    if b"\0" in sample and (name := _utf16(sample)):
        return Encoding(name)
    if not whole:
        sample = sample[: sample.rfind(b"\n") + 1] or sample  # the last character may be cut
    return Encoding(_by_letters(sample, file))


def _stated(name: str, sample: bytes, mark: bytes, marked: str) -> Encoding:
    if name in {"utf-16", "utf-32"}:
        if marked.startswith(name):
            return Encoding(marked, mark)
        return Encoding(_utf16(sample) or "utf-16-le" if name == "utf-16" else "utf-32-le")
    return Encoding(name, mark if marked == name else b"")


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark, in the byte order in which its characters are common ones."""
    shares = {name: _share_of_common(sample, name) for name in ("utf-16-le", "utf-16-be")}
    best, other = sorted(shares, key=shares.__getitem__, reverse=True)
    return best if shares[best] >= 0.95 and shares[other] < 0.6 else None


def _share_of_common(sample: bytes, name: str) -> float:
    try:
        text = codecs.getincrementaldecoder(name)().decode(sample)
    except UnicodeDecodeError:
        return 0.0
    return sum(map(_common, text)) / max(1, len(text))


def _common(character: str) -> bool:
    """Whether it is of ASCII or of an alphabet from Latin to Georgian, or general punctuation."""
    return (
        character in "\t\r\n"
        or " " <= character <= "~"
        or "\xa0" <= character <= "\u06ff"
        or "\u10a0" <= character <= "\u10ff"
        or "\u1e00" <= character <= "\u20cf"
        or character == "№"
    )


def _by_letters(sample: bytes, file: str) -> str:
    if sample.isascii():
        if b"\0" in sample:
            raise TableError("is no text: it has null bytes", file=file)
        return "utf-8"
    valid, invalid = _utf8_characters(sample)
    if (not invalid and valid >= _CERTAIN) or valid > 10 * invalid > 0:
        return "utf-8"  # one faulty byte among many characters is an error in its place
    if _controls(sample):
        raise TableError("is no text: it has control characters", file=file)
    best = best_readings(sample, READINGS if invalid else ("utf-8", *READINGS))
    if len(best) == 1:
        name = best[0].encoding
        if name == "utf-8" or (name in _FOUND and best[0].has_letters):
            return name
    if not best:
        raise TableError(
            "is not UTF-8, and no other reading makes words; state its --encoding", file=file
        )
    said = " or ".join(f"{reading.encoding} ({reading.excerpt!r})" for reading in best[:4])
    raise TableError(f"is not UTF-8 for certain, it may be {said}; state its --encoding", file=file)


def _utf8_characters(sample: bytes) -> tuple[int, int]:
    """How many characters of several bytes are UTF-8, and how many bytes are not; at least."""
    try:
        # The usual case is not counted: a character has at most three bytes more than one.
        return (len(sample) - len(sample.decode()) + 2) // 3, 0
    except UnicodeDecodeError:
        text = sample.decode("utf-8", "surrogateescape")
    invalid = sum("\udc80" <= character <= "\udcff" for character in text)
    return sum(character > "\x7f" for character in text) - invalid, invalid


def _controls(sample: bytes) -> bool:
    """Whether there are bytes that no text has, in any encoding beside Unicode."""
    odd = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
    return b"\0" in sample or len(sample.translate(None, odd)) < 0.99 * len(sample)


def decoder(name: str) -> codecs.IncrementalDecoder:
    """What decodes a stream, and raises UnicodeDecodeError at a fault."""
    if name == "armscii-8":
        return ArmsciiDecoder()
    return codecs.getincrementaldecoder(name)("strict")


def encoded(text: str, name: str) -> bytes:
    """Text as bytes.

    Raises:
        UnicodeEncodeError: at a character that the encoding does not have.
    """
    return to_armscii(text) if name == "armscii-8" else text.encode(name)
