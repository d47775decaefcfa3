"""A sheet as SVG: real text, one named path per area, layers, title and description for those who listen."""

import re
from base64 import b64encode
from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from layouts.palettes import NO_DATA, SUPPRESSED
from layouts.sheets.items import (
    INK,
    WHITE,
    Anchor,
    Arrangement,
    Block,
    Box,
    Circle,
    Code,
    Item,
    Line,
    MapDrawing,
    Panel,
    Picture,
    Polygon,
    Polyline,
    Ring,
    Shape,
    Text,
)
from layouts.sheets.sheet import GROUND_FILL, Fill, Form, Pattern, Sheet
from layouts.sheets.typesetting import SOURCE_SANS, typeface_in_use

FAMILY = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOT_AN_ID = re.compile(r"[^A-Za-z0-9_-]")
BORDER_OPACITY = 0.6
HATCH = 4.2  # points between two lines


def write_svg(sheet: Sheet, arrangement: Arrangement) -> bytes:
    """The whole sheet."""
    panels = [layer for n, panel in enumerate(arrangement.panels, 1) for layer in _panel_layers(n, panel)]
    maps, legends = panels[::2], panels[1::2]
    layers = (
        *maps,
        ("titelei", "Titel", block_elements(arrangement.header)),
        *legends,
        ("fuss", "Quellen", block_elements(arrangement.footer)),
    )
    return write_layers(sheet, sheet.description, (arrangement.width, arrangement.height), layers)


def write_layers(
    sheet: Sheet, description: str, size: tuple[float, float], layers: Iterable[tuple[str, str, str]]
) -> bytes:
    """A page of named layers (id, name, elements) with the titles and sources of a sheet."""
    width, height = (_number(length) for length in size)
    body = "".join(
        (
            f"<title>{_escape(_marked(sheet))}</title><desc>{_escape(description)}</desc>",
            _metadata(sheet),
            _patterns(),
            f'<rect id="papier" width="{width}" height="{height}" fill="{WHITE}"/>',
            *(_layer(key, name, content) for key, name, content in layers if content),
        )
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" lang="de" role="img" '
        f'font-family="{families()}">{body}</svg>\n'
    ).encode()


def families() -> str:
    """Fonts in the order of preference, the region's own first."""
    own = typeface_in_use()
    return FAMILY if own == SOURCE_SANS else f"'{own.family.replace('&', '&amp;')}', {FAMILY}"


def _panel_layers(number: int, panel: Panel) -> Iterable[tuple[str, str, str]]:
    """The map and its words; a second one has its number in the names of its layers."""
    end, name = ("", "") if number == 1 else (f"-{number}", f" {number}")
    words = block_elements(panel.heading) + block_elements(panel.legend)
    return (f"karte{end}", f"Karte{name}", map_elements(panel.map, end)), (f"legende{end}", f"Legende{name}", words)


def write_map(arrangement: Arrangement) -> str:
    """The map alone, in the frame that it has on the sheet."""
    return write_drawing(arrangement.map)


def write_drawing(drawing: MapDrawing) -> str:
    """One map alone, in the frame that it has on the sheet."""
    return write_part(drawing.frame, map_elements(drawing))


def write_part(frame: Box, elements: str) -> str:
    """What lies in a frame of a sheet, as a picture of its own."""
    x, y, width, height = (_number(v) for v in (frame.x, frame.y, frame.width, frame.height))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'width="{width}pt" height="{height}pt" '
        f'viewBox="{x} {y} {width} {height}" font-family="{families()}">'
        f"{_patterns()}{elements}</svg>"
    )


def map_elements(drawing: MapDrawing, end: str = "") -> str:
    """Layers of the map in the order of drawing; `end` of their names, where there are two maps."""
    line = drawing.line
    layers = [
        ("nachbarn", "Nachbarn", _outline(drawing.context, GROUND_FILL.colour, WHITE, 2 * line)),
        ("raeume", "Räume", _areas(drawing, end)),
        ("teile", "Teile", "".join(_piece(piece, line) for piece in drawing.pieces)),
        ("grenzen", "Grenzen", _outline(drawing.borders, "none", INK, 1.9 * line, BORDER_OPACITY)),
        ("kreise", "Kreise", "".join(_circle(circle, key) for key, circle in drawing.symbols)),
        ("zeichen", "Zeichen", "".join(_element(item) for item in drawing.glyphs)),
        ("auswahl", "Auswahl", _chosen(drawing)),
        ("namen", "Namen", "".join(_text(label) for label in drawing.labels)),
        ("massstab", "Maßstab", "".join(_element(item) for item in drawing.furniture)),
    ]
    return "".join(_layer(f"{key}{end}", name, content) for key, name, content in layers if content)


