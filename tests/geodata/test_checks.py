"""Every mistake a package can contain is found, named with file and row, and comes with a remedy."""

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from geodata.checks import Problem, Report, Schwere, check_package, format_report
from geodata.polygons import check_coverage
from tests.regionbuilder import NEW_AREAS, collection, feature, square, value_lines, write_region

Change = Callable[[str], str]
NEU = "geometrie/neu.geojson"
WERTE = "tabellen/werte.csv"


def replaced(old: str, new: str, count: int = -1) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, count)

    return change


def only(report: Report) -> Problem:
    """The one problem of a report; fails with the report as text."""
    assert len(report.problems) == 1, format_report(report)
    return report.problems[0]


def find(report: Report, words: str) -> Problem:
    hits = [problem for problem in report.problems if words in problem.text]
    assert len(hits) == 1, format_report(report)
    assert hits[0].abhilfe
    return hits[0]


def test_valid_package_has_no_finding(tmp_path: Path) -> None:
    assert check_package(write_region(tmp_path)).problems == ()


def test_everything_is_reported_at_once(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path,
        region=replaced('crs = "EPSG:25832"', 'crs = "EPSG:4326"'),
        werte=replaced(";2000\n", ";zwei\n"),
        files={NEU: None, "texte/datenschutz.md": None, "indikatoren.toml": "themenfelder = [\n"},
    )
    assert {problem.datei for problem in check_package(folder).errors} == {
        "region.toml", WERTE, NEU, "texte/datenschutz.md", "indikatoren.toml",
    }  # fmt: skip


# --- keys


def test_lost_leading_zero_is_named_as_the_cause(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, werte=replaced("\n0500203;2018", "\n500203;2018")))
    problem = find(report, "unbekannt")
    assert problem.text == (
        "1 von 6 Schlüsseln auf Ebene „sozialraum“ im Gebietsstand „2018“ unbekannt: "
        "„500203“ (führende Nullen sind verloren gegangen)"
    )
    assert (problem.schwere, problem.datei, problem.zeile) == (Schwere.FEHLER, WERTE, 32)
    assert "„0500203“" in problem.abhilfe


def test_key_that_became_a_decimal_number(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, werte=replaced("\n0500203;2018", "\n500203.0;2018")))
    assert "„500203.0“ (Schlüssel wurde zur Dezimalzahl)" in find(report, "unbekannt").text


def test_key_of_another_gebietsstand_is_recognised(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, werte=lambda text: text + "0500203;2011;2016-12-31;einwohner;5\n"))
    assert "bekannt in Ebene „sozialraum“, Gebietsstand „2018“" in only(report).text


def test_at_most_five_offenders_are_named_with_the_count(tmp_path: Path) -> None:
    lines = "".join(f"X{n};2018;2018-12-31;einwohner;5\n" for n in range(7))
    problem = only(check_package(write_region(tmp_path, werte=lambda text: text + lines)))
    assert problem.text.endswith("„X0“, „X1“, „X2“, „X3“, „X4“ … (insgesamt 7)")
    assert problem.zeile == 53


def test_unknown_gebietsstand(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, werte=replaced("0500101;2011;", "0500101;2010;")))
    assert find(report, "Gebietsstand unbekannt: „2010“").zeile == 2


def test_zeros_lost_in_the_geometry(tmp_path: Path) -> None:
    text = collection(NEW_AREAS).replace('"schluessel": "0', '"schluessel": "')
    problem = find(check_package(write_region(tmp_path, files={NEU: text})), "unbekannt")
    assert "„0500203“" in problem.text or "insgesamt 6" in problem.text
    assert "(in der Geometrie als Zahl gespeichert)" in problem.text


# --- rows and dates


def test_duplicate_row_names_both_places(tmp_path: Path) -> None:
    problem = only(
        check_package(write_region(tmp_path, werte=lambda t: t + "0500101;2018;2018-12-31;einwohner;1000\n"))
    )
    assert problem.zeile == 53
    assert problem.text == (
        "1 Zeile doppelt (Zeile 53); „0500101, 31.12.2018, einwohner“ steht schon in tabellen/werte.csv, Zeile 17"
    )


def test_unreadable_date(tmp_path: Path) -> None:
    problem = find(check_package(write_region(tmp_path, werte=replaced("2018-12-31", "Ende 2018", 1))), "Datum")
    assert (problem.zeile, problem.text) == (17, "Datum nicht lesbar: „Ende 2018“ in Zeile 17")


def test_date_in_the_future(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, werte=replaced("2019-12-31", "2999-12-31")))
    assert find(report, "Zukunft").zeile == 35
    assert len(report.problems) == 1


