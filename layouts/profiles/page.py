"""The page „Profile“: every Kommune and area with its files, and all profiles at once. Works without scripts."""

from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

from dash import html

from layouts.components import hyphenated, icon
from layouts.document import ICON, build_marking, marked
from layouts.formatting import format_number
from layouts.frame import build_footer, build_header
from layouts.handlungsfelder.sentences import dative_plural
from layouts.markup import Field, to_html
from layouts.navigation import PROFILE
from layouts.profiles.areas import areas_in
from layouts.profiles.plan import Titel
from layouts.region import Region, level_of, stand_of
from layouts.sentences import own_names
from layouts.texts import PRODUCT

FORMATS = {"pdf": ("PDF", "zum Drucken, barrierefrei"), "pptx": ("PPTX", "Folien zum Bearbeiten")}
TITLE = "Profile"
HEADING = "Profile zum Drucken und Vortragen"
CANCEL = "Abbrechen"


@dataclass(frozen=True)
class JobView:
    """A job as its page shows it."""

    ticket: str
    active: bool
    finished: bool
    done: int
    total: int
    words: str
    format: str


def build_profile_page(region: Region, stand: str, job: JobView | None, refused: str = "") -> str:
    """Complete HTML page."""
    body = [
        html.A("Zum Inhalt springen", href="#inhalt", className="sprung"),
        build_header(region, PROFILE, []),
        html.Main(
            [
                html.Div(
                    [html.H1("Profile zum Drucken und Vortragen"), html.P(_lead(region), className="profil-lead")]
                ),
                _stands(region, stand),
                _all_at_once(region, stand, job, refused),
                _places(region, stand),
            ],
            id="inhalt",
            className="profilseite",
            tabIndex="-1",
        ),
        build_footer(region),
    ]
    name = escape(region.config.region.name)
    waiting = '<noscript><meta http-equiv="refresh" content="3"></noscript>' if job is not None and job.active else ""
    styles = "".join(
        f'<link rel="stylesheet" href="/assets/{file}.css">' for file in ("00_fonts", "01_atlas", "04_profile")
    )
    return f"""<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(marked(TITLE, region))} – {name} – {PRODUCT}</title>
<link rel="icon" href="{ICON}">
{styles}{waiting}
<style>:root{{--akzent:{region.config.gestaltung.akzent}}}</style>
<script src="/assets/profil/10_auftrag.js" defer></script>
</head>
<body class="textkoerper">
{build_marking(region)}
{to_html(body)}
</body>
</html>"""


def _lead(region: Region) -> str:
    group = region.group_level.name
    return (
        f"Je {group} und je Raum ein Bericht: Grunddaten, alle Themen mit Anzahl und Quote gegenüber {group} und "
        "Region, kleine Karten, Zeitverläufe, Handlungsfelder mit Gründen, Quellen. Als barrierefreies PDF oder als "
        "Folien mit bearbeitbaren Karten, Tabellen und Diagrammen."
    )


def _stands(region: Region, stand: str) -> html.Nav | None:
    """Links to the same page on another Gebietsstand; nothing where there is only one."""
    stands = region.config.gebietsstaende
    if len(stands) < 2:
        return None
    links = [
        html.A(
            entry.name,
            href=f"{PROFILE}?{urlencode({'stand': entry.id})}",
            className="knopf klein",
            **hyphenated(**({"aria_current": "true"} if entry.id == stand else {})),
        )
        for entry in reversed(stands)
    ]
    return html.Nav(
        [html.Span("Gebietsstand"), *links], className="profil-staende", **hyphenated(aria_label="Gebietsstand")
    )


def _all_at_once(region: Region, stand: str, job: JobView | None, refused: str) -> html.Section:
    count = len(region.groups(stand))
    titles = region.profile_plan.titel
    name = f"Alle {format_number(count)} {_plural(titles)}"
    inner = _form(stand, name) if job is None else _job(region, stand, job)
    if region.marking is not None:
        inner = [html.P("Die interne Fassung schreibt nichts auf die Platte; einzelne Profile gibt es unten.")]
    notice = [html.P(refused, className="meldung", role="alert")] if refused else []
    return html.Section(
        [html.H2(name, id="alle"), *notice, *inner], className="profil-alle", **hyphenated(aria_labelledby="alle")
    )


def _plural(titles: Titel) -> str:
    return f"{titles.gruppe}e" if titles.gruppe.endswith("profil") else "Profile"


def _form(stand: str, name: str) -> list[Any]:
    choices = [
        html.Label(
            [
                Field(type="radio", name="format", value=key, checked="checked" if key == "pdf" else ""),
                html.Span([html.B(word), f" {purpose}"]),
            ],
            className="profil-wahl",
        )
        for key, (word, purpose) in FORMATS.items()
    ]  # fmt: skip
    return [
        html.P("Als ZIP-Datei; das dauert einige Sekunden. Sie können so lange weiterarbeiten.", className="leise"),
        html.Form(
            [
                Field(type="hidden", name="stand", value=stand),
                html.Fieldset([html.Legend("Format", className="nur-vorlesen"), *choices], className="profil-formate"),
                html.Button([icon("download"), html.Span("Zusammenstellen")], type="submit", className="knopf haupt",
                            **hyphenated(aria_label=f"{name} zusammenstellen")),
            ],
            method="post",
            action=f"{PROFILE}auftrag",
        ),
    ]  # fmt: skip


