"""Why an area key is unknown: lost zeros, decimal numbers, another level or Gebietsstand."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from geodata.problems import name_offenders


@dataclass(frozen=True)
class Explanation:
    """German finding and remedy for a set of unknown keys."""

    text: str
    remedy: str


_CAUSES: Mapping[str, tuple[str, str]] = {
    "zeros": (
        "führende Nullen sind verloren gegangen",
        "Spalte vor dem Speichern als Text formatieren und führende Nullen ergänzen, z. B. „{example}“",
    ),
    "decimal": (
        "Schlüssel wurde zur Dezimalzahl",
        "Spalte vor dem Speichern als Text formatieren, z. B. „{example}“ statt Zahl",
    ),
    "surplus": (
        "in der Geometrie als Zahl gespeichert",
        "Schlüssel in der Geometriedatei als Text speichern und führende Nullen ergänzen",
    ),
    "spelling": ("Schreibweise weicht ab", "Schreibweise angleichen, z. B. „{example}“"),
    "elsewhere": ("bekannt in {place}", "„ebene“ und „gebietsstand“ der Tabelle in region.toml prüfen"),
    "unknown": ("", "Schlüssel berichtigen oder die Fläche aufnehmen; bei Tabellen „ebene“ und „gebietsstand“ prüfen"),
}


def explain_unknown_keys(
    unknown: Iterable[str], known: Collection[str], elsewhere: Mapping[str, Collection[str]]
) -> Explanation:
    """Find the likely cause of unknown keys.

    Parameters
    ----------
    unknown
        Keys that are not known.
    known
        Keys that would have been right.
    elsewhere
        Keys of other levels and Gebietsstände by the German name of the place.

    Examples
    --------
    >>> explain_unknown_keys(["5334002"], {"05334002"}, {}).text
    '„5334002“ (führende Nullen sind verloren gegangen)'
    """
    search = _KeySearch.of(known, elsewhere)
    by_cause: dict[tuple[str, str], list[str]] = {}
    for key in unknown:
        cause, example = search.find(key)
        finding, remedy = (part.format(example=example, place=example) for part in _CAUSES[cause])
        # one cause, one remedy: the first example stands for all of its kind
        group = next((g for g in by_cause if g[0] == finding), (finding, remedy))
        by_cause.setdefault(group, []).append(key)
    texts = [name_offenders(keys) + (f" ({finding})" if finding else "") for (finding, _), keys in by_cause.items()]
    return Explanation("; ".join(texts), "; ".join(dict.fromkeys(remedy for _, remedy in by_cause)))


@dataclass(frozen=True)
class _KeySearch:
    known: frozenset[str]
    widths: tuple[int, ...]
    folded: Mapping[str, str]
    spoilt: frozenset[str]  # known keys that are mere numbers, as a spreadsheet leaves them
    elsewhere: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, known: Collection[str], elsewhere: Mapping[str, Collection[str]]) -> "_KeySearch":
        folded = {re.sub(r"[\s._-]", "", key).casefold(): key for key in known}
        spoilt = frozenset(re.sub(r"\.0$", "", key) for key in known if re.fullmatch(r"[1-9]\d*(\.0)?", key))
        return cls(frozenset(known), tuple(sorted({len(key) for key in known})), folded, spoilt, elsewhere)

    def find(self, key: str) -> tuple[str, str]:
        """Cause of an unknown key and the key that is probably meant (or the place that knows it)."""
        number = re.fullmatch(r"(\d+)[.,]0*", key)
        if number is not None:
            whole = number.group(1)
            meant = next((p for p in (whole, *self._padded(whole)) if p in self.known), None)
            if meant is not None:
                return "decimal", meant
        padded = next(self._padded(key), None)
        if padded is not None:
            return "zeros", padded
        if key.lstrip("0") in self.spoilt:
            return "surplus", key
        place = next((name for name, keys in self.elsewhere.items() if key in keys), None)
        if place is not None:
            return "elsewhere", place
        meant = self.folded.get(re.sub(r"[\s._-]", "", key).casefold())
        return ("unknown", "") if meant is None else ("spelling", meant)

    def _padded(self, key: str) -> Iterator[str]:
        return iter([p for width in self.widths if (p := key.zfill(width)) != key and p in self.known])
