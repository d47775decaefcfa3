"""The explorer: answers for all years of one question, so that a year step asks nothing."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import pandas as pd
from dash import Dash, Input, Output, State, html, no_update
from dash.dependencies import ClientsideFunction

from indicators.catalogue import Art, Indikator
from indicators.classes import ClassError, parse_limits
from indicators.findings import area_findings, compare_values, correlation
from indicators.status import Status
from layouts import ids
from layouts.figures import build_charts
from layouts.formatting import format_value
from layouts.region import Region, indicator_of, level_of, top_level
from layouts.selection import Selection, parse_selection
from layouts.sentences import (
    area_label,
    correlation_sentence,
    headline,
    own_name,
    profile_rows,
    profile_sentence,
    shown_value,
    source_line,
    synthetic_notice,
)

EXTREMES_SHOWN = 3
CONTROLS = (
    ids.EBENE,
    ids.STAND,
    ids.INNERHALB,
    ids.VERGLEICH,
    ids.KARTEN,
    ids.METHODE,
    ids.KLASSEN,
    ids.BEZUG,
    ids.PALETTE,
)


def read_question(question: Any, region: Region) -> Selection | None:
    """The selection behind a question; nonsense becomes the nearest valid view, nothing becomes None."""
    if not isinstance(question, Mapping) or not question:
        return None
    return parse_selection(question, region)[0]


def update_context(question: Any, region: Region) -> dict[str, Any] | None:
    """Headline, definition and source line of an indicator, by year."""
    selection = read_question(question, region)
    if selection is None:
        return None
    entry = indicator_of(region, selection.indikator)
    place = (selection.indikator, selection.stand, selection.ebene)
    shown = shown_areas(region, selection)
    level = region.published(selection.indikator, selection.stand).xs(selection.ebene, level="ebene")
    years = {}
    for jahr in region.years(*place):
        frame = cast(pd.DataFrame, level.xs(jahr, level="jahr").reindex(shown))
        years[jahr] = {
            "satz": headline(region, entry, selection.stand, selection.ebene, jahr, selection.innerhalb, frame),
            "quelle": source_line(region, *place, jahr),
            "synthetisch": synthetic_notice(region, *place, jahr),
        }
    return {"frage": dict(question), "jahre": years, "definition": entry.definition}


def shown_areas(region: Region, selection: Selection) -> pd.Index:
    """Keys of the areas on the map: all, or those inside the filter."""
    groups = region.group_of(selection.stand, selection.ebene)
    return groups.index if selection.innerhalb is None else groups.index[groups == selection.innerhalb]


def update_profile(question: Any, region: Region) -> dict[str, Any] | None:
    """The selected area, or the filter's group, or the whole region, by year."""
    selection = read_question(question, region)
    if selection is None:
        return None
    ebene, area = profiled_area(region, selection)
    entry = indicator_of(region, selection.indikator)
    published = region.published(selection.indikator, selection.stand)
    hierarchy = region.hierarchy(selection.stand)
    findings = area_findings(published, hierarchy, entry, ebene, area)
    group = (
        None
        if ebene in (top_level(region).id, region.group_level.id)
        else region.group_of(selection.stand, ebene)[area]
    )
    if group is not None and not pd.isna(group):
        findings = _against_group(findings, published, region, str(group), entry)
    names = (
        region.config.region.name,
        None if group is None or pd.isna(group) else region.groups(selection.stand)[group],
    )
    if ebene == top_level(region).id:
        names = (names[0], None)
        findings = findings.assign(region_wert=float("nan"), parent_wert=float("nan"))
    years = {}
    for jahr in region.years(selection.indikator, selection.stand, selection.ebene):
        if jahr not in findings.index:
            continue
        row = cast("pd.Series[Any]", findings.loc[jahr])
        status = Status(str(row["status"]))
        rows = [
            line for line in profile_rows(entry, row, names) if ebene != top_level(region).id or line[0] != names[0]
        ]
        years[jahr] = {
            "darstellbar": status is Status.OBSERVED,
            "wert": shown_value(entry, row),
            "satz": profile_sentence(region, entry, row, names),
            "zeilen": rows,
            "hinweis": entry.hinweis,
            "listen": [] if selection.raum else extreme_lists(region, selection, jahr),
        }
    return {
        "frage": dict(question),
        "raum": selection.raum,
        "ort": _place_words(region, selection, ebene, names[1]),
        "name": own_name(region, selection.stand, ebene, area),
        "jahre": years,
        "wege": profile_ways(region, selection),
    }


