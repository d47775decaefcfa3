"""Components without behaviour as HTML: a browser takes a large table at once, Dash would mount every cell."""

import re
from html import escape
from typing import Any

from dash.development.base_component import Component

NAMES = {"className": "class", "htmlFor": "for"}


class Field(Component):
    """An `<input>` of a form that is sent without a script; `dash.html` has none."""

    def __init__(self, **attributes: str) -> None:
        self.attributes = {name.replace("_", "-"): value for name, value in attributes.items()}


def to_html(component: Any) -> str:
    """HTML of a tree of `dash.html` components; every text and attribute is escaped.

    Examples
    --------
    >>> from dash import html
    >>> to_html(html.Td(["a < b", html.B("c")], className="zahl", style={"fontWeight": 700}))
    '<td class="zahl" style="font-weight:700">a &lt; b<b>c</b></td>'
    """
    if component is None:
        return ""
    if isinstance(component, list | tuple):
        return "".join(to_html(part) for part in component)
    if isinstance(component, Field):
        return f"<input{''.join(_attribute(name, value) for name, value in component.attributes.items())}>"
    if not isinstance(component, Component):
        return escape(str(component))
    told = component.to_plotly_json()
    props = told["props"]
    tag = str(told["type"]).lower()
    attributes = "".join(_attribute(name, value) for name, value in props.items() if name != "children")
    return f"<{tag}{attributes}>{to_html(props.get('children'))}</{tag}>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False or value == "":
        return ""
    if name == "style":
        value = ";".join(f"{_kebab(key)}:{part}" for key, part in value.items())
    return f' {NAMES.get(name, name.lower())}="{escape(str(value))}"'


def _kebab(name: str) -> str:
    return re.sub("[A-Z]", lambda letter: f"-{letter[0].lower()}", name)