def test_two_dates_in_one_year(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, werte=replaced("0500101;2018;2018-12-31", "0500101;2018;2018-06-30")))
    problem = only(report)
    assert problem.schwere is Schwere.FEHLER
    assert "z. B. 30.06.2018 und 31.12.2018" in problem.text


def test_gap_in_the_series_is_a_warning(tmp_path: Path) -> None:
    more = "".join(f"0500101;2018;{year}-12-31;einwohner;7\n" for year in (2021,))
    problem = only(check_package(write_region(tmp_path, werte=lambda text: text + more)))
    assert (problem.schwere, problem.text) == (
        Schwere.WARNUNG,
        "Lücke in der Zeitreihe: 2020 ohne Werte bei „einwohner“",
    )


def test_area_without_any_value_is_a_warning(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path, werte=lambda text: "\n".join(x for x in text.split("\n") if "0500110;2018" not in x)
    )
    problem = only(check_package(folder))
    assert problem.schwere is Schwere.WARNUNG
    assert problem.text.endswith("1 Fläche ohne jeden Wert: „0500110“")


# --- values


def test_decimal_comma_where_a_point_is_expected(tmp_path: Path) -> None:
    problem = only(check_package(write_region(tmp_path, werte=replaced(";2000\n", ";2000,5\n"))))
    assert problem.text == "Dezimalkomma statt Dezimalpunkt in Zeilen 5, 20"
    assert 'dezimal = ","' in problem.abhilfe


def test_point_where_a_decimal_comma_is_expected(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path,
        region=replaced('quelle = "melderegister"\n\n[texte]', 'quelle = "melderegister"\ndezimal = ","\n\n[texte]'),
        werte=replaced(";2000\n", ";2.000\n"),
    )
    assert "Tausenderpunkte" in find(check_package(folder), "Punkt in einer Zahl").abhilfe


@pytest.mark.parametrize("filler", ["-1", "-9999", "999999"])
def test_filler_number_that_nobody_declared_is_an_error(tmp_path: Path, filler: str) -> None:
    problem = only(check_package(write_region(tmp_path, werte=replaced(";2000\n", f";{filler}\n"))))
    assert (problem.schwere, problem.zeile) == (Schwere.FEHLER, 5)
    assert f'fehlend = ["{filler}"]' in problem.abhilfe


def test_declared_filler_is_no_finding(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path,
        region=replaced('quelle = "melderegister"\n\n[texte]', 'quelle = "melderegister"\nfehlend = ["-1"]\n\n[texte]'),
        werte=replaced(";2000\n", ";-1\n"),
    )
    assert check_package(folder).problems == ()


def test_minus_one_is_fine_where_the_catalogue_allows_negative_values(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path, indikatoren=replaced("[0.0, 60.0]", "[-5.0, 60.0]"), werte=replaced("unter_18;150\n", "unter_18;-1\n")
    )
    assert check_package(folder).problems == ()


def test_zero_in_all_denominators_is_suspicious(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path, werte=replaced("0500110;2018;2018-12-31;einwohner;800", "0500110;2018;2018-12-31;einwohner;0")
    )
    problem = only(check_package(folder))
    assert problem.schwere is Schwere.WARNUNG
    assert problem.text == "in allen Bezugsgrößen 0, also unbewohnt oder ohne Angabe: „0500110“"


def test_infinite_value_is_an_error(tmp_path: Path) -> None:
    folder = write_region(tmp_path, region=replaced("werte.csv", "werte.parquet"))
    frame = pd.read_csv(folder / WERTE, sep=";", dtype={"raum": str, "gebietsstand": str})
    frame["wert"] = frame["wert"].astype(float)
    frame.loc[3, "wert"] = float("inf")
    frame.to_parquet(folder / "tabellen/werte.parquet")
    assert only(check_package(folder)).text == "unendlicher Wert in Zeile 5"


# --- files


def test_latin1_names_byte_and_row(tmp_path: Path) -> None:
    text = "\n".join(value_lines()).replace("0500102;2018;2018-12-31;einwohner", "0500102;2018;2018-12-31;größe", 1)
    problem = only(check_package(write_region(tmp_path, files={WERTE: text.encode("latin-1")})))
    assert problem.zeile == 20
    assert problem.text.startswith("Byte 0xF6 an Stelle ")
    assert "als UTF-8 speichern" in problem.abhilfe


def test_byte_order_mark_is_no_finding(tmp_path: Path) -> None:
    text = "\ufeff" + "\n".join(value_lines())
    assert check_package(write_region(tmp_path, files={WERTE: text.encode()})).problems == ()


