"""A tiny region whose borders moved, as frames: published values, pieces of a crosswalk, hierarchy."""

from collections.abc import Mapping, Sequence

import pandas as pd

from indicators.catalogue import Indikator
from indicators.hierarchy import Hierarchy

NAN = float("nan")
Values = Mapping[tuple[str, str, int], tuple[float, float]]  # (level, area, year) -> Z and N; NaN, NaN = missing
HIDDEN = (-1.0, -1.0)


def build_indicator(**entries: object) -> Indikator:
    """A rate in percent out of residents."""
    fields: dict[str, object] = {
        "id": "q", "name": "q", "themenfeld": "t", "zaehler": "z", "nenner": "n", "einheit": "%", "faktor": 100,
        "quelle": "q", "definition": "d", "zaehler_text": "z",
    }  # fmt: skip
    return Indikator.model_validate({name: value for name, value in (fields | entries).items() if value is not None})


def publish(values: Values) -> pd.DataFrame:
    """Published frame; `HIDDEN` is suppressed."""
    rows = []
    for (ebene, area, jahr), (zaehler, nenner) in values.items():
        hidden, missing = (zaehler, nenner) == HIDDEN, zaehler != zaehler
        absent = hidden or missing
        rows.append(
            {
                "ebene": ebene, "area": area, "jahr": jahr,
                "fallzahl": NAN if absent else zaehler,
                "nenner": NAN if absent else nenner,
                "wert": NAN if absent else 100 * zaehler / nenner,
                "status": "gesperrt" if hidden else "fehlt" if missing else "beobachtet",
                "stichtag": pd.NaT if missing else pd.Timestamp(jahr, 12, 31),
                "quelle": None if missing else "amt",
            }
        )  # fmt: skip
    frame = pd.DataFrame(rows).set_index(["ebene", "area", "jahr"])
    return frame.assign(quelle=frame["quelle"].astype("str"), stichtag=frame["stichtag"].astype("datetime64[us]"))


def build_pieces(
    rows: Sequence[tuple[str, str | None, str | None, int, str, float, float, float, str]],
) -> pd.DataFrame:
    """Crosswalk from (level, old, new, component, kind, km², residents, weight, method); weight_back is 1."""
    names = ["ebene", "old", "new", "component", "kind", "area_km2", "residents", "weight", "method"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(weight_back=1.0, method_back="exakt")


def build_hierarchy(parents: Mapping[str, str]) -> Hierarchy:
    """Two levels, `raum` and `region`; every area has 1 km²."""
    tops = list(dict.fromkeys(parents.values()))
    return Hierarchy(
        ("raum", "region"),
        {"raum": pd.Series(dict(parents)), "region": pd.Series(dict.fromkeys(tops, None))},
        {"raum": pd.Series(1.0, index=list(parents)), "region": pd.Series(1.0, index=tops)},
    )
