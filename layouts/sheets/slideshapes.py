"""Shapes of a slide as DrawingML: every area, circle, name and swatch of the map can be moved, filled and renamed."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from layouts.sheets.items import (
    INK,
    SEMIBOLD,
    WHITE,
    Anchor,
    Box,
    Circle,
    Code,
    Item,
    Line,
    Picture,
    Polygon,
    Polyline,
    Ring,
    Text,
)
from layouts.sheets.sheet import Fill, Pattern
from layouts.sheets.svg import printable
from layouts.sheets.typesetting import SOURCE_SANS, text_width, typeface_in_use

EMU = 12_700  # per point
FONT = "Calibri"  # on every computer with an office suite, and narrower than the font the lines were broken for
NAMESPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
PATTERNS = {Pattern.HATCHED: ("wdUpDiag", WHITE), Pattern.DOTTED: ("dotGrid", "#7d766b")}
ROOM = 1.04  # of a text's width
PAD = 0.7  # opacity of the ground below letters
ALIGNMENTS = {Anchor.START: "l", Anchor.MIDDLE: "ctr", Anchor.END: "r"}


def slide_font() -> str:
    """The region's own font where it has one; who edits the slides needs it installed."""
    own = typeface_in_use()
    return FONT if own == SOURCE_SANS else own.family


def emu(points: float) -> int:
    """English metric units."""
    return round(points * EMU)


def rgb_of(colour: str) -> Any:
    """Colour `#rrggbb` as python-pptx wants it."""
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))


def item_shape(number: int, item: Item) -> str:
    """Shape of one thing that lies on a sheet."""
    match item:
        case Text():
            return text_shape(number, item)
        case Box():
            kind = "roundRect" if item.radius else "rect"
            place = (item.x, item.y, item.width, item.height)
            return _preset(number, "Feld", kind, place, _fill(item.fill), _line(item.stroke, item.stroke_width))
        case Circle():
            return circle_shape(number, "Kreis", "", item)
        case Line():
            return _line_shape(number, item)
        case Polyline():
            return _path_shape(number, item)
        case Polygon():
            return outline_shape(number, "Figur", "", [item.points], item.fill, item.stroke, item.stroke_width)
        case Picture():
            raise TypeError("pictures are no shapes of their own")
        case Code():
            return outline_shape(number, "QR-Code", f"QR-Code: {item.meaning}", _squares(item), Fill(INK), "", 0.0)


def outline_shape(
    number: int, name: str, description: str, rings: Sequence[Ring], fill: Fill | None, stroke: str, width: float
) -> str:
    """A closed figure of several rings."""
    geometry = _geometry(rings, "<a:close/>")
    return _shape(number, name, description, f"{geometry}{_fill(fill)}{_line(stroke, width)}")


def _path_shape(number: int, path: Polyline) -> str:
    """A line through points, which need not come back."""
    look = f"<a:noFill/>{_line(path.colour, path.width, path.dashes)}"
    return _shape(number, "Linie", "", f"{_geometry([path.points], '')}{look}")