def test_mojibake_in_names_is_a_warning(tmp_path: Path) -> None:
    spoilt = collection(NEW_AREAS).replace("Anhöhe", "AnhÃ¶he")
    problem = only(check_package(write_region(tmp_path, files={NEU: spoilt})))
    assert (problem.schwere, problem.zeile) == (Schwere.WARNUNG, 1)
    assert "„AnhÃ¶he“" in problem.text


def test_latin1_geojson_names_byte_and_row(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, files={NEU: collection(NEW_AREAS).encode("latin-1")}))
    assert only(report).text.startswith("Byte 0xF6 an Stelle ")


def test_shapefile_that_names_the_wrong_encoding(tmp_path: Path) -> None:
    folder = write_region(tmp_path, region=replaced("neu.geojson", "neu.shp"))
    gpd.read_file(folder / NEU).to_file(folder / "geometrie/neu.shp", encoding="ISO-8859-1")
    (folder / "geometrie/neu.cpg").write_text("UTF-8")
    assert ".cpg" in find(check_package(folder), "nicht in der angegebenen Kodierung").abhilfe


def test_quote_that_is_not_closed_does_not_swallow_the_file(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, werte=replaced("\n0500102;2018", '\n"0500102;2018', 1)))
    assert find(report, "Anführungszeichen in Zeile 20 wird nicht geschlossen").zeile == 20
    assert find(report, "1 von 7 Schlüsseln")


def test_area_of_an_unknown_parent_is_still_known_to_the_tables(tmp_path: Path) -> None:
    areas = (*NEW_AREAS[:5], feature("0500203", "B3", "Bruch", "9", square(5)))
    assert "übergeordnete" in only(check_package(write_region(tmp_path, files={NEU: collection(areas)}))).text


def test_mojibake_in_a_table_names_the_row(tmp_path: Path) -> None:
    lines = "0500101;2018;2018-12-31;Ã¤ltere;7\n"
    problem = only(check_package(write_region(tmp_path, werte=lambda text: text + lines)))
    assert (problem.schwere, problem.zeile) == (Schwere.WARNUNG, 53)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (WERTE, "", "Datei ist leer"),
        (WERTE, "raum;gebietsstand;datum;variable;wert\n", "keine Zeile unter der Kopfzeile"),
        (WERTE, "raum;datum;variable;wert\na;2018;x;1\n", "Spalte „gebietsstand“ fehlt"),
        (WERTE, "raum,gebietsstand,datum,variable,wert\na,2018,2018,x,1\n", "fehlen; vorhanden: „raum,gebietsstand"),
        (WERTE, "raum;raum;gebietsstand;datum;variable;wert\n", "steht doppelt in der Kopfzeile"),
        (WERTE, None, "Datei fehlt"),
        (NEU, None, "Datei fehlt"),
        (NEU, "", "Datei ist leer"),
        (NEU, "{kaputt", "beschädigt oder nicht lesbar"),
        (NEU, collection(()), "Datei enthält keine Fläche"),
        ("texte/impressum.md", None, "Datei fehlt"),
    ],
)
def test_unusable_file(tmp_path: Path, name: str, content: str | None, words: str) -> None:
    problem = find(check_package(write_region(tmp_path, files={name: content})), words)
    assert (problem.schwere, problem.datei) == (Schwere.FEHLER, name)


@pytest.mark.parametrize(
    ("old", "new", "content", "words"),
    [
        ("neu.geojson", "neu.gpkg", b"kein Geopackage", "beschädigt oder nicht lesbar"),
        ("neu.geojson", "neu.kmz", b"x", "Dateiendung „.kmz“"),
        ("werte.csv", "werte.xlsx", b"kein Zip", "keine lesbare XLSX-Arbeitsmappe"),
        ("werte.csv", "werte.parquet", b"PAR1", "keine lesbare Parquet-Datei"),
        ("werte.csv", "werte.ods", b"x", "Dateiendung „.ods“"),
    ],
)
def test_broken_or_unknown_format(tmp_path: Path, old: str, new: str, content: bytes, words: str) -> None:
    folder = "geometrie" if "neu" in new else "tabellen"
    report = check_package(write_region(tmp_path, region=replaced(old, new), files={f"{folder}/{new}": content}))
    assert find(report, words).datei == f"{folder}/{new}"


def test_missing_layer_names_the_layers_there_are(tmp_path: Path) -> None:
    change = replaced('datei = "geometrie/neu.geojson"', 'datei = "geometrie/neu.gpkg"\nlayer = "raeume"')
    folder = write_region(tmp_path, region=change)
    gpd.read_file(folder / NEU).to_file(folder / "geometrie/neu.gpkg", layer="sozialraeume")
    assert find(check_package(folder), "Layer „raeume“ fehlt").text.endswith("vorhanden: „sozialraeume“")


