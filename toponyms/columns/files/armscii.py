"""ArmSCII-8, the Armenian encoding before Unicode, which Python does not know."""

from __future__ import annotations

import codecs
from functools import cache
from importlib.resources import files

__all__ = ["COMMA", "ArmsciiDecoder", "decode", "encode"]

#: Stands for the Armenian comma until rows are split at commas: ArmSCII-8 has a comma of its own
#: (AB) beside that of ASCII, and both are U+002C, but only the one of ASCII ends a field.
COMMA = "\ue0ab"

_UNDEFINED = "\ufffe"


@cache
def _table(comma: str) -> str:
    """The character of each byte, U+FFFE for one that has none."""
    table = [chr(byte) for byte in range(0xA0)] + [_UNDEFINED] * 0x60
    rows = (files("toponyms.columns.files") / "armscii8.tsv").read_text("utf-8").split("\n")
    for row in rows[3:]:
        if row:
            byte, code_point, _ = row.split("\t")
            table[int(byte, 16)] = chr(int(code_point, 16))
    table[0xAB] = comma
    return "".join(table)


@cache
def _bytes() -> dict[int, int]:
    """The byte of each character; of two that are the same character, the lower."""
    table = enumerate(_table(","))
    letters: dict[int, int] = {}
    for byte, character in table:
        if character != _UNDEFINED:
            letters.setdefault(ord(character), byte)
    return letters


def decode(data: bytes, *, comma: str = ",") -> str:
    r"""Text of ArmSCII-8.

    Args:
        data: any bytes.
        comma: what the Armenian comma becomes.

    Raises:
        UnicodeDecodeError: at a byte that is not assigned: A1 or FF.

    >>> decode(b"\xb4\xb3\xf9\xe1\xf5")
    'Բաքու'
    """
    try:
        return codecs.charmap_decode(data, "strict", _table(comma))[0]
    except UnicodeDecodeError as error:
        error.encoding = "armscii-8"
        raise


def encode(text: str) -> bytes:
    r"""Text in ArmSCII-8.

    Raises:
        UnicodeEncodeError: at a character that it does not have.

    >>> encode("Բաքու")
    b'\xb4\xb3\xf9\xe1\xf5'
    """
    try:
        return codecs.charmap_encode(text, "strict", _bytes())[0]
    except UnicodeEncodeError as error:
        error.encoding = "armscii-8"
        raise


class ArmsciiDecoder(codecs.IncrementalDecoder):
    """Decodes a stream, with `COMMA` for the Armenian comma."""

    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]
        """Text of the next bytes."""
        return decode(data, comma=COMMA)
