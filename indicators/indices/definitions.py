"""The standardised indices of a region (`indizes.toml`) as frozen, strictly checked models."""

from enum import StrEnum
from itertools import pairwise

from pydantic import Field, field_validator, model_validator

from indicators.catalogue import Key, Model
from indicators.validity import Gueltigkeit

ENOUGH = 2 / 3  # share of the weights without which there is no index


class IndexArt(StrEnum):
    """What an index measures."""

    STATUS = "status"  # the situation of a year
    DYNAMIK = "dynamik"  # its change
    EINFACH = "einfach"  # one theme, not part of a combination


class Bezug(StrEnum):
    """Over which areas μ and σ are taken."""

    REGION = "region"
    KOMMUNE = "kommune"  # the level below the region; at least 8 valid areas, else no index


class Bestandteil(Model):
    """One entry of `indikatoren`: an indicator, its weight and the years in which it belongs to the index."""

    indikator: Key
    gewicht: float = Field(default=1.0, gt=0)
    ab_jahr: int | None = None
    bis_jahr: int | None = None

    def counts_in(self, jahr: int) -> bool:
        """Whether the indicator belongs to the index of this year."""
        return (self.ab_jahr is None or self.ab_jahr <= jahr) and (self.bis_jahr is None or jahr <= self.bis_jahr)


class Indexklasse(Model):
    """One class: index values above the limit of the class before, up to and including `bis`."""

    name: str = Field(min_length=1)
    bis: float | None = None  # none for the last class
    kurz: str | None = None  # sign in names of combinations, "2" or "+/-"
    wert: float | None = None  # how a published table writes this class


def _classes(*entries: tuple[str, float | None, str]) -> tuple[Indexklasse, ...]:
    return tuple(Indexklasse(name=name, bis=limit, kurz=short) for name, limit, short in entries)


# Berlin's Monitoring Soziale Stadtentwicklung; a high index means a high burden, so "hoch" is the low end of it
DEFAULT_CLASSES = {
    IndexArt.STATUS: _classes(
        ("hoch", -1, "1"), ("mittel", 1, "2"), ("niedrig", 1.5, "3"), ("sehr niedrig", None, "4")
    ),
    IndexArt.DYNAMIK: _classes(("positiv", -1, "+"), ("stabil", 1, "+/-"), ("negativ", None, "-")),
    IndexArt.EINFACH: _classes(
        ("gering", -1, "1"), ("mittel", 1, "2"), ("erhöht", 1.5, "3"), ("stark erhöht", None, "4")
    ),
}


class Index(Model):
    """One `[indizes.<id>]` table."""

    id: Key
    name: str
    kurz: str | None = None
    definition: str
    art: IndexArt = IndexArt.EINFACH
    indikatoren: tuple[Bestandteil, ...] = Field(min_length=1)
    zeitabstand: int | None = Field(default=None, ge=1)  # years between the values whose difference enters
    bezug: Bezug = Bezug.REGION
    ebene: str | None = None  # level it is made for; the finest unless named
    mindestanteil: float = Field(default=ENOUGH, gt=0, le=1)  # share of the weights that must be there
    basisjahr: int | None = None  # μ and σ of this year measure the trend; the first year unless named
    klassen: tuple[Indexklasse, ...] = ()
    gueltig: Gueltigkeit | None = None  # instead of the common [gueltig]
    veroeffentlicht: Key | None = None  # indicator that holds the class somebody else published
    hinweis: str | None = None

    @field_validator("indikatoren", mode="before")
    @classmethod
    def _a_name_is_a_part_of_weight_one(cls, value: object) -> object:
        if isinstance(value, list | tuple):
            return [{"indikator": entry} if isinstance(entry, str) else entry for entry in value]
        return value

    @model_validator(mode="before")
    @classmethod
    def _classes_of_the_kind(cls, data: object) -> object:
        if isinstance(data, dict) and not data.get("klassen"):
            return {**data, "klassen": DEFAULT_CLASSES.get(str(data.get("art", IndexArt.EINFACH)), ())}  # type: ignore[call-overload]
        return data

    @model_validator(mode="after")
    def _fields_fit_each_other(self) -> "Index":
        problems = [*_check_parts(self.indikatoren), *_check_classes(self.klassen)]
        if self.zeitabstand is not None and self.art is not IndexArt.DYNAMIK:
            problems.append('„zeitabstand“ gehört zu art = "dynamik"')
        if self.veroeffentlicht is not None and any(one.wert is None for one in self.klassen):
            problems.append("zu „veroeffentlicht“ braucht jede Klasse „wert“: so steht sie in der Tabelle")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def limits(self) -> tuple[float, ...]:
        """Upper limits of all classes but the last."""
        return tuple(one.bis for one in self.klassen if one.bis is not None)

    def parts_of(self, jahr: int) -> tuple[Bestandteil, ...]:
        """What the index of a year is made of."""
        return tuple(part for part in self.indikatoren if part.counts_in(jahr))


