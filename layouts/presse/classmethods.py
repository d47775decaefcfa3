"""Whether the picture hangs on how its classes were drawn up: other methods with as many classes, compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.classes import Methode
from indicators.classshifts import ClassShift, compare_limits
from layouts.formatting import format_number
from layouts.presse.views import View
from layouts.sheets.content import build_scale
from layouts.sheets.sheet import Form

# share and number of the areas with a value from which on the press is warned
MANY, LEAST = 0.25, 3
MEANING = (
    "Wie verbreitet hohe und niedrige Werte auf der Karte erscheinen, hängt also von der Klassenbildung ab: In "
    "Überschrift und Text besser Zahlen nennen als Farben."
)
STEADY = "Keine andere Klassenbildung verändert das Bild stark."
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

    map: str  # its name where there are two, else ""
    shown: Methode
    compared: int
    shifts: tuple[tuple[Methode, ClassShift], ...]

    @property
    def warns(self) -> bool:
        return bool(self.shifts)

    @property
    def sentences(self) -> tuple[str, ...]:
        """One for every method that puts many areas elsewhere."""
        return tuple(self._sentence(*shift) for shift in self.shifts)

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
        name = f"{self.map}: " if self.map else ""
        return (
            f"{name}Mit {WITH[methode]} statt {WITH[self.shown]} lägen {format_number(shift.moved)} von "
            f"{format_number(shift.observed)} Räumen mit Wert in einer anderen Klasse"
            f"{'; ' if changed else ''}{', '.join(changed)}."
        )


def class_sentences(checks: Sequence[ClassCheck]) -> tuple[str, ...]:
    """The warning in words, or what was found instead of one; nothing where there are no classes."""
    warnings = [sentence for check in checks for sentence in check.sentences]
    if warnings:
        return (*warnings, f"{MEANING} {THRESHOLD}")
    return (f"{STEADY} {THRESHOLD}",) if any(check.compared for check in checks) else ()


def check_classes(view: View, name: str = "") -> ClassCheck:
    """Compare the classes of a map with those of every other method, from the published values it shows."""
    methode = view.selection.methode
    if view.sheet.form is Form.SYMBOLS:
        return ClassCheck(name, methode, 0, ())
    scale = build_scale(view.region, view.selection)
    values = [area.value for area in view.sheet.areas]
    classes = str(len(scale.limits) + 1)
    others = {
        Methode(other): tuple(rows[classes])
        for other, rows in scale.methods.items()
        if other != methode.value and classes in rows
    }
    found = [(other, compare_limits(values, scale.limits, limits)) for other, limits in others.items()]
    many = [(other, shift) for other, shift in found if shift.share >= MANY and shift.moved >= LEAST]
    return ClassCheck(name, methode, len(others), tuple(sorted(many, key=lambda entry: -entry[1].moved)))
