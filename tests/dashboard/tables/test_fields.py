"""The matrix as a file, and what planners decided by hand on page and in file."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from callbacks.handlungsfelder import update_fields
from dashboard.atlas import Atlas
from dashboard.factory import AtlasApp, create_app
from dashboard.settings import Settings
from layouts import ids
from tests.applications import client_of
from tests.callbacks.test_handlungsfelder import words
from tests.dashboard.test_handlungsfelder import BY_HAND, RULES
from tests.regionbuilder import write_region

FILE = "/daten/handlungsfelder.csv"


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> AtlasApp:
    """A region with one field and two assignments by hand, in the internal mode."""
    folder = tmp_path_factory.mktemp("hand")
    region = write_region(folder / "region", files={"handlungsfelder.toml": RULES, "zuordnungen.csv": BY_HAND})
    return create_app(Settings(region=region, cache=folder / "cache", internal=True))


def lines_of(client: FlaskClient, **query: Any) -> tuple[list[list[str]], str]:
    response = client.get(FILE, query_string=query)
    rows = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig")), delimiter=";"))
    return rows, response.headers["Content-Disposition"]


def test_file_names_source_label_and_every_area(demo_app: AtlasApp) -> None:
    rows, name = lines_of(client_of(demo_app))
    gap = rows.index([])
    heading = [row[0] for row in rows[:gap]]
    assert name == 'attachment; filename="handlungsfelder_2017_2018.csv"'
    assert heading[0] == "Handlungsfelder je Sozialraum 2017"
    assert any("Datenquelle: " in line for line in heading)
    assert "Synthetische Demonstrationsdaten" in heading
    assert len(rows) - gap - 2 == 93
    # Sozialbericht 2018: 15, 43, 37 and 12 areas
    needy = [sum(row[column] == "Gestaltungsbedarf" for row in rows[gap + 2 :]) for column in range(4, 8)]
    assert needy == [15, 43, 37, 12]


def test_file_of_changed_limits_says_so_in_its_name_and_first_lines(demo_app: AtlasApp) -> None:
    rows, name = lines_of(client_of(demo_app), grenzen="integration.1:0.5", feld="integration")
    assert "was-waere-wenn_handlungsfelder_2017" in name
    assert rows[0] == ["Was wäre, wenn: Integrationserfordernisse 2017"]
    assert rows[1][0].endswith(": z ≥ 0,50 statt z ≥ 1,00")


def test_internal_file_is_marked_and_quotes_the_planner(by_hand: AtlasApp) -> None:
    rows, name = lines_of(client_of(by_hand), jahr=2018)
    assert 'filename="INTERN_' in name
    assert rows[0] == ["INTERN – nicht zur Veröffentlichung"]
    area = next(row for row in rows if row and row[0] == "0500101")
    assert area[4:6] == ["Gestaltungsbedarf", "Von Hand zugeordnet: Neues Baugebiet (Jugendamt, 01.03.2019)"]


def test_page_shows_reason_author_and_date_and_what_the_rule_said(by_hand: AtlasApp) -> None:
    question = {"stand": "2018", "jahr": 2018, "feld": "jugend", "raum": "0500101"}
    answer = update_fields(question, by_hand.atlas)
    assert answer is not None
    said = words(answer["profil-ansicht", "children"])
    assert "Von Hand zugeordnet: Neues Baugebiet (Jugendamt, 01.03.2019)" in said
    assert "Die Regel sagt: kein Gestaltungsbedarf." in said
    marks = answer[ids.ANTWORT, "data"]["zeichnung"]["raeume"]
    areas = list(by_hand.atlas.areas("2018", "sozialraum").index)
    assert marks[areas.index("0500101")] == [(0, "hand")]


def test_region_without_rules_has_no_file_and_no_page(small: Atlas, small_client: FlaskClient) -> None:
    assert small.fields is None
    assert small_client.get(FILE).status_code == 404
    assert b'href="/handlungsfelder/"' not in small_client.get("/_dash-layout").data


def test_residents_of_the_found_areas_are_summed_up(tmp_path: Path) -> None:
    rules = RULES.replace('zuordnungen = "zuordnungen.csv"\n', "")
    region = write_region(tmp_path / "region", files={"handlungsfelder.toml": rules})
    app = create_app(Settings(region=region, cache=tmp_path / "cache"))
    answer = update_fields({"stand": "2018", "jahr": 2018}, app.atlas)
    assert answer is not None
    # 2018: A2 (2,000 residents) and B1 (1,200) lie above their Kommune
    assert "Dort leben 3.200 Menschen." in words(answer["profil-ansicht", "children"])
