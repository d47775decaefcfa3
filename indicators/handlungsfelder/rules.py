"""Rules as data: conditions on published figures, and nodes that join them."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from indicators.catalogue import Key, Model

Path = tuple[int, ...]  # positions from the root, counted from 0


class Groesse(StrEnum):
    """What of an indicator a condition looks at."""

    Z = "z"  # standardised over the valid areas; high = more burdened, neutral indicators keep their sign
    WERT = "wert"  # published value in the unit of the indicator
    QUANTIL = "quantil"  # published value against the quantile `grenze` (0–1) of the valid areas
    ANZAHL = "anzahl"  # published count Z
    GEGEN_KOMMUNE = "gegen_kommune"  # value minus the value of the area's own Kommune, unit of the indicator
    GEGEN_REGION = "gegen_region"  # value minus the value of the region


class Vergleich(StrEnum):
    """How the figure is compared with the limit."""

    MINDESTENS = ">="
    HOECHSTENS = "<="
    UEBER = ">"
    UNTER = "<"

    @property
    def upwards(self) -> bool:
        """True where high figures meet the condition."""
        return self in (Vergleich.MINDESTENS, Vergleich.UEBER)

    @property
    def includes_limit(self) -> bool:
        """True where a figure exactly at the limit meets the condition."""
        return self in (Vergleich.MINDESTENS, Vergleich.HOECHSTENS)


class Bedingung(Model):
    """A leaf: one figure of one indicator against one limit; `text` replaces the generated wording."""

    indikator: Key
    groesse: Groesse = Groesse.Z
    vergleich: Vergleich = Vergleich.MINDESTENS
    grenze: float = Field(allow_inf_nan=False)
    text: str | None = None

    @model_validator(mode="after")
    def _limit_fits(self) -> "Bedingung":
        if self.groesse is Groesse.QUANTIL and not 0 < self.grenze < 1:
            raise ValueError(
                f"„grenze“ = {self.grenze:g} ist kein Quantil: eine Zahl zwischen 0 und 1 angeben, 0.5 ist der Median"
            )
        if self.groesse is Groesse.ANZAHL and self.grenze < 0:
            raise ValueError(f"„grenze“ = {self.grenze:g} ist keine Anzahl: eine Zahl ab 0 angeben")
        return self


class Alle(Model):
    """A node that is met when all members are."""

    alle: "tuple[Knoten, ...]" = Field(min_length=1)
    text: str | None = None

    @property
    def members(self) -> "tuple[Knoten, ...]":
        """What is joined."""
        return self.alle

    @property
    def needed(self) -> int:
        """How many members must be met."""
        return len(self.alle)


class Eine(Model):
    """A node that is met when one member is."""

    eine: "tuple[Knoten, ...]" = Field(min_length=1)
    text: str | None = None

    @property
    def members(self) -> "tuple[Knoten, ...]":
        """What is joined."""
        return self.eine

    @property
    def needed(self) -> int:
        """How many members must be met."""
        return 1


class Mindestens(Model):
    """A node that is met when at least `mindestens` members are."""

    mindestens: int = Field(ge=1)
    von: "tuple[Knoten, ...]" = Field(min_length=1)
    text: str | None = None

    @model_validator(mode="after")
    def _can_be_met(self) -> "Mindestens":
        if self.mindestens > len(self.von):
            raise ValueError(
                f"„mindestens“ = {self.mindestens}, aber „von“ hat nur {len(self.von)} "
                f"{'Eintrag' if len(self.von) == 1 else 'Einträge'}: so kann die Regel nie erfüllt sein"
            )
        return self

    @property
    def members(self) -> "tuple[Knoten, ...]":
        """What is joined."""
        return self.von

    @property
    def needed(self) -> int:
        """How many members must be met."""
        return self.mindestens


def _kind(value: Any) -> str:
    """Tag of a node; what has no joining word is read as a condition, so that its mistakes are named as such."""
    if isinstance(value, Model):
        return f"[{type(value).__name__.lower()}]"
    keys = value if isinstance(value, dict) else {}
    kinds = (("alle", "[alle]"), ("eine", "[eine]"), ("von", "[mindestens]"), ("mindestens", "[mindestens]"))
    return next((tag for key, tag in kinds if key in keys), "[bedingung]")


# The tags stand in brackets like pydantic's own "[key]": they are no part of the place a reader of the file knows.
Knoten = Annotated[
    Annotated[Alle, Tag("[alle]")]
    | Annotated[Eine, Tag("[eine]")]
    | Annotated[Mindestens, Tag("[mindestens]")]
    | Annotated[Bedingung, Tag("[bedingung]")],
    Discriminator(_kind),
]
for _node in (Alle, Eine, Mindestens):
    _node.model_rebuild()


def walk(node: Knoten, path: Path = ()) -> Iterator[tuple[Path, Knoten]]:
    """Every node of a rule with its path, root first, in the order of the file."""
    yield path, node
    if not isinstance(node, Bedingung):
        for position, member in enumerate(node.members):
            yield from walk(member, (*path, position))


def conditions(node: Knoten) -> dict[Path, Bedingung]:
    """The leaves of a rule by path, in the order of the file.

    Examples
    --------
    >>> rule = Eine(eine=({"indikator": "a", "grenze": 1}, {"alle": [{"indikator": "b", "grenze": 0}]}))
    >>> {path: leaf.indikator for path, leaf in conditions(rule).items()}
    {(0,): 'a', (1, 0): 'b'}
    """
    return {path: found for path, found in walk(node) if isinstance(found, Bedingung)}


def replace_limit(node: Knoten, path: Path, grenze: float) -> Knoten:
    """The same rule with another limit at one leaf.

    Raises
    ------
    KeyError
        If there is no leaf at the path.
    ValidationError
        If the limit does not fit the condition.
    """
    if isinstance(node, Bedingung):
        if path:
            raise KeyError(path)
        return Bedingung.model_validate({**dict(node), "grenze": grenze})
    if not path or not 0 <= path[0] < len(node.members):
        raise KeyError(path)
    members = list(node.members)
    members[path[0]] = replace_limit(members[path[0]], path[1:], grenze)
    key = {Alle: "alle", Eine: "eine", Mindestens: "von"}[type(node)]
    return node.model_copy(update={key: tuple(members)})
