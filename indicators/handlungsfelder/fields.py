"""The Handlungsfelder of a region (`handlungsfelder.toml`) as frozen, strictly checked models."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from indicators.catalogue import Key, Model
from indicators.handlungsfelder.rules import Bedingung, Knoten, Path, conditions
from indicators.handlungsfelder.themes import Prioritaeten
from indicators.validity import Gueltigkeit

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Symbol(StrEnum):
    """Shapes that can be told apart in black and white at 8 px; one per field, never colour alone."""

    KREIS = "kreis"
    QUADRAT = "quadrat"
    DREIECK = "dreieck"
    RAUTE = "raute"
    KREUZ = "kreuz"
    STERN = "stern"
    SECHSECK = "sechseck"
    BALKEN = "balken"


class Handlungsfeld(Model):
    """One `[handlungsfelder.<id>]` table: a kind of need for action, and the rule that finds it."""

    id: Key
    name: str = Field(min_length=1)
    kurz: str = Field(min_length=1)  # short name for narrow places
    farbe: Colour
    symbol: Symbol
    definition: str = Field(min_length=1)
    quelle: str = Field(min_length=1)  # who defined the field, and who the limits
    regel: Knoten

    @property
    def conditions(self) -> dict[Path, Bedingung]:
        """Leaves of the rule by path."""
        return conditions(self.regel)


class Handlungsfelder(Model):
    """The whole file: fields in its order, what they are evaluated on, overrides and priorities."""

    format: int = Field(default=1, ge=1, le=1)
    ebene: Key | None = None  # level of the areas; the finest where nothing is said
    jahr: int | None = None  # year the assignment was made for; the newest common one where nothing is said
    gueltig: Gueltigkeit
    zuordnungen: str | None = None  # CSV with assignments by hand
    handlungsfelder: dict[Key, Handlungsfeld] = Field(min_length=1)
    prioritaeten: Prioritaeten | None = None

    @model_validator(mode="before")
    @classmethod
    def _ids_from_table_names(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("handlungsfelder"), dict):
            named = {
                key: {"id": key, **entry} if isinstance(entry, dict) else entry
                for key, entry in data["handlungsfelder"].items()
            }
            return {**data, "handlungsfelder": named}
        return data

    @model_validator(mode="after")
    def _can_be_told_apart(self) -> "Handlungsfelder":
        problems = []
        for key in ("name", "kurz", "farbe", "symbol"):
            shown = [str(getattr(field, key)).lower() for field in self.handlungsfelder.values()]
            twice = sorted({text for text in shown if shown.count(text) > 1})
            if twice:
                problems.append(f"„{key}“ = „{twice[0]}“ haben mehrere Handlungsfelder")
        themes = self.prioritaeten.themen if self.prioritaeten is not None else {}
        for theme_id, theme in themes.items():
            unknown = [name for name in theme.handlungsfelder if name not in self.handlungsfelder]
            if unknown:
                problems.append(f"[prioritaeten.themen.{theme_id}]: Handlungsfeld „{unknown[0]}“ ist nicht erklärt")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def indikatoren(self) -> tuple[str, ...]:
        """Ids of all indicators the rules look at, each once, in the order of the file."""
        named = [leaf.indikator for field in self.handlungsfelder.values() for leaf in field.conditions.values()]
        return tuple(dict.fromkeys(named))

    @property
    def indikatoren_mit_gueltigkeit(self) -> tuple[str, ...]:
        """Ids of all indicators whose published frames an evaluation needs."""
        return tuple(dict.fromkeys((*self.indikatoren, *self.gueltig.indikatoren)))


def format_path(field: str, path: Path) -> str:
    """Short address of a node, for web addresses; positions are counted from 1.

    Examples
    --------
    >>> format_path("aeltere", (0, 1)), format_path("aeltere", ())
    ('aeltere.1.2', 'aeltere')
    """
    return ".".join((field, *(str(position + 1) for position in path)))


def parse_path(address: str) -> tuple[str, Path]:
    """Field and path of a short address.

    Raises
    ------
    KeyError
        If the text is no address.

    Examples
    --------
    >>> parse_path("aeltere.1.2")
    ('aeltere', (0, 1))
    """
    field, *positions = address.split(".")
    if not all(position.isascii() and position.isdigit() and int(position) > 0 for position in positions):
        raise KeyError(address)
    return field, tuple(int(position) - 1 for position in positions)
