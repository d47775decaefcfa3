"""The indicator catalogue of a region (`indikatoren.toml`) as frozen, strictly checked models."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=60)]

AREA_KM2 = "flaeche_km2"  # the one variable nobody delivers: it comes from the geometry


class Model(BaseModel):
    """Frozen; a key that the format does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Art(StrEnum):
    """What kind of number an indicator is; decides aggregation and the form on the map."""

    ANZAHL = "anzahl"  # count Z; aggregates as ΣZ; proportional symbols
    ANTEIL = "anteil"  # faktor · Z / N; aggregates as faktor · ΣZ / ΣN
    VERAENDERUNG = "veraenderung"  # faktor · (Z(t) − Z(t−n)) / Z(t−n); aggregates from ΣZ
    WERT = "wert"  # finished value; mapped and standardised, never summed or averaged


class Richtung(StrEnum):
    """What a high value means; neutral never enters an index and is never coloured as good or bad."""

    BELASTEND = "belastend"
    ENTLASTEND = "entlastend"
    NEUTRAL = "neutral"


class Stand(StrEnum):
    """What the date of a value refers to."""

    STICHTAG = "stichtag"  # a stock on a day
    ZEITRAUM = "zeitraum"  # a flow over the year that ends on that day


class Geheimhaltung(Model):
    """Protection rule of one indicator (see `docs/confidentiality`: P1–P3)."""

    min_zaehler: int = Field(default=0, ge=0)  # P1: 0 < Z < min_zaehler is suppressed
    min_nenner: int = Field(default=0, ge=0)  # P3: N < min_nenner is not reliable
    komplement: bool = False  # P2: 0 < N − Z < min_zaehler and Z = N > 0 are suppressed too
    vorgeschuetzt: bool = False  # already protected at the source (e.g. cell key method of Zensus 2022)


class Indikator(Model):
    """One `[indikatoren.<id>]` table.

    `zaehler` and `nenner` name variables of the tables; several are summed. `nenner = "flaeche_km2"` is the area
    of the full-resolution geometry in km².
    """

    id: Key
    name: str
    kurz: str | None = None  # short name for narrow places
    themenfeld: str
    art: Art = Art.ANTEIL
    zaehler: tuple[str, ...]
    nenner: tuple[str, ...] = ()
    abstand_jahre: int | None = Field(default=None, ge=1)  # only art = "veraenderung"
    einheit: str
    faktor: float = 1.0
    stellen: int = Field(default=1, ge=0, le=4)  # decimals shown
    richtung: Richtung = Richtung.NEUTRAL
    stand: Stand = Stand.STICHTAG
    quelle: str  # text of the source line where the table's own source says less
    definition: str
    zaehler_text: str
    nenner_text: str | None = None
    hinweis: str | None = None  # caveat
    klassengrenzen: tuple[float, ...] | None = None  # own fixed inner limits, ascending
    plausibel: tuple[float, float] | None = None  # plausible range for the check
    palette: str | None = None  # key of a palette; by theme otherwise
    geheimhaltung: Geheimhaltung = Geheimhaltung()

    @field_validator("zaehler", "nenner", mode="before")
    @classmethod
    def _one_name_is_a_list_of_one(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _fields_fit_the_kind(self) -> "Indikator":
        problems = []
        if (self.art is Art.ANTEIL) != bool(self.nenner):
            problems.append('„nenner“ gehört genau zu art = "anteil"')
        if (self.art is Art.VERAENDERUNG) != (self.abstand_jahre is not None):
            problems.append('„abstand_jahre“ gehört genau zu art = "veraenderung"')
        if self.art is Art.WERT and len(self.zaehler) != 1:
            problems.append("ein fertiger Wert hat genau eine Variable in „zaehler“")
        limits = self.klassengrenzen
        if limits is not None and (not 2 <= len(limits) <= 6 or list(limits) != sorted(set(limits))):
            problems.append("„klassengrenzen“: 2 bis 6 aufsteigende, verschiedene Zahlen")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables the tables must bring."""
        return tuple(v for v in (*self.zaehler, *self.nenner) if v != AREA_KM2)


class Summe(Model):
    """One `[[summen]]` entry: a variable is the sum of others in every area and year, e.g. all ages = under 18 + older.

    A part that no table delivers is a rest: `teile = ["sgb2_u15", "sgb2_uebrige"]` says that the first is contained in
    the whole. Readers can compute a rest, so it is protected like any count.
    """

    ganzes: Key
    teile: tuple[Key, ...] = Field(min_length=2)
    min_zaehler: int | None = Field(default=None, ge=0)  # P1 of the rest; the strictest of the equation by default

    @model_validator(mode="after")
    def _is_a_sum_of_others(self) -> "Summe":
        if len({self.ganzes, *self.teile}) <= len(self.teile):
            raise ValueError("„ganzes“ und „teile“ müssen verschiedene Variablen sein")
        return self


class Catalogue(Model):
    """All indicators of a region in the order of the file; `themenfelder` gives the order of the themes."""

    themenfelder: tuple[str, ...]
    indikatoren: dict[Key, Indikator]
    summen: tuple[Summe, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _ids_from_table_names(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("indikatoren"), dict):
            named = {
                key: {"id": key, **entry} if isinstance(entry, dict) else entry
                for key, entry in data["indikatoren"].items()
            }
            return {**data, "indikatoren": named}
        return data

    @model_validator(mode="after")
    def _themes_exist(self) -> "Catalogue":
        unknown = [
            f"{i.id}: {i.themenfeld}" for i in self.indikatoren.values() if i.themenfeld not in self.themenfelder
        ]
        if unknown:
            raise ValueError(f"Themenfeld nicht unter „themenfelder“ genannt: {', '.join(unknown[:5])}")
        return self

    def by_theme(self) -> dict[str, tuple[Indikator, ...]]:
        """Indicators grouped by theme, in the catalogue's order; themes without indicator are left out."""
        groups = {
            theme: tuple(i for i in self.indikatoren.values() if i.themenfeld == theme) for theme in self.themenfelder
        }
        return {theme: group for theme, group in groups.items() if group}
