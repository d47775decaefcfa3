"""Which characters the fonts of the sheets have: a PDF/UA must not hold a letter that nobody can see."""

import struct
from collections.abc import Iterator
from functools import cache

from layouts.sheets.typesetting import SOURCE_SANS, Typeface, typeface_in_use

UNICODE_TABLES = {(0, 3), (0, 4), (3, 1), (3, 10)}  # platform and encoding
LAST = 0xFFFF


def drawable() -> frozenset[str]:
    """Characters that every weight of the font in use has, or of the one that stands in for it.

    Examples
    --------
    >>> "ß" in drawable(), "漢" in drawable()
    (True, False)
    """
    return _characters(SOURCE_SANS) | _characters(typeface_in_use())


@cache
def _characters(typeface: Typeface) -> frozenset[str]:
    files = (typeface.regular, typeface.semibold)
    return frozenset.intersection(*(frozenset(map(chr, _codes(file.read_bytes()))) for file in files))


def missing(text: str) -> tuple[str, ...]:
    """Characters of a text that the font lacks, each once."""
    known = drawable()
    return tuple(character for character in dict.fromkeys(text) if character not in known)


def _codes(font: bytes) -> Iterator[int]:
    """Code points of the `cmap` table, https://learn.microsoft.com/typography/opentype/spec/cmap."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = (struct.unpack_from(">4sIII", font, 12 + 16 * i) for i in range(count))
    start = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    for i in range(struct.unpack_from(">H", font, start + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * i)
        if (platform, encoding) in UNICODE_TABLES:
            yield from _subtable(font, start + offset)


def _subtable(font: bytes, at: int) -> Iterator[int]:
    """Segments of format 4 (two bytes) or groups of format 12 (four bytes)."""
    kind = struct.unpack_from(">H", font, at)[0]
    if kind == 4:
        segments = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends = struct.unpack_from(f">{segments}H", font, at + 14)
        starts = struct.unpack_from(f">{segments}H", font, at + 16 + 2 * segments)
        for first, last in zip(starts, ends, strict=True):
            yield from (code for code in range(first, last + 1) if code != LAST)
    elif kind == 12:
        for i in range(struct.unpack_from(">I", font, at + 12)[0]):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * i)
            yield from range(first, last + 1)
