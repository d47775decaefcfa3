"""Synthetic population points: where the residents of every piece live, denser in the settlements of the census."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geodata.demo.chance import YEARS, Counts, Floats
from geodata.demo.inputs import CRS, Inputs
from geodata.demo.partition import Patch, residents_per_cell
from geodata.demo.population import largest_remainder

Positions = npt.NDArray[np.intp]

SEED = 20161231
YEAR = 2016  # the last day before the first revision
PEOPLE_PER_POINT = 60
FEWEST_POINTS = 5
OPEN_COUNTRY = 3.0  # residents per km² that live outside the settlements
GRID_M = 10.0


def population_points(
    inputs: Inputs, patches: Mapping[str, Patch], atoms: gpd.GeoDataFrame, residents: Counts
) -> gpd.GeoDataFrame:
    """Points with residents that add up to every piece.

    Parameters
    ----------
    inputs : Inputs
        Brings the 1-km cells of the census.
    patches : mapping of str to Patch
        Raster of every Kommune.
    atoms : GeoDataFrame
        Pieces, see `geodata.demo.partition.build_atoms`.
    residents : ndarray of int, shape (pieces, years)
        Residents of the pieces in `YEARS`.

    Returns
    -------
    GeoDataFrame
        Columns `einwohner` (int, at least 1) and `geometry` (points in `CRS` on a grid of 10 m).
    """
    rng = np.random.default_rng(SEED)
    grids = {ags: _grid(patch, inputs) for ags, patch in patches.items()}
    east, north, people = [], [], []
    for ags, shape, total in zip(atoms["ags"], atoms.geometry, residents[:, YEARS.index(YEAR)], strict=True):
        inside = _inside(shape, *grids[ags][:2])
        x, y, density = (values[inside] for values in grids[ags])
        number = min(len(x), max(FEWEST_POINTS, int(total) // PEOPLE_PER_POINT))
        chosen = np.sort(rng.choice(len(x), number, replace=False, p=density / density.sum()))
        share = density[chosen] * rng.gamma(4.0, 0.25, number)
        counts = largest_remainder(share, int(total))
        east.append(x[chosen][counts > 0])
        north.append(y[chosen][counts > 0])
        people.append(counts[counts > 0])
    points = gpd.points_from_xy(np.concatenate(east), np.concatenate(north))
    return gpd.GeoDataFrame({"einwohner": np.concatenate(people)}, geometry=points, crs=CRS)


def _grid(patch: Patch, inputs: Inputs) -> tuple[Floats, Floats, Floats]:
    """Places on the grid of 10 m nearest to the centres of the raster, and the density of residents there."""
    east, north = (np.round(values.ravel() / GRID_M) * GRID_M for values in patch.raster.centres())
    return east, north, residents_per_cell(east, north, inputs.settlements) + OPEN_COUNTRY


def _inside(shape: shapely.Geometry, east: Floats, north: Floats) -> Positions:
    west, south, right, top = shape.bounds
    near = np.flatnonzero((east > west) & (east < right) & (north > south) & (north < top))
    shapely.prepare(shape)
    inside: Positions = near[shapely.contains_xy(shape, east[near], north[near])]
    return inside
