"""What all pages beside the explorer wire alike: the browser's part of selection, controls and maps."""

from collections.abc import Mapping

from dash import Dash, Input, Output
from dash.dependencies import ClientsideFunction

from layouts import ids


def register_page(app: Dash, controls: Mapping[str, str]) -> None:
    """The selection of the URL first; then controls change it, and answers are painted (`assets/seiten/`)."""

    def browser(name: str, *wires: object, initial: bool = False) -> None:
        app.clientside_callback(ClientsideFunction("seite", name), *wires, prevent_initial_call=not initial)

    layers = [ids.FLAECHEN_A, f"{ids.FLAECHEN_A}-grenzen", ids.FLAECHEN_B, f"{ids.FLAECHEN_B}-grenzen"]
    browser("begin", Output(ids.AUSWAHL, "data"), Input("ort", "pathname"), initial=True)
    browser("changed", Output(ids.GEAENDERT, "data"), *(Input(control, "value") for control in controls))
    browser("answered", *(Output(layer, "children") for layer in layers), Input(ids.ANTWORT, "data"))
