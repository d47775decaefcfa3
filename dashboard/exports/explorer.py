"""A view as a file: which formats there are, what can be asked of them, and who writes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dashboard.atlas import Atlas
from dashboard.exports.presskit import build_press_kit
from dashboard.tables.explorer import build_csv
from geodata.drawing import DrawnLevel
from geodata.findings import suggest
from layouts.selection import Selection
from layouts.sheets.arrangement import arrange
from layouts.sheets.content import Imprint, build_sheet, worded
from layouts.sheets.delimited import write_plain_csv
from layouts.sheets.drafts import NoRoomError
from layouts.sheets.geofiles import write_geojson, write_geopackage
from layouts.sheets.items import Arrangement
from layouts.sheets.logo import read_logo
from layouts.sheets.papers import DEFAULT_PAPER, HIGHEST_PPI, LOWEST_PPI, PAPERS, SLIDE, Paper
from layouts.sheets.sheet import Sheet
from layouts.sheets.slides import write_slides
from layouts.sheets.svg import write_svg
from layouts.sheets.typeset import write_pdf, write_png
from layouts.sheets.wording import SUGGESTED, Wording, WordingError, read_wording
from layouts.sheets.workbook import write_workbook
from layouts.texts import FILE_PREFIX


class Format(StrEnum):
    """File formats; the value is what the command line calls them."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    PLAIN_CSV = "csv-plain"
    GEOJSON = "geojson"
    GEOPACKAGE = "gpkg"
    PPTX = "pptx"
    PRESS_KIT = "pressepaket"


MIME = {
    Format.SVG: "image/svg+xml",
    Format.PNG: "image/png",
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.PLAIN_CSV: "text/csv; charset=utf-8",
    Format.GEOJSON: "application/geo+json",
    Format.GEOPACKAGE: "application/geopackage+sqlite3",
    Format.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.PRESS_KIT: "application/zip",
}
ENDINGS = {Format.PLAIN_CSV: "plain.csv", Format.PRESS_KIT: "zip"}
KINDS = {Format.PRESS_KIT: "pressepaket_"}  # at the beginning of a name
ON_PAPER = frozenset({Format.SVG, Format.PNG, Format.PDF, Format.PPTX})
PDF_PAPERS = ("a4-hoch", "a4-quer", "a3-hoch", "a3-quer")
ALLOWED_PAPERS = {Format.PDF: PDF_PAPERS, Format.PPTX: (SLIDE,)}


class ExportError(ValueError):
    """This cannot be made; the message is German and says what can."""


@dataclass(frozen=True)
class Order:
    """What is asked for: a format, for pictures the paper and its resolution, and words of one's own."""

    format: Format
    paper: Paper
    ppi: int
    wording: Wording = SUGGESTED


def read_order(
    format: Format, paper: str | None, ppi: str | None, title: str | None = None, subtitle: str | None = None
) -> Order:
    """Raises `ExportError` for a paper, a resolution or words that cannot be."""
    allowed = ALLOWED_PAPERS.get(format, tuple(PAPERS))
    name = paper or (DEFAULT_PAPER if DEFAULT_PAPER in allowed else allowed[0])
    if name not in allowed:
        meant = suggest(name, allowed)
        hint = f"meinten Sie „{meant}“?" if meant else f"möglich sind {', '.join(allowed)}."
        raise ExportError(f"Das Blatt „{name[:40]}“ gibt es bei {format.value} nicht; {hint}")
    chosen = PAPERS[name]
    try:
        wording = read_wording(title, subtitle)
    except WordingError as error:
        raise ExportError(str(error)) from error
    return Order(format, chosen, chosen.ppi if ppi is None else _read_ppi(ppi), wording)


