"""Lots that decide which cell is hidden for another's sake: small cells often, but nobody can tell which."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.hierarchy import Hierarchy

Floats = npt.NDArray[np.float64]

_DRAWN = 2.0**64


@dataclass(frozen=True)
class Lots:
    """A secret from which every cell of every quantity draws its lot.

    Parameters
    ----------
    secret : bytes or None
        Unknown to readers. None draws no lots: the cheapest cell goes first, and whoever knows that can rule out every
        split of a sum in which another cell would have been cheaper.

    Notes
    -----
    A cell costs its count times an exponentially distributed lot. So the cell with the least cost is the i-th with
    probability (1/countᵢ) / Σ (1/count): small cells are likely, every cell is possible, and so is every split of a sum
    that the published numbers allow. A lot does not depend on the year: the pattern stays where counts do.
    """

    secret: bytes | None

    @classmethod
    def of(cls, counts: pd.DataFrame, key: str | None = None) -> "Lots":
        """Lots of a delivery: drawn from the key of the region, and from the counts of the first year.

        Parameters
        ----------
        counts : DataFrame
            As for `compute_pattern`. Only the first year enters, so that a further one changes no lot.
        key : str, optional
            Kept secret by the region. Without one all hidden counts of the first year together are the secret.
        """
        digest = hashlib.sha256((key or "").encode())
        if key is None and len(counts):
            first = counts[(counts["jahr"] == counts["jahr"].min()) & counts["wert"].notna()]
            columns = [first[name].astype(str).to_numpy(dtype=object) for name in ("ebene", "area", "variable")]
            columns += [first["wert"].to_numpy(dtype=float).astype(object)]
            for line in sorted("\x1f".join(map(str, row)) for row in zip(*columns, strict=True)):
                digest.update(line.encode())
        return cls(digest.digest())

    def draw(self, quantity: Sequence[str], hierarchy: Hierarchy) -> Floats:
        """One lot for every area of all levels in one row, shape (A,); all 1 without a secret.

        Examples
        --------
        >>> tree = Hierarchy(("region",), {"region": pd.Series({"r": None})}, {"region": pd.Series({"r": 1.0})})
        >>> Lots(None).draw(["z"], tree).tolist()
        [1.0]
        >>> bool(Lots(b"secret").draw(["z"], tree) == Lots(b"secret").draw(["z"], tree))
        True
        """
        if self.secret is None:
            return np.ones(len(hierarchy.all_areas))
        return np.array(
            [
                self._draw_one(f"{' '.join(quantity)}\x1f{ebene}\x1f{area}")
                for ebene in hierarchy.ebenen
                for area in hierarchy.areas(ebene)
            ]
        )

    def _draw_one(self, cell: str) -> float:
        number = int.from_bytes(hashlib.blake2b(cell.encode(), key=self.secret or b"", digest_size=8).digest(), "big")
        return -math.log((number + 1) / (_DRAWN + 1))


CHEAPEST_FIRST = Lots(None)