def _geometry(rings: Sequence[Ring], end: str) -> str:
    """Frame and outline of a free form."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    left, top = min(xs), min(ys)
    wide, high = max(1, emu(max(xs) - left)), max(1, emu(max(ys) - top))
    path = "".join(f"{_ring(ring, left, top)}{end}" for ring in rings)
    return (
        f'<a:xfrm><a:off x="{emu(left)}" y="{emu(top)}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
    )


def circle_shape(number: int, name: str, description: str, circle: Circle) -> str:
    """A circle, filled or not."""
    radius = circle.radius
    place = (circle.x - radius, circle.y - radius, 2 * radius, 2 * radius)
    fill = _solid(circle.fill, circle.opacity) if circle.fill else "<a:noFill/>"
    return _preset(number, name, "ellipse", place, fill, _line(circle.stroke, circle.stroke_width), description)


def text_shape(number: int, text: Text, pad: str = "") -> str:
    """A text box; a paragraph of several lines breaks by itself, so that it can be edited.

    `pad`: colour laid thinly below the letters.
    """
    wide = max(text_width(line, text.size, text.weight) for line in text.lines) * ROOM + 1
    left = text.x - {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[text.anchor]
    spacing = text.size * (text.leading if len(text.lines) > 1 else 1.2)
    top = text.y - 0.8 * spacing
    high = spacing * len(text.lines)
    frame = (
        f'<a:xfrm><a:off x="{emu(left)}" y="{emu(top)}"/><a:ext cx="{emu(wide)}" cy="{emu(high)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_solid(pad, PAD) if pad else "<a:noFill/>"}'
    )
    wrap = "square" if len(text.lines) > 1 else "none"
    line = f'<a:lnSpc><a:spcPts val="{round(spacing * 100)}"/></a:lnSpc>'
    body = (
        f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr>'
        f'<a:p><a:pPr algn="{ALIGNMENTS[text.anchor]}">{line}</a:pPr>'
        f"<a:r>{run_properties(text)}<a:t>{_escape(' '.join(text.lines))}</a:t></a:r></a:p></p:txBody>"
    )
    return _shape(number, "Text", "", frame, body)


def run_properties(text: Text) -> str:
    """Size, weight, colour and halo of letters."""
    bold = ' b="1"' if text.weight == SEMIBOLD else ""
    glow = (
        f'<a:effectLst><a:glow rad="{emu(text.halo * 0.8)}">{_colour(WHITE)}</a:glow></a:effectLst>'
        if text.halo
        else ""
    )
    return (
        f'<a:rPr lang="de-DE" sz="{round(text.size * 100)}"{bold}>{_solid(text.colour)}{glow}'
        f"<a:latin typeface={quoteattr(slide_font())}/><a:cs typeface={quoteattr(slide_font())}/></a:rPr>"
    )


def _shape(number: int, name: str, description: str, properties: str, body: str = "") -> str:
    text = body or '<p:txBody><a:bodyPr/><a:p><a:endParaRPr lang="de-DE"/></a:p></p:txBody>'
    box = ' txBox="1"' if body else ""
    described = f" descr={quoteattr(printable(description))}" if description else ""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(printable(name))}{described}/>'
        f"<p:cNvSpPr{box}/><p:nvPr/></p:nvSpPr><p:spPr>{properties}</p:spPr>{text}</p:sp>"
    )


def _preset(
    number: int,
    name: str,
    kind: str,
    place: tuple[float, float, float, float],
    fill: str,
    line: str,
    description: str = "",
) -> str:
    x, y, wide, high = (emu(v) for v in place)
    frame = f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    geometry = f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
    return _shape(number, name, description, f"{frame}{geometry}{fill}{line}")


def _line_shape(number: int, line: Line) -> str:
    left, top = min(line.x1, line.x2), min(line.y1, line.y2)
    wide, high = emu(abs(line.x2 - line.x1)), emu(abs(line.y2 - line.y1))
    flip = ' flipV="1"' if (line.x2 - line.x1) * (line.y2 - line.y1) < 0 else ""
    return (
        f'<p:cxnSp {NAMESPACES}><p:nvCxnSpPr><p:cNvPr id="{number}" name="Linie"/><p:cNvCxnSpPr/><p:nvPr/>'
        "</p:nvCxnSpPr>"
        f'<p:spPr><a:xfrm{flip}><a:off x="{emu(left)}" y="{emu(top)}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{_line(line.colour, line.width, line.dashes)}'
        "</p:spPr></p:cxnSp>"
    )


def _ring(ring: Ring, left: float, top: float) -> str:
    points = [f'<a:pt x="{emu(x - left)}" y="{emu(y - top)}"/>' for x, y in ring]
    rest = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{rest}"


def _squares(code: Code) -> list[Ring]:
    m = code.module
    return [
        ((x, y), (x + m, y), (x + m, y + m), (x, y + m))
        for i, row in enumerate(code.rows)
        for j, dark in enumerate(row)
        if dark
        for x, y in [(code.x + j * m, code.y + i * m)]
    ]


def _fill(fill: Fill | None) -> str:
    if fill is None:
        return "<a:noFill/>"
    if fill.pattern is Pattern.PLAIN:
        return _solid(fill.colour)
    preset, front = PATTERNS[fill.pattern]
    return (
        f'<a:pattFill prst="{preset}"><a:fgClr>{_colour(front)}</a:fgClr><a:bgClr>{_colour(fill.colour)}</a:bgClr>'
        "</a:pattFill>"
    )


def _solid(colour: str, opacity: float = 1.0) -> str:
    return f"<a:solidFill>{_colour(colour, opacity)}</a:solidFill>"


def _colour(colour: str, opacity: float = 1.0) -> str:
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:srgbClr val="{colour.removeprefix("#").upper()}">{alpha}</a:srgbClr>'


def _line(colour: str, width: float, dashes: tuple[float, ...] = ()) -> str:
    if not colour:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{emu(width)}">{_solid(colour)}{_dashes(dashes, width)}<a:round/></a:ln>'


def _dashes(dashes: tuple[float, ...], width: float) -> str:
    """Strokes and gaps in thousandths of a percent of the line's width."""
    pairs = zip(dashes[::2], dashes[1::2], strict=True)
    lengths = "".join(f'<a:ds d="{round(d / width * 100_000)}" sp="{round(s / width * 100_000)}"/>' for d, s in pairs)
    return f"<a:custDash>{lengths}</a:custDash>" if lengths else ""


def _escape(text: str) -> str:
    return escape(printable(text))
