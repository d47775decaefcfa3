"""What the server computes for one region: reading, publishing, writing the files."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.documents import names_document, values_document
from geodata.encoding import compress, encode_borders, encode_level
from geodata.package import RegionPackage, load_package
from indicators.publication import publish_indicator
from layouts.selection import start_selection
from tests.bench.samples import Samples, collect, timed

SECONDS = 1.0


def measure_computing(folder: Path) -> dict[str, Samples]:
    """Samples in milliseconds by name of the function; start level and start indicator of the region."""
    package = load_package(folder)
    atlas = Atlas(package, Memory(Flask("bench"), MEMORY))
    view = start_selection(atlas)
    indikator, stand, ebene = view.indikator, view.stand, view.ebene
    document = values_document(atlas, indikator, stand, ebene)
    work: dict[str, Callable[[], object]] = {
        "load_package": lambda: load_package(folder),
        "Atlas(…)": lambda: Atlas(package, Memory(Flask("bench"), MEMORY)),
        "publish_indicator": lambda: _publish(atlas, package, indikator, stand),
        "values_document": lambda: values_document(atlas, indikator, stand, ebene),
        "compress(values_document)": lambda: compress(document),
        "names_document": lambda: names_document(atlas, stand, ebene),
        "encode_level": lambda: encode_level(atlas.areas(stand, ebene)),
        "encode_borders": lambda: encode_borders(atlas.areas(stand, ebene)),
    }
    return {name: collect(timed(run), SECONDS) for name, run in work.items()}


def _publish(atlas: Atlas, package: RegionPackage, indikator: str, stand: str) -> object:
    counts = package.counts[package.counts["gebietsstand"] == stand].drop(columns="gebietsstand")
    return publish_indicator(atlas.catalogue.indikatoren[indikator], counts, atlas.hierarchy(stand))
