"""The dialog „Pressepaket“: what comes out, in somebody's own words. `assets/explorer/84_press.js` fills it."""

from typing import Any

from dash import html

from layouts.components import action, hyphenated, icon
from layouts.dialogs import build_dialog
from layouts.menus import build_dialog_entry
from layouts.sheets.papers import PAPERS
from layouts.sheets.wording import SUBTITLE_LENGTH, TITLE_LENGTH

PRESS = "pressepaket"  # id of the dialog
LABEL = "Pressepaket"
# paper → what the switch says; the first is shown first
FORMATS = {"16-9": "Quer 16:9", "1-1": "Quadrat 1:1", "4-5": "Hochkant 4:5"}


def press_entry() -> html.Li:
    """The way into the dialog, in the menu of files."""
    return build_dialog_entry("newspaper", LABEL, "Bilder, PDF, Zahlen und fertige Texte, mit Vorschau", PRESS)


def build_press_dialog() -> html.Dialog:
    """Preview on the left, words on the right, the archive below."""
    said = html.P(id="presse-ansage", className="nur-vorlesen", role="status")
    body = html.Div([_preview(), _words(), said], className="presse")
    contents = html.P(
        f"presse.txt, {len(FORMATS)} Bilder als PNG und SVG, PDF in A4, Tabelle (CSV), Schrift",
        className="presse-inhalt",
    )
    copy = action("link", "Link zu diesem Paket", **hyphenated(data_presse_kopieren="link"))
    load = html.A(
        [icon("download"), html.Span("Paket herunterladen (ZIP)")],
        id="presse-laden",
        className="knopf haupt",
        **hyphenated(aria_disabled="true"),
    )
    return build_dialog(PRESS, LABEL, [body], [contents, copy, load])


def _preview() -> html.Section:
    switches = [
        html.Button(
            words,
            type="button",
            className="presse-format",
            **hyphenated(data_presse_format=paper, data_groesse=_pixels(paper), aria_pressed=str(not i).lower()),
        )
        for i, (paper, words) in enumerate(FORMATS.items())
    ]
    return html.Section(
        [
            html.Div(
                switches, className="presse-formate", role="group", **hyphenated(aria_label="Format der Vorschau")
            ),
            html.Div(
                [
                    html.Img(id="presse-vorschau", alt="", hidden=True),
                    html.P(id="presse-meldung", className="presse-meldung", role="status"),
                ],
                id="presse-buehne",
                className="presse-buehne",
            ),
            html.P(id="presse-groesse", className="presse-klein"),
        ],
        className="presse-bild",
        **hyphenated(aria_label="Vorschau"),
    )


def _pixels(paper: str) -> str:
    shown = PAPERS[paper]
    return " × ".join(f"{length * shown.ppi / 72:.0f}" for length in (shown.width, shown.height))


def _words() -> html.Div:
    return html.Div(
        [
            _field("titel", "Titel", 2, TITLE_LENGTH),
            _field("untertitel", "Untertitel", 3, SUBTITLE_LENGTH),
            html.Details(id="presse-klassen", className="presse-klassen", hidden=True),
            html.Section(
                [html.H3("Vorschläge"), html.Ul(id="presse-vorschlaege", className="presse-vorschlaege")],
                className="presse-abschnitt",
            ),
            _copyable("bildunterschrift", "Bildunterschrift"),
            _copyable("alternativtext", "Alternativtext"),
        ],
        className="presse-worte",
    )


def _field(name: str, label: str, rows: int, longest: int) -> html.Div:
    """A text to write in, with what is left of its length and the way back to the suggestion."""
    place = f"presse-{name}"
    back = action("rotate-ccw", "Vorschlag", **hyphenated(data_presse_zurueck=name, aria_label=f"{label}: Vorschlag"))
    return html.Div(
        [
            html.Div([html.Label(label, htmlFor=place), back], className="presse-feld-kopf"),
            html.Textarea(
                id=place,
                rows=rows,
                spellCheck="true",
                **hyphenated(data_hoechstens=str(longest), aria_describedby=f"{place}-zahl"),
            ),
            html.P(id=f"{place}-zahl", className="presse-klein"),
        ],
        className="presse-feld",
    )


def _copyable(name: str, label: str) -> html.Section:
    """A text to take along as it is."""
    attributes: dict[str, Any] = hyphenated(data_presse_kopieren=name, aria_label=f"{label} kopieren")
    return html.Section(
        [
            html.Div([html.H3(label), action("copy", "Kopieren", **attributes)], className="presse-feld-kopf"),
            html.P(id=f"presse-{name}", className="presse-text"),
        ],
        className="presse-abschnitt",
    )
