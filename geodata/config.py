"""The configuration of a region package (`region.toml`) as frozen, strictly checked models.

Field names are the keys of the file, so a German editor and the code speak of the same thing.
The format itself is documented in `geodata/regionsformat.md`.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from geodata.findings import Finding, FindingsError, Location, refer


def _inside_package(path: str) -> str:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path:
        raise ValueError("Pfad muss innerhalb des Regionspakets liegen und „/“ als Trenner haben")
    return path


Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
RelativePath = Annotated[str, AfterValidator(_inside_package)]
HexColour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Model(BaseModel):
    """Frozen; a key that the format does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StartRevision(Model):
    """`[region.startrevision]`: the boundary revision that the atlas shows as its example."""

    von: Key
    nach: Key
    innerhalb: str | None = None  # key of an area of the level below the whole region


class Identity(Model):
    """`[region]`: who this is and how its view opens."""

    id: Key
    name: str
    ortsangabe: Annotated[str, Field(pattern=r"^(in|im|auf) \S.*$", max_length=80)] | None = None  # "im Kreis Muster"
    crs: str  # metric CRS for computing, e.g. "EPSG:25832"
    traeger: str  # the public body that publishes
    startindikator: str | None = None
    startebene: Key | None = None
    startgebietsstand: Key | None = None
    startrevision: StartRevision | None = None
    datenversion: str  # shown in every output, e.g. "2024-05"
    hinweis: str | None = None  # e.g. "Synthetische Demonstrationsdaten"; shown wherever a synthetic source is


class Level(Model):
    """`[[ebenen]]`, finest first. The last one holds exactly one area: the whole region."""

    id: Key
    name: str  # "Sozialraum"
    mehrzahl: str  # "Sozialräume"
    kurz: str | None = None


class Geometry(Model):
    """One geometry file of one level in one Gebietsstand."""

    datei: RelativePath
    layer: str | None = None
    schluessel: str  # column with the area key
    name: str | None = None  # column with the name; the code is shown where it is empty
    kuerzel: str | None = None  # column with the short code shown on maps; the key where it is absent
    eltern: str | None = None  # column with the key of the area one level up
    eltern_praefix: int | None = Field(default=None, ge=1)  # or: the first n characters of the key
    crs: str | None = None  # only where the file itself names none

    @model_validator(mode="after")
    def _one_way_to_the_parent(self) -> "Geometry":
        if self.eltern is not None and self.eltern_praefix is not None:
            raise ValueError("entweder „eltern“ oder „eltern_praefix“ angeben, nicht beides")
        return self


class NamedArea(Model):
    """Key and name of an area whose geometry is the union of its children."""

    schluessel: str
    name: str
    kuerzel: str | None = None
    eltern: str | None = None


class Gebietsstand(Model):
    """`[[gebietsstaende]]`: one vintage of the borders."""

    id: Key
    name: str
    gueltig_ab: date
    gueltig_bis: date | None = None  # inclusive; empty = still valid
    kartengrundlage: str  # attribution, e.g. "© GeoBasis-DE / BKG 2016 (Daten verändert)"
    quelle: Key | None = None  # source of the borders, key of [quellen]
    geometrie: dict[Key, Geometry]  # by level; levels without an entry are unions of their children
    raeume: dict[Key, tuple[NamedArea, ...]] = {}  # names of areas of levels without geometry

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Gebietsstand":
        if self.gueltig_bis is not None and self.gueltig_bis < self.gueltig_ab:
            finding = Finding(("gueltig_bis",), "„gueltig_bis“ liegt vor „gueltig_ab“", "eines der Daten berichtigen")
            raise FindingsError([finding])
        return self


class Source(Model):
    """`[quellen.<id>]`: where numbers or borders come from."""

    text: str
    lizenz: str | None = None
    url: str | None = None
    synthetisch: bool = False


class Table(Model):
    """`[[tabellen]]`: one file of numbers in long form."""

    datei: RelativePath
    blatt: str | None = None  # sheet of an XLSX file
    ebene: Key
    quelle: Key
    gebietsstand: Key | None = None  # for the whole file, where it has no such column
    spalten: dict[Literal["raum", "gebietsstand", "datum", "variable", "wert"], str] = {}  # own header names
    fehlend: tuple[str, ...] = ()  # further texts that mean "missing", e.g. "-9999"
    dezimal: Literal[",", "."] = "."
    trenner: Literal[";", ",", "\t"] = ";"


