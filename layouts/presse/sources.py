"""Sources of a view with their licences, as the region package names them."""

from dataclasses import dataclass

from layouts.region import Region, stand_of
from layouts.selection import Selection
from layouts.sentences import source_keys, source_texts

UNKNOWN = "im Regionspaket nicht angegeben; bitte beim Herausgeber erfragen"


@dataclass(frozen=True)
class SourceEntry:
    """One source: its text, licence and address."""

    text: str
    licence: str | None = None
    url: str | None = None

    @property
    def line(self) -> str:
        """`Zensus 2022. Lizenz: dl-de/by-2-0 (https://…)`."""
        where = f" ({self.url})" if self.url else ""
        return f"{self.text.rstrip('.')}. Lizenz: {self.licence or UNKNOWN}{where}"


def list_sources(region: Region, selection: Selection) -> tuple[SourceEntry, ...]:
    """Sources of the numbers, then of the borders."""
    place = (selection.indikator, selection.stand, selection.ebene)
    years = [year for year in (selection.jahr, selection.basis) if year is not None]
    known = region.config.quellen
    keys = [key for year in years for key in source_keys(region, *place, year)]
    borders = stand_of(region, selection.stand)
    found = [known[key] for key in dict.fromkeys((*keys, borders.quelle)) if key is not None and key in known]
    entries = [SourceEntry(source.text, source.lizenz, source.url) for source in found]
    if not any(key in known for key in keys):
        entries = [*(SourceEntry(text) for text in source_texts(region, *place, selection.jahr)), *entries]
    if borders.quelle is None:
        entries.append(SourceEntry(f"Kartengrundlage: {borders.kartengrundlage}"))
    return tuple(entries)
