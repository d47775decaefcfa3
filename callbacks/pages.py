"""What all pages beside the explorer wire alike: the browser's part of selection, controls and maps."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dash import Dash, Input, Output, no_update
from dash.dependencies import ClientsideFunction

from layouts import ids
from layouts.region import Region
from layouts.scaffold import NONE

Place = tuple[str, str]  # id and property of a component


def register_page(
    app: Dash,
    region: Region,
    controls: Mapping[str, str],
    outputs: Sequence[Place],
    update: Callable[[Any, Region], Mapping[Place, Any] | None],
) -> None:
    """The selection of the URL first; then controls change it, the server answers, and the browser paints the answer
    (`assets/seiten/`).
    """

    def browser(name: str, *wires: object, initial: bool = False) -> None:
        app.clientside_callback(ClientsideFunction("seite", name), *wires, prevent_initial_call=not initial)

    layers = [ids.FLAECHEN_A, f"{ids.FLAECHEN_A}-grenzen", ids.FLAECHEN_B, f"{ids.FLAECHEN_B}-grenzen"]
    browser("begin", Output(ids.AUSWAHL, "data"), Input("ort", "pathname"), initial=True)
    browser("changed", Output(ids.GEAENDERT, "data"), *(Input(control, "value") for control in controls))
    browser("answered", *(Output(layer, "children") for layer in layers), Input(ids.ANTWORT, "data"))

    @app.callback([Output(*output) for output in outputs], Input(ids.AUSWAHL, "data"), prevent_initial_call=True)
    def _answer(question: Any) -> list[Any]:
        answer = update(question, region)
        return [no_update if answer is None else answer[output] for output in outputs]


def control_values(controls: Mapping[str, str], selection: Mapping[str, Any]) -> dict[Place, str]:
    """What the controls of a page show for a selection."""
    return {
        (control, "value"): NONE if selection[key] is None else str(selection[key]) for control, key in controls.items()
    }
