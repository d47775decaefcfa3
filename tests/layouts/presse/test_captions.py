"""Caption and alternative text: complete, short, and never of a suppressed value."""

from dataclasses import replace
from typing import Any

from dashboard.atlas import Atlas
from layouts.presse.captions import ALT_LENGTH, alternative_text, caption
from layouts.presse.views import View, read_views
from layouts.selection import parse_selection
from layouts.sheets.sheet import Sheet
from tests.sheets import sheet_of

NNBSP = "\u202f"
WORKLESS = {"indikator": "arbeitslosenanteil", "jahr": 2018, "ebene": "sozialraum", "stand": "2018"}


def words_of(region: Atlas, **asked: Any) -> tuple[Sheet, tuple[View, ...]]:
    selection, notices = parse_selection(asked, region)
    assert notices == ()
    sheet = sheet_of(region, **asked)
    return sheet, read_views(region, selection, sheet)


def test_caption_says_what_where_when_what_is_missing_and_who(small: Atlas) -> None:
    assert caption(*words_of(small, **WORKLESS, raum="0500101")) == (
        "Arbeitslosenanteil 2018, Musterkreis · Sozialräume. Am höchsten in A2 Altstadt "
        f"(Astadt) mit 8,0{NNBSP}%, am niedrigsten in B3 Bruch (Bdorf) mit 0,0{NNBSP}%; Musterkreis: 5,0{NNBSP}%. "
        "Sozialräume ohne Wert: 2 von 6. Hervorgehoben: A1 Aue (Astadt), • geheim zu halten. "
        "Werte von 2 Räumen sind geheim zu halten und schraffiert gezeichnet. Grafik: Kreis Muster. "
        "Datenquelle: Einwohnermelderegister, Stichtag 31.12.2018; eigene Berechnung. "
        "Kartengrundlage: © Kreis Muster 2018, Gebietsstand Gebietsstand 2018. Datenstand 2024-05."
    )


def test_alternative_text_describes_kind_range_and_pattern(small: Atlas) -> None:
    """Classes of the legend: 8.0 and more holds A2 alone, under 2.0 holds B3 alone."""
    assert alternative_text(*words_of(small, **WORKLESS)) == (
        "Karte mit Flächenfarben: Arbeitslosenanteil 2018, Musterkreis · Sozialräume. "
        f"Die Werte reichen von 0,0 bis 8,0{NNBSP}%; Musterkreis: 5,0{NNBSP}%. 5 Klassen von hell nach dunkel. "
        "Höchste Klasse (8,0 und mehr): 1 Raum; niedrigste (unter 2,0): 1 Raum. "
        "Am höchsten in A2 Altstadt (Astadt) mit "
        f"8,0{NNBSP}%, am niedrigsten in B3 Bruch (Bdorf) mit 0,0{NNBSP}%; Musterkreis: 5,0{NNBSP}%. "
        "Sozialräume ohne Wert: 2 von 6. Ohne Wert – geheim zu halten: 2."
    )


def test_circles_are_called_circles(small: Atlas) -> None:
    text = alternative_text(*words_of(small, indikator="bev_insgesamt", jahr=2019, ebene="sozialraum", stand="2018"))
    assert text.startswith("Karte mit Kreisen: Einwohnerinnen und Einwohner 2019, Musterkreis · Sozialräume. ")
    assert "Die Werte reichen von 310 bis 2.010." in text
    assert "Klasse" not in text


def test_synthetic_data_are_named_first(demo: Atlas) -> None:
    words = words_of(demo, indikator="sgb2_quote", jahr=2022, ebene="sozialraum", stand="2018")
    assert alternative_text(*words).startswith("Synthetische Demonstrationsdaten. Karte mit Flächenfarben: ")
    assert caption(*words).startswith("Synthetische Demonstrationsdaten. ")
    assert "am meisten in Aachen (3) und Stolberg (Rhld.) (3)" in alternative_text(*words)


def test_alternative_text_stays_short_for_every_indicator(demo: Atlas) -> None:
    for indikator in demo.catalogue.indikatoren:
        years = demo.years(indikator, "2018", "sozialraum")
        if years:
            asked = {"indikator": indikator, "jahr": years[-1], "ebene": "sozialraum", "stand": "2018", "raum": "A1a"}
            assert 60 < len(alternative_text(*words_of(demo, **asked))) <= ALT_LENGTH


def test_least_needed_parts_go_first_where_it_gets_long(small: Atlas) -> None:
    sheet, views = words_of(small, **WORKLESS)
    text = alternative_text(replace(sheet, headline="Sehr langer Befund. " * 40), views)
    assert "Befund" not in text
    assert "Ohne Wert – geheim zu halten: 2." in text
    endless = alternative_text(replace(sheet, kicker="Amt " * 300), views)
    assert len(endless) <= ALT_LENGTH
    assert endless.endswith("Amt…")


def test_two_maps_are_described_one_by_one(demo: Atlas) -> None:
    pair = {"vergleich": "leerstandsquote", "karten": 2}
    words = words_of(demo, indikator="sgb2_quote", jahr=2022, ebene="sozialraum", stand="2018", **pair)
    text = alternative_text(*words)
    assert text.startswith("Synthetische Demonstrationsdaten. Zwei Karten: SGB-II-Quote und Leerstandsquote 2022, ")
    assert f"SGB-II-Quote: Die Werte reichen von 1,8 bis 35,0{NNBSP}%; StädteRegion: 10,5{NNBSP}%." in text
    assert "Leerstandsquote: Die Werte reichen von " in text
    assert len(text) <= ALT_LENGTH
    assert "SGB-II-Quote: Werte von 6 Räumen sind geheim zu halten und schraffiert gezeichnet." in caption(*words)


def test_diverging_colours_are_not_said_to_get_darker(small: Atlas) -> None:
    text = alternative_text(*words_of(small, **WORKLESS, palette="geteilt"))
    assert "5 Klassen. Höchste Klasse" in text