def _job(region: Region, stand: str, job: JobView) -> list[Any]:
    share = 100 * job.done / job.total if job.total else 0
    bar = html.Div(
        html.Div(className="balken-stand", style={"width": f"{share:.0f}%"}),
        className="balken",
        role="progressbar",
        id="fortschritt",
        **hyphenated(
            aria_label="Fortschritt", aria_valuemin="0", aria_valuemax=str(job.total or 1), aria_valuenow=str(job.done)
        ),
    )
    file = html.A(
        [icon("download"), html.Span(f"ZIP-Datei herunterladen ({FORMATS[job.format][0]})")],
        href=f"{PROFILE}auftrag/{job.ticket}.zip",
        className="knopf haupt",
        id="ergebnis",
        hidden=None if job.finished else "hidden",
    )
    cancel = html.Form(
        html.Button([icon("x"), html.Span(CANCEL)], type="submit", className="knopf"),
        method="post",
        action=f"{PROFILE}auftrag/{job.ticket}/abbruch",
        id="abbrechen",
        hidden=None if job.active else "hidden",
    )
    again = html.A(
        "Neu zusammenstellen",
        href=f"{PROFILE}?{urlencode({'stand': stand})}",
        className="knopf",
        id="nochmal",
        hidden=None if not job.active else "hidden",
    )
    return [
        html.Div(
            [
                html.P(job.words, id="auftrag-worte", role="status", **hyphenated(aria_live="polite")),
                bar if job.active or job.finished else None,
                html.Div([file, cancel, again], className="profil-knoepfe"),
            ],
            id="auftrag",
            **hyphenated(data_auftrag=f"{PROFILE}auftrag/{job.ticket}.json", data_aktiv="ja" if job.active else "nein"),
        )
    ]


def _places(region: Region, stand: str) -> html.Section:
    level = region.config.ebenen[0]
    group = region.group_level
    finer = level.id != group.id
    names = own_names(region, stand, level.id)
    cards = [
        _group(region, stand, str(key), name, names if finer else {}) for key, name in region.groups(stand).items()
    ]
    words = f"{group.name} oder {level.name} suchen" if finer else f"{group.name} suchen"
    told = Field(type="search", id="profil-suche", placeholder=words, autocomplete="off", aria_label=words)
    # a script of this page shows it
    search = html.Div([icon("search"), told], className="suche", id="profil-suchfeld", hidden="hidden")
    return html.Section(
        [
            html.H2(f"Einzeln, Gebietsstand {stand_of(region, stand).name}", id="einzeln"),
            search,
            html.P(
                className="leise",
                id="profil-treffer",
                role="status",
                **hyphenated(data_treffer="{n} Treffer", data_keine="Nichts passt zu „{suche}“."),
            ),
            html.Ul(cards, className="profil-orte"),
        ],
        **hyphenated(aria_labelledby="einzeln"),
    )  # fmt: skip


def _group(region: Region, stand: str, key: str, name: str, names: dict[str, str]) -> html.Li:
    titles = region.profile_plan.titel
    areas = areas_in(region, stand, key) if names else ()
    level = level_of(region, region.config.ebenen[0].id)
    rows = [
        html.Li(
            [html.Span(names[area]), _links("sozialraumprofil", "raum", area, stand, f"{titles.raum} {names[area]}")],
            **hyphenated(data_ort=names[area]),
        )
        for area in areas
    ]
    word = level.name if len(areas) == 1 else level.mehrzahl
    more = html.Details(
        [html.Summary(f"{format_number(len(areas))} {word}"), html.Ul(rows, className="profil-raeume")],
        className="profil-mehr",
    )
    head = html.Div(
        [html.H3(name), _links("kommunalprofil", "kommune", key, stand, f"{titles.gruppe} {name}")],
        className="profil-ort-kopf",
    )
    return html.Li([head, more if rows else None], className="profil-ort-karte", **hyphenated(data_ort=name))


def _links(file: str, parameter: str, key: str, stand: str, spoken: str) -> html.Span:
    query = urlencode({parameter: key, "stand": stand})
    return html.Span(
        [
            html.A(word, href=f"/export/{file}.{ending}?{query}", **hyphenated(aria_label=f"{spoken}, {word}"))
            for ending, (word, _) in FORMATS.items()
        ],
        className="profil-dateien",
    )


def job_words(region: Region, phase: str, done: int, total: int, name: str, words: str) -> str:
    """What the page says of a job."""
    group = dative_plural(region.group_level.mehrzahl)
    match phase:
        case "wartet":
            return "Der Auftrag wartet, bis ein anderer fertig ist oder die Daten gelesen sind."
        case "laeuft":
            last = f", zuletzt {name}" if name else ""
            return f"{format_number(done)} von {format_number(total)} {group} fertig{last}."
        case "fertig":
            return f"Alle {format_number(total)} Profile sind fertig."
    return words
