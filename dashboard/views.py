"""The views of the atlas: each is a Dash page of its own below its own address, all on one server."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import Dash
from dash.development.base_component import Component

from callbacks import explorer, gebietsstaende, handlungsfelder, indizes
from dashboard.atlas import Atlas
from layouts.explorer import build_explorer
from layouts.gebietsstaende.page import CONTROLS as REVISION_CONTROLS
from layouts.gebietsstaende.page import build_gebietsstaende
from layouts.gebietsstaende.selection import parse_revision, revision_dict, start_revision
from layouts.handlungsfelder.page import CONTROLS as FIELD_CONTROLS
from layouts.handlungsfelder.page import build_handlungsfelder
from layouts.handlungsfelder.selection import field_dict, has_fields, parse_fields, start_fields
from layouts.indizes.page import CONTROLS as INDEX_CONTROLS
from layouts.indizes.page import build_indizes
from layouts.indizes.selection import has_indices, index_dict, parse_index
from layouts.navigation import EXPLORER, GEBIETSSTAENDE, HANDLUNGSFELDER, INDIZES
from layouts.parameters import Notice
from layouts.region import Region, indicator_of
from layouts.scaffold import NONE
from layouts.selection import parse_selection, selection_dict

EXPLORER_SCRIPTS, PAGE_SCRIPTS, TALK_SCRIPTS = "explorer", "seiten", "vortrag"  # folders below assets/


@dataclass(frozen=True)
class Opening:
    """What a page knows before its first request: the selection its URL asks for."""

    title: str
    data: dict[str, Any]  # for the browser's scripts: `atlas.start`
    preloads: tuple[str, ...]  # addresses the browser shall fetch at once


@dataclass(frozen=True)
class View:
    """One page: its address, the folder of its scripts below `assets/`, and the functions that make it."""

    path: str
    scripts: str
    build: Callable[[Region], Component]
    register: Callable[[Dash, Region], None]
    open: Callable[[Mapping[str, Any], Atlas], Opening]


def views_of(atlas: Atlas) -> tuple[View, ...]:
    """The pages this region has; the explorer is the first."""
    views = [View(EXPLORER, EXPLORER_SCRIPTS, build_explorer, explorer.register, open_explorer)]
    if has_fields(atlas):
        views.append(
            View(HANDLUNGSFELDER, PAGE_SCRIPTS, build_handlungsfelder, handlungsfelder.register, open_handlungsfelder)
        )
    if has_indices(atlas):
        views.append(View(INDIZES, PAGE_SCRIPTS, build_indizes, indizes.register, open_indizes))
    if len(atlas.config.gebietsstaende) > 1:
        views.append(
            View(GEBIETSSTAENDE, PAGE_SCRIPTS, build_gebietsstaende, gebietsstaende.register, open_gebietsstaende)
        )
    return tuple(views)


def open_explorer(args: Mapping[str, Any], atlas: Atlas) -> Opening:
    """The explorer at the selection of the URL."""
    selection, notices = parse_selection(args, atlas)
    geometry = atlas.geometry_urls(selection.stand, selection.ebene)
    values = f"{atlas.root}/werte/{selection.stand}/{selection.ebene}/{selection.indikator}.json"
    data = {
        "auswahl": selection_dict(selection),
        "hinweise": [notice.shown for notice in notices],
        "geometrie": geometry,
    }
    entry = indicator_of(atlas, selection.indikator)
    return Opening(f"{entry.name} {selection.jahr}", data, (values, *geometry.values()))


def open_gebietsstaende(args: Mapping[str, Any], atlas: Atlas) -> Opening:
    """The page Gebietsstände at the selection of the URL."""
    selection, notices = parse_revision(args, atlas)
    # a link names both Gebietsstände and the place, so that it means the same when the example changes
    always = dict.fromkeys(("von", "nach", "innerhalb", "indikator", "jahr"))
    return open_page(
        "Gebietsstände",
        revision_dict(selection),
        notices,
        revision_dict(start_revision(atlas)) | always,
        REVISION_CONTROLS,
    )


def open_handlungsfelder(args: Mapping[str, Any], atlas: Atlas) -> Opening:
    """The page Handlungsfelder at the selection of the URL."""
    selection, notices = parse_fields(args, atlas)
    # a link names Gebietsstand and year, so that it means the same when newer data arrive
    always = dict.fromkeys(("stand", "jahr"))
    return open_page(
        "Handlungsfelder", field_dict(selection), notices, field_dict(start_fields(atlas)) | always, FIELD_CONTROLS
    )


def open_indizes(args: Mapping[str, Any], atlas: Atlas) -> Opening:
    """The page Indizes at the selection of the URL."""
    selection, notices = parse_index(args, atlas)
    # a link names index, year, Gebietsstand and scope, so that it means the same when the newest data change
    always = dict.fromkeys(("index", "jahr", "stand", "bezug"))
    standards = index_dict(parse_index({}, atlas)[0]) | always
    return open_page("Indizes", index_dict(selection), notices, standards, INDEX_CONTROLS)


def open_page(
    title: str,
    selection: dict[str, Any],
    notices: Sequence[Notice],
    standards: dict[str, Any],
    controls: Mapping[str, str],
) -> Opening:
    """A page whose selection `assets/seiten/10_selection.js` keeps; `standards` are left out of its URL."""
    data = {
        "auswahl": selection,
        "hinweise": [notice.shown for notice in notices],
        "vorgaben": standards,
        "bedienung": controls,
        "ohne": NONE,
    }
    return Opening(title, data, ())
