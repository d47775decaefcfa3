"""A crosswalk as CSV for German spreadsheets: `;`, decimal comma, UTF-8 with BOM."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from geodata.config import RegionConfig
from geodata.crosswalks import Crosswalk
from layouts.texts import CHANGES, WEIGHTS

HEADER = (
    "Ebene", "Alt", "Name alt", "Neu", "Name neu", "Art", "Fläche km²", "Anteil an alt", "Anteil an neu",
    "Einwohner (geschätzt)", "Gewicht", "Verfahren", "Gewicht zurück", "Verfahren zurück",
)  # fmt: skip


def build_crosswalk_csv(
    config: RegionConfig,
    names: Mapping[tuple[str, str], "pd.Series[str]"],
    crosswalk: Crosswalk,
    notes: Sequence[str] = (),
) -> bytes:
    """All levels; `names` by (Gebietsstand, level), `notes` are lines that every file must carry."""
    region = config.region
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", lineterminator="\r\n")
    out.writerows([[note] for note in notes])
    out.writerow([f"Umrechnung von Gebietsstand {crosswalk.old} auf {crosswalk.new}: {region.name}"])
    out.writerow([f"Datenversion {region.datenversion}; Toleranz {_cell(100 * crosswalk.tolerance, 1)} %"])
    out.writerow([])
    out.writerow(HEADER)
    for level in config.ebenen:
        own = [
            {str(key): str(name) for key, name in names[stand, level.id].items()}
            for stand in (crosswalk.old, crosswalk.new)
        ]
        for row in crosswalk.level(level.id).itertuples(index=False):
            out.writerow([level.name, *_keys(row, own), *_numbers(row)])
    return text.getvalue().encode("utf-8-sig")


def build_weights_csv(config: RegionConfig, crosswalk: Crosswalk) -> bytes:
    """Weights of the finest level in the form that `[[umrechnungen]]` reads: header, `;`, decimal point."""
    rows = crosswalk.level(config.ebenen[0].id).dropna(subset=["old", "new"])
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", lineterminator="\r\n")
    out.writerow(("alt", "neu", "gewicht", "gewicht_zurueck"))
    for name in ("weight", "weight_back"):
        rows[name] = rows[name].map(lambda weight: "" if pd.isna(weight) else repr(float(weight)))
    out.writerows(rows[["old", "new", "weight", "weight_back"]].to_numpy().tolist())
    return text.getvalue().encode("utf-8")


def _keys(row: Any, names: list[dict[str, str]]) -> list[str]:
    cells: list[str] = []
    for key, own in zip((row.old, row.new), names, strict=True):
        cells += ["", ""] if pd.isna(key) else [str(key), own.get(str(key), "")]
    return cells


def _numbers(row: Any) -> list[str]:
    methods = ["" if pd.isna(method) else WEIGHTS[method] for method in (row.method, row.method_back)]
    return [
        CHANGES[row.kind], _cell(row.area_km2, 6), _cell(row.share_of_old, 6), _cell(row.share_of_new, 6),
        _cell(row.residents, 0), _cell(row.weight, 6), methods[0], _cell(row.weight_back, 6), methods[1],
    ]  # fmt: skip


def _cell(number: float, decimals: int) -> str:
    """Spreadsheets want no thousands separator."""
    return "" if pd.isna(number) else f"{number:.{decimals}f}".replace(".", ",")
