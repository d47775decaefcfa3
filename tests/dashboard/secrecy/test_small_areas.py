"""Rates of areas with few residents: shown by their sign, with neither class nor rank (P4)."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from dashboard.atlas import Atlas
from dashboard.checks.region import check_region
from dashboard.factory import AtlasApp
from geodata.problems import format_report
from tests.applications import client_of, start_app
from tests.regionbuilder import write_region

PLACE = {"stand": "2018", "ebene": "sozialraum"}


def add_minimum(text: str, indikator: str = "bev_insgesamt", least: int = 501) -> str:
    return f'{text}\n[geheimhaltung]\neinwohner = "{indikator}"\nmindest_einwohner = {least}\n'


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> AtlasApp:
    folder = tmp_path_factory.mktemp("few")
    return start_app(write_region(folder / "region", region=add_minimum), folder / "cache")


@pytest.fixture(scope="module")
def atlas(app: AtlasApp) -> Atlas:
    return app.atlas


def states(atlas: Atlas, indikator: str, ebene: str, jahr: int) -> dict[str, str]:
    frame = atlas.published(indikator, "2018").xs((ebene, jahr), level=("ebene", "jahr"))
    return {str(key): str(state) for key, state in frame["status"].items()}


def test_few_residents_take_class_and_rank_from_a_rate(atlas: Atlas) -> None:
    # residents of 2018: A1 1000, A2 2000, A10 800, B1 1200, B2 500, B3 300
    few = {key for key, state in states(atlas, "anteil_u18", "sozialraum", 2018).items() if state == "nicht_klassiert"}
    assert few == {"0500202", "0500203"}
    # ten more in 2019
    few = {key for key, state in states(atlas, "anteil_u18", "sozialraum", 2019).items() if state == "nicht_klassiert"}
    assert few == {"0500203"}


def test_the_count_stays_and_the_value_goes(atlas: Atlas) -> None:
    level = atlas.published("anteil_u18", "2018").xs(("sozialraum", 2018), level=("ebene", "jahr"))
    assert level["fallzahl"]["0500202"] == 60.0
    assert level["nenner"]["0500202"] == 500.0
    assert pd.isna(level["wert"]["0500202"])


def test_counts_and_upper_levels_are_as_before(atlas: Atlas) -> None:
    assert set(states(atlas, "bev_insgesamt", "sozialraum", 2018).values()) == {"beobachtet"}
    assert set(states(atlas, "anteil_u18", "kommune", 2018).values()) == {"beobachtet"}


def test_suppressed_stays_suppressed(atlas: Atlas) -> None:
    # two unemployed among 800 in A10; nobody knows whether it is few residents that hide it
    assert states(atlas, "arbeitslosenanteil", "sozialraum", 2018)["0500110"] == "gesperrt"


def test_table_shows_the_sign_and_the_count(app: AtlasApp) -> None:
    answer = client_of(app).get("/daten/tabelle.csv", query_string=PLACE | {"indikator": "anteil_u18", "jahr": 2018})
    rows = csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig").split("\r\n\r\n", 1)[1]), delimiter=";")
    row = next(row for row in rows if row["Schlüssel"] == "0500202")
    assert (row["Wert"], row["Anzahl"]) == ("()", "60")


def test_sheet_counts_them_in_a_row_of_their_own(app: AtlasApp) -> None:
    query = PLACE | {"indikator": "anteil_u18", "jahr": 2018}
    drawn = client_of(app).get("/export/karte.svg", query_string=query).get_data(as_text=True)
    assert "() nicht klassiert" in drawn


@pytest.mark.parametrize(
    ("indikator", "words"),
    [("bev", "„bev“ steht nicht in indikatoren.toml"), ("anteil_u18", "„anteil_u18“ ist keine Anzahl")],
)
def test_check_names_what_cannot_count_residents(tmp_path: Path, indikator: str, words: str) -> None:
    report = check_region(write_region(tmp_path, region=lambda text: add_minimum(text, indikator)))
    found = [problem for problem in report.problems if words in problem.text]
    assert len(found) == 1, format_report(report)
    assert found[0].zeile is not None and found[0].abhilfe


def test_package_without_the_rule_classifies_every_area(small: Atlas) -> None:
    assert "nicht_klassiert" not in states(small, "anteil_u18", "sozialraum", 2018).values()


def test_an_estimate_is_judged_by_the_residents_of_its_own_borders(atlas: Atlas) -> None:
    # B2 of 2011 (800 residents) was split in halves of equal area: 400 each, fewer than 501
    split = atlas.carried("anteil_u18", "2011", "2018").xs(("sozialraum", 2016), level=("ebene", "jahr"))
    assert split["status"][["0500201", "0500202", "0500203"]].tolist() == [
        "beobachtet", "nicht_klassiert", "nicht_klassiert",
    ]  # fmt: skip
    assert split["wert"][["0500202", "0500203"]].isna().all()
    # the other way 500 + 300 are enough, though neither part is: 60 + 45 of 800
    merged = atlas.carried("anteil_u18", "2018", "2011").xs(("sozialraum", 2018), level=("ebene", "jahr"))
    assert (merged["status"]["0500202"], merged["wert"]["0500202"]) == ("beobachtet", 13.125)
