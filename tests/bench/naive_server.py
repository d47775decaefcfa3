"""The naive reference as a server: `python -m tests.bench.naive_server --region FOLDER --port N`.

It has the same simplified geometry, the same protected values and the same web server as the explorer; only the way to
the map differs.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
from gunicorn.app.base import BaseApplication

from geodata.encoding import encode_level
from geodata.package import RegionPackage, load_package
from indicators.catalogue import Catalogue
from indicators.hierarchy import Hierarchy
from indicators.publication import publish_indicator
from tests.bench.naive import create_naive_app

INDICATORS = 6
YEARS = 3

Column = tuple[str, int]


class NaiveServer(BaseApplication):  # type: ignore[misc]
    """Gunicorn with the options of `dashboard.server`."""

    def __init__(self, app: Any, port: int) -> None:
        self._app = app
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        options = {"bind": f"127.0.0.1:{self._port}", "worker_class": "gthread", "threads": 8, "keepalive": 30}
        for key, value in (options | {"loglevel": "warning", "control_socket_disable": True}).items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        return self._app


def build_naive(package: RegionPackage) -> Any:
    """WSGI app of the start level with a few indicators and the years they share."""
    config = package.config
    stand = config.region.startgebietsstand or config.gebietsstaende[-1].id
    ebene = config.region.startebene or config.ebenen[0].id
    areas = package.areas[stand, ebene]
    encoded = json.loads(encode_level(areas).geojson)
    simplified = gpd.GeoDataFrame.from_features(encoded, crs="EPSG:4326").set_index("id")
    return create_naive_app(simplified.loc[list(areas.index)], _values(package, stand, ebene)).server


def _values(package: RegionPackage, stand: str, ebene: str) -> dict[Column, list[float]]:
    catalogue = Catalogue.model_validate(package.catalogue_data)
    levels = tuple(level.id for level in package.config.ebenen)
    hierarchy = Hierarchy(
        ebenen=levels,
        parents={level: package.areas[stand, level]["parent"] for level in levels},
        area_km2={level: package.areas[stand, level]["area_km2"] for level in levels},
    )
    counts = package.counts[package.counts["gebietsstand"] == stand].drop(columns="gebietsstand")
    values: dict[Column, list[float]] = {}
    chosen = 0
    for indikator in catalogue.indikatoren.values():
        delivered = counts.loc[(counts["ebene"] == ebene) & counts["variable"].isin(indikator.variables), "variable"]
        if chosen == INDICATORS or set(delivered) != set(indikator.variables):
            continue
        published = publish_indicator(indikator, counts, hierarchy)["wert"].xs(ebene, level="ebene").unstack("jahr")
        wide = published.loc[list(package.areas[stand, ebene].index)].dropna(axis=1, how="all")
        if len(wide.columns) < 2:
            continue
        for position, jahr in enumerate(wide.columns[-YEARS:]):
            values[indikator.id, position] = wide[jahr].tolist()
        chosen += 1
    years = set.intersection(*({year for i, year in values if i == indikator} for indikator, _ in values))
    return {(indikator, year): row for (indikator, year), row in values.items() if year in years}


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description="Naive reference of the benchmark")
    parser.add_argument("--region", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args(arguments)
    NaiveServer(build_naive(load_package(options.region)), options.port).run()


if __name__ == "__main__":
    main()
