"""HTML written from components: everything is escaped."""

from dash import html

from layouts.components import set_selection
from layouts.markup import to_html


def test_text_and_attributes_are_escaped() -> None:
    made = to_html(html.Button("<script>", type="button", **set_selection({"raum": '"><b>'})))
    assert made == (
        '<button type="button" data-setze="{&quot;raum&quot;:&quot;\\&quot;&gt;&lt;b&gt;&quot;}">'
        "&lt;script&gt;</button>"
    )


def test_empty_attributes_are_left_out() -> None:
    assert to_html([html.Td(None, className=""), "x", 5]) == "<td></td>x5"