def test_missing_sheet_names_the_sheets_there_are(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path, region=replaced('datei = "tabellen/werte.csv"', 'datei = "tabellen/w.xlsx"\nblatt = "A"')
    )
    book = openpyxl.Workbook()
    book.save(folder / "tabellen/w.xlsx")
    assert only(check_package(folder)).text == "Blatt „A“ fehlt; vorhanden: „Sheet“"


def test_row_wider_than_the_header_does_not_hide_the_other_findings(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path, werte=lambda t: t.replace(";2000\n", ";2000;Anmerkung\n", 1).replace(";800\n", ";viele\n")
    )
    report = check_package(folder)
    assert find(report, "mehr Spalten als die Kopfzeile in Zeile 5").zeile == 5
    assert find(report, "„viele“ ist keine Zahl")


# --- geometry


def test_degrees_in_a_metric_crs(tmp_path: Path) -> None:
    ring = [[[6.1, 50.7], [6.2, 50.7], [6.2, 50.8], [6.1, 50.7]]]
    areas = collection((feature("0500101", "A1", "Aue", "05001", ring),))
    problem = find(check_package(write_region(tmp_path, files={NEU: areas})), "Koordinaten sind Grad")
    assert "EPSG:25832" in problem.text


def test_metres_in_a_file_that_names_no_crs(tmp_path: Path) -> None:
    problem = find(check_package(write_region(tmp_path, files={NEU: collection(NEW_AREAS, crs=None)})), "keine Grad")
    assert (problem.schwere, problem.datei) == (Schwere.FEHLER, NEU)


def test_configured_crs_stands_in_for_a_geojson_that_names_none(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path,
        region=replaced('datei = "geometrie/neu.geojson"', 'datei = "geometrie/neu.geojson"\ncrs = "EPSG:25832"'),
        files={NEU: collection(NEW_AREAS, crs=None)},
    )
    assert check_package(folder).problems == ()


def test_shapefile_without_projection(tmp_path: Path) -> None:
    folder = write_region(tmp_path, region=replaced("neu.geojson", "neu.shp"))
    gpd.read_file(folder / NEU).to_file(folder / "geometrie/neu.shp")
    (folder / "geometrie/neu.prj").unlink()
    assert find(check_package(folder), "Koordinatensystem fehlt").datei == "geometrie/neu.shp"


def test_coordinates_outside_the_area_of_use(tmp_path: Path) -> None:
    # British National Grid ends at 700 km east; easting 300 km, northing 5630 km is far north of it
    text = collection(NEW_AREAS, crs="urn:ogc:def:crs:EPSG::27700")
    assert find(check_package(write_region(tmp_path, files={NEU: text})), "außerhalb des Gültigkeitsbereichs")


def test_vintages_that_lie_apart(tmp_path: Path) -> None:
    text = collection(NEW_AREAS, crs="urn:ogc:def:crs:EPSG::25833")
    problem = find(check_package(write_region(tmp_path, files={NEU: text})), "Gebietsstands „2018“ liegen")
    assert "Koordinatensystem" in problem.abhilfe


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:2263", "EPSG:999999", "UTM"])
def test_crs_of_the_region_must_be_metric(tmp_path: Path, crs: str) -> None:
    # EPSG:2263 is projected, but in US feet
    report = check_package(write_region(tmp_path, region=replaced('crs = "EPSG:25832"', f'crs = "{crs}"')))
    assert any(problem.datei == "region.toml" for problem in report.errors)


def test_overlap_of_a_tenth_is_an_error_and_less_a_warning(tmp_path: Path) -> None:
    ring = square(5)[0]
    for west, severity in ((5, Schwere.WARNUNG), (500, Schwere.FEHLER)):
        moved = [[[x - west if x == ring[0][0] else x, y] for x, y in ring]]
        areas = (*NEW_AREAS[:5], feature("0500203", "B3", "Bruch", "05002", moved))
        report = check_package(write_region(tmp_path / str(west), files={NEU: collection(areas)}))
        problem = find(report, "überlappen sich")
        assert problem.schwere is severity
        assert "„0500202 und 0500203“" in problem.text


def test_gap_between_neighbours_is_a_warning(tmp_path: Path) -> None:
    ring = square(5)[0]
    moved = [[[x + 1 if x == ring[0][0] else x, y] for x, y in ring]]
    areas = (*NEW_AREAS[:5], feature("0500203", "B3", "Bruch", "05002", moved))
    problem = find(check_package(write_region(tmp_path, files={NEU: collection(areas)})), "Lücken unter 2 m")
    assert problem.schwere is Schwere.WARNUNG
    assert "„0500202“, „0500203“" in problem.text