class CrosswalkTable(Model):
    """`[[umrechnungen]]`: weights between two Gebietsstände that somebody has counted; columns alt, neu, gewicht."""

    datei: RelativePath
    blatt: str | None = None
    von: str  # id of the Gebietsstand of the column "alt"
    nach: str  # of "neu"
    quelle: Key
    dezimal: Literal[",", "."] = "."
    trenner: Literal[";", ",", "\t"] = ";"


class PopulationPoints(Model):
    """`[[bevoelkerungspunkte]]`: points or cells with residents; they weigh the pieces between two borders."""

    datei: RelativePath
    layer: str | None = None
    einwohner: str  # column with the residents
    stichtag: date
    quelle: Key
    crs: str | None = None  # only where the file itself names none


class Texts(Model):
    """`[texte]`: Markdown files of the region's own pages."""

    impressum: RelativePath
    datenschutz: RelativePath
    barrierefreiheit: RelativePath
    ueber: RelativePath | None = None


class Typeface(Model):
    """`[gestaltung.schrift]`: the font of sheets and slides, shipped in the package."""

    familie: str = Field(pattern=r"^[\w][\w .&-]{0,59}$")  # as the font files call it
    normal: RelativePath
    halbfett: RelativePath


class Design(Model):
    """`[gestaltung]`: one accent colour, a logo, and the font of what is printed."""

    akzent: HexColour = "#7a2e3a"
    logo: RelativePath | None = None
    logo_text: str | None = None  # alternative text of the logo
    schrift: Typeface | None = None


class Confidentiality(Model):
    """`[geheimhaltung]`: what the statistics office keeps to itself, and which areas are too small to be compared."""

    schluessel: str | None = Field(default=None, min_length=16)  # draws which cells are hidden for another's sake
    einwohner: Key | None = None  # indicator that counts the residents; without it every area has classes and ranks
    mindest_einwohner: int = Field(default=300, ge=1)  # below it a rate has neither class nor rank


