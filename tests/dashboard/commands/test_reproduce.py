"""`python -m dashboard reproduce FOLDER`: a hand-made package, and the published classes of Berlin.

Hand-made: 1, 1, 1, 3, 3, 3 have mean 2 and σ 1, so the index is −1 ("hoch", up to and including −1) or 1 ("mittel").
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from flask import Flask

from dashboard.__main__ import main
from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from geodata.berlin.package import build_berlin
from geodata.package import load_package
from tests.regionbuilder import COUNTS_2018, write_region

VALUES = (1, 1, 1, 3, 3, 3)
INDIKATOR = """
[indikatoren.{name}]
name = "{name}"
themenfeld = "Arbeit"
art = "wert"
zaehler = "{name}"
einheit = "x"
richtung = "belastend"
quelle = "x"
definition = "x"
zaehler_text = "x"
"""
INDIZES_TOML = """\
[gueltig]
klasse = "k"

[berichte]
2018 = "Bericht 2019"

[indizes.status]
name = "Status"
definition = "Status"
art = "status"
indikatoren = ["s"]
veroeffentlicht = "k"
klassen = [
  { name = "hoch", bis = -1, wert = 1 },
  { name = "mittel", bis = 1, wert = 2 },
  { name = "niedrig", wert = 3 },
]
"""


def write(folder: Path, classes: Sequence[int | None]) -> Path:
    def add(text: str) -> str:
        rows = []
        for key, value, published in zip(COUNTS_2018, VALUES, classes, strict=True):
            rows.append(f"{key};2018;2018-12-31;s;{value}")
            rows += [] if published is None else [f"{key};2018;2018-12-31;k;{published}"]
        return text + "\n".join(rows) + "\n"

    more = "".join(INDIKATOR.format(name=name) for name in "sk")
    return write_region(folder, werte=add, indikatoren=lambda t: t + more, files={"indizes.toml": INDIZES_TOML})


def test_all_classes_reproduced_end_with_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reproduce", str(write(tmp_path, [1, 1, 1, 2, 2, 2]))]) == 0
    assert capsys.readouterr().out == "Status, Gebietsstand 2018\n  Bericht 2019 (Werte 2018): 6 von 6\n"


def test_a_mismatch_ends_with_status_1_and_names_the_area(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reproduce", str(write(tmp_path, [1, 1, 2, 2, 2, 3]))]) == 1
    assert capsys.readouterr().out == (
        "Status, Gebietsstand 2018\n  Bericht 2019 (Werte 2018): 4 von 6\n"
        "    0500110: veröffentlicht „mittel“, berechnet „hoch“\n"
        "    0500203: veröffentlicht „niedrig“, berechnet „mittel“\n"
    )


def test_areas_without_published_class_do_not_take_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # 1, 1, 1, 3, 3: mean 1.8, σ 0.98: −0.82 and 1.22
    assert main(["reproduce", str(write(tmp_path, [2, 2, 2, 3, 3, None]))]) == 0
    assert "5 von 5" in capsys.readouterr().out


def test_nothing_to_compare_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reproduce", str(write_region(tmp_path))]) == 1
    assert "nichts zu vergleichen" in capsys.readouterr().out


def test_a_faulty_package_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reproduce", str(write_region(tmp_path, files={"indizes.toml": "x = 1\n"}))]) == 1
    assert "indizes.toml" in capsys.readouterr().err


def test_published_classes_of_berlin_are_reproduced_area_by_area(
    realdata: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reproduce", str(build_berlin(realdata / "berlin", tmp_path))]) == 0
    counts = [
        "  MSS 2013 (Werte 2012): 434 von 434",
        "  MSS 2015 (Werte 2014): 435 von 435",
        "  MSS 2017 (Werte 2016): 436 von 436",
        "  MSS 2019 (Werte 2018): 436 von 436",
    ]
    assert capsys.readouterr().out.splitlines() == [
        "Status-Index (MSS, nachgerechnet), LOR bis 2020 (448 Planungsräume)", *counts, "",
        "Dynamik-Index (MSS, nachgerechnet), LOR bis 2020 (448 Planungsräume)", *counts,
    ]  # fmt: skip


def test_published_z_sums_and_index_of_berlin_are_met(realdata: Path, tmp_path: Path) -> None:
    # 01011101 Stülerstraße in the published tables of z-values (…-2013-00-3.csv, …-2019-00-3.csv), five decimals
    atlas = Atlas(load_package(build_berlin(realdata / "berlin", tmp_path)), Memory(Flask("berlin"), MEMORY))
    made = atlas.index("mss_status", "lor-2019")
    z = made.components["z"]
    assert z.loc["planungsraum", "01011101", 2012].tolist() == pytest.approx(
        [-0.45283, -0.37103, -0.5704, -0.50935], abs=2e-5
    )
    assert z.loc["planungsraum", "01011101", 2018].tolist() == pytest.approx([-0.47353, -0.5059, -0.56588], abs=2e-5)
    figures = made.figures.loc[made.figures.index.get_level_values("area") == "01011101", ["summe", "index"]]
    assert figures.to_numpy()[0] == pytest.approx([-1.90361, -0.49038], abs=2e-5)
    assert figures["summe"].iloc[-1] == pytest.approx(-1.54531, abs=2e-5)
