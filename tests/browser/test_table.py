"""The table says what the map shows, and the file what the table says."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

from layouts.formatting import format_number
from tests.browser.explorer import Explorer
from tests.browser.test_classes import rgb


@pytest.mark.parametrize(
    ("indikator", "jahr"), [("sgb2_quote", 2022), ("ohne_abschluss", 2019), ("kita_ue3_quote", 2016)]
)
def test_fill_class_and_row_of_every_area_agree(explorer: Explorer, indikator: str, jahr: int) -> None:
    page = explorer.show(indikator=indikator, jahr=jahr, ansicht="tabelle")
    rows = {row["id"]: row for row in page.rows()}
    legend = {row["klasse"]: row for row in page.legend()}
    fills = page.js(
        "() => Object.fromEntries([...document.querySelectorAll('#karte-a path[data-raum]')]"
        ".map((p) => [p.dataset.raum, p.getAttribute('fill')]))"
    )
    assert len(rows) == len(fills) == 93
    for area in page.view():
        row, fill = rows[area["id"]], fills[area["id"]]
        if area["klasse"] >= 0:
            assert row["klasse"] == legend[area["klasse"]]["text"]
            assert row["wert"] == format_number(area["wert"], 1)
            assert rgb(fill) == legend[area["klasse"]]["farbe"]
        else:
            assert row["klasse"] == "–"
            assert fill not in {entry["farbe"] for entry in legend.values()}


def test_rows_are_sorted_and_say_so(explorer: Explorer) -> None:
    page = explorer.show(indikator="ohne_abschluss", ansicht="tabelle")
    number = {area["id"]: area["wert"] for area in page.view()}

    def values() -> list[float | None]:
        return [number[row["id"]] for row in page.rows()]

    head = page.find('#tabelle th:has([data-spalte="wert"])')
    expect(head).to_have_attribute("aria-sort", "descending")
    for order in ("descending", "ascending"):
        expect(head).to_have_attribute("aria-sort", order)
        found = values()
        observed = [value for value in found if value is not None]
        assert observed == sorted(observed, reverse=order == "descending")
        assert None in found and None not in found[: len(observed)]
        page.find('#tabelle [data-spalte="wert"]').click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(page.find('#tabelle th[aria-sort]:not([aria-sort="none"])')).to_have_count(1)


def test_names_sort_naturally(explorer: Explorer) -> None:
    page = explorer.show(ansicht="tabelle")
    page.find('#tabelle [data-spalte="raum"]').click()
    order = [row["id"] for row in page.rows()]
    page.find('#tabelle [data-spalte="wert"]').click()
    assert order == [area["id"] for area in page.view()]


def test_table_is_a_real_table(explorer: Explorer) -> None:
    page = explorer.show(ansicht="tabelle")
    expect(page.find("#tabelle caption")).to_have_text(
        "SGB-II-Quote 2022 – Sozialräume, Gebietsstand 2018 (93 Sozialräume in zehn Kommunen)"
    )
    expect(page.find('#tabelle tbody th[scope="row"]')).to_have_count(93)
    assert page.find('#tabelle thead th[scope="col"]').count() == page.find("#tabelle thead th").count() > 3


def test_heads_end_where_their_figures_end(explorer: Explorer) -> None:
    page = explorer.show(ansicht="tabelle", vergleich="leerstandsquote")
    expect(page.find("#tabelle tbody tr").first).to_be_visible()
    off = page.js("""() => { const table = document.querySelector("#tabelle table");
      const edge = (cell, side) => { const range = document.createRange();
        range.selectNodeContents(cell.querySelector("[data-spalte] > span") || cell);
        return range.getBoundingClientRect()[side]; };
      return [...table.tHead.rows[0].cells].slice(1).map((head, i) => {
        const side = head.classList.contains("zahl") ? "right" : "left";
        return Math.abs(edge(head, side) - edge(table.tBodies[0].rows[0].cells[i + 1], side)); }); }""")
    assert len(off) >= 5
    assert max(off) < 1


def test_row_selects_its_area_and_keeps_the_focus(explorer: Explorer) -> None:
    page = explorer.show(ansicht="tabelle")
    page.find('#tabelle tr[data-raum="A1b"] button').press("Enter")
    expect(page.find('#tabelle tr[data-raum="A1b"]')).to_have_class("gewaehlt")
    page.settle()
    expect(page.find('#tabelle tr[data-raum="A1b"] button')).to_be_focused()
    outlines = page.js(
        "() => { const { selected, hover } = atlas.map.states.get('flaechen-a'); return [selected.id, hover.id]; }"
    )
    assert outlines == ["A1b", "A1b"]


@pytest.mark.parametrize("more", [{}, {"innerhalb": "05334004"}])
def test_downloaded_file_equals_the_table(explorer: Explorer, tmp_path: Path, more: dict[str, str]) -> None:
    page = explorer.show(indikator="ohne_abschluss", ansicht="tabelle", **more)
    with page.page.expect_download() as waiting:
        page.find("#dateien summary").click()
        page.page.get_by_role("link", name="Zahlen, CSV für Tabellenkalkulationen").click()
    part = "_05334004" if more else ""
    assert waiting.value.suggested_filename == f"ohne_abschluss_2022_sozialraum_2018{part}.csv"
    waiting.value.save_as(tmp_path / "tabelle.csv")
    raw = (tmp_path / "tabelle.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = csv.DictReader(io.StringIO(raw.decode("utf-8-sig").split("\r\n\r\n", 1)[1]), delimiter=";")
    in_file = {line["Schlüssel"]: (line["Wert"], line["Anzahl"] or "–") for line in lines}
    assert in_file == {row["id"]: (row["wert"].replace(".", ""), row["anzahl"].replace(".", "")) for row in page.rows()}
