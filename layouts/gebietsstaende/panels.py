"""What stands beside and below the maps of a boundary revision: profile and table of the pieces."""

from typing import Any, cast

import pandas as pd
from dash import html

from geodata.revisions import Change
from layouts.components import hyphenated, set_selection
from layouts.formatting import format_number
from layouts.gebietsstaende.revision import GAINED, LOST, Revision
from layouts.gebietsstaende.selection import NEW, OLD, finest_level
from layouts.gebietsstaende.sentences import area_sentence, format_share, measure_sentence, moved_sentence
from layouts.gebietsstaende.values import by_area
from layouts.region import Region, level_of, stand_of
from layouts.tables import Column, Row, build_table
from layouts.texts import CHANGES

NOTHING = "–"
SHOWN_ROWS = 200  # a browser lays out no more at once without a pause


def revision_profile(region: Region, revision: Revision) -> list[Any]:
    """The selected area, or the extent with its changed areas to choose from."""
    chosen = revision.chosen()
    return _extent(region, revision) if chosen is None else _area(region, revision, *chosen)


def _extent(region: Region, revision: Revision) -> list[Any]:
    ebene = finest_level(region)
    kinds = {key: revision.kind_of_new.get(key, Change.UNCHANGED) for key in revision.new_areas}
    changed = [key for key, kind in kinds.items() if kind is not Change.UNCHANGED]
    changed.sort(key=lambda key: kinds[key].same_territory)  # a new name is the least of it
    buttons = [
        html.Li(
            html.Button(
                [
                    html.Span(revision.new_names[key]),
                    html.B(CHANGES[revision.kind_of_new[key]]),
                ],
                type="button",
                className="extrem",
                **set_selection({"raum": f"{NEW}:{key}"}),
            )
        )
        for key in changed[:SHOWN_ROWS]
        if key in revision.kind_of_new
    ]
    mehrzahl = level_of(region, ebene).mehrzahl
    return [
        html.P(f"{mehrzahl}, vorher und nachher", className="profil-ort"),
        html.P(f"{len(revision.old_areas)} → {len(revision.new_areas)}", className="grosse-zahl"),
        html.P(moved_sentence(revision), className="profil-satz"),
        *(
            [html.Div([html.H3("Was sich geändert hat"), html.Ul(buttons)], className="extreme")]
            if buttons
            else [html.P("Alle Räume sind gleich geblieben.", className="profil-satz")]
        ),
    ]


def _area(region: Region, revision: Revision, side: str, key: str) -> list[Any]:
    ebene = finest_level(region)
    stand = revision.selection.nach if side == NEW else revision.selection.von
    kind = (revision.kind_of_new if side == NEW else revision.kind_of_old).get(key, Change.UNCHANGED)
    name = (revision.new_names if side == NEW else revision.old_names)[key]
    rows = [("Art der Änderung", CHANGES[kind])]
    if side == NEW:
        change = by_area(cast(pd.DataFrame, revision.crosswalk.changes.xs(ebene)))[key]
        rows.append(("Veränderter Anteil", format_share(float(change["change_share"]))))
        rows.append(("Zeitreihe", "Bruch: nicht vergleichbar" if change["zeitreihenbruch"] else "fortgeführt"))
    for words, part in _gained_and_lost(revision):
        if len(part):
            rows.append((words, _size(part)))
    close = html.Button(
        "×",
        type="button",
        className="knopf klein",
        **hyphenated(aria_label=f"{name} abwählen"),
        **set_selection({"raum": None}),
    )
    return [
        html.Div(
            [html.P(f"Gebietsstand {stand_of(region, stand).name}", className="profil-ort"), html.H3(name), close],
            className="profil-kopf",
        ),
        html.P(area_sentence(revision, side, key), className="profil-satz"),
        html.Dl([part for term, value in rows for part in (html.Dt(term), html.Dd(value))], className="profil-zeilen"),
    ]


def _gained_and_lost(revision: Revision) -> list[tuple[str, pd.DataFrame]]:
    kinds = revision.piece_kinds()
    keys = zip(revision.rows["old"].fillna(""), revision.rows["new"].fillna(""), strict=True)
    marks = pd.Series([kinds.get(key, "") for key in keys], index=revision.rows.index)
    return [(words, revision.rows[marks == kind]) for kind, words in ((GAINED, "Hinzugekommen"), (LOST, "Abgegeben"))]


def _size(pieces: pd.DataFrame) -> str:
    """People where they are known of all pieces, territory otherwise."""
    if pieces["residents"].notna().all():
        return f"rund {format_number(pieces['residents'].sum())} Menschen"
    return f"{format_number(pieces['area_km2'].sum(), 1)}\u202fkm²"


def relation_table(region: Region, revision: Revision) -> list[Any]:
    """Old → new with shares; areas of the same territory last, because they are the least of it."""
    selection = revision.selection
    same = revision.rows["kind"].isin([kind for kind in Change if kind.same_territory])
    ordered = pd.concat([revision.rows[~same], revision.rows[same]])
    chosen = revision.chosen()
    columns = [
        Column("Früher"),
        Column("Jetzt"),
        Column("Art der Änderung"),
        Column("Anteil am früheren Raum", number=True),
        Column("Anteil am jetzigen Raum", number=True),
        Column("Menschen (rund)", number=True),
        Column("Fläche (km²)", number=True),
    ]
    rows = []
    for piece in ordered.head(SHOWN_ROWS).to_dict("records"):
        old, new = piece["old"], piece["new"]
        target = f"{OLD}:{old}" if pd.isna(new) else f"{NEW}:{new}"
        before = NOTHING if pd.isna(old) else revision.old_names[str(old)]
        after: Any = NOTHING if pd.isna(new) else revision.new_names[str(new)]
        button = html.Button(before, type="button", className="zeile-raum", **set_selection({"raum": target}))
        cells = (
            button,
            after,
            CHANGES[Change(piece["kind"])],
            NOTHING if pd.isna(old) else format_share(float(piece["weight"])),
            NOTHING if pd.isna(new) else format_share(float(piece["weight_back"])),
            NOTHING if pd.isna(piece["residents"]) else format_number(piece["residents"]),
            format_number(piece["area_km2"], 2),
        )
        picked = chosen is not None and chosen[1] == (new if chosen[0] == NEW else old)
        rows.append(Row(cells, None if pd.isna(new) else str(new), picked))
    title = (
        f"Beziehung der Räume: {stand_of(region, selection.von).name} und {stand_of(region, selection.nach).name}. "
        f"{measure_sentence(revision)}"
    )
    hidden = len(ordered) - len(rows)
    rest = html.P(f"Weitere {format_number(hidden)} Zeilen stehen in der CSV-Datei.", className="satz")
    return [build_table(title, columns, rows), *([rest] if hidden > 0 else [])]
