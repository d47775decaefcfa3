"""The page Gebietsstände: one question, one answer."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import Dash

from callbacks.pages import control_values, register_page
from callbacks.questions import UNREADABLE, echo
from layouts import ids
from layouts.formatting import format_number
from layouts.gebietsstaende.effect import effect_table
from layouts.gebietsstaende.maps import PIECE_NAMES, build_maps, piece_opacity, revision_legend
from layouts.gebietsstaende.page import CONTROLS, group_options
from layouts.gebietsstaende.panels import relation_table, revision_profile
from layouts.gebietsstaende.revision import Revision, read_revision
from layouts.gebietsstaende.selection import (
    Darstellung,
    Faerbung,
    Revisionsansicht,
    RevisionSelection,
    parse_revision,
    revision_dict,
    shared_years,
)
from layouts.gebietsstaende.sentences import borders_line, revision_headline, revision_title, short_names
from layouts.palettes import PIECES
from layouts.region import Region, indicator_of
from layouts.texts import PRODUCT


def update_revision(question: Any, region: Region) -> dict[tuple[str, str], Any] | None:
    """Maps, words and tables of a boundary revision, as values for the components they belong to."""
    if question is None:
        return None
    known = isinstance(question, Mapping)
    selection, notices = parse_revision(question if known else {}, region)
    revision = read_revision(region, selection)
    title = revision_title(region, revision)
    answer = {
        "frage": echo(question),
        "auswahl": revision_dict(selection),
        "hinweise": [notice.text for notice in (notices if known else (UNREADABLE, *notices))],
        "fenster": f"{title} – {region.config.region.name} – {PRODUCT}",
        "ansage": f"Karte aktualisiert: {title}.",
        "wischen": selection.darstellung is Darstellung.WISCHEN,
        "karten": build_maps(region, revision),
        "teile": _pieces(revision),
        "namen": list(short_names(region, selection.von, selection.nach)),
    }
    relation = selection.ansicht is Revisionsansicht.BEZIEHUNG  # a closed tab is filled when it opens
    years = shared_years(region, selection.indikator, selection.von, selection.nach)
    return {
        (ids.ANTWORT, "data"): answer,
        ("titel", "children"): title,
        ("synthetisch", "children"): region.config.region.hinweis or "",
        ("synthetisch", "hidden"): region.config.region.hinweis is None,
        ("schlagzeile", "children"): revision_headline(region, revision),
        ("legende", "children"): revision_legend(region, revision),
        ("profil-ansicht", "children"): revision_profile(region, revision),
        (ids.BEZIEHUNG, "children"): relation_table(region, revision) if relation else [],
        (ids.WIRKUNG, "children"): [] if relation else effect_table(region, revision),
        ("definition", "children"): _definition(region, selection),
        ("quelle", "children"): borders_line(region, selection.von, selection.nach),
        (ids.CSV, "href"): f"/daten/umrechnung.csv?{urlencode({'von': selection.von, 'nach': selection.nach})}",
        (ids.INNERHALB, "options"): group_options(region, selection.von, selection.nach),
        (ids.JAHR_WAHL, "options"): [{"label": str(year), "value": str(year)} for year in years],
        **control_values(CONTROLS, revision_dict(selection)),
    }


OUTPUTS = (
    (ids.ANTWORT, "data"),
    *((name, "children") for name in ("titel", "synthetisch")),
    ("synthetisch", "hidden"),
    *((name, "children") for name in ("schlagzeile", "legende", "profil-ansicht", ids.BEZIEHUNG, ids.WIRKUNG)),
    *((name, "children") for name in ("definition", "quelle")),
    (ids.CSV, "href"),
    (ids.INNERHALB, "options"),
    (ids.JAHR_WAHL, "options"),
    *((control, "value") for control in CONTROLS),
)


def register(app: Dash, region: Region) -> None:
    """Wire the page."""
    register_page(app, region, CONTROLS, OUTPUTS, update_revision)


def _definition(region: Region, selection: RevisionSelection) -> str:
    if selection.faerbung is Faerbung.AENDERUNG:
        return "Farben: was aus den Räumen geworden ist; kräftig die Teile, die in einen anderen Raum wechseln."
    return indicator_of(region, selection.indikator).definition


def _pieces(revision: Revision) -> dict[str, Any]:
    """Which pieces are drawn over the maps, and what is said of them; keys as in the file of the pieces."""
    selection = revision.selection
    kinds = revision.piece_kinds()
    drawn = {}
    for row in revision.rows.fillna({"old": "", "new": ""}).to_dict("records"):
        key = (str(row["old"]), str(row["new"]))
        if key not in kinds:
            continue
        sides = (("früher", revision.old_names, key[0]), ("jetzt", revision.new_names, key[1]))
        words = [[when, names[area]] for when, names, area in sides if area]
        if not pd.isna(row["residents"]):
            words.append(["Menschen (rund)", format_number(row["residents"])])
        words.append(["Fläche", f"{format_number(row['area_km2'], 2)}\u202fkm²"])
        drawn["|".join(key)] = {"farbe": PIECES[kinds[key]], "name": PIECE_NAMES[kinds[key]], "worte": words}
    return {"von": selection.von, "nach": selection.nach, "stuecke": drawn, "deckkraft": piece_opacity(selection)}
