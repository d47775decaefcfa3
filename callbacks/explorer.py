"""The explorer: wires the page; what is answered stands in `callbacks.context` and `callbacks.profile`."""

from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.dependencies import ClientsideFunction

from callbacks.context import update_context, update_relation
from callbacks.presse import update_press
from callbacks.profile import update_profile
from callbacks.series import update_series
from indicators.classes import ClassError, parse_limits
from layouts import ids
from layouts.figures import build_charts
from layouts.region import Region

CONTROLS = (
    ids.EBENE,
    ids.STAND,
    ids.INNERHALB,
    ids.FELD,
    ids.VERGLEICH,
    ids.KARTEN,
    ids.METHODE,
    ids.KLASSEN,
    ids.BEZUG,
    ids.PALETTE,
    ids.LESART,
    ids.BASIS,
    ids.GRENZAENDERUNG,
)


def update_limits(text: Any) -> tuple[dict[str, Any] | Any, str]:
    """Typed or pasted class limits as numbers, or a German sentence what is wrong."""
    try:
        limits = parse_limits(str(text or ""))
    except ClassError as error:
        return no_update, str(error)
    if len(limits) < 2:
        return no_update, "Bitte mindestens zwei Grenzen eingeben, zum Beispiel „5; 10; 20“."
    return {"grenzen": list(limits)}, ""


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
    answer(ids.FRAGE_ZEIT, ids.ZEIT, update_series)
    answer(ids.FRAGE_PRESSE, ids.PRESSE, update_press)

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
    questions = (ids.FRAGE_KONTEXT, ids.FRAGE_PROFIL, ids.FRAGE_ZUSAMMENHANG, ids.FRAGE_ZEIT)
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
    answers = (
        ("context", ids.KONTEXT),
        ("profile", ids.PROFIL),
        ("relation", ids.ZUSAMMENHANG),
        ("series", ids.ZEIT),
        ("press", ids.PRESSE),
    )
    for name, store in answers:
        browser(name, Output(ids.GEAENDERT, "data", allow_duplicate=True), Input(store, "data"))
    browser("charts", Output(ids.GEAENDERT, "data", allow_duplicate=True), Input("platz-rang", "children"))
