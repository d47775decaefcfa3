"""How every callback of the server is asked about every view."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from callbacks.gebietsstaende import OUTPUTS
from callbacks.handlungsfelder import OUTPUTS as FIELD_OUTPUTS
from callbacks.indizes import OUTPUTS as INDEX_OUTPUTS
from dashboard.atlas import Atlas
from layouts import ids
from layouts.handlungsfelder.selection import Feldansicht
from layouts.indizes.selection import OWN, Indexansicht, composable, index_choices
from layouts.navigation import GEBIETSSTAENDE, HANDLUNGSFELDER, INDIZES

View = Mapping[str, Any]  # parameters of the URL


@dataclass(frozen=True)
class Question:
    """How one callback is asked: values of its inputs and states for every view."""

    ask: Callable[[Atlas, View], tuple[list[Any], list[Any]]]


def _about_the_view(atlas: Atlas, view: View) -> tuple[list[Any], list[Any]]:
    return [{key: value for key, value in view.items() if key != "jahr"}], []


def _with_the_year(atlas: Atlas, view: View) -> tuple[list[Any], list[Any]]:
    return [{key: value for key, value in view.items() if key != "vergleich"}], []


def _about_a_revision(atlas: Atlas, view: View) -> tuple[list[Any], list[Any]]:
    """The Gebietsstand of the view and its neighbour, all areas at once: words and tables name every one of them."""
    stands = [stand.id for stand in atlas.config.gebietsstaende]
    position = stands.index(view["stand"])
    other = stands[position - 1] if position else stands[-1]
    question = {"von": other, "nach": view["stand"], "indikator": view["indikator"], "jahr": view["jahr"]}
    return [question | {"faerbung": "werte", "ansicht": "wirkung"}], []


def _about_fields(atlas: Atlas, view: View) -> tuple[list[Any], list[Any]]:
    """Every drawer in turn, with the area and the Kommune of the view."""
    drawers = tuple(Feldansicht)
    drawer = drawers[sum(map(ord, str(view.get("raum", view["jahr"])))) % len(drawers)]
    question = {key: view[key] for key in ("stand", "jahr", "raum", "innerhalb") if key in view}
    return [question | {"ansicht": drawer.value}], []


def _about_an_index(atlas: Atlas, view: View) -> tuple[list[Any], list[Any]]:
    """The own index made of the view's indicator, or else indices of the package in turn; all tabs in turn."""
    place = {key: view[key] for key in ("stand", "jahr", "innerhalb") if key in view}
    turn = list(atlas.catalogue.indikatoren).index(view["indikator"]) + view["jahr"]
    named = [key for key in index_choices(atlas) if key != OWN]
    what: dict[str, Any] = {"index": OWN, "teile": [view["indikator"]]}
    if view["indikator"] not in composable(atlas) and named:
        what = {"index": named[turn % len(named)]}
    about = {"raum": view["raum"]} if "raum" in view and view["ebene"] == atlas.config.ebenen[0].id else {}
    return [what | place | about | {"ansicht": list(Indexansicht)[turn % len(Indexansicht)].value}], []


# Address of the page and callback -> how it is asked. Callbacks that run in the browser send nothing.
CALLBACKS: Mapping[tuple[str, str], Question] = {
    ("/", f"{ids.KONTEXT}.data"): Question(_about_the_view),
    ("/", f"{ids.PROFIL}.data"): Question(_about_the_view),
    ("/", f"{ids.ZUSAMMENHANG}.data"): Question(_about_the_view),
    ("/", f"{ids.ZEIT}.data"): Question(_about_the_view),
    ("/", f"{ids.PRESSE}.data"): Question(_with_the_year),
    ("/", "..grenzen-antwort.data...grenzen-meldung.children.."): Question(lambda atlas, view: ([1], ["1; 2; 3"])),
    ("/", "..platz-rang.children...platz-zeit.children...platz-zusammenhang.children.."): Question(
        lambda atlas, view: ([1], [])
    ),
    (GEBIETSSTAENDE, f"..{'...'.join('.'.join(output) for output in OUTPUTS)}.."): Question(_about_a_revision),
    (HANDLUNGSFELDER, f"..{'...'.join('.'.join(output) for output in FIELD_OUTPUTS)}.."): Question(_about_fields),
    (INDIZES, f"..{'...'.join('.'.join(output) for output in INDEX_OUTPUTS)}.."): Question(_about_an_index),
}
