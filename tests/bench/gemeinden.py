"""A region of 10,990 German municipalities with invented figures: only to measure how the software scales.

`python -m tests.bench.gemeinden --source VG250_GEM_simplified.zip --out FOLDER` writes it.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

SEED = 20240618
YEARS = (2021, 2022, 2023)
KEY_COLUMN = "ARS"
KEY_DIGITS = 12
LAND_DIGITS = 2

LAENDER = {
    "01": "Schleswig-Holstein",
    "02": "Hamburg",
    "03": "Niedersachsen",
    "04": "Bremen",
    "05": "Nordrhein-Westfalen",
    "06": "Hessen",
    "07": "Rheinland-Pfalz",
    "08": "Baden-Württemberg",
    "09": "Bayern",
    "10": "Saarland",
    "11": "Berlin",
    "12": "Brandenburg",
    "13": "Mecklenburg-Vorpommern",
    "14": "Sachsen",
    "15": "Sachsen-Anhalt",
    "16": "Thüringen",
}


@dataclass(frozen=True)
class Rate:
    """An invented share: its variable, its typical value (0–1) and how much areas differ (log-odds)."""

    indikator: str
    variable: str
    name: str
    share: float
    spread: float
    richtung: str


RATES = (
    Rate("anteil_u18", "ew_u18", "Anteil unter 18-Jähriger", 0.17, 0.15, "neutral"),
    Rate("anteil_65plus", "ew_65plus", "Anteil 65-Jähriger und Älterer", 0.23, 0.2, "belastend"),
    Rate("auslaenderanteil", "ew_auslaender", "Anteil Ausländerinnen und Ausländer", 0.09, 0.6, "neutral"),
    Rate("alo_anteil", "arbeitslose", "Arbeitslosenanteil", 0.035, 0.4, "belastend"),
    Rate("sgb2_quote", "sgb2", "SGB II-Quote", 0.06, 0.6, "belastend"),
)

REGION = """\
# Erzeugt von tests/bench/gemeinden.py: echte Grenzen, erfundene Zahlen, nur für Messungen
format = 1

[region]
id = "gemeinden"
name = "Deutschland"
crs = "EPSG:25832"
traeger = "Messregion ohne Träger"
startindikator = "anteil_u18"
startebene = "gemeinde"
startgebietsstand = "vg250"
datenversion = "1"
hinweis = "Synthetische Zahlen für Messungen"

[[ebenen]]
id = "gemeinde"
name = "Gemeinde"
mehrzahl = "Gemeinden"

[[ebenen]]
id = "land"
name = "Bundesland"
mehrzahl = "Bundesländer"

[[ebenen]]
id = "region"
name = "Deutschland"
mehrzahl = "Deutschland"

[[gebietsstaende]]
id = "vg250"
name = "VG250 (vereinfacht)"
gueltig_ab = 2021-01-01
kartengrundlage = "© GeoBasis-DE / BKG (Daten verändert)"

[gebietsstaende.geometrie.gemeinde]
datei = "geometrie/gemeinden.fgb"
schluessel = "schluessel"
eltern_praefix = 2

[gebietsstaende.raeume]
region = [{ schluessel = "de", name = "Deutschland" }]
land = [
@LAENDER@
]

[quellen.erfunden]
text = "Zufallszahlen mit festem Startwert"
synthetisch = true

[[tabellen]]
datei = "tabellen/zahlen.parquet"
ebene = "gemeinde"
gebietsstand = "vg250"
quelle = "erfunden"

[texte]
impressum = "texte/text.md"
datenschutz = "texte/text.md"
barrierefreiheit = "texte/text.md"
"""

CATALOGUE = """\
themenfelder = ["Messung"]

[indikatoren.bev_insgesamt]
name = "Einwohnerinnen und Einwohner"
themenfeld = "Messung"
art = "anzahl"
zaehler = "ew_insgesamt"
einheit = "Personen"
stellen = 0
quelle = "Zufallszahlen"
definition = "Erfundene Einwohnerzahl"
zaehler_text = "Einwohnerinnen und Einwohner"
"""

INDICATOR = """
[indikatoren.{indikator}]
name = "{name}"
themenfeld = "Messung"
zaehler = "{variable}"
nenner = "ew_insgesamt"
einheit = "%"
faktor = 100
richtung = "{richtung}"
quelle = "Zufallszahlen"
definition = "Erfundener Anteil"
zaehler_text = "{name}"
nenner_text = "Einwohnerinnen und Einwohner"
geheimhaltung = {{ min_zaehler = 3, min_nenner = 50 }}
"""


def build_gemeinden(source: Path, out: Path) -> Path:
    """Write the region package from the zipped shapefile `source` and return `out`.

    The 37 invalid polygons stay as they are: repairing them is what the reader is measured with.
    """
    raw = gpd.read_file(source)
    keys = raw[KEY_COLUMN].astype(str)
    if not keys.is_unique or not keys.str.fullmatch(rf"\d{{{KEY_DIGITS}}}").all():
        raise ValueError(f"{source.name}: {KEY_COLUMN} must be unique and have {KEY_DIGITS} digits")
    areas = gpd.GeoDataFrame({"schluessel": keys}, geometry=raw.geometry, crs=raw.crs)
    areas = areas.sort_values("schluessel", ignore_index=True)
    for folder in ("geometrie", "tabellen", "texte"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    areas.to_file(out / "geometrie/gemeinden.fgb", driver="FlatGeobuf", engine="pyogrio", promote_to_multi=True)
    build_figures(areas["schluessel"]).to_parquet(out / "tabellen/zahlen.parquet", index=False)
    laender = "\n".join(
        f'  {{ schluessel = "{key}", name = "{name}", eltern = "de" }},' for key, name in LAENDER.items()
    )
    (out / "region.toml").write_text(REGION.replace("@LAENDER@", laender), encoding="utf-8")
    entries = [INDICATOR.format(**vars(rate)) for rate in RATES]
    (out / "indikatoren.toml").write_text(CATALOGUE + "".join(entries), encoding="utf-8")
    (out / "texte/text.md").write_text("# Messregion\n\nEchte Grenzen, erfundene Zahlen.\n", encoding="utf-8")
    return out


def build_figures(keys: "pd.Series[str]") -> pd.DataFrame:
    """Long table of invented residents and counts: the same for the same keys, with a slow drift over the years."""
    generator = np.random.default_rng(SEED)
    first = np.maximum(generator.lognormal(mean=7.5, sigma=1.2, size=len(keys)), 20)
    log_odds = [np.log(rate.share / (1 - rate.share)) + generator.normal(0, rate.spread, len(keys)) for rate in RATES]
    tables = []
    for step, year in enumerate(YEARS):
        residents = np.round(first * generator.normal(1 + 0.005 * step, 0.01, len(keys))).astype("int64")
        counts = {"ew_insgesamt": residents}
        for rate, odds in zip(RATES, log_odds, strict=True):
            share = 1 / (1 + np.exp(-odds - 0.03 * step))
            counts[rate.variable] = generator.binomial(residents, share)
        wide = pd.DataFrame({"raum": keys, "datum": f"{year}-12-31", **counts})
        tables.append(wide.melt(id_vars=["raum", "datum"], var_name="variable", value_name="wert"))
    return pd.concat(tables, ignore_index=True).astype({"wert": "float64"})


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the package named on the command line."""
    parser = argparse.ArgumentParser(description="Build the region of all municipalities for measurements")
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    build_gemeinden(options.source, options.out)


if __name__ == "__main__":
    main()