def _marked(sheet: Sheet) -> str:
    return sheet.title if sheet.marking is None else f"{sheet.marking}: {sheet.title}"


def _metadata(sheet: Sheet) -> str:
    lines = (sheet.definition, sheet.source, sheet.synthetic, sheet.created_text, sheet.address)
    return f"<metadata>{_escape(chr(10).join(line for line in lines if line))}</metadata>"


def _patterns() -> str:
    """The fills of areas without a value."""
    step, half = _number(HATCH), _number(HATCH / 2)
    return (
        f'<defs><pattern id="{Pattern.HATCHED}" width="{step}" height="{step}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{step}" height="{step}" fill="{SUPPRESSED}"/>'
        f'<rect width="{_number(HATCH * 0.27)}" height="{step}" fill="{WHITE}"/></pattern>'
        f'<pattern id="{Pattern.DOTTED}" width="{step}" height="{step}" patternUnits="userSpaceOnUse">'
        f'<rect width="{step}" height="{step}" fill="{NO_DATA}"/>'
        f'<circle cx="{half}" cy="{half}" r="{_number(HATCH * 0.18)}" fill="#7d766b"/></pattern></defs>'
    )


def _layer(key: str, name: str, content: str) -> str:
    return f'<g id="{key}" inkscape:groupmode="layer" inkscape:label={quoteattr(name)}>{content}</g>'


def _areas(drawing: MapDrawing, end: str) -> str:
    """One path per area; the line around it is white, so that colours stay apart."""
    ground = drawing.form is Form.SYMBOLS
    stroke = "#cfc8bc" if ground else WHITE
    paths = (
        f'<path id="raum{end}-{n}-{NOT_AN_ID.sub("_", shape.key)}" data-raum={quoteattr(shape.key)} '
        f'd="{_path(shape.rings)}" fill="{_paint(shape.fill)}"><title>{_escape(shape.title)}</title></path>'
        for n, shape in enumerate(drawing.shapes, 1)
    )
    width = _number(drawing.line)
    return (
        f'<g stroke="{stroke}" stroke-width="{width}" stroke-linejoin="round" fill-rule="evenodd">{"".join(paths)}</g>'
    )


def _piece(piece: Shape, line: float) -> str:
    return (
        f'<path data-teil={quoteattr(piece.key)} d="{_path(piece.rings)}" fill="{_paint(piece.fill)}" '
        f'fill-rule="evenodd" stroke="{piece.stroke}" stroke-width="{_number((1.6 if piece.fill else 3.2) * line)}" '
        f'stroke-linejoin="round"><title>{_escape(piece.title)}</title></path>'
    )


def _outline(rings: tuple[Ring, ...], fill: str, stroke: str, width: float, opacity: float = 1.0) -> str:
    if not rings:
        return ""
    return (
        f'<path d="{_path(rings)}" fill="{fill}" fill-rule="evenodd" stroke="{stroke}" stroke-width="{_number(width)}" '
        f'stroke-opacity="{opacity}" stroke-linejoin="round"/>'
    )


def _chosen(drawing: MapDrawing) -> str:
    """A dark double line."""
    if not drawing.chosen:
        return ""
    looks = ((WHITE, 9.5), (INK, 5.0), (WHITE, 1.5))
    return "".join(_outline(drawing.chosen, "none", colour, width * drawing.line) for colour, width in looks)


def _path(rings: Iterable[Ring]) -> str:
    return "".join(f"M{'L'.join(f'{x:.5g} {y:.5g}' for x, y in ring)}Z" for ring in rings)


def _paint(fill: Fill | None) -> str:
    if fill is None:
        return "none"
    return fill.colour if fill.pattern is Pattern.PLAIN else f"url(#{fill.pattern})"


def block_elements(block: Block) -> str:
    """Everything of a block."""
    return "".join(_element(item) for item in block.items)