class RegionConfig(Model):
    """The whole of `region.toml`."""

    format: Literal[1]
    region: Identity
    ebenen: tuple[Level, ...] = Field(min_length=2)
    gebietsstaende: tuple[Gebietsstand, ...] = Field(min_length=1)  # oldest first
    quellen: dict[Key, Source]
    tabellen: tuple[Table, ...] = ()
    umrechnungen: tuple[CrosswalkTable, ...] = ()
    bevoelkerungspunkte: tuple[PopulationPoints, ...] = ()
    texte: Texts
    gestaltung: Design = Design()
    geheimhaltung: Confidentiality = Confidentiality()

    @model_validator(mode="after")
    def _references_exist(self) -> "RegionConfig":
        levels = tuple(level.id for level in self.ebenen)
        stands = tuple(stand.id for stand in self.gebietsstaende)
        findings = [
            *_find_repeated("ebenen", "Ebene", levels),
            *_find_repeated("gebietsstaende", "Gebietsstand", stands),
            *self._check_stands(levels),
            *self._check_tables(levels, stands),
            *self._check_crosswalks(stands),
        ]
        for key, kind, known in (("startebene", "Ebene", levels), ("startgebietsstand", "Gebietsstand", stands)):
            value = getattr(self.region, key)
            if value is not None and value not in known:
                findings.append(
                    Finding(("region", key), f"[region], {kind} „{value}“ ist unbekannt", refer(value, known, ""))
                )
        findings += self._check_example(stands)
        if findings:
            raise FindingsError(findings)
        return self

    def _check_example(self, stands: tuple[str, ...]) -> Iterator[Finding]:
        example = self.region.startrevision
        if example is None:
            return
        for key in ("von", "nach"):
            value = getattr(example, key)
            if value not in stands:
                text = f"[region.startrevision], Gebietsstand „{value}“ ist unbekannt"
                yield Finding(("region", "startrevision", key), text, refer(value, stands, ""))
        if example.von == example.nach:
            text = "[region.startrevision]: „von“ und „nach“ nennen denselben Gebietsstand"
            yield Finding(("region", "startrevision", "nach"), text, "zwei verschiedene Gebietsstände nennen")

    def _check_stands(self, levels: tuple[str, ...]) -> Iterator[Finding]:
        for n, stand in enumerate(self.gebietsstaende):
            place: Location = ("gebietsstaende", n)
            title = f"Gebietsstand „{stand.id}“"
            if levels[0] not in stand.geometrie:
                text = f"{title} hat keine Geometrie der feinsten Ebene „{levels[0]}“"
                yield Finding(place, text, f"[gebietsstaende.geometrie.{levels[0]}] mit „datei“ ergänzen")
            for key, names in (("geometrie", stand.geometrie), ("raeume", stand.raeume)):
                for name in (name for name in names if name not in levels):
                    text = f"{title}: Ebene „{name}“ ist nicht unter [[ebenen]] genannt"
                    yield Finding((*place, key, name), text, refer(name, levels, "oder [[ebenen]] ergänzen"))
            if stand.quelle is not None and stand.quelle not in self.quellen:
                yield self._missing_source((*place, "quelle"), title, stand.quelle)

    def _check_tables(self, levels: tuple[str, ...], stands: tuple[str, ...]) -> Iterator[Finding]:
        for n, table in enumerate(self.tabellen):
            place: Location = ("tabellen", n)
            title = f"Tabelle „{table.datei}“"
            if table.ebene not in levels:
                text = f"{title}: Ebene „{table.ebene}“ ist nicht unter [[ebenen]] genannt"
                yield Finding((*place, "ebene"), text, refer(table.ebene, levels, "oder [[ebenen]] ergänzen"))
            if table.quelle not in self.quellen:
                yield self._missing_source((*place, "quelle"), title, table.quelle)
            if table.gebietsstand is not None and table.gebietsstand not in stands:
                text = f"{title}: Gebietsstand „{table.gebietsstand}“ ist unbekannt"
                yield Finding((*place, "gebietsstand"), text, refer(table.gebietsstand, stands, ""))

    def _check_crosswalks(self, stands: tuple[str, ...]) -> Iterator[Finding]:
        seen: set[tuple[str, str]] = set()
        for n, table in enumerate(self.umrechnungen):
            place: Location = ("umrechnungen", n)
            title = f"Umrechnung „{table.datei}“"
            for key, name in (("von", table.von), ("nach", table.nach)):
                if name not in stands:
                    text = f"{title}: Gebietsstand „{name}“ ist unbekannt"
                    yield Finding((*place, key), text, refer(name, stands, ""))
            if table.von == table.nach:
                text = f"{title}: „von“ und „nach“ nennen denselben Gebietsstand"
                yield Finding((*place, "nach"), text, "zwei verschiedene Gebietsstände angeben")
            if {(table.von, table.nach), (table.nach, table.von)} & seen:
                text = f"{title}: die Umrechnung zwischen „{table.von}“ und „{table.nach}“ steht doppelt"
                yield Finding((*place, "von"), text, "einen der Einträge entfernen; „gewicht_zurueck“ gilt umgekehrt")
            seen.add((table.von, table.nach))
            if table.quelle not in self.quellen:
                yield self._missing_source((*place, "quelle"), title, table.quelle)
        for n, points in enumerate(self.bevoelkerungspunkte):
            if points.quelle not in self.quellen:
                title = f"Bevölkerungspunkte „{points.datei}“"
                yield self._missing_source(("bevoelkerungspunkte", n, "quelle"), title, points.quelle)

    def _missing_source(self, place: Location, title: str, name: str) -> Finding:
        remedy = refer(name, tuple(self.quellen), f'oder [quellen.{name}] mit text = "…" ergänzen')
        return Finding(place, f"{title}: Quelle „{name}“ fehlt unter [quellen]", remedy)


def _find_repeated(key: str, kind: str, names: tuple[str, ...]) -> Iterator[Finding]:
    for n, name in enumerate(names):
        if name in names[:n]:
            yield Finding((key, n, "id"), f"{kind} „{name}“ steht doppelt", "eine andere „id“ wählen")