def _read_ppi(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 5 and LOWEST_PPI <= int(text) <= HIGHEST_PPI:
        return int(text)
    raise ExportError(f"„{text[:20]}“ Pixel je Zoll sind nicht möglich; erlaubt sind {LOWEST_PPI} bis {HIGHEST_PPI}.")


def file_name(atlas: Atlas, selection: Selection, order: Order) -> str:
    """`sgb2_quote_2022_sozialraum_2018.pdf`, in the internal mode behind its prefix."""
    ending = ENDINGS.get(order.format, order.format.value)
    return f"{file_stem(atlas, selection, KINDS.get(order.format, ''))}.{ending}"


def file_stem(atlas: Atlas, selection: Selection, kind: str = "") -> str:
    """Name of a view's files without ending."""
    prefix = FILE_PREFIX if atlas.marking is not None else ""
    part = f"_{selection.innerhalb}" if selection.innerhalb else ""
    since = f"_seit_{selection.basis}" if selection.basis is not None else ""
    second = f"_und_{selection.vergleich}" if selection.karten == 2 else ""
    name = (
        f"{prefix}{kind}{selection.indikator}{since}{second}_{selection.jahr}_{selection.ebene}_{selection.stand}{part}"
    )
    return "".join(c if c.isascii() and (c.isalnum() or c in "_-") else "-" for c in name)


def build_export(atlas: Atlas, selection: Selection, order: Order, imprint: Imprint) -> bytes:
    """The file; raises `ExportError` where there is nothing to show, or no room to show it."""
    try:
        return _build(atlas, selection, order, imprint)
    except NoRoomError as error:
        raise ExportError(f"{error} Bitte Titel oder Untertitel kürzen oder ein größeres Blatt wählen.") from error


def _build(atlas: Atlas, selection: Selection, order: Order, imprint: Imprint) -> bytes:
    if order.format is Format.CSV:
        return build_csv(atlas, selection, order.wording)
    try:
        suggested = build_sheet(atlas, selection, imprint)
    except ValueError as error:
        raise ExportError(str(error)) from error
    if order.format is Format.PRESS_KIT:
        return build_press_kit(atlas, selection, suggested, order.wording, file_stem(atlas, selection))
    sheet = worded(suggested, order.wording)
    if order.format in ON_PAPER:
        return draw(sheet, lay_out(atlas, sheet, order.paper), order)
    areas = atlas.areas(selection.stand, selection.ebene)
    writers: Mapping[Format, Callable[[], bytes]] = {
        Format.XLSX: lambda: write_workbook(sheet),
        Format.PLAIN_CSV: lambda: write_plain_csv(sheet),
        Format.GEOJSON: lambda: write_geojson(sheet, areas),
        Format.GEOPACKAGE: lambda: write_geopackage(sheet, areas),
    }
    return writers[order.format]()


def lay_out(atlas: Atlas, sheet: Sheet, paper: Paper) -> Arrangement:
    """A sheet on paper, with the geometry of each of its maps."""
    drawn = [_geometry(atlas, part) for part in sheet.parts]
    return arrange(sheet, drawn[0], paper, drawn[-1])


def _geometry(atlas: Atlas, part: Sheet) -> DrawnLevel:
    # a Kommune that a Gebietsstand does not have yet cannot be cut out of it
    within = part.within if part.within in atlas.groups(part.stand_id) else None
    drawn = atlas.drawn_level(part.stand_id, part.ebene_id, within)
    if part.revision is None:
        return drawn
    return replace(drawn, pieces=atlas.drawn_pieces(*part.revision, part.ebene_id))


def draw(sheet: Sheet, arrangement: Arrangement, order: Order) -> bytes:
    """The file of a sheet on paper or slides."""
    if order.format is Format.SVG:
        return write_svg(sheet, arrangement)
    if order.format is Format.PDF:
        return write_pdf(sheet, arrangement)
    if order.format is Format.PPTX:
        return write_slides(sheet, arrangement)
    return write_png(sheet, arrangement, order.ppi)


def today(atlas: Atlas, address: str) -> Imprint:
    """An imprint of this day, with the logo of the package."""
    design = atlas.config.gestaltung
    logo = None
    if design.logo is not None:
        file = atlas.folder / design.logo
        logo = read_logo(file.read_bytes(), file.suffix, design.logo_text or atlas.config.region.traeger)
    return Imprint(address.rstrip("/"), date.today(), logo)
