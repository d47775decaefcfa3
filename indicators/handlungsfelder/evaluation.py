"""Which Handlungsfelder are found where: every condition, node and field in every area, three-valued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from indicators.handlungsfelder.fields import Handlungsfelder
from indicators.handlungsfelder.kleene import MET, NOT_MET, UNKNOWN, Erfuellung, States, at_least
from indicators.handlungsfelder.measures import GRUENDE, Codes, Floats, Grund, Measure, Measures
from indicators.handlungsfelder.overrides import Zuordnung
from indicators.handlungsfelder.rules import Bedingung, Groesse, Knoten, Path

TOLERANCE = 1e-9  # relative: a figure this near to its limit is at the limit, whatever floating point makes of it

_CODE = {grund: code for code, grund in enumerate(GRUENDE)}
_RELATIVE = (Groesse.Z, Groesse.QUANTIL)
_AGAINST = (Groesse.GEGEN_KOMMUNE, Groesse.GEGEN_REGION)


@dataclass(frozen=True, eq=False)
class ConditionResult:
    """One condition in n areas; arrays have the shape (n,).

    `figure` is what was compared and `limit` with what, both in the unit of the quantity (for a quantile the value it
    stands for). `distance` is positive where the condition is met, by how much. `grund` holds positions in `GRUENDE`;
    0 where the state is known.
    """

    bedingung: Bedingung
    figure: Floats
    limit: float
    distance: Floats
    states: States
    grund: Codes


@dataclass(frozen=True, eq=False)
class FieldResult:
    """One field: states of every node by path (the root is the field itself), and its conditions by path."""

    nodes: Mapping[Path, States]
    conditions: Mapping[Path, ConditionResult]


@dataclass(frozen=True)
class FieldCount:
    """How often a field is found.

    `groups` counts Kommunen with at least one such area; `people` their published residents, NaN where one is not
    published; `by_hand` the areas whose state a planner set.
    """

    areas: int
    groups: int
    unknown: int
    by_hand: int
    people: float


@dataclass(frozen=True, eq=False)
class Evaluation:
    """All fields of a region in all areas of one level and year.

    `results` is what the rules say; `frame` is what holds, after the overrides.
    """

    fields: Handlungsfelder
    measures: Measures
    results: Mapping[str, FieldResult]
    overrides: Mapping[tuple[str, str], Zuordnung]  # by area and field

    @property
    def areas(self) -> pd.Index:
        """Keys of the areas in display order."""
        return self.measures.areas

    @cached_property
    def groups(self) -> "pd.Series[str]":
        """Area → key of its Kommune."""
        return pd.Series(self.measures.gruppe, index=self.areas)

    @cached_property
    def rule_frame(self) -> pd.DataFrame:
        """What the rules say: areas × fields, int8 (+1 met, 0 unknown, −1 not met)."""
        return pd.DataFrame({name: result.nodes[()] for name, result in self.results.items()}, index=self.areas)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """What holds: as `rule_frame`, with the overrides."""
        states = self.rule_frame.to_numpy(copy=True)
        for (area, field), override in self.overrides.items():
            place = self.areas.get_indexer(pd.Index([area]))[0], list(self.results).index(field)
            states[place] = MET if override.zugeordnet else NOT_MET
        return pd.DataFrame(states, index=self.areas, columns=list(self.results))

    def state(self, field: str, area: str) -> Erfuellung:
        """What holds in one area."""
        return Erfuellung.of(int(self.frame[field][area]))

    def found(self, field: str) -> tuple[str, ...]:
        """Areas in which the field is found, in display order."""
        return tuple(self.areas[self.frame[field].to_numpy() == MET])

    def count(self, field: str) -> FieldCount:
        """How often a field is found, in how many Kommunen, and how many people live there."""
        by_hand = sum(name == field for _, name in self.overrides)
        return self._count(self.frame[field].to_numpy(dtype=np.int8), by_hand)

    def count_any(self) -> FieldCount:
        """How many areas have at least one field; unknown are those that could still get their first."""
        by_hand = len({area for area, _ in self.overrides})
        return self._count(self.frame.to_numpy(dtype=np.int8).max(axis=1), by_hand)

    def _count(self, states: States, by_hand: int) -> FieldCount:
        met = states == MET
        people = float(self.measures.einwohner[met].sum())
        groups = {str(group) for group in self.measures.gruppe[met] if group}
        return FieldCount(int(met.sum()), len(groups), int((states == UNKNOWN).sum()), by_hand, people)

    def number_of_fields(self) -> pd.DataFrame:
        """How many fields each area has: integer columns `erfuellt` and `unbekannt`."""
        met, unknown = (self.frame == MET).sum(axis=1), (self.frame == UNKNOWN).sum(axis=1)
        return pd.DataFrame({"erfuellt": met, "unbekannt": unknown})


def evaluate_fields(fields: Handlungsfelder, measures: Measures, overrides: Sequence[Zuordnung] = ()) -> Evaluation:
    """Apply the rules of all fields to all areas.

    Parameters
    ----------
    fields : Handlungsfelder
        The rules.
    measures : Measures
        Figures of the areas (`measure`); can be kept while limits change.
    overrides : sequence of Zuordnung
        What planners decided by hand; of areas or fields that do not exist here nothing is taken over.

    Returns
    -------
    Evaluation
        Frozen.

    Raises
    ------
    KeyError
        If the measures lack an indicator of the rules.

    Notes
    -----
    Kleene's strong three-valued logic. A condition on a figure that is not published is unknown, and so is one on z or
    a quantile in an area that takes no part in them. Unknown never counts as "not met". Where all values are equal
    (σ = 0) z is 0 and known.

    Examples
    --------
    >>> condition = {"indikator": "armut", "groesse": "wert", "vergleich": ">=", "grenze": 20.0}
    >>> field = {"name": "Armut", "kurz": "Armut", "farbe": "#aa0000", "symbol": "kreis", "definition": "d",
    ...          "quelle": "q", "regel": condition}
    >>> fields = Handlungsfelder.model_validate({"gueltig": {"einwohner": "ew"}, "handlungsfelder": {"armut": field}})
    >>> nothing = np.full(3, np.nan)
    >>> figures = Measure(np.array([25.0, np.nan, 10.0]), nothing, np.array([0, 1, 0], dtype=np.int8), nothing, nothing,
    ...                   12.0, 17.5, 7.5, 2, False, np.array([10.0, 25.0]))
    >>> measures = Measures("raum", 2020, pd.Index(["a", "b", "c"]), np.array(["k", "k", "k"], dtype=object),
    ...                     np.array([True, True, True]), nothing, {"armut": figures})
    >>> [str(evaluate_fields(fields, measures).state("armut", area)) for area in "abc"]
    ['erfuellt', 'unbekannt', 'nicht_erfuellt']
    """
    results = {name: _evaluate_field(field.regel, measures) for name, field in fields.handlungsfelder.items()}
    known = set(measures.areas)
    taken = {
        (one.raum, one.handlungsfeld): one for one in overrides if one.raum in known and one.handlungsfeld in results
    }
    return Evaluation(fields, measures, results, taken)


def _evaluate_field(rule: Knoten, measures: Measures) -> FieldResult:
    nodes: dict[Path, States] = {}
    conditions: dict[Path, ConditionResult] = {}

    def visit(node: Knoten, path: Path) -> States:
        if isinstance(node, Bedingung):
            conditions[path] = check_condition(node, measures.by_indicator[node.indikator], measures)
            nodes[path] = conditions[path].states
        else:
            states = np.stack([visit(member, (*path, position)) for position, member in enumerate(node.members)])
            nodes[path] = at_least(node.needed, states)
        return nodes[path]

    visit(rule, ())
    return FieldResult(nodes, conditions)


def check_condition(bedingung: Bedingung, measured: Measure, measures: Measures) -> ConditionResult:
    """Compare one figure with its limit in every area."""
    groesse = bedingung.groesse
    figure = measured.figures(groesse)
    limit = measured.quantile(bedingung.grenze) if groesse is Groesse.QUANTIL else bedingung.grenze
    distance = figure - limit if bedingung.vergleich.upwards else limit - figure
    at_limit = np.abs(distance) <= TOLERANCE * max(1.0, abs(limit))
    met = np.where(at_limit, bedingung.vergleich.includes_limit, distance > 0)
    grund = _reasons(bedingung, measured, measures, distance)
    states = np.where(grund > 0, UNKNOWN, np.where(met, MET, NOT_MET)).astype(np.int8)
    return ConditionResult(bedingung, figure, limit, np.where(at_limit, 0.0, distance), states, grund)


def _reasons(bedingung: Bedingung, measured: Measure, measures: Measures, distance: Floats) -> Codes:
    """Why a comparison has no result; 0 where it has one."""
    own = np.where(measured.status > 0, measured.status, _CODE[Grund.FEHLT])
    if bedingung.groesse in _RELATIVE:
        outside = ~measures.gueltig & (measured.status == 0)
        own = np.where(outside, _CODE[Grund.UNGUELTIG], own)
        return np.where(np.isnan(distance) | outside, own, 0).astype(np.int8)
    if bedingung.groesse in _AGAINST:
        own = np.where(measured.status == 0, _CODE[Grund.OHNE_VERGLEICH], own)
    return np.where(np.isnan(distance), own, 0).astype(np.int8)
