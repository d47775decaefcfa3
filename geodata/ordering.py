"""Natural order of codes and names: "A2b" before "A10", "Würselen" between "Wuppertal" and "Xanten"."""

import re
import unicodedata

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


def name_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorting key of a German name as dictionaries have it (DIN 5007, variant 1): ä as a, ß as ss.

    Examples
    --------
    >>> sorted(["Zingst", "Öhringen", "Weiß", "Weis", "Ort 10", "Ort 9"], key=name_key)
    ['Öhringen', 'Ort 9', 'Ort 10', 'Weis', 'Weiß', 'Zingst']
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return (*natural_key(plain)[:-1], *natural_key(name)[-1:])
