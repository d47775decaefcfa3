"""Areas with the protected values as GeoJSON (WGS 84) and GeoPackage (the region's metric CRS)."""

import io
import json
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from indicators.status import Status
from layouts.sheets.sheet import Cell, Head, Sheet
from layouts.sheets.table import tables_of
from layouts.sheets.workbook import facts

DECIMALS = 6  # of degrees: about a decimetre


def tabulate(sheet: Sheet, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The areas of a sheet with what its readers may see; NaN is no number, `status` says why."""
    sheet = tables_of(sheet)[0]
    keys = [area.key for area in sheet.areas]
    columns = {
        "schluessel": keys,
        "kuerzel": [area.code for area in sheet.areas],
        "name": [area.name for area in sheet.areas],
        "gruppe": [area.group for area in sheet.areas],
        "wert": [area.value if area.status is Status.OBSERVED else np.nan for area in sheet.areas],
        "status": [(area.refusal or area.status).value for area in sheet.areas],
        "fallzahl": [area.count for area in sheet.areas],
        "nenner": [area.base for area in sheet.areas],
        "klasse": [float("nan") if area.klass is None else area.klass + 1.0 for area in sheet.areas],
        "farbe": [area.fill.colour for area in sheet.areas],
        **{head.key: [_cell(head, area.cells[i]) for area in sheet.areas] for i, head in enumerate(sheet.heads)},
    }
    return gpd.GeoDataFrame(columns, geometry=list(areas.geometry.loc[keys]), crs=areas.crs)


def write_geojson(sheet: Sheet, areas: gpd.GeoDataFrame) -> bytes:
    """FeatureCollection after RFC 7946; what the numbers are stands in its member `angaben`."""
    table = tabulate(sheet, areas).to_crs("EPSG:4326")
    shapes = shapely.to_geojson(shapely.transform(table.geometry.to_numpy(), lambda xy: np.round(xy, DECIMALS)))
    features = []
    for shape, row in zip(shapes, table.drop(columns="geometry").to_dict("records"), strict=True):
        properties = {name: _plain(value) for name, value in row.items()}
        features.append(
            f'{{"type":"Feature","id":{_dump(row["schluessel"])},"properties":{_dump(properties)},"geometry":{shape}}}'
        )
    about = _dump(dict(facts(sheet)))
    return f'{{"type":"FeatureCollection","angaben":{about},"features":[{",".join(features)}]}}'.encode()


def write_geopackage(sheet: Sheet, areas: gpd.GeoDataFrame) -> bytes:
    """One layer with the areas; its description and the metadata say what the numbers are."""
    import pyogrio

    content = io.BytesIO()
    about = dict(facts(sheet))
    parts = (sheet.marking, sheet.synthetic, sheet.title, sheet.subject, sheet.source)
    description = " ".join(part for part in parts if part)
    pyogrio.write_dataframe(
        tabulate(sheet, areas),
        content,
        driver="GPKG",
        layer="raeume",
        promote_to_multi=True,
        layer_options={"IDENTIFIER": sheet.title, "DESCRIPTION": description},
        layer_metadata=about,
    )
    return content.getvalue()


def _cell(head: Head, cell: Cell) -> Cell:
    """A sign is no number."""
    return np.nan if head.decimals is not None and isinstance(cell, str) else cell


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and np.isnan(value) else value


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
