"""The map of a page beside the explorer as a file: one table of pages for routes and the command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from dashboard.atlas import Atlas
from dashboard.exports.explorer import ExportError, Format, Order, draw, lay_out
from layouts.gebietsstaende.selection import RevisionSelection, parse_revision
from layouts.handlungsfelder.selection import FieldSelection, has_fields, parse_fields
from layouts.indizes.selection import IndexSelection, has_indices, parse_index
from layouts.parameters import Notice
from layouts.region import Region
from layouts.sheets.content import Imprint, worded
from layouts.sheets.pages.gebietsstaende import build_revision_sheet
from layouts.sheets.pages.handlungsfelder import build_field_sheet
from layouts.sheets.pages.indizes import build_index_sheet
from layouts.sheets.sheet import Sheet
from layouts.sheets.workbook import write_workbook
from layouts.texts import FILE_PREFIX

S = TypeVar("S")


@dataclass(frozen=True)
class PageExport(Generic[S]):
    """How the address of a page becomes a selection, and a selection a sheet."""

    exists: Callable[[Region], bool]
    parse: Callable[[Mapping[str, Any], Region], tuple[S, tuple[Notice, ...]]]
    build: Callable[[Region, S, Imprint], Sheet]
    stem: Callable[[S], str]


def _field_stem(selection: FieldSelection) -> str:
    part = f"_{selection.innerhalb}" if selection.innerhalb else ""
    return f"handlungsfelder_{selection.feld or 'anzahl'}_{selection.jahr}_{selection.stand}{part}"


def _index_stem(selection: IndexSelection) -> str:
    part = f"_{selection.innerhalb}" if selection.innerhalb else ""
    return f"index_{selection.index}_{selection.jahr}_{selection.stand}{part}"


def _revision_stem(selection: RevisionSelection) -> str:
    part = f"_{selection.innerhalb}" if selection.innerhalb else ""
    return f"gebietsstaende_{selection.von}_{selection.nach}{part}"


PAGES: Mapping[str, PageExport[Any]] = {
    "handlungsfelder": PageExport(has_fields, parse_fields, build_field_sheet, _field_stem),
    "indizes": PageExport(has_indices, parse_index, build_index_sheet, _index_stem),
    "gebietsstaende": PageExport(
        lambda region: len(region.config.gebietsstaende) > 1, parse_revision, build_revision_sheet, _revision_stem
    ),
}
# ending of the address below /export → format
PAGE_FILES = {one.value: one for one in (Format.PDF, Format.PNG, Format.SVG, Format.PPTX, Format.XLSX)}


def build_page_export(atlas: Atlas, page: PageExport[S], selection: S, order: Order, imprint: Imprint) -> bytes:
    """The file; raises `ExportError` where there is nothing to show."""
    sheet = worded(page.build(atlas, selection, imprint), order.wording)
    if not any(part.areas for part in sheet.parts):
        raise ExportError("In diesem Ausschnitt liegt kein Raum.")
    if order.format is Format.XLSX:
        return write_workbook(sheet)
    return draw(sheet, lay_out(atlas, sheet, order.paper), order)


def page_file_name(atlas: Atlas, page: PageExport[S], selection: S, order: Order) -> str:
    """`handlungsfelder_anzahl_2017_2018.pdf`, in the internal mode behind its prefix."""
    prefix = FILE_PREFIX if atlas.marking is not None else ""
    name = f"{prefix}{page.stem(selection)}"
    return "".join(c if c.isascii() and (c.isalnum() or c in "_-") else "-" for c in name) + f".{order.format.value}"
