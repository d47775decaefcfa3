"""Answers of the page Indizes, held against the engine and against what may be shown."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from callbacks.indizes import OUTPUTS, update_index
from dashboard.atlas import Atlas
from dashboard.factory import AtlasApp, create_app
from dashboard.settings import Settings
from layouts import ids
from layouts.indizes.selection import OWN, Indexansicht
from layouts.indizes.sentences import CAUTION
from tests.applications import client_of, start_app
from tests.callbacks.test_gebietsstaende import texts
from tests.dashboard.test_indices import THEMES
from tests.regionbuilder import write_region

STAND, JAHR = "2018", 2022


def answer_of(region: Atlas, **question: Any) -> dict[tuple[str, str], Any]:
    answer = update_index({"jahr": JAHR, "stand": STAND} | question, region)
    assert answer is not None
    return answer


def words(answer: dict[tuple[str, str], Any], place: str) -> str:
    return " ".join(texts(answer[place, "children"]))


def of_year(frame: pd.DataFrame, jahr: int = JAHR) -> pd.DataFrame:
    return frame[frame.index.get_level_values("jahr") == jahr].droplevel(["ebene", "jahr"])


def test_nothing_asked_is_nothing_answered(demo: Atlas) -> None:
    assert update_index(None, demo) is None


@pytest.mark.parametrize("question", [[], "x", 5, True])
def test_nonsense_gets_the_first_view_and_a_notice(demo: Atlas, question: Any) -> None:
    answer = update_index(question, demo)
    assert answer is not None
    notice = "Die Ansicht war nicht lesbar; gezeigt wird die Startansicht."
    assert answer[ids.ANTWORT, "data"]["hinweise"] == [notice]


@pytest.mark.parametrize("index", ["status_dynamik", "bildung", OWN])
@pytest.mark.parametrize("ansicht", list(Indexansicht))
@pytest.mark.parametrize("raum", [None, "A1a"])
def test_answer_has_a_value_for_every_output(demo: Atlas, index: str, ansicht: Indexansicht, raum: str | None) -> None:
    answer = answer_of(demo, index=index, ansicht=ansicht.value, raum=raum)
    assert set(answer) == set(OUTPUTS)
    data = answer[ids.ANTWORT, "data"]
    assert json.loads(json.dumps(data)) == data


@pytest.mark.parametrize("index", [*THEMES, "status", "dynamik"])
def test_map_shows_the_classes_of_the_engine_and_signs_where_there_is_none(demo: Atlas, index: str) -> None:
    karte = answer_of(demo, index=index)[ids.ANTWORT, "data"]["karten"]["a"]
    figures = of_year(demo.index(index, STAND).figures)
    assert karte["klassen"] == figures["klasse"].cat.codes.tolist()
    letters = {"beobachtet": "o", "gesperrt": "s", "unsicher": "u", "fehlt": "m", "nicht_klassiert": "n"}
    assert karte["zeichen"] == "".join(letters[str(status)] for status in figures["status"])
    assert len(karte["farben"]) == len(demo.indices.indizes[index].klassen)


def test_groups_of_the_map_are_those_of_the_engine(demo: Atlas) -> None:
    karte = answer_of(demo, index="status_dynamik")[ids.ANTWORT, "data"]["karten"]["a"]
    groups = of_year(demo.combination("status_dynamik", STAND))
    assert karte["klassen"] == groups["gruppe"].cat.codes.tolist()
    assert len(set(karte["farben"])) == 12
    signs = [
        str(sign).replace("+/-", "±").replace("-", "−") if isinstance(sign, str) else "" for sign in groups["kurz"]
    ]
    assert karte["marken"] == signs


def test_legend_counts_add_up_to_the_areas(demo: Atlas) -> None:
    answer = answer_of(demo, index="status_dynamik")
    grid = answer["legende", "children"][0]
    body = next(part for part in grid.children if type(part).__name__ == "Tbody")
    counts = [int(list(texts(cell))[-1]) for row in body.children for cell in row.children[1:]]
    classes = answer[ids.ANTWORT, "data"]["karten"]["a"]["klassen"]
    assert counts == [classes.count(k) for k in range(12)]


@pytest.mark.parametrize("question", [{"index": "status_dynamik"}, {"index": "bildung", "raum": "A1a"}, {"index": OWN}])
def test_the_caution_and_the_components_are_always_there(demo: Atlas, question: dict[str, Any]) -> None:
    answer = answer_of(demo, **question)
    assert CAUTION in words(answer, "legende")
    names = {"status_dynamik": "SGB-II-Quote", "bildung": "Ohne Schulabschluss", OWN: "Altenquotient"}
    assert names[question["index"]] in words(answer, "profil-ansicht")


def test_profile_shows_value_kommune_region_count_and_rank_range(demo: Atlas) -> None:
    said = words(answer_of(demo, index="status", raum="A1a"), "profil-ansicht")
    levels = [level.id for level in demo.config.ebenen]
    rows = demo.published("sgb2_quote", STAND).xs(JAHR, level="jahr")
    for column, place, key in (("wert", levels[-2], "05334004"), ("fallzahl", levels[0], "A1a")):
        value = rows[column].xs(place, level="ebene")[key]
        shown = f"{value:,.1f}" if column == "wert" else f"{value:,.0f}"
        assert shown.translate(str.maketrans(",.", ".,")) in said
    region = rows["wert"].xs(levels[-1], level="ebene").iloc[0]
    assert f"StädteRegion {region:.1f}".replace(".", ",") in said
    assert "Rangspanne" in said


def test_suppressed_component_says_so(demo: Atlas) -> None:
    figures = of_year(demo.index("bildung", STAND).figures)
    incomplete = figures[figures["unvollstaendig"] & (figures["luecke"] == "gesperrt")].index[0]
    hidden = figures[figures["status"] == "gesperrt"].index[0]
    assert "unvollständig" in words(answer_of(demo, index="bildung", raum=incomplete), "profil-ansicht")
    assert "geheim zu halten" in words(answer_of(demo, index="bildung", raum=incomplete), "profil-ansicht")
    said = words(answer_of(demo, index="bildung", raum=hidden), "profil-ansicht")
    assert "kein Index – wegen Geheimhaltung" in said
    assert "ohne Einstufung" in said


def test_inside_small_kommunen_areas_are_invalid_with_the_reason(demo: Atlas) -> None:
    said = words(answer_of(demo, index="status", bezug="kommune", raum="M1"), "profil-ansicht")
    assert "ungültig – Kommune: zu wenige gültige Räume" in said  # Monschau has two areas


def test_scope_changes_the_index(demo: Atlas) -> None:
    region, kommune = (
        answer_of(demo, index="status", bezug=bezug)[ids.ANTWORT, "data"]["karten"]["a"]["klassen"]
        for bezug in ("region", "kommune")
    )
    assert region != kommune


def test_own_index_with_weights_is_the_weighted_sum(demo: Atlas) -> None:
    """By hand: z over all valid areas, 1·z(old-age ratio) + 3·z(80 and older), standardised again."""
    parts = ("altenquotient", "anteil_80plus")
    rows = [
        demo.published(name, STAND).xs(JAHR, level="jahr").xs("sozialraum", level="ebene")["wert"] for name in parts
    ]
    z = [(row - row.mean()) / row.std(ddof=0) for row in rows]
    summe = z[0] + 3 * z[1]
    expected = (summe - summe.mean()) / summe.std(ddof=0)
    assert expected.notna().all()
    answer = answer_of(demo, index=OWN, teile=[parts[0], f"{parts[1]}:3"])
    classes = answer[ids.ANTWORT, "data"]["karten"]["a"]["klassen"]
    assert classes == np.searchsorted([-1, 1, 1.5], expected.to_numpy().round(9), side="left").tolist()


def test_relieving_part_counts_against_burden(demo: Atlas) -> None:
    answer = answer_of(demo, index=OWN, teile=["svb_anteil"])
    classes = pd.Series(answer[ids.ANTWORT, "data"]["karten"]["a"]["klassen"])
    values = demo.published("svb_anteil", STAND).xs(JAHR, level="jahr").xs("sozialraum", level="ebene")["wert"]
    assert values.reset_index(drop=True)[classes == 3].max() < values.reset_index(drop=True)[classes == 0].min()


def test_composer_marks_what_cannot_be_chosen(demo: Atlas) -> None:
    kit = answer_of(demo, index=OWN, teile=["sgb2_quote:2"])[ids.ANTWORT, "data"]["baukasten"]
    parts = {part["id"]: part for theme in kit["themen"] for part in theme["teile"]}
    assert (parts["sgb2_quote"]["gewicht"], parts["sgb2_quote"]["waehlbar"]) == (2.0, True)
    assert (parts["sgb2_personen"]["grund"], parts["sgb2_personen"]["waehlbar"]) == ("absolute Zahl", False)
    assert (parts["kinderreiche"]["gewicht"], parts["kinderreiche"]["richtung"]) == (None, "+")
    assert answer_of(demo, index="status")[ids.ANTWORT, "data"]["baukasten"] is None


def test_robustness_repeats_the_engine(demo: Atlas) -> None:
    said = words(answer_of(demo, index="status", ansicht="robustheit"), ids.INDEX_ROBUST)
    firm = demo.stability("status", STAND, JAHR)
    assert firm is not None
    assert f"{round(100 * firm.anteil_ohne)}\u202f%" in said
    assert f"{round(100 * firm.anteil_gewicht)}\u202f%" in said


def test_time_tab_has_both_readings_and_their_table(demo: Atlas) -> None:
    answer = answer_of(demo, index="status", ansicht="zeit", raum="A1a")
    said = words(answer, ids.INDEX_ZEIT)
    own = demo.index("status", STAND).figures.droplevel("ebene").xs("A1a", level="area")
    for column in ("index", "index_fest"):
        assert f"+{float(own[column][JAHR]):.2f}".replace(".", ",") in said
    assert answer[ids.ANTWORT, "data"]["tafel"] == ""  # only the open tab is filled


def test_csv_adds_up_and_hides_what_is_hidden(demo: Atlas, demo_app: AtlasApp) -> None:
    response = demo_app.server.test_client().get(f"/daten/index.csv?index=bildung&jahr={JAHR}&stand={STAND}")
    assert response.headers["Content-Disposition"] == 'attachment; filename="bildung_2022_2018.csv"'
    lines = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig")), delimiter=";"))
    head = next(i for i, line in enumerate(lines) if line[:1] == ["Schlüssel"])
    assert ["Synthetische Demonstrationsdaten"] in lines[:head]
    assert [CAUTION] in lines[:head]
    table = pd.DataFrame(lines[head + 1 :], columns=lines[head])
    assert len(table) == 93
    figures = of_year(demo.index("bildung", STAND).figures)
    hidden = (figures["status"] == "gesperrt").to_numpy()
    assert (table.loc[hidden, "Bildung: Index"] == "•").all()
    assert (table.loc[hidden, "Bildung: Rang von"] == "").all()
    shown = table[(figures["status"] == "beobachtet").to_numpy()]
    contributions = shown[[name for name in map(str, table) if name.endswith(": Beitrag")]]
    sums = contributions.replace("", "0").map(lambda cell: float(cell.replace(",", "."))).sum(axis=1)
    np.testing.assert_allclose(sums, figures.loc[figures["status"] == "beobachtet", "summe"], atol=1e-5)


def test_region_without_indices_has_no_page_and_no_file(small_app: AtlasApp) -> None:
    client = small_app.server.test_client()
    assert client.get("/daten/index.csv").status_code == 404
    assert client.get("/indizes/").status_code == 404
    assert "/indizes/" not in client.get("/").text


def with_direction(text: str) -> str:
    """A second indicator with a direction."""
    return text.replace("[indikatoren.anteil_u18]\n", '[indikatoren.anteil_u18]\nrichtung = "belastend"\n')


def test_common_rule_alone_opens_the_composer(tmp_path: Path) -> None:
    """Without any index of the package, visitors put their own together; it starts from two indicators."""
    rule = {"indizes.toml": '[gueltig]\neinwohner = "bev_insgesamt"\nmindestens = 10\n'}
    folder = write_region(tmp_path / "region", indikatoren=with_direction, files=rule)
    app = start_app(folder, tmp_path / "cache")
    assert client_of(app).get("/indizes/").status_code == 200
    answer = update_index({}, app.atlas)
    assert answer is not None
    chosen = answer[ids.ANTWORT, "data"]["auswahl"]
    assert (chosen["index"], chosen["teile"]) == (OWN, ["anteil_u18", "arbeitslosenanteil"])


def test_internal_file_is_marked_and_named_so(tmp_path: Path) -> None:
    app = create_app(Settings(internal=True, cache=tmp_path))
    response = app.server.test_client().get("/daten/index.csv?index=bildung&jahr=2022&stand=2018")
    assert response.headers["Content-Disposition"] == 'attachment; filename="INTERN_bildung_2022_2018.csv"'
    first = response.data.decode("utf-8-sig").splitlines()[0]
    assert first == "INTERN – nicht zur Veröffentlichung"


def test_rank_inside_a_kommune_is_among_its_areas(demo: Atlas) -> None:
    figures = of_year(demo.index("soziodemografie", STAND).figures)
    alsdorf = [key for key in figures.index if str(key).startswith("A") and not str(key).startswith("AC")]
    assert len(alsdorf) == 14
    said = words(answer_of(demo, index="soziodemografie", bezug="kommune", raum="A1a"), "profil-ansicht")
    assert "von 14 (1 = höchster Index)" in said
