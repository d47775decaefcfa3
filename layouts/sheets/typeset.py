"""A sheet as PDF/UA or PNG through Typst, without a browser. Typst gets data, never markup put together from texts."""

import json
import struct
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from layouts.palettes import NO_DATA, SUPPRESSED
from layouts.sheets.items import (
    Arrangement,
    Block,
    Box,
    Circle,
    Code,
    Item,
    Line,
    Panel,
    Picture,
    Polygon,
    Polyline,
    Text,
)
from layouts.sheets.papers import PAPERS
from layouts.sheets.sheet import Fill, Pattern, Sheet
from layouts.sheets.svg import write_code, write_drawing
from layouts.sheets.table import table_head, table_rows, table_sides, table_title, table_widths, tables_of
from layouts.sheets.typesetting import FONT_FAMILY, FONTS, typeface_in_use

TEMPLATE = Path(__file__).resolve().parent / "blatt.typ"
METRE = 39.3701  # inches
PNG_HEAD = 33  # bytes of the signature and the first chunk


def fonts() -> Any:
    """The fonts that everything is set in, read once."""
    own = typeface_in_use()
    folders = (FONTS, *(file.parent for file in (own.regular, own.semibold)))
    return _read_fonts(tuple(dict.fromkeys(folders)))


@cache
def _read_fonts(paths: tuple[Path, ...]) -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(paths))


def write_pdf(sheet: Sheet, arrangement: Arrangement) -> bytes:
    """PDF/UA-1: the sheet, and on further pages the same numbers as a table with headers."""
    return compile_pdf(_document(sheet, arrangement) | {"tabelle": [_table(part) for part in tables_of(sheet)]}, sheet)


def _table(sheet: Sheet) -> dict[str, Any]:
    columns = (table_widths(sheet), table_sides(sheet))
    return table_document(sheet, table_title(sheet), table_head(sheet), table_rows(sheet), *columns)


def write_png(sheet: Sheet, arrangement: Arrangement, ppi: int) -> bytes:
    """The sheet as pixels that know how large they are."""
    return compile_png(_document(sheet, arrangement), ppi)


def compile_pdf(document: dict[str, Any], sheet: Sheet) -> bytes:
    """PDF/UA-1 of a document, dated like its sheet."""
    made = datetime.combine(sheet.created, time(), UTC)
    return _compile(document, format="pdf", pdf_standards=["ua-1"], timestamp=made)


def compile_png(document: dict[str, Any], ppi: int) -> bytes:
    """The first page of a document as pixels."""
    return with_density(_compile(document, format="png", ppi=float(ppi)), ppi)


def _compile(document: dict[str, Any], **options: Any) -> bytes:
    import typst

    inputs = {"blatt": json.dumps(document, ensure_ascii=False)}
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts(), sys_inputs=inputs)
    made = compiler.compile(**options)
    pages = made if isinstance(made, list) else [made]
    return b"" if pages[0] is None else bytes(pages[0])


def with_density(png: bytes, ppi: int) -> bytes:
    """The same picture with a pHYs chunk, so that it is printed in its real size."""
    if b"pHYs" in png[:200]:
        return png
    density = round(ppi * METRE)
    content = b"pHYs" + struct.pack(">IIB", density, density, 1)
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    return png[:PNG_HEAD] + chunk + png[PNG_HEAD:]


def _document(sheet: Sheet, arrangement: Arrangement) -> dict[str, Any]:
    parts = [
        *block_parts(arrangement.header),
        *(item for panel, part in zip(arrangement.panels, sheet.parts, strict=True) for item in _panel(panel, part)),
        *block_parts(arrangement.footer),
    ]
    return page_document(sheet, sheet.description, (arrangement.width, arrangement.height), arrangement.text, parts)


def _panel(panel: Panel, part: Sheet) -> list[dict[str, Any]]:
    picture = picture_part(panel.map.frame, write_drawing(panel.map), part.description)
    return [*block_parts(panel.heading), picture, *block_parts(panel.legend)]


