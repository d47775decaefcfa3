"""Whether the picture hangs on how its classes were drawn up: other methods with as many classes, compared."""

from dataclasses import dataclass

from indicators.classes import Methode
from indicators.classshifts import ClassShift, compare_limits
from layouts.formatting import format_number
from layouts.region import Region
from layouts.selection import Selection
from layouts.sheets.content import build_scale
from layouts.sheets.sheet import Form, Sheet

# share and number of the areas with a value from which on the press is warned
MANY, LEAST = 0.25, 3
THRESHOLD = "Gewarnt wird ab einem Viertel der Räume mit Wert, mindestens drei."
WITH = {
    Methode.RUND: "festen, runden Grenzen",
    Methode.QUANTILE: "Quantilen",
    Methode.JENKS: "natürlichen Brüchen",
    Methode.GLEICH: "gleichen Abständen",
    Methode.STDABW: "Grenzen nach der Standardabweichung",
    Methode.EIGENE: "eigenen Grenzen",
}


@dataclass(frozen=True)
class ClassCheck:
    """Methods compared, and those that put many areas elsewhere, the strongest first."""

    shown: Methode
    compared: int
    shifts: tuple[tuple[Methode, ClassShift], ...]

    @property
    def warns(self) -> bool:
        return bool(self.shifts)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The warning in words, or what was found instead of one."""
        if not self.compared:
            return ()
        if not self.shifts:
            return (f"Keine andere Klassenbildung verändert das Bild stark. {THRESHOLD}",)
        return (*(self._sentence(*shift) for shift in self.shifts), self._meaning())

    def _sentence(self, methode: Methode, shift: ClassShift) -> str:
        outer = (
            ("in der höchsten", shift.highest_after, shift.highest_before),
            ("in der niedrigsten", shift.lowest_after, shift.lowest_before),
        )
        changed = [
            f"{where} {format_number(after)} statt {format_number(before)}"
            for where, after, before in outer
            if after != before
        ]
        return (
            f"Mit {WITH[methode]} statt {WITH[self.shown]} lägen {format_number(shift.moved)} von "
            f"{format_number(shift.observed)} Räumen mit Wert in einer anderen Klasse"
            f"{'; ' if changed else ''}{', '.join(changed)}."
        )

    def _meaning(self) -> str:
        return (
            "Wie verbreitet hohe und niedrige Werte auf der Karte erscheinen, hängt also von der Klassenbildung ab: In "
            f"Überschrift und Text besser Zahlen nennen als Farben. {THRESHOLD}"
        )


def check_classes(region: Region, selection: Selection, sheet: Sheet) -> ClassCheck:
    """Compare the classes of a sheet with those of every other method, from the published values it shows."""
    if sheet.form is Form.SYMBOLS:
        return ClassCheck(selection.methode, 0, ())
    scale = build_scale(region, selection)
    values = [area.value for area in sheet.areas]
    classes = str(len(scale.limits) + 1)
    others = {
        Methode(name): tuple(rows[classes])
        for name, rows in scale.methods.items()
        if name != selection.methode.value and classes in rows
    }
    found = [(methode, compare_limits(values, scale.limits, limits)) for methode, limits in others.items()]
    many = [(methode, shift) for methode, shift in found if shift.share >= MANY and shift.moved >= LEAST]
    return ClassCheck(selection.methode, len(others), tuple(sorted(many, key=lambda entry: -entry[1].moved)))
