"""A tiny valid region package for tests: six Sozialräume in two Kommunen, two Gebietsstände, three variables.

The Sozialräume are squares of 1 km side in EPSG:25832; in the old Gebietsstand the two easternmost ones (B2, B3) are
one area B2. `write_region` takes functions that change single files, so a test states only what is wrong in them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

Feature = dict[str, Any]
Rings = Sequence[Sequence[Sequence[float]]]
FILES = ("region.toml", "indikatoren.toml", "geometrie/alt.geojson", "geometrie/neu.geojson", "tabellen/werte.csv")

REGION_TOML = """\
format = 1

[region]
id = "musterkreis"
name = "Musterkreis"
crs = "EPSG:25832"
traeger = "Kreis Muster"
startindikator = "anteil_u18"
datenversion = "2024-05"

[[ebenen]]
id = "sozialraum"
name = "Sozialraum"
mehrzahl = "Sozialräume"

[[ebenen]]
id = "kommune"
name = "Kommune"
mehrzahl = "Kommunen"

[[ebenen]]
id = "region"
name = "Kreis"
mehrzahl = "Kreise"

[[gebietsstaende]]
id = "2011"
name = "Gebietsstand 2011"
gueltig_ab = 2011-01-01
gueltig_bis = 2017-12-31
kartengrundlage = "© Kreis Muster 2011"

[gebietsstaende.geometrie.sozialraum]
datei = "geometrie/alt.geojson"
schluessel = "schluessel"
name = "name"
kuerzel = "code"
eltern = "kommune"

[[gebietsstaende.raeume.kommune]]
schluessel = "05001"
name = "Astadt"
kuerzel = "A"

[[gebietsstaende.raeume.kommune]]
schluessel = "05002"
name = "Bdorf"
kuerzel = "B"

[[gebietsstaende]]
id = "2018"
name = "Gebietsstand 2018"
gueltig_ab = 2018-01-01
kartengrundlage = "© Kreis Muster 2018"
quelle = "melderegister"

[gebietsstaende.geometrie.sozialraum]
datei = "geometrie/neu.geojson"
schluessel = "schluessel"
name = "name"
kuerzel = "code"
eltern = "kommune"

[[gebietsstaende.raeume.kommune]]
schluessel = "05001"
name = "Astadt"
kuerzel = "A"

[[gebietsstaende.raeume.kommune]]
schluessel = "05002"
name = "Bdorf"
kuerzel = "B"

[quellen.melderegister]
text = "Einwohnermelderegister"

[[tabellen]]
datei = "tabellen/werte.csv"
ebene = "sozialraum"
quelle = "melderegister"

[texte]
impressum = "texte/impressum.md"
datenschutz = "texte/datenschutz.md"
barrierefreiheit = "texte/barrierefreiheit.md"
"""

INDIKATOREN_TOML = """\
themenfelder = ["Bevölkerung", "Arbeit"]

[indikatoren.bev_insgesamt]
name = "Einwohnerinnen und Einwohner"
themenfeld = "Bevölkerung"
art = "anzahl"
zaehler = "einwohner"
einheit = "Personen"
stellen = 0
quelle = "Einwohnermelderegister"
definition = "Bevölkerung am Ort der Hauptwohnung."
zaehler_text = "Bevölkerung am Ort der Hauptwohnung"

[indikatoren.anteil_u18]
name = "Anteil unter 18-Jähriger"
themenfeld = "Bevölkerung"
zaehler = "unter_18"
nenner = "einwohner"
einheit = "%"
faktor = 100.0
quelle = "Einwohnermelderegister"
definition = "Anteil der unter 18-Jährigen an der Bevölkerung."
zaehler_text = "Bevölkerung unter 18 Jahren"
nenner_text = "Bevölkerung insgesamt"
plausibel = [0.0, 60.0]
geheimhaltung = { min_zaehler = 3, min_nenner = 50 }

