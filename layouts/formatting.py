"""German numbers and dates, one way for screen, tables, sentences and files.

`assets/20_format.js` writes the same forms in the browser; `tests/browser` holds both against one table.
"""

import math
import re
from datetime import date

MINUS = "\u2212"
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
NO_VALUE = "–"

PERCENT = "%"
# signs and abbreviations stand close to their number, words as far as any word; as in assets/20_format.js
SIGN = re.compile(r"[\W\d_]|\w\S{0,2}$")
PLURAL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}(e|er|el)\b")


def format_number(value: float | None, decimals: int = 0) -> str:
    """`1234.5` → `1.234,5`; missing → `–`; never a negative zero."""
    if value is None or math.isnan(value):
        return NO_VALUE
    rounded = round_half_up(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return MINUS + text if rounded < 0 else text


def round_half_up(value: float, decimals: int) -> float:
    """Commercial rounding (5 away from zero), as German statistics round; `-0.0` becomes `0.0`."""
    scale = 10.0**decimals
    # repr first: 2.675 is stored slightly below, but a reader who sees 2.675 expects 2.68
    rounded = math.floor(float(f"{abs(value) * scale:.9f}") + 0.5) / scale
    return math.copysign(rounded, value) + 0.0 if rounded else 0.0


def format_value(value: float | None, decimals: int, unit: str) -> str:
    """Number with its unit, not to be parted from it: `12,3 %`, `39 Personen`; no unit for missing values."""
    text = format_number(value, decimals)
    return text if text == NO_VALUE else with_unit(text, unit)


def with_unit(text: str, unit: str) -> str:
    """A number as it stands and its unit: a narrow space before `%`, `km²` or `€/m²`, a whole one before a word.

    Examples
    --------
    >>> [with_unit("12", unit) for unit in ("%", "km²", "je 1.000", "Jahre", "")]
    ['12\\u202f%', '12\\u202fkm²', '12\\xa0je 1.000', '12\\xa0Jahre', '12']
    """
    return f"{text}{NARROW_SPACE if SIGN.match(unit) else NO_BREAK_SPACE}{unit}" if unit else text


def dative_unit(unit: str) -> str:
    """A unit behind „mit“ or „von“: a German plural takes an n, signs and abbreviations stay.

    Examples
    --------
    >>> [dative_unit(unit) for unit in ("Jahre", "Einwohner je km²", "Prozentpunkte", "Personen", "%", "Euro")]
    ['Jahren', 'Einwohnern je km²', 'Prozentpunkten', 'Personen', '%', 'Euro']
    """
    return PLURAL.sub(lambda found: f"{found[0]}n", unit, count=1) if PLURAL.match(unit) else unit


def format_signed(value: float | None, decimals: int, unit: str = "") -> str:
    """With its sign: `+1,2`, `−0,4`, `±0`."""
    text = format_value(value, decimals, unit)
    if value is None or math.isnan(value):
        return text
    rounded = round_half_up(value, decimals)
    return text if rounded < 0 else ("+" if rounded > 0 else "±") + text


def format_range(low: float, high: float, decimals: int, unit: str) -> str:
    """`5,8 bis 22,2 %`."""
    return f"{format_number(low, decimals)} bis {format_value(high, decimals, unit)}"


def format_rank(best: int, worst: int, ranked: int) -> str:
    """`Rang 3 von 93` or, where the difference is not real, `Rang 3 bis 11 von 93`."""
    span = format_number(best) if best == worst else f"{format_number(best)} bis {format_number(worst)}"
    return f"Rang {span} von {format_number(ranked)}"


def format_class(lower: float | None, upper: float | None, decimals: int) -> str:
    """Half-open class without overlap: `unter 5,0`, `5,0 bis unter 10,0`, `10,0 und mehr`."""
    if lower is None and upper is None:
        return "alle Werte"
    if lower is None:
        return f"unter {format_number(upper, decimals)}"
    if upper is None:
        return f"{format_number(lower, decimals)} und mehr"
    return f"{format_number(lower, decimals)} bis unter {format_number(upper, decimals)}"


def format_date(day: date) -> str:
    """`31.12.2022`."""
    return f"{day:%d.%m.%Y}"


def plural_unit(unit: str) -> str:
    """Unit of a difference: percent differ by percentage points."""
    return "Prozentpunkte" if unit == PERCENT else unit
