"""Why a field is, or is not, found in one area: the rule as a tree with everything that decided it."""

from dataclasses import dataclass

import pandas as pd

from indicators.handlungsfelder.evaluation import ConditionResult, Evaluation, FieldResult
from indicators.handlungsfelder.fields import format_path
from indicators.handlungsfelder.kleene import Erfuellung
from indicators.handlungsfelder.measures import GRUENDE, Grund, Measures
from indicators.handlungsfelder.overrides import Zuordnung
from indicators.handlungsfelder.rules import Bedingung, Knoten, Path


@dataclass(frozen=True)
class ConditionReading:
    """One condition in one area; every number is NaN where it is not published.

    `figure`, `limit` and `distance` are in the unit of the quantity, `wert`, `kommune` and `region` in that of the
    indicator; `distance` is positive where the condition is met. `constant`: all areas have the same value, z is 0.
    """

    bedingung: Bedingung
    figure: float
    limit: float
    distance: float
    grund: Grund
    wert: float
    fallzahl: float
    kommune: float
    region: float
    constant: bool


@dataclass(frozen=True)
class NodeReading:
    """One node: how many members it needs, how many are met and how many unknown; conditions have a reading."""

    address: str
    state: Erfuellung
    text: str | None
    needed: int
    met: int
    unknown: int
    members: "tuple[NodeReading, ...]"
    condition: ConditionReading | None


@dataclass(frozen=True)
class FieldReading:
    """One field in one area: what the rule says, what a planner said, and what holds."""

    field: str
    area: str
    state: Erfuellung
    rule: NodeReading
    override: Zuordnung | None
    einwohner: float


def explain_field(evaluation: Evaluation, field: str, area: str) -> FieldReading:
    """Everything that decided one field in one area.

    Parameters
    ----------
    evaluation : Evaluation
        Result of `evaluate_fields`.
    field, area : str
        Which ones.

    Raises
    ------
    KeyError
        If the evaluation knows no such field or area.
    """
    here = int(evaluation.areas.get_indexer(pd.Index([area]))[0])
    if here < 0:
        raise KeyError(f"area {area!r} unknown")
    rule = evaluation.fields.handlungsfelder[field].regel
    return FieldReading(
        field=field,
        area=area,
        state=evaluation.state(field, area),
        rule=_read_node(rule, (), field, evaluation.results[field], evaluation.measures, here),
        override=evaluation.overrides.get((area, field)),
        einwohner=float(evaluation.measures.einwohner[here]),
    )


def _read_node(node: Knoten, path: Path, field: str, result: FieldResult, measures: Measures, here: int) -> NodeReading:
    address, state = format_path(field, path), Erfuellung.of(int(result.nodes[path][here]))
    if isinstance(node, Bedingung):
        reading = _read_condition(result.conditions[path], measures, here)
        met, unknown = int(state is Erfuellung.ERFUELLT), int(state is Erfuellung.UNBEKANNT)
        return NodeReading(address, state, node.text, 1, met, unknown, (), reading)
    members = tuple(
        _read_node(member, (*path, position), field, result, measures, here)
        for position, member in enumerate(node.members)
    )
    states = [member.state for member in members]
    met, unknown = states.count(Erfuellung.ERFUELLT), states.count(Erfuellung.UNBEKANNT)
    return NodeReading(address, state, node.text, node.needed, met, unknown, members, None)


def _read_condition(result: ConditionResult, measures: Measures, here: int) -> ConditionReading:
    measured = measures.by_indicator[result.bedingung.indikator]
    return ConditionReading(
        bedingung=result.bedingung,
        figure=float(result.figure[here]),
        limit=result.limit,
        distance=float(result.distance[here]),
        grund=GRUENDE[int(result.grund[here])],
        wert=float(measured.wert[here]),
        fallzahl=float(measured.fallzahl[here]),
        kommune=float(measured.kommune[here]),
        region=measured.region,
        constant=measured.constant,
    )