[indikatoren.arbeitslosenanteil]
name = "Arbeitslosenanteil"
themenfeld = "Arbeit"
zaehler = "arbeitslose"
nenner = "einwohner"
einheit = "%"
faktor = 100.0
richtung = "belastend"
quelle = "Statistik der BA"
definition = "Anteil der Arbeitslosen an der Bevölkerung."
zaehler_text = "Arbeitslose"
nenner_text = "Bevölkerung insgesamt"
geheimhaltung = { min_zaehler = 10 }
"""

WEST, SOUTH, SIDE = 300_000, 5_630_000, 1_000


def square(column: int, width: int = 1) -> list[list[list[int]]]:
    """Ring of a rectangle of 1 km height, `column` km east of the origin."""
    west, east = WEST + column * SIDE, WEST + (column + width) * SIDE
    north = SOUTH + SIDE
    return [[[west, SOUTH], [east, SOUTH], [east, north], [west, north], [west, SOUTH]]]


def feature(key: str, code: str, name: str | None, kommune: str, rings: Rings) -> Feature:
    """One area with the attributes `region.toml` names."""
    properties = {"schluessel": key, "code": code, "name": name, "kommune": kommune}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": rings}}


# deliberately not in natural order
NEW_AREAS = (
    feature("0500110", "A10", "Anhöhe", "05001", square(2)),
    feature("0500102", "A2", "Altstadt", "05001", square(1)),
    feature("0500101", "A1", "Aue", "05001", square(0)),
    feature("0500201", "B1", None, "05002", square(3)),
    feature("0500202", "B2", "Bahnhof", "05002", square(4)),
    feature("0500203", "B3", "Bruch", "05002", square(5)),
)
OLD_AREAS = (*NEW_AREAS[:4], feature("0500202", "B2", "Bahnhof und Bruch", "05002", square(4, width=2)))

# einwohner, unter_18, arbeitslose of 2018; 2019 is ten residents more in every area; 2016 is the old Gebietsstand
COUNTS_2018: Mapping[str, tuple[int, int, int]] = {
    "0500101": (1000, 150, 50),
    "0500102": (2000, 400, 160),
    "0500110": (800, 100, 2),
    "0500201": (1200, 300, 90),
    "0500202": (500, 60, 25),
    "0500203": (300, 45, 0),
}
VARIABLES = ("einwohner", "unter_18", "arbeitslose")


def collection(features: tuple[Feature, ...], crs: str | None = "urn:ogc:def:crs:EPSG::25832") -> str:
    """GeoJSON text of features; without `crs` the file says nothing about its reference system."""
    named = {} if crs is None else {"crs": {"type": "name", "properties": {"name": crs}}}
    return json.dumps({"type": "FeatureCollection", **named, "features": list(features)}, ensure_ascii=False)


def value_lines() -> list[str]:
    """Lines of the table: header, then areas × variables of 2016 (old Gebietsstand), 2018 and 2019."""
    lines = ["raum;gebietsstand;datum;variable;wert"]
    merged = tuple(a + b for a, b in zip(COUNTS_2018["0500202"], COUNTS_2018["0500203"], strict=True))
    old = {key: counts for key, counts in COUNTS_2018.items() if key != "0500203"} | {"0500202": merged}
    for stand, day, more, counts in (
        ("2011", "2016-12-31", 0, old), ("2018", "2018-12-31", 0, COUNTS_2018), ("2018", "2019-12-31", 10, COUNTS_2018),
    ):  # fmt: skip
        for key, numbers in counts.items():
            for variable, number in zip(VARIABLES, numbers, strict=True):
                value = number + (more if variable == "einwohner" else 0)
                lines.append(f"{key};{stand};{day};{variable};{value}")
    return lines


def default_files() -> dict[str, str]:
    """All files of the valid package by path."""
    return {
        "region.toml": REGION_TOML,
        "indikatoren.toml": INDIKATOREN_TOML,
        "geometrie/alt.geojson": collection(OLD_AREAS),
        "geometrie/neu.geojson": collection(NEW_AREAS),
        "tabellen/werte.csv": "\n".join(value_lines()) + "\n",
        "texte/impressum.md": "# Impressum\n",
        "texte/datenschutz.md": "# Datenschutz\n",
        "texte/barrierefreiheit.md": "# Barrierefreiheit\n",
    }


def write_region(
    folder: Path,
    *,
    region: Callable[[str], str] | None = None,
    indikatoren: Callable[[str], str] | None = None,
    werte: Callable[[str], str] | None = None,
    files: Mapping[str, str | bytes | None] | None = None,
) -> Path:
    """Write the package into `folder` (created if need be) and return it.

    `region`, `indikatoren` and `werte` change the text of region.toml, indikatoren.toml and tabellen/werte.csv;
    `files` replaces or adds whole files by path; None leaves a file out.
    """
    content: dict[str, str | bytes | None] = dict(default_files())
    for name, change in (("region.toml", region), ("indikatoren.toml", indikatoren), ("tabellen/werte.csv", werte)):
        text = content[name]
        if change is not None and isinstance(text, str):
            content[name] = change(text)
    content.update(files or {})
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if data is not None:
            path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return folder
