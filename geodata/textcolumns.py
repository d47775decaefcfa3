"""A column of text in which few distinct texts fill many rows."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class TextColumn:
    """Distinct texts of a column and the code of each row; −1 where the cell is blank."""

    codes: Codes
    texts: tuple[str, ...]

    @classmethod
    def of(cls, column: pd.Series) -> "TextColumn":
        """Column of stripped texts; what is missing or white counts as blank."""
        codes, uniques = pd.factorize(column)
        cells = ["" if pd.isna(cell) else str(cell).strip() for cell in np.asarray(uniques, dtype=object)]
        texts = tuple(dict.fromkeys(cell for cell in cells if cell))
        position = {text: n for n, text in enumerate(texts)}
        # one more entry at the end answers for code −1, the missing cells
        mapping = np.array([*(position.get(cell, -1) for cell in cells), -1], dtype=np.intp)
        return cls(mapping[codes], texts)

    def categories(self) -> pd.Categorical:
        """Column as categories in the order of their first row."""
        return pd.Categorical.from_codes(self.codes, categories=pd.Index(self.texts, dtype="str"))

    def rows_with(self, wrong: Callable[[str], bool]) -> tuple[Flags, list[str]]:
        """Rows whose text is wrong, and the wrong texts."""
        flags = np.array([*(wrong(text) for text in self.texts), False], dtype=bool)
        return flags[self.codes], [text for text, flag in zip(self.texts, flags, strict=False) if flag]