def _check_parts(parts: tuple[Bestandteil, ...]) -> list[str]:
    names = [part.indikator for part in parts]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    backwards = [
        part.indikator
        for part in parts
        if part.ab_jahr is not None and part.bis_jahr is not None and part.ab_jahr > part.bis_jahr
    ]
    problems = [f"Indikator „{name}“ steht doppelt unter „indikatoren“" for name in twice]
    return problems + [f"„{name}“: „ab_jahr“ liegt hinter „bis_jahr“" for name in backwards]


def _check_classes(classes: tuple[Indexklasse, ...]) -> list[str]:
    limits = [one.bis for one in classes]
    problems = []
    if len(classes) < 2:
        problems.append("„klassen“: mindestens zwei Klassen")
    elif None in limits[:-1] or limits[-1] is not None:
        problems.append("„klassen“: jede Klasse außer der letzten hat eine obere Grenze „bis“")
    elif any(low >= high for low, high in pairwise(limits[:-1]) if low is not None and high is not None):
        problems.append("„klassen“: die Grenzen „bis“ müssen aufsteigen")
    if len({one.name for one in classes}) < len(classes):
        problems.append("„klassen“: zwei Klassen heißen gleich")
    return problems


class Kombination(Model):
    """One `[[kombinationen]]` entry: every class of one index with every class of another, as Status × Dynamik."""

    id: Key
    name: str
    status: Key
    dynamik: Key
    definition: str | None = None


class Indizes(Model):
    """All indices of a region in the order of the file; without the file there are none."""

    gueltig: Gueltigkeit | None = None
    berichte: dict[int, str] = Field(default_factory=dict)  # year of the figures → report that published them
    indizes: dict[Key, Index] = Field(default_factory=dict)
    kombinationen: tuple[Kombination, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _ids_from_table_names(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("indizes"), dict):
            named = {
                key: {"id": key, **entry} if isinstance(entry, dict) else entry
                for key, entry in data["indizes"].items()
            }
            return {**data, "indizes": named}
        return data

    @model_validator(mode="after")
    def _names_exist(self) -> "Indizes":
        problems = [
            f"„gueltig“ fehlt bei [indizes.{index.id}], und es gibt keine gemeinsame Tabelle [gueltig]"
            for index in self.indizes.values()
            if index.gueltig is None and self.gueltig is None
        ]
        for combination in self.kombinationen:
            for role, wanted in (("status", IndexArt.STATUS), ("dynamik", IndexArt.DYNAMIK)):
                found = self.indizes.get(getattr(combination, role))
                if found is None or found.art is not wanted:
                    problems.append(f'Kombination „{combination.id}“: „{role}“ nennt keinen Index der art = "{wanted}"')
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def validity(self, index: Index) -> Gueltigkeit:
        """Which areas are valid for an index: its own rule, else the common one."""
        rule = index.gueltig or self.gueltig
        if rule is None:
            raise ValueError(f"no validity rule for index {index.id!r}")
        return rule

    def report_of(self, jahr: int) -> str | None:
        """Report that published the figures of a year."""
        return self.berichte.get(jahr)
