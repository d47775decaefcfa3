"""How good a value is that is shown on a Gebietsstand other than the one it was counted on."""

from enum import StrEnum


class Guete(StrEnum):
    """Quality of one value, best first.

    Examples
    --------
    >>> Guete.GESCHAETZT_FLAECHE.estimated, Guete.EXAKT.estimated
    (True, False)
    """

    EXAKT = "exakt"  # counted there, the same territory, or the sum of whole areas
    AUSGEZAEHLT = "neu ausgezählt"  # an earlier day, counted anew on these borders
    GESCHAETZT_TABELLE = "geschätzt nach Umrechnungstabelle"
    GESCHAETZT_EINWOHNER = "geschätzt nach Einwohnern"
    GESCHAETZT_FLAECHE = "geschätzt nach Fläche"

    @property
    def estimated(self) -> bool:
        """Whether the value is an estimate."""
        return self.name.startswith("GESCHAETZT")

    @property
    def letter(self) -> str:
        """One letter, for files with one per value."""
        return LETTERS[self]


LETTERS = {
    Guete.EXAKT: "e",
    Guete.AUSGEZAEHLT: "a",
    Guete.GESCHAETZT_TABELLE: "t",
    Guete.GESCHAETZT_EINWOHNER: "w",
    Guete.GESCHAETZT_FLAECHE: "f",
}

# by the method of a crosswalk's weight, best first
GUETE_BY_METHOD = {
    "exakt": Guete.EXAKT,
    "tabelle": Guete.GESCHAETZT_TABELLE,
    "einwohner": Guete.GESCHAETZT_EINWOHNER,
    "flaeche": Guete.GESCHAETZT_FLAECHE,
}
METHODS = tuple(GUETE_BY_METHOD)
SAME_TERRITORY = frozenset({"unveraendert", "umbenannt"})  # kinds of change of a crosswalk