def _against_group(
    findings: pd.DataFrame, published: pd.DataFrame, region: Region, group: str, entry: Indikator
) -> pd.DataFrame:
    """Compare with the group level, also where another level lies between; counts are compared with nothing."""
    values = published["wert"].xs((region.group_level.id, group), level=("ebene", "area")).reindex(findings.index)
    if entry.art is Art.ANZAHL:
        return findings.assign(parent_wert=values)
    wert, low, high = (findings[column].to_numpy(dtype=float) for column in ("wert", "ci_low", "ci_high"))
    verdict = compare_values(wert, low, high, values.to_numpy(dtype=float))
    return findings.assign(parent_wert=values, against_parent=pd.Series(verdict, findings.index, dtype=object))


def profiled_area(region: Region, selection: Selection) -> tuple[str, str]:
    """Level and key of the area the profile is about."""
    if selection.raum is not None:
        return selection.ebene, selection.raum
    if selection.innerhalb is not None:
        return region.group_level.id, selection.innerhalb
    top = top_level(region).id
    return top, str(region.areas(selection.stand, top).index[0])


def _place_words(region: Region, selection: Selection, ebene: str, group: str | None) -> str:
    level = level_of(region, ebene).name
    return f"{level} in {group}" if group else level


def extreme_lists(region: Region, selection: Selection, jahr: int) -> list[dict[str, Any]]:
    """The highest and the lowest areas of the shown part; only where there are enough to tell them apart."""
    entry = indicator_of(region, selection.indikator)
    level = region.published(selection.indikator, selection.stand).xs((selection.ebene, jahr), level=("ebene", "jahr"))
    values = level["wert"].reindex(shown_areas(region, selection)).dropna()
    if len(values) < 2:
        return []
    n = min(EXTREMES_SHOWN, len(values) // 2)
    ordered = values.sort_values(ascending=False, kind="stable")

    def rows(part: "pd.Series[float]") -> list[list[str]]:
        return [
            [
                str(key),
                area_label(region, selection.stand, selection.ebene, str(key)),
                format_value(value, entry.stellen, entry.einheit),
            ]
            for key, value in part.items()
        ]

    return [
        {"titel": "Am höchsten", "raeume": rows(ordered.head(n))},
        {"titel": "Am niedrigsten", "raeume": rows(ordered.tail(n).iloc[::-1])},
    ]


def profile_ways(region: Region, selection: Selection) -> list[dict[str, Any]]:
    """Where to go from here: into the parts of a group, or to the whole group of a part."""
    group_level = region.group_level
    ways: list[dict[str, Any]] = []
    finest = next(
        (level for level in region.config.ebenen if region.years(selection.indikator, selection.stand, level.id)), None
    )
    if selection.raum and selection.ebene == group_level.id and finest is not None and finest.id != group_level.id:
        name = region.groups(selection.stand)[selection.raum]
        ways.append(
            {
                "text": f"{finest.mehrzahl} von {name} zeigen",
                "ziel": {"ebene": finest.id, "innerhalb": selection.raum, "raum": None},
            }
        )
    elif selection.raum and not selection.innerhalb and selection.ebene != top_level(region).id:
        group = region.group_of(selection.stand, selection.ebene)[selection.raum]
        if not pd.isna(group):
            ways.append(
                {"text": f"Nur {region.groups(selection.stand)[group]} zeigen", "ziel": {"innerhalb": str(group)}}
            )
    if selection.innerhalb:
        ways.append({"text": f"Ganze Region zeigen ({region.config.region.name})", "ziel": {"innerhalb": None}})
    return ways


def update_relation(question: Any, region: Region) -> dict[str, Any] | None:
    """Correlation sentence of two indicators, by year of the first; the second takes its nearest year."""
    selection = read_question(question, region)
    if selection is None or selection.vergleich is None:
        return None
    x, y = indicator_of(region, selection.indikator), indicator_of(region, selection.vergleich)
    shown = shown_areas(region, selection)
    first = (
        region.published(x.id, selection.stand)["wert"]
        .xs(selection.ebene, level="ebene")
        .unstack("jahr")
        .reindex(shown)
    )
    second = (
        region.published(y.id, selection.stand)["wert"]
        .xs(selection.ebene, level="ebene")
        .unstack("jahr")
        .reindex(shown)
    )
    mehrzahl = level_of(region, selection.ebene).mehrzahl
    second_years = region.years(y.id, selection.stand, selection.ebene)
    years = {}
    for jahr in region.years(x.id, selection.stand, selection.ebene):
        other = nearest_year(second_years, jahr)
        sentence = correlation_sentence(x, y, correlation(first[jahr], second[other]), mehrzahl)
        years[jahr] = sentence if other == jahr else f"{sentence} „{y.name}“ steht für {other}."
    return {"frage": dict(question), "jahre": years}


def nearest_year(years: tuple[int, ...], jahr: int) -> int:
    """The year with data nearest to the one shown, the later of two equally near."""
    return min(years, key=lambda year: (abs(year - jahr), -year))


def update_limits(text: Any) -> tuple[dict[str, Any] | Any, str]:
    """Typed or pasted class limits as numbers, or a German sentence what is wrong."""
    try:
        limits = parse_limits(str(text or ""))
    except ClassError as error:
        return no_update, str(error)
    if len(limits) < 2:
        return no_update, "Bitte mindestens zwei Grenzen eingeben, zum Beispiel „5; 10; 20“."
    return {"grenzen": list(limits)}, ""


def update_notices(selection: Any, region: Region) -> list[html.P] | Any:
    """What a view could not show as asked; silent (no change) for views the browser made itself."""
    if not isinstance(selection, Mapping):
        return (
            no_update if selection is None else [html.P("Die Ansicht war nicht lesbar; gezeigt wird die Startansicht.")]
        )
    _, notices = parse_selection(selection, region)
    return [html.P(notice.text) for notice in notices] if notices else no_update


def register(app: Dash, region: Region) -> None:
    """Wire the explorer."""
    _register_browser(app)

    def answer(question: str, target: str, update: Callable[[Any, Region], Any]) -> None:
        @app.callback(Output(target, "data"), Input(question, "data"), prevent_initial_call=True)
        def _answer(data: Any) -> Any:
            return update(data, region)

    answer(ids.FRAGE_KONTEXT, ids.KONTEXT, update_context)
    answer(ids.FRAGE_PROFIL, ids.PROFIL, update_profile)
    answer(ids.FRAGE_ZUSAMMENHANG, ids.ZUSAMMENHANG, update_relation)

    @app.callback(
        Output(ids.GRENZEN_ANTWORT, "data"),
        Output(ids.GRENZEN_MELDUNG, "children"),
        Input(ids.GRENZEN_ANWENDEN, "n_clicks"),
        State(ids.GRENZEN, "value"),
        prevent_initial_call=True,
    )
    def _limits(_clicks: int | None, text: Any) -> Any:
        return update_limits(text)

    @app.callback(
        [Output(f"platz-{name}", "children") for name in ("rang", "zeit", "zusammenhang")],
        Input(ids.BEREIT, "data"),
        prevent_initial_call=True,
    )
    def _charts(_ready: Any) -> Any:
        return build_charts()


def _register_browser(app: Dash) -> None:
    def browser(name: str, outputs: Any, inputs: Any, *states: Any, initial: bool = False) -> None:
        app.clientside_callback(
            ClientsideFunction("atlas", name), outputs, inputs, *states, prevent_initial_call=not initial
        )

    selection = Input(ids.AUSWAHL, "data")
    questions = (ids.FRAGE_KONTEXT, ids.FRAGE_PROFIL, ids.FRAGE_ZUSAMMENHANG)
    layers = (ids.FLAECHEN_A, f"{ids.FLAECHEN_A}-grenzen", ids.FLAECHEN_B, f"{ids.FLAECHEN_B}-grenzen")
    browser("begin", Output(ids.AUSWAHL, "data"), Input("ort", "pathname"), initial=True)
    browser("questions", [Output(q, "data") for q in questions], selection, [State(q, "data") for q in questions])
    browser("areas", Output(ids.FLAECHEN, "data"), selection, State(ids.FLAECHEN, "data"))
    browser("layers", [Output(layer, "children") for layer in layers], Input(ids.FLAECHEN, "data"))
    browser("controls", [Output(c, "value") for c in CONTROLS], selection, [State(c, "value") for c in CONTROLS])
    browser("changed", Output(ids.GEAENDERT, "data"), [Input(c, "value") for c in CONTROLS])
    browser("year", Output(ids.GEAENDERT, "data", allow_duplicate=True), Input(ids.JAHR, "value"))
    browser("search", Output(ids.GEAENDERT, "data", allow_duplicate=True), Input(ids.SUCHE, "value"))
    browser("limits", Output(ids.GEAENDERT, "data", allow_duplicate=True), Input(ids.GRENZEN_ANTWORT, "data"))
    for name, store in (("context", ids.KONTEXT), ("profile", ids.PROFIL), ("relation", ids.ZUSAMMENHANG)):
        browser(name, Output(ids.GEAENDERT, "data", allow_duplicate=True), Input(store, "data"))
    browser("charts", Output(ids.GEAENDERT, "data", allow_duplicate=True), Input("platz-rang", "children"))
