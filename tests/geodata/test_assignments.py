"""Assignments made by hand: what is read, and what is refused with place and remedy."""

from datetime import date
from pathlib import Path

import pytest

from geodata.assignments import read_assignments
from geodata.package import load_package
from tests.regionbuilder import write_region

HEADER = "raum;gebietsstand;jahr;handlungsfeld;zugeordnet;begruendung;autor;datum"
GOOD = "A1;2018;2017;armut;ja;Ortskenntnis;Jugendamt;2018-05-31"
AREAS = {"2018": {"A1", "A2"}, "2017": {"A1"}}
DATA = {"zuordnungen": "z.csv", "handlungsfelder": {"armut": {}}}


def problems_of(folder: Path, *lines: str, header: str = HEADER) -> list[tuple[int | None, str, str]]:
    (folder / "z.csv").write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    found = read_assignments(folder, DATA, AREAS)
    return [(problem.zeile, problem.text, problem.abhilfe) for problem in found.problems]


def test_rows_keep_reason_author_and_date(tmp_path: Path) -> None:
    (tmp_path / "z.csv").write_text(
        f'{HEADER}\n{GOOD}\n\nA2;2018;;armut;Nein;"Heim; zieht um";Amt;01.02.2019\n', encoding="utf-8"
    )
    found = read_assignments(tmp_path, DATA, AREAS)
    assert found.problems == ()
    assert found.datei == "z.csv"
    assert found.rows["jahr"].isna().tolist() == [False, True]
    rows = found.rows.assign(jahr=found.rows["jahr"].fillna(0))
    assert rows.to_dict("records") == [
        {"raum": "A1", "gebietsstand": "2018", "jahr": 2017, "handlungsfeld": "armut", "zugeordnet": True,
         "begruendung": "Ortskenntnis", "autor": "Jugendamt", "datum": date(2018, 5, 31)},
        {"raum": "A2", "gebietsstand": "2018", "jahr": 0, "handlungsfeld": "armut", "zugeordnet": False,
         "begruendung": "Heim; zieht um", "autor": "Amt", "datum": date(2019, 2, 1)},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "text", "remedy"),
    [
        (GOOD.replace("Ortskenntnis", ""), "Spalte „begruendung“ ist leer", "Begründung, Autor und Datum"),
        (GOOD.replace("A1", "A9"), "Raum „A9“ gibt es im Gebietsstand „2018“ nicht", "„A1“ oder „A2“ verwenden"),
        (GOOD.replace("A1;2018", "A2;2017"), "Raum „A2“ gibt es im Gebietsstand „2017“ nicht", "„A1“"),
        (GOOD.replace(";2018;", ";2020;"), "Gebietsstand „2020“ gibt es nicht", "„2018“ oder „2017“"),
        (GOOD.replace("armut", "armuth"), "Handlungsfeld „armuth“ steht nicht in", "meinten Sie „armut“?"),
        (GOOD.replace("ja", "vielleicht"), "„vielleicht“ ist keine Entscheidung", "ja oder nein"),
        (GOOD.replace("2017;", "17;"), "„17“ ist kein Jahr", "vierstelliges Jahr"),
        (GOOD.replace("2018-05-31", "31. Mai"), "Datum nicht lesbar: „31. Mai“", "2024-05-31"),
        (GOOD.replace("2018-05-31", "2018"), "Datum nicht lesbar: „2018“", "2024-05-31"),
    ],
)
def test_wrong_cells_are_named_with_their_row(tmp_path: Path, line: str, text: str, remedy: str) -> None:
    found = problems_of(tmp_path, line)
    assert found[0][0] == 2
    assert text in found[0][1]
    assert remedy in found[0][2]


def test_one_decision_per_area_field_and_year(tmp_path: Path) -> None:
    found = problems_of(tmp_path, GOOD, GOOD.replace("ja", "nein"))
    assert [(row, text) for row, text, _ in found] == [
        (3, "derselbe Raum und dasselbe Handlungsfeld stehen schon in Zeile 2")
    ]


def test_missing_columns_are_named(tmp_path: Path) -> None:
    row, text, _ = problems_of(tmp_path, header="raum;gebietsstand;handlungsfeld;zugeordnet;datum")[0]
    assert (row, text.split(";")[0]) == (1, "Spalte „begruendung“, „autor“ fehlt")


def test_the_named_file_must_exist_inside_the_package(tmp_path: Path) -> None:
    assert "Datei fehlt" in read_assignments(tmp_path, DATA, AREAS).problems[0].text
    outside = read_assignments(tmp_path, {**DATA, "zuordnungen": "../z.csv"}, AREAS)
    assert "führt aus dem Paket hinaus" in outside.problems[0].text


def test_a_decision_by_hand_is_a_new_version_of_the_package(tmp_path: Path) -> None:
    rules = 'zuordnungen = "z.csv"\n[handlungsfelder.jugend]\n'
    line = "0500101;2018;;jugend;{};Ortskenntnis;Amt;2019-01-01\n"
    hashes = {
        load_package(
            write_region(
                tmp_path / word, files={"handlungsfelder.toml": rules, "z.csv": f"{HEADER}\n{line.format(word)}"}
            )
        ).content_hash
        for word in ("ja", "nein")
    }
    assert len(hashes) == 2
