"""Writing the package: geometry as FlatGeobuf, synthetic numbers as Parquet, real figures as readable CSV."""

import shutil
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import shapely

from geodata.demo.counts import Drawn
from geodata.demo.inputs import SHIPPED, Inputs, read_catalogue
from geodata.demo.partition import AACHEN, CURRENT, DRAFT, SECOND, build_kommunen, build_sozialraeume
from geodata.demo.tables import census_table, median_table, register_table, residents_table

# written by hand, the generator only copies them
STATIC = ("region.toml", "indikatoren.toml", "indizes.toml", "handlungsfelder.toml", "logo.svg", "texte")
KUERZEL = {
    AACHEN: "AC",
    "05334004": "A",
    "05334008": "B",
    "05334012": "E",
    "05334016": "H",
    "05334020": "M",
    "05334024": "R",
    "05334028": "SI",
    "05334032": "S",
    "05334036": "W",
}


def copy_static(out: Path) -> None:
    """Put the hand-written parts of the package beside the generated ones, where `out` is another folder."""
    if out.resolve() == SHIPPED.resolve():
        return
    for name in STATIC:
        source = SHIPPED / name
        if source.is_dir():
            shutil.copytree(source, out / name, dirs_exist_ok=True)
        else:
            shutil.copy2(source, out / name)


def catalogue_variables() -> frozenset[str]:
    """Variables that the indicators of the package use."""
    names: set[str] = set()
    for entry in read_catalogue().values():
        for part in (entry["zaehler"], entry.get("nenner", [])):
            names.update([part] if isinstance(part, str) else part)
    return frozenset(names)


def write_geometry(inputs: Inputs, atoms: gpd.GeoDataFrame, out: Path) -> None:
    """Sozialräume of the three Gebietsstände and the Kommunen (ten, and the nine of the former Kreis)."""
    folder = out / "geometrie"
    folder.mkdir(parents=True, exist_ok=True)
    for gebietsstand in (DRAFT, SECOND, CURRENT):
        areas = build_sozialraeume(atoms, gebietsstand)
        areas["name"] = areas["code"].map(inputs.names).astype(object).where(areas["code"].isin(inputs.names), None)
        _write_layer(areas[["code", "name", "ags", "geometry"]], folder / f"sozialraeume_{gebietsstand}.fgb")
    kommunen = build_kommunen(inputs).reset_index()
    kommunen["kuerzel"] = kommunen["ags"].map(KUERZEL)
    kommunen = kommunen[["ags", "name", "bezeichnung", "kuerzel", "geometry"]]
    _write_layer(kommunen, folder / "kommunen.fgb")
    _write_layer(kommunen[kommunen["ags"] != AACHEN], folder / "kommunen_altkreis.fgb")


def write_points(points: gpd.GeoDataFrame, out: Path) -> None:
    """Synthetic population points as GeoParquet."""
    points.to_parquet(out / "geometrie" / "einwohner_2016.parquet", index=False, compression="zstd")


def _write_layer(areas: gpd.GeoDataFrame, path: Path) -> None:
    path.unlink(missing_ok=True)
    multi = areas.set_geometry(areas.geometry.map(_as_multi))
    multi.to_file(path, driver="FlatGeobuf", engine="pyogrio", SPATIAL_INDEX="NO")


def _as_multi(geometry: shapely.Geometry) -> shapely.Geometry:
    return shapely.MultiPolygon([geometry]) if isinstance(geometry, shapely.Polygon) else geometry


def write_tables(inputs: Inputs, atoms: gpd.GeoDataFrame, drawn: Drawn, out: Path) -> None:
    """All tables of numbers."""
    folder = out / "daten"
    folder.mkdir(parents=True, exist_ok=True)
    used = catalogue_variables()
    for register in dict.fromkeys(drawn.register.values()):
        variables = [name for name, own in drawn.register.items() if own == register and name in used]
        for gebietsstand in (DRAFT, SECOND, CURRENT):
            table = register_table(drawn, atoms, gebietsstand, variables)
            _write_parquet(table, folder / f"{register}_{gebietsstand}.parquet")
    for ebene in ("sozialraum", "kommune", "region"):
        _write_parquet(median_table(drawn, atoms, ebene), folder / f"medianalter_{ebene}.parquet")
    _write_csv(census_table(inputs), folder / "zensus2022_kommunen.csv")
    for herkunft in ("destatis", "presse"):
        _write_csv(residents_table(inputs, herkunft), folder / f"einwohner_{herkunft}.csv")


def _write_parquet(table: pd.DataFrame, path: Path) -> None:
    texts = [name for name in table.columns if name != "wert"]
    columns = {name: pa.array(table[name].astype(object)).dictionary_encode() for name in texts}
    arrow = pa.table({**columns, "wert": pa.array(table["wert"].astype(float), from_pandas=True)})
    pyarrow.parquet.write_table(arrow.select(list(table.columns)), path, compression="zstd", compression_level=15)


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, sep=";", index=False, encoding="utf-8", lineterminator="\n")