def test_areas_apart_are_no_gap() -> None:
    rows = gpd.GeoDataFrame(
        {"zeile": [1, 2], "area": ["a", "b"]},
        geometry=gpd.GeoSeries.from_wkt(["POLYGON((0 0,9 0,9 9,0 0))", "POLYGON((50 0,59 0,59 9,50 0))"]),
    )
    assert check_coverage(rows, "x") == []


def test_repaired_polygon_is_named_in_a_warning(tmp_path: Path) -> None:
    west, south = square(5)[0][0]
    tie = [[west, south], [west + 1000, south + 1000], [west + 1000, south], [west, south + 1000], [west, south]]
    areas = (*NEW_AREAS[:5], feature("0500203", "B3", "Bruch", "05002", [tie]))
    problem = find(check_package(write_region(tmp_path, files={NEU: collection(areas)})), "repariert")
    assert (problem.schwere, problem.zeile) == (Schwere.WARNUNG, 6)
    assert "1 Polygon mit ungültiger Geometrie wurden repariert: „0500203“" in problem.text


def test_polygon_without_area_cannot_be_repaired(tmp_path: Path) -> None:
    west, south = square(5)[0][0]
    line = [[west, south], [west + 1000, south], [west, south], [west, south]]
    areas = (*NEW_AREAS[:5], feature("0500203", "B3", "Bruch", "05002", [line]))
    problem = find(check_package(write_region(tmp_path, files={NEU: collection(areas)})), "keine Fläche")
    assert problem.schwere is Schwere.FEHLER


def test_duplicate_and_missing_key_in_the_geometry(tmp_path: Path) -> None:
    areas = (*NEW_AREAS, feature("0500203", "B4", "", "05002", square(6)), feature("", "B5", "", "05002", square(7)))
    report = check_package(write_region(tmp_path, files={NEU: collection(areas)}))
    assert find(report, "Schlüssel doppelt: „0500203“").zeile == 7
    assert find(report, "Schlüssel fehlt in Zeile 8").zeile == 8


def test_unknown_parent(tmp_path: Path) -> None:
    areas = (*NEW_AREAS[:5], feature("0500203", "B3", "Bruch", "5002", square(5)))
    problem = find(
        check_package(write_region(tmp_path, files={NEU: collection(areas)})), "übergeordnete Flächen unbekannt"
    )
    assert problem.zeile == 6
    assert "„5002“ (führende Nullen sind verloren gegangen)" in problem.text


def test_missing_attribute_column(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, region=replaced('name = "name"', 'name = "bezeichnung"', 1)))
    assert "„bezeichnung“ fehlt; vorhanden: „schluessel“" in find(report, "Spalte").text


def test_named_area_without_children(tmp_path: Path) -> None:
    extra = '\n[[gebietsstaende.raeume.kommune]]\nschluessel = "05003"\nname = "Cburg"\n\n[quellen.'
    problem = only(check_package(write_region(tmp_path, region=replaced("\n[quellen.", extra, 1))))
    assert "raeume ohne Teilräume, also ohne Geometrie: „05003“" in problem.text


# --- configuration


def test_toml_syntax_error_names_the_line(tmp_path: Path) -> None:
    problem = only(check_package(write_region(tmp_path, region=replaced('name = "Musterkreis"', "name = Musterkreis"))))
    assert (problem.datei, problem.zeile) == ("region.toml", 5)
    assert problem.text.startswith("kein gültiges TOML")


def test_unknown_key_names_table_key_and_line(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, region=replaced('kuerzel = "code"', 'kurz = "code"', 1)))
    problem = only(report)
    assert problem.text == ("[[gebietsstaende]] Nr. 1, geometrie.sozialraum, Angabe „kurz“: Angabe ist unbekannt")


def test_reference_to_an_unknown_source(tmp_path: Path) -> None:
    report = check_package(
        write_region(tmp_path, region=replaced('quelle = "melderegister"\n\n[texte]', 'quelle = "x"\n\n[texte]'))
    )
    assert only(report).text == "Tabelle „tabellen/werte.csv“: Quelle „x“ fehlt unter [quellen]"


def test_overlapping_validity(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, region=replaced("gueltig_bis = 2017-12-31\n", "")))
    assert "gueltig_bis" in find(report, "gilt noch, wenn „2018“ beginnt (01.01.2018)").abhilfe


def test_missing_folder(tmp_path: Path) -> None:
    assert only(check_package(tmp_path / "nirgends")).text == "Ordner fehlt"