def page_document(
    sheet: Sheet, description: str, size: tuple[float, float], text: float, parts: list[dict[str, Any]]
) -> dict[str, Any]:
    """What the template needs of one page: titles of a sheet, and the parts in reading order."""
    return {
        "titel": sheet.title if sheet.marking is None else f"{sheet.marking}: {sheet.title}",
        "herausgeber": sheet.publisher,
        "beschreibung": description,
        "stichworte": [word for word in (sheet.region, sheet.level, sheet.synthetic) if word],
        "datum": [sheet.created.year, sheet.created.month, sheet.created.day],
        "adresse": sheet.address,
        "schrift": text,
        "familien": list(dict.fromkeys((typeface_in_use().family, FONT_FAMILY))),
        "breite": size[0],
        "hoehe": size[1],
        "farben": {"gesperrt": SUPPRESSED, "fehlt": NO_DATA},
        "teile": parts,
        "tabelle": None,
    }


def block_parts(block: Block) -> list[dict[str, Any]]:
    """Everything of a block."""
    return [_part(item) for item in block.items]


def picture_part(frame: Box, svg: str, description: str) -> dict[str, Any]:
    """A drawing with its alternative text."""
    place = {"x": frame.x, "y": frame.y, "breite": frame.width, "hoehe": frame.height}
    return {"art": "bild", "format": "svg", **place, "inhalt": svg, "beschreibung": description}


def _part(item: Item) -> dict[str, Any]:
    match item:
        case Text():
            return {
                "art": "text",
                "x": item.x,
                "y": item.y,
                "zeilen": list(item.lines),
                "schrift": item.size,
                "gewicht": item.weight,
                "farbe": item.colour,
                "abstand": item.size * item.leading,
                "anker": item.anchor.value,
                "rolle": item.role.value,
            }
        case Box():
            stroke = {"strich": item.stroke, "staerke": item.stroke_width}
            place = {"x": item.x, "y": item.y, "breite": item.width, "hoehe": item.height}
            return {"art": "kasten", "radius": item.radius, **place, **stroke, **_paint(item.fill)}
        case Line():
            ends = {"x": item.x1, "y": item.y1, "x2": item.x2, "y2": item.y2}
            return {"art": "strich", "farbe": item.colour, "staerke": item.width, "strichelung": item.dashes, **ends}
        case Polyline():
            look = {"farbe": item.colour, "staerke": item.width, "strichelung": item.dashes}
            return {"art": "linienzug", "punkte": item.points, **look}
        case Polygon():
            stroke = {"strich": item.stroke, "staerke": item.stroke_width}
            return {"art": "vieleck", "punkte": item.points, **stroke, **_paint(item.fill)}
        case Circle():
            stroke = {"strich": item.stroke, "staerke": item.stroke_width}
            fill = _paint(Fill(item.fill) if item.fill else None)
            return {"art": "kreis", "x": item.x, "y": item.y, "radius": item.radius, **stroke, **fill}
        case Picture():
            place = {"x": item.x, "y": item.y, "breite": item.width, "hoehe": item.height}
            return {"art": "bild", **place, **item.logo.typst, "beschreibung": item.logo.text}
        case Code():
            return {
                "art": "bild",
                "format": "svg",
                "x": item.x,
                "y": item.y,
                "breite": item.size,
                "hoehe": item.size,
                "inhalt": write_code(item),
                "beschreibung": f"QR-Code mit dem Link zu dieser Karte: {item.meaning}",
            }


def _paint(fill: Fill | None) -> dict[str, str]:
    if fill is None:
        return {"farbe": "", "muster": Pattern.PLAIN.value}
    return {"farbe": fill.colour, "muster": fill.pattern.value}


def table_document(
    sheet: Sheet,
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    sides: Sequence[str],
) -> dict[str, Any]:
    """The table on the pages behind a sheet; of each column its share of the page (0: what it needs) and its side."""
    page = PAPERS["a4-hoch"]
    return {
        "breite": page.width,
        "hoehe": page.height,
        "titel": title,
        "vermerk": sheet.marking or "",
        "hinweis": sheet.synthetic or "",
        "zeichen": sheet.signs,
        "spalten": list(head),
        "zeilen": [list(row) for row in rows],
        "seiten": list(sides),
        "breiten": list(widths),
        "fusszeile": f"Datenstand {sheet.version}",
        "quelle": " ".join(
            text for text in (sheet.definition, sheet.source, sheet.quality, sheet.created_text) if text
        ),
    }
