"""The suppression pattern: what protection tells the rest of the program, cell by cell yes or no."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


class PatternError(Exception):
    """A suppression pattern does not belong to the indicator it is used for."""


@dataclass(frozen=True, eq=False)
class Pattern:
    """Suppressed cells of one Gebietsstand.

    Parameters
    ----------
    years : ndarray of int, shape (Y,)
        Ascending.
    masks : mapping of tuple of str to ndarray of bool, shape (A, Y)
        Per published sum of variables (sorted names): True = suppressed. Areas of all levels in one row
        (`Hierarchy.slices`).

    Notes
    -----
    Says nothing about counts and not whether a cell is primary or secondary (S3).
    """

    years: Ints
    masks: Mapping[tuple[str, ...], Mask]

    def knows(self, variables: Sequence[str]) -> bool:
        """Whether this sum of variables was among the published ones."""
        return tuple(sorted(variables)) in self.masks

    def suppressed(self, variables: Sequence[str], years: Ints | None = None) -> Mask:
        """Suppressed cells of one sum of variables.

        Parameters
        ----------
        variables : sequence of str
            In any order.
        years : ndarray of int, optional
            Columns wanted, all by default; nothing is suppressed in a year without data.

        Returns
        -------
        ndarray of bool, shape (A, len(years))
            True = suppressed.

        Raises
        ------
        PatternError
            If the pattern was made without this sum: nothing is known about its cells then.

        Examples
        --------
        >>> pattern = Pattern(np.array([2020, 2021]), {("z",): np.array([[True, False]])})
        >>> pattern.suppressed(["z"], np.array([2019, 2020])).tolist()
        [[False, True]]
        """
        if not self.knows(variables):
            raise PatternError(
                f"the suppression pattern was made without {' + '.join(variables)}; make it with the whole catalogue"
            )
        mask, wanted = self.masks[tuple(sorted(variables))], self.years if years is None else years
        chosen = np.zeros((len(mask), len(wanted)), dtype=bool)
        inside = np.isin(wanted, self.years)
        chosen[:, inside] = mask[:, np.searchsorted(self.years, wanted[inside])]
        return chosen