def _element(item: Item) -> str:
    match item:
        case Text():
            return _text(item)
        case Box():
            return _box(item)
        case Line():
            ends = f'x1="{_number(item.x1)}" y1="{_number(item.y1)}" x2="{_number(item.x2)}" y2="{_number(item.y2)}"'
            return f'<line {ends} stroke="{item.colour}" stroke-width="{_number(item.width)}"{_dashes(item.dashes)}/>'
        case Polyline():
            look = f'stroke="{item.colour}" stroke-width="{_number(item.width)}" stroke-linejoin="round"'
            return f'<polyline points="{_points(item.points)}" fill="none" {look}{_dashes(item.dashes)}/>'
        case Polygon():
            edge = f' stroke="{item.stroke}" stroke-width="{_number(item.stroke_width)}"' if item.stroke else ""
            return f'<polygon points="{_points(item.points)}" fill="{_paint(item.fill)}"{edge}/>'
        case Circle():
            return _circle(item)
        case Code():
            return _code(item)
        case Picture():
            place = f'x="{_number(item.x)}" y="{_number(item.y)}" width="{_number(item.width)}"'
            data = f"data:{item.logo.mime};base64,{b64encode(item.logo.content).decode()}"
            shown = f'<image {place} height="{_number(item.height)}" href="{data}">'
            return f"{shown}<title>{_escape(item.logo.text)}</title></image>"


def _points(points: Ring) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _dashes(dashes: tuple[float, ...]) -> str:
    return f' stroke-dasharray="{" ".join(_number(length) for length in dashes)}"' if dashes else ""


def _box(box: Box) -> str:
    stroke = f' stroke="{box.stroke}" stroke-width="{_number(box.stroke_width)}"' if box.stroke else ""
    radius = f' rx="{_number(box.radius)}"' if box.radius else ""
    return (
        f'<rect x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.width)}" height="{_number(box.height)}" '
        f'fill="{_paint(box.fill)}"{stroke}{radius}/>'
    )


def _circle(circle: Circle, key: str = "") -> str:
    named = f" data-raum={quoteattr(key)}" if key else ""
    fill = f'fill="{circle.fill}" fill-opacity="{circle.opacity}"' if circle.fill else 'fill="none"'
    stroke = f' stroke="{circle.stroke}" stroke-width="{_number(circle.stroke_width)}"' if circle.stroke else ""
    return f'<circle{named} cx="{_number(circle.x)}" cy="{_number(circle.y)}" r="{circle.radius:.4g}" {fill}{stroke}/>'


def _code(code: Code) -> str:
    """Runs of dark squares as one path."""
    m = code.module
    parts = []
    for i, row in enumerate(code.rows):
        at = 0
        for dark, run in groupby(row):
            length = sum(1 for _ in run)
            if dark:
                x, y = _number(code.x + at * m), _number(code.y + i * m)
                parts.append(f"M{x} {y}h{_number(length * m)}v{_number(m)}h-{_number(length * m)}z")
            at += length
    path = f'<path id="qr-code" d="{"".join(parts)}" fill="{INK}" shape-rendering="crispEdges">'
    return f"{path}<title>{_escape(code.meaning)}</title></path>"


def write_code(code: Code) -> str:
    """The QR code alone."""
    size = _number(code.size)
    alone = _code(code.moved(-code.x, -code.y))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">{alone}</svg>'


def _text(text: Text) -> str:
    style = f'font-size="{_number(text.size)}" fill="{text.colour}"'
    if text.weight != 400:
        style += f' font-weight="{text.weight}"'
    if text.anchor is not Anchor.START:
        style += f' text-anchor="{text.anchor}"'
    if text.halo:
        style += (
            f' stroke="{WHITE}" stroke-width="{_number(text.halo)}" stroke-linejoin="round" stroke-opacity="0.92" '
            'paint-order="stroke"'
        )
    lines = [
        f'<tspan x="{_number(text.x)}" y="{_number(text.y + n * text.size * text.leading)}">{_escape(line)}</tspan>'
        for n, line in enumerate(text.lines)
    ]
    element = f"<text {style}>{' '.join(lines)}</text>"
    return f"<a href={quoteattr(printable(text.link))}>{element}</a>" if text.link else element


def printable(text: str) -> str:
    """Without the control characters that no XML may hold."""
    return NOT_XML.sub("", text)


def _escape(text: str) -> str:
    return escape(printable(text))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"
