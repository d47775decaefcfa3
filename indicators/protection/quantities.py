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
class Rest:
    """What is left of a published whole when its published parts are taken away; readers can compute it.

    Parameters
    ----------
    relation : Relation
        The equation that gives it.
    rule : Rule
        P1 with the threshold of the declared sum, or the strictest of the indicators in the equation. Unions of rests
        and parts need no rule of their own: they are as large as each of their members, and a union below a threshold
        has none but small members.
    """

    relation: Relation
    rule: Rule


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
    rests: Mapping[Quantity, Rest]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "LinkedTables":
        """Read off the catalogue; finished values (`wert`) are no counts and take no part."""
        counted = [i for i in catalogue.indikatoren.values() if i.art is not Art.WERT]
        names = dict.fromkeys(name for indikator in counted for name in _shown(indikator))
        quantities = {name: _describe(name, counted) for name in names}
        relations = _relations(quantities, catalogue.summen)
        rests = _rests(relations, quantities, catalogue.summen)
        unions = [Relation(name, tuple((part,) for part in name)) for name in rests if len(name) > 1]
        return cls(quantities, (*relations, *(r for r in unions if r not in relations)), rests)

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
        """Relations within a group, those of its rests included."""
        members = set(group) | set(self.rests_of(group))
        return tuple(r for r in self.relations if members & {r.whole, *r.parts})

    def rests_of(self, group: Iterable[Quantity]) -> tuple[Quantity, ...]:
        """Rests that follow from quantities of a group."""
        members = set(group)
        return tuple(name for name, rest in self.rests.items() if rest.relation.whole in members)

    def shares_of(self, name: Quantity) -> int:
        """Number of quantities divided by this one, which are hidden where it is (D2)."""
        return sum(name in quantity.denominators for quantity in self.quantities.values())

    def is_additive(self, name: Quantity) -> bool:
        """Whether parts of a quantity or rest add up."""
        return name in self.rests or self.quantities[name].additive

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


def _rests(
    relations: tuple[Relation, ...], quantities: Mapping[Quantity, PublishedQuantity], summen: tuple[Summe, ...]
) -> dict[Quantity, Rest]:
    """Rest of every relation with a published whole and a published part, under its variables."""
    own = {Relation((s.ganzes,), tuple((part,) for part in s.teile)): s.min_zaehler for s in summen}
    rests: dict[Quantity, Rest] = {}
    for relation in relations:
        shown = [part for part in relation.parts if part in quantities]
        absent = [variable for part in relation.parts if part not in quantities for variable in part]
        name = quantity_of(absent)
        if relation.whole not in quantities or not shown or not absent or name in quantities:
            continue
        least = own.get(relation)
        if least is None:
            least = _strictest([relation.whole, *shown], quantities)
        if name not in rests or rests[name].rule.least < least:
            rests[name] = Rest(relation, Rule(least, None, False))
    return rests


def _strictest(members: list[Quantity], quantities: Mapping[Quantity, PublishedQuantity]) -> int:
    """Threshold of the members; where none has one, of what is divided by them."""
    own = [rule.least for name in members for rule in quantities[name].rules]
    if any(own):
        return max(own)
    divided = [q for q in quantities.values() if set(q.denominators) & set(members)]
    return max((rule.least for quantity in divided for rule in quantity.rules), default=0)
