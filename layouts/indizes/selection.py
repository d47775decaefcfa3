"""The selection of the page Indizes: which index, made of what, where and when. The URL owns it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from indicators.catalogue import Art, Indikator, Richtung
from indicators.indices.definitions import Bestandteil, Bezug, Index, Kombination
from indicators.validity import Gueltigkeit
from layouts.parameters import Notice, quote_values, read_key, read_member
from layouts.region import Region, indicator_of, level_of

OWN = "eigener-index"  # no key of a package has a hyphen
HEAVIEST = 100.0
TOLERANCE = 1e-9


class Indexansicht(StrEnum):
    """What the drawer shows."""

    TABELLE = "tabelle"
    ZEIT = "zeit"
    ROBUSTHEIT = "robustheit"
    METHODE = "methode"


@dataclass(frozen=True)
class IndexSelection:
    """Every state that matters; field names are the parameter names of the URL."""

    index: str  # an index or a combination of the package, or OWN
    jahr: int | None  # None: no year has enough of the parts
    stand: str
    innerhalb: str | None  # key of an area of the group level
    bezug: Bezug
    teile: tuple[str, ...] = ()  # of the own index: "sgb2_quote", or with a weight "sgb2_quote:1.5"
    ansicht: Indexansicht = Indexansicht.TABELLE
    raum: str | None = None


@dataclass(frozen=True)
class Definition:
    """What a selection shows: one index, or a status and a dynamic index together."""

    index: Index
    dynamik: Index | None = None
    kombination: Kombination | None = None

    @property
    def name(self) -> str:
        """Name of the index or of the combination."""
        return self.index.name if self.kombination is None else self.kombination.name

    @property
    def indices(self) -> tuple[Index, ...]:
        """One index or two."""
        return (self.index,) if self.dynamik is None else (self.index, self.dynamik)


def has_indices(region: Region) -> bool:
    """Whether there is anything to show: indices of the package, or enough to put one together."""
    return bool(region.indices.indizes) or can_compose(region)


def can_compose(region: Region) -> bool:
    """Whether visitors can put an index together: two indicators with a direction, and a rule who is valid."""
    return composing_rule(region) is not None and len(composable(region)) > 1


def composing_rule(region: Region) -> Gueltigkeit | None:
    """Which areas are valid for an index somebody puts together: the common rule, else the first of the package."""
    if region.indices.gueltig is not None:
        return region.indices.gueltig
    own = next((index.gueltig for index in region.indices.indizes.values() if index.gueltig is not None), None)
    return own if own is not None or region.fields is None else region.fields.gueltig


def why_not_composable(region: Region, entry: Indikator) -> str | None:
    """Why an indicator cannot be part of an index; None where it can."""
    if entry.id in {index.veroeffentlicht for index in region.indices.indizes.values()}:
        return "ist selbst eine Einstufung"
    if entry.richtung is Richtung.NEUTRAL:
        return "ohne Richtung"
    if entry.art is Art.ANZAHL:
        return "absolute Zahl"
    return None


def composable(region: Region) -> dict[str, Indikator]:
    """Indicators with a direction and values on the finest level of any Gebietsstand."""
    ebene = region.config.ebenen[0].id
    stands = [stand.id for stand in region.config.gebietsstaende]
    return {
        key: entry
        for key, entry in region.catalogue.indikatoren.items()
        if why_not_composable(region, entry) is None and any(region.years(key, stand, ebene) for stand in stands)
    }


def index_choices(region: Region) -> dict[str, str]:
    """Id → name of everything that can be shown, combinations first."""
    choices = {pair.id: pair.name for pair in region.indices.kombinationen if pair.id not in region.indices.indizes}
    choices |= {index.id: index.name for index in region.indices.indizes.values()}
    return choices | ({OWN: "Eigener Index"} if can_compose(region) else {})


def define(region: Region, selection: IndexSelection) -> Definition:
    """The definition behind a selection, with the scope it asks for."""
    indices = region.indices.indizes
    if selection.index == OWN:
        return Definition(own_index(region, selection.teile, selection.bezug))
    if selection.index in indices:
        return Definition(_with_scope(indices[selection.index], selection.bezug))
    pair = next(pair for pair in region.indices.kombinationen if pair.id == selection.index)
    status, dynamik = (_with_scope(indices[name], selection.bezug) for name in (pair.status, pair.dynamik))
    return Definition(status, dynamik, pair)


def _with_scope(index: Index, bezug: Bezug) -> Index:
    return index if index.bezug is bezug else index.model_copy(update={"bezug": bezug})


def own_index(region: Region, teile: tuple[str, ...], bezug: Bezug) -> Index:
    """The index of a visitor."""
    return Index(
        id="eigener_index",
        name="Eigener Index",
        definition="Selbst zusammengestellt; Auswahl und Gewichte stehen im Link.",
        indikatoren=tuple(
            Bestandteil(indikator=name, gewicht=weight) for name, weight in (split_part(part) for part in teile)
        ),
        bezug=bezug,
        gueltig=composing_rule(region),
    )


def split_part(text: str) -> tuple[str, float]:
    """`sgb2_quote:1.5` → name and weight; weight 1 where none is named."""
    name, _, weight = text.partition(":")
    return name, float(weight) if weight else 1.0


def join_part(name: str, weight: float) -> str:
    """Inverse of `split_part`."""
    return name if weight == 1 else f"{name}:{weight:g}"


def parts_of_index(index: Index, region: Region, jahr: int | None) -> tuple[str, ...]:
    """Parts of an index as a visitor would choose them."""
    parts = index.indikatoren if jahr is None else index.parts_of(jahr)
    return tuple(join_part(part.indikator, part.gewicht) for part in parts if part.indikator in composable(region))


def index_level(region: Region, index: Index) -> str:
    """Level an index is made for."""
    return index.ebene or region.config.ebenen[0].id


def index_years(region: Region, definition: Definition, stand: str) -> tuple[int, ...]:
    """Years in which enough of the parts have data."""
    of_each = [_years_of(region, index, stand) for index in definition.indices]
    return tuple(sorted(set.intersection(*of_each)))


def _years_of(region: Region, index: Index, stand: str) -> set[int]:
    ebene = index_level(region, index)
    known: dict[str, set[int]] = {}
    for part in index.indikatoren:
        years = set(region.years(part.indikator, stand, ebene))
        distance = index.zeitabstand
        known[part.indikator] = years if distance is None else {year for year in years if year - distance in years}
    found = set()
    for year in set().union(*known.values()):
        parts = index.parts_of(year)
        there = sum(part.gewicht for part in parts if year in known[part.indikator])
        if parts and there >= index.mindestanteil * sum(part.gewicht for part in parts) - TOLERANCE:
            found.add(year)
    return found


def index_stands(region: Region, definition: Definition) -> list[str]:
    """Gebietsstände in which the index can be made."""
    return [stand.id for stand in region.config.gebietsstaende if index_years(region, definition, stand.id)]


def index_dict(selection: IndexSelection) -> dict[str, Any]:
    """Plain values for the browser."""
    plain = {key: value.value if isinstance(value, StrEnum) else value for key, value in asdict(selection).items()}
    return plain | {"teile": list(selection.teile)}


def start_index(region: Region) -> IndexSelection:
    """The first combination, else the first index, in its newest year."""
    return parse_index({}, region)[0]


def parse_index(raw: Mapping[str, Any], region: Region) -> tuple[IndexSelection, tuple[Notice, ...]]:
    """The nearest valid view for whatever a URL or a callback brings, with a notice for each thing changed."""
    notices: list[Notice] = []
    given = {str(key): value for key, value in raw.items() if value not in (None, "", [])}
    if unknown := sorted(set(given) - set(IndexSelection.__dataclass_fields__)):
        notices.append(Notice(f"Unbekannte Angabe im Link ausgelassen: {quote_values(unknown)}."))
    choices = index_choices(region)
    index = read_key(given.get("index"), choices, "Den Index", notices, "hier") or next(iter(choices))
    teile = _parse_parts(given.get("teile"), region, notices) if index == OWN else ()
    standard = _scope_of(region, index)
    bezug = read_member(Bezug, given.get("bezug"), standard, "Den Bezug", notices)
    newest = region.config.gebietsstaende[-1].id
    definition = define(region, IndexSelection(index, None, newest, None, bezug, teile))
    stand = _parse_stand(given.get("stand"), definition, region, notices)
    groups = region.groups(stand)
    innerhalb = read_key(given.get("innerhalb"), groups, region.group_level.name, notices)
    selection = IndexSelection(
        index=index,
        jahr=_parse_year(given.get("jahr"), index_years(region, definition, stand), notices),
        stand=stand,
        innerhalb=innerhalb,
        bezug=bezug,
        teile=teile,
        ansicht=read_member(Indexansicht, given.get("ansicht"), Indexansicht.TABELLE, "Die Ansicht", notices),
        raum=_parse_area(given.get("raum"), definition, stand, innerhalb, region, notices),
    )
    return selection, tuple(notices)


def _scope_of(region: Region, index: str) -> Bezug:
    if index in region.indices.indizes:
        return region.indices.indizes[index].bezug
    pair = next((pair for pair in region.indices.kombinationen if pair.id == index), None)
    return Bezug.REGION if pair is None else region.indices.indizes[pair.status].bezug


def _parse_parts(asked: Any, region: Region, notices: list[Notice]) -> tuple[str, ...]:
    """Parts of the own index; those of the first index of the package where none is left."""
    possible = composable(region)
    listed = asked if isinstance(asked, list | tuple) else str(asked or "").split(",")
    found: dict[str, float] = {}
    for text in [str(part) for part in listed if part]:
        name, _, weight = text.partition(":")
        if name not in possible:
            notices.append(Notice(_why_not(region, name)))
        else:
            found[name] = _parse_weight(weight, name, region, notices)
    if found:
        return tuple(join_part(name, weight) for name, weight in found.items())
    return _inherited_parts(region) or tuple(list(possible)[:2])


def _inherited_parts(region: Region) -> tuple[str, ...]:
    """Parts of the first index of the package in its newest year."""
    first = next(iter(region.indices.indizes.values()), None)
    if first is None:
        return ()
    definition = Definition(first)
    stands = index_stands(region, definition)
    return parts_of_index(first, region, index_years(region, definition, stands[-1])[-1] if stands else None)


def _why_not(region: Region, name: str) -> str:
    entry = region.catalogue.indikatoren.get(name)
    if entry is None:
        return f"Den Indikator {quote_values([name])} gibt es hier nicht."
    reason = why_not_composable(region, entry)
    if reason is None:
        return f"„{entry.name}“ liegt für die Räume des Index nicht vor und ist ausgelassen."
    return f"„{entry.name}“ gehört in keinen Index ({reason}) und ist ausgelassen."


def _parse_weight(text: str, name: str, region: Region, notices: list[Notice]) -> float:
    if not text:
        return 1.0
    try:
        weight = float(text)
    except ValueError:
        weight = 0.0
    if 0 < weight <= HEAVIEST:
        return float(f"{weight:g}")
    known = indicator_of(region, name).name
    notices.append(Notice(f"Das Gewicht von „{known}“ muss über 0 und höchstens {HEAVIEST:g} sein; es zählt einfach."))
    return 1.0


def _parse_stand(asked: Any, definition: Definition, region: Region, notices: list[Notice]) -> str:
    known = [stand.id for stand in region.config.gebietsstaende]
    stand = read_key(asked, known, "Den Gebietsstand", notices, "hier")
    usable = index_stands(region, definition) or known
    if stand is not None and stand not in usable:
        notices.append(Notice("Für diesen Gebietsstand lässt sich der Index nicht bilden; gezeigt wird ein anderer."))
    return stand if stand in usable else usable[-1]


def _parse_year(asked: Any, years: tuple[int, ...], notices: list[Notice]) -> int | None:
    default = years[-1] if years else None
    if asked is None or default is None:
        return default
    if str(asked) in {str(year) for year in years}:
        return int(str(asked))
    notices.append(Notice(f"Für {str(asked)[:12]} lässt sich der Index nicht bilden; gezeigt wird {default}."))
    return default


def _parse_area(
    asked: Any, definition: Definition, stand: str, innerhalb: str | None, region: Region, notices: list[Notice]
) -> str | None:
    ebene = index_level(region, definition.index)
    key = read_key(asked, region.areas(stand, ebene).index, level_of(region, ebene).name, notices)
    if key is not None and innerhalb is not None and region.group_of(stand, ebene)[key] != innerhalb:
        notices.append(Notice("Der gewählte Raum liegt außerhalb des Ausschnitts; die Auswahl ist aufgehoben."))
        return None
    return key
