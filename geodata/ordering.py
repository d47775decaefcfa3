"""Natural order of codes and names: "A2b" before "A10"."""

import re

_DIGITS = re.compile(r"(\d+)")


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sorting key that compares runs of digits as numbers and the rest without regard to case.

    Parameters
    ----------
    text
        A code or a name, e.g. "A2b", "SI3", "05334002".

    Returns
    -------
    tuple
        Parts of equal shape (kind, number, letters); numbers come before letters. The text itself is the last
        part, so that keys of different texts always differ and the order is total.

    Examples
    --------
    >>> sorted(["A10", "a2b", "A2a", "AC1"], key=natural_key)
    ['A2a', 'a2b', 'A10', 'AC1']
    """
    parts = tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in _DIGITS.split(text) if part
    )
    return (*parts, (-1, 0, text))
