"""The CSV of a view: what a German spreadsheet opens, and nothing the map does not show."""

import csv
import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indicators.status import Status
from layouts.sentences import explain_signs
from tests.applications import client_of, start_app
from tests.regionbuilder import write_region

HEADER = [
    "Schlüssel", "Kürzel", "Name", "Kommune", "Wert", "Anzahl", "Bezugsgröße", "Jahr", "Stichtag", "Gebietsstand",
    "Güte",
]  # fmt: skip


def table(client: FlaskClient, query: str) -> list[list[str]]:
    """Rows below the header."""
    response = client.get(f"/daten/tabelle.csv?{query}")
    assert response.status_code == 200
    rows = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig")), delimiter=";"))
    start = rows.index(HEADER)
    assert rows[start - 1] == []
    return rows[start + 1 :]


def test_file_opens_in_a_german_spreadsheet(small_client: FlaskClient) -> None:
    response = small_client.get("/daten/tabelle.csv?indikator=arbeitslosenanteil&jahr=2018")
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="arbeitslosenanteil_2018_sozialraum_2018.csv"'
    )
    assert response.data.startswith(b"\xef\xbb\xbfArbeitslosenanteil 2018 (%)\r\n")
    assert b"\r\n" in response.data
    assert response.data.count(b"\n") == response.data.count(b"\r\n")


def test_source_and_signs_stand_above_the_numbers(small_client: FlaskClient) -> None:
    lines = small_client.get("/daten/tabelle.csv?indikator=arbeitslosenanteil&jahr=2018").data.decode("utf-8-sig")
    assert "Datenquelle: Einwohnermelderegister, Stichtag 31.12.2018; eigene Berechnung." in lines
    assert explain_signs(Status) in lines


def test_rows_have_decimal_commas_and_signs(small_client: FlaskClient) -> None:
    day = ["2018", "31.12.2018", "Gebietsstand 2018"]
    assert table(small_client, "indikator=arbeitslosenanteil&jahr=2018")[:3] == [
        ["0500101", "A1", "Aue", "Astadt", "•", "", "", *day, ""],
        ["0500102", "A2", "Altstadt", "Astadt", "8,0", "160", "2000", *day, "exakt"],
        ["0500110", "A10", "Anhöhe", "Astadt", "•", "", "", *day, ""],
    ]


def test_published_zero_is_a_number(small_client: FlaskClient) -> None:
    assert table(small_client, "indikator=arbeitslosenanteil&jahr=2018")[-1][2:7] == [
        "Bruch",
        "Bdorf",
        "0,0",
        "0",
        "300",
    ]


def test_filter_is_respected(small_client: FlaskClient) -> None:
    rows = table(small_client, "indikator=anteil_u18&jahr=2019&innerhalb=05002")
    assert [row[1] for row in rows] == ["B1", "B2", "B3"]


def test_upper_level_and_old_gebietsstand(small_client: FlaskClient) -> None:
    rows = table(small_client, "indikator=bev_insgesamt&ebene=kommune&stand=2011")
    assert [row[2:6] + row[9:] for row in rows] == [
        ["Astadt", "Astadt", "3800", "3800", "Gebietsstand 2011", "exakt"],
        ["Bdorf", "Bdorf", "2000", "2000", "Gebietsstand 2011", "exakt"],
    ]


def test_nonsense_gives_the_nearest_view(small_client: FlaskClient) -> None:
    assert len(table(small_client, "indikator=%00&jahr=x&raum=<&ebene[]=1")) == 6


@pytest.fixture(scope="module")
def signs_client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """2018: a missing count in A1, nobody in A2, a denominator below 1,000 in A10."""

    def change(text: str) -> str:
        text = text.replace("0500101;2018;2018-12-31;unter_18;150", "0500101;2018;2018-12-31;unter_18;")
        return text.replace("0500102;2018;2018-12-31;einwohner;2000", "0500102;2018;2018-12-31;einwohner;0").replace(
            "0500102;2018;2018-12-31;unter_18;400", "0500102;2018;2018-12-31;unter_18;0"
        )

    folder: Path = tmp_path_factory.mktemp("zeichen")
    region = write_region(
        folder / "region", werte=change, indikatoren=lambda text: text.replace("min_nenner = 50", "min_nenner = 1000")
    )
    return client_of(start_app(region, folder / "cache"))


def test_every_sign(signs_client: FlaskClient) -> None:
    rows = table(signs_client, "indikator=anteil_u18&jahr=2018")
    assert [row[4:7] for row in rows[:4]] == [
        ["…", "", ""],
        ["x", "0", "0"],
        ["/", "100", "800"],
        ["25,0", "300", "1200"],
    ]
