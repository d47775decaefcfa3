"""The QR code that leads from paper to the view."""

from functools import lru_cache

from layouts.sheets.items import Code


def build_code(address: str, size: float) -> Code:
    """QR code of an address, `size` points wide; read by any telephone even if a seventh of it is damaged."""
    rows = _rows(address)
    return Code(0, 0, size / len(rows), rows, address)


@lru_cache(maxsize=64)
def _rows(address: str) -> tuple[tuple[bool, ...], ...]:
    import segno

    return tuple(tuple(bool(dark) for dark in row) for row in segno.make_qr(address, error="m").matrix)
