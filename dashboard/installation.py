"""Entry into the programs of this package, with German words where a Python lacks the packages they need.

Nothing here may need more than the standard library.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

# names as imported, not as installed; a test compares them with the imports of the code
PACKAGES = frozenset(
    {
        "PIL",
        "brotli",
        "dash",
        "dash_bootstrap_components",
        "dash_leaflet",
        "flask",
        "flask_caching",
        "flask_compress",
        "geopandas",
        "gunicorn",
        "markdown_it",
        "numpy",
        "openpyxl",
        "pandas",
        "plotly",
        "pptx",
        "pyarrow",
        "pydantic",
        "pyogrio",
        "pyproj",
        "scipy",
        "segno",
        "shapely",
        "typst",
        "werkzeug",
        "xlsxwriter",
    }
)
MISSING = (
    "Die Pakete des Atlas fehlen in diesem Python. Einmal `make install` ausführen und dann `.venv/bin/python …` "
    "benutzen (oder vorher `. .venv/bin/activate`)."
)


def run_module(name: str, arguments: Sequence[str] | None = None) -> int:
    """Run `main` of a module and return its exit status; 1 and a German sentence if a package is not installed."""
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        # a module of our own that is missing is a fault to be seen
        if error.name not in PACKAGES:
            raise
        print(f"{MISSING} (Es fehlt: {error.name})", file=sys.stderr)
        return 1
    return int(module.main(arguments))
