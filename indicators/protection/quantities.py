"""Which counts a catalogue publishes, and how they hang together: the tables that must be protected as one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from indicators.catalogue import AREA_KM2, Art, Catalogue, Indikator, Summe
from indicators.protection.primary import Rule, rule_of

Quantity = tuple[str, ...]  # sorted variables whose sum is published


def quantity_of(variables: Iterable[str]) -> Quantity:
    """Canonical name of a sum of variables.

    Examples
    --------
    >>> quantity_of(["zuzuege", "fortzuege"])
    ('fortzuege', 'zuzuege')
    """
    return tuple(sorted(variables))


@dataclass(frozen=True)
class Relation:
    """Equation within every area and year: `whole` = Σ `parts`; a part nobody publishes is an unknown rest."""

    whole: Quantity
    parts: tuple[Quantity, ...]


@dataclass(frozen=True)
class PublishedQuantity:
    """One sum of variables that readers see.

    Parameters
    ----------
    name : tuple of str
        Its variables.
    rules : tuple of Rule
        Of the indicators that have it as numerator.
    indicators : tuple of str
        Ids of the indicators that show it, as numerator or denominator.
    denominators : tuple of tuple of str
        Quantities it is divided by: where one of them is hidden, so is this (D2; the rate would give it away).
    additive : bool
        False where all sources were protected already, so that parts need not add up.
    """

    name: Quantity
    rules: tuple[Rule, ...]
    indicators: tuple[str, ...]
    denominators: tuple[Quantity, ...]
    additive: bool


@dataclass(frozen=True)
class LinkedTables:
    """All quantities of a catalogue and the relations between them.

    Examples
    --------
    >>> entry = {"name": "q", "themenfeld": "t", "zaehler": "z", "einheit": "%", "quelle": "q", "definition": "d",
    ...          "zaehler_text": "z"}
    >>> catalogue = Catalogue(themenfelder=("t",), indikatoren={
    ...     "quote": entry | {"nenner": "n"}, "anzahl": entry | {"art": "anzahl", "zaehler": ["z", "y"]}})
    >>> tables = LinkedTables.of(catalogue)
    >>> tables.relations
    (Relation(whole=('y', 'z'), parts=(('y',), ('z',))),)
    >>> tables.groups
    ((('n',),), (('y', 'z'), ('z',)))
    """

    quantities: Mapping[Quantity, PublishedQuantity]
    relations: tuple[Relation, ...]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "LinkedTables":
        """Read off the catalogue; finished values (`wert`) are no counts and take no part."""
        counted = [i for i in catalogue.indikatoren.values() if i.art is not Art.WERT]
        names = dict.fromkeys(name for indikator in counted for name in _shown(indikator))
        quantities = {name: _describe(name, counted) for name in names}
        return cls(quantities, _relations(quantities, catalogue.summen))

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """Every variable needed."""
        return tuple(dict.fromkeys(variable for name in self.quantities for variable in name))

    @cached_property
    def groups(self) -> tuple[tuple[Quantity, ...], ...]:
        """Quantities that relations connect; most stand alone. Denominators come first where that is possible."""
        group_of = {name: {name} for name in self.quantities}
        for relation in self.relations:
            members = (relation.whole, *relation.parts)
            merged = set(members).union(*(group_of.get(name, set()) for name in members))
            for name in merged:
                group_of[name] = merged
        groups = {frozenset(group_of[name]): None for name in self._denominators_first()}
        return tuple(tuple(sorted(name for name in group if name in self.quantities)) for group in groups)

    def relations_of(self, group: Iterable[Quantity]) -> tuple[Relation, ...]:
        """Relations within a group."""
        members = set(group)
        return tuple(r for r in self.relations if members & {r.whole, *r.parts})

    def _denominators_first(self) -> list[Quantity]:
        ordered: dict[Quantity, None] = {}

        def visit(name: Quantity, above: frozenset[Quantity]) -> None:
            for denominator in self.quantities[name].denominators:
                if denominator not in above:
                    visit(denominator, above | {denominator})
            ordered.setdefault(name)

        for name in sorted(self.quantities):
            visit(name, frozenset({name}))
        return list(ordered)


def denominator_of(indikator: Indikator) -> Quantity | None:
    """Quantity in the denominator; None where there is none or it is an area."""
    return quantity_of(indikator.nenner) if indikator.nenner and AREA_KM2 not in indikator.nenner else None


def _shown(indikator: Indikator) -> list[Quantity]:
    denominator = denominator_of(indikator)
    return [quantity_of(indikator.zaehler), *([denominator] if denominator is not None else [])]


def _describe(name: Quantity, counted: list[Indikator]) -> PublishedQuantity:
    showing = [i for i in counted if name in _shown(i)]
    above = [i for i in showing if quantity_of(i.zaehler) == name]
    denominators = dict.fromkeys(d for i in above if (d := denominator_of(i)) is not None)
    return PublishedQuantity(
        name=name,
        rules=tuple(dict.fromkeys(rule_of(i) for i in above)),
        indicators=tuple(i.id for i in showing),
        denominators=tuple(d for d in denominators if d != name),
        additive=any(not i.geheimhaltung.vorgeschuetzt for i in showing),
    )


def _relations(quantities: Mapping[Quantity, PublishedQuantity], summen: tuple[Summe, ...]) -> tuple[Relation, ...]:
    """Declared sums and sums of several variables, as far as they connect two published quantities."""
    declared = [Relation((summe.ganzes,), tuple((part,) for part in summe.teile)) for summe in summen]
    composed = [Relation(name, tuple((part,) for part in name)) for name in quantities if len(name) > 1]
    relations = [*declared, *composed]
    uses: dict[Quantity, int] = {}
    for relation in relations:
        for name in (relation.whole, *relation.parts):
            uses[name] = uses.get(name, 0) + 1
    connecting = [r for r in relations if _connects(r, quantities, uses)]
    return tuple(dict.fromkeys(connecting))


def _connects(
    relation: Relation, quantities: Mapping[Quantity, PublishedQuantity], uses: Mapping[Quantity, int]
) -> bool:
    """Whether an equation tells readers anything: two members known, and none blurred at its source."""
    members = (relation.whole, *relation.parts)
    additive = all(quantities[name].additive for name in members if name in quantities)
    return additive and sum(name in quantities or uses[name] > 1 for name in members) > 1
