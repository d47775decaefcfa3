"""A sheet as slides: the map of editable shapes, and the ranking as a native chart, with sources in the notes."""

import io
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import quoteattr

from layouts.sheets.archives import make_reproducible
from layouts.sheets.items import INK, QUIET, WHITE, Arrangement, Box, Item, MapDrawing, Picture, Role, Text
from layouts.sheets.ranking import rank_areas
from layouts.sheets.sheet import Fill, Sheet
from layouts.sheets.slidelabels import NEIGHBOURS, label_shape, read_grounds
from layouts.sheets.slideshapes import (
    EMU,
    NAMESPACES,
    circle_shape,
    emu,
    item_shape,
    outline_shape,
    rgb_of,
    slide_font,
    text_shape,
)
from layouts.sheets.svg import printable
from layouts.sheets.typesetting import paragraph

TITLE_ONLY = 5  # layout of the built-in template
MARGIN = 44.0
FIRST_NUMBER = 10
LONGEST_PROPERTY = 255  # characters, by the standard


def write_slides(sheet: Sheet, arrangement: Arrangement) -> bytes:
    """A presentation with two slides; the arrangement must be that of the slide format."""
    about = " ".join(part for part in (sheet.marking, sheet.synthetic, sheet.source) if part)
    deck = open_deck(arrangement.width, arrangement.height)
    describe_deck(deck, sheet.created, title=sheet.title, author=sheet.publisher, subject=sheet.kicker, comments=about)
    add_map(deck, sheet, arrangement, notes(sheet))
    for part in sheet.parts:
        add_chart(deck, part, arrangement, notes(part))
    return save_deck(deck, sheet.created)


def open_deck(width: float, height: float) -> Any:
    """An empty presentation with slides of this size in points."""
    from pptx import Presentation

    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = emu(width), emu(height)
    return deck


def save_deck(deck: Any, created: date) -> bytes:
    """The file, the same for the same content on the same day."""
    content = io.BytesIO()
    deck.save(content)
    return make_reproducible(content.getvalue(), created)


def notes(sheet: Sheet) -> str:
    """What a speaker should know, and what the picture says to those who cannot see it."""
    lines = [
        sheet.marking,
        sheet.synthetic,
        sheet.headline,
        sheet.definition,
        sheet.source,
        sheet.quality,
        sheet.created_text,
        sheet.address,
        f"Alternativtext: {sheet.description}",
    ]
    return "\n".join(line for line in lines if line)


def describe_deck(deck: Any, created: date, **texts: str) -> None:
    """Title, author, subject and comments of the file."""
    properties = deck.core_properties
    for name, text in (texts | {"last_modified_by": texts["author"], "language": "de-DE"}).items():
        setattr(properties, name, printable(text)[:LONGEST_PROPERTY])
    properties.created = properties.modified = datetime(created.year, created.month, created.day)


def add_slide(deck: Any, title: Text, words: str) -> Any:
    """A slide with notes and its title in the title's place, so that outline and screen readers find it."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    holder = slide.shapes.title
    spacing = title.size * title.leading
    holder.left, holder.top = emu(title.x), emu(title.y - 0.8 * spacing)
    holder.width, holder.height = emu(deck.slide_width / EMU - 2 * title.x), emu(spacing * len(title.lines))
    frame = holder.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    frame.text = "\v".join(printable(line) for line in title.lines)
    _style_title(holder, title)
    slide.notes_slide.notes_text_frame.text = printable(words)
    return slide


def _style_title(holder: Any, title: Text) -> None:
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    holder.text_frame.auto_size = MSO_AUTO_SIZE.NONE
    holder.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    first = holder.text_frame.paragraphs[0]
    first.alignment = PP_ALIGN.LEFT
    first.line_spacing = Pt(title.size * title.leading)
    for run in first.runs:
        run.font.size, run.font.bold, run.font.name = Pt(title.size), True, slide_font()
        run.font.color.rgb = rgb_of(INK)


def add_map(deck: Any, sheet: Sheet, arrangement: Arrangement, words: str) -> None:
    """The slide of a map; the words are the speaker's notes."""
    words_of = [item for panel in arrangement.panels for item in (*panel.heading.items, *panel.legend.items)]
    items: list[Item] = [*arrangement.header.items, *words_of, *arrangement.footer.items]
    title = next(item for item in items if isinstance(item, Text) and item.role is Role.TITLE)
    slide = add_slide(deck, title, words)
    number, groups = FIRST_NUMBER, []
    for position, (panel, part) in enumerate(zip(arrangement.panels, sheet.parts, strict=True), 1):
        name = "Karte" if position == 1 else f"Karte {position}"
        group, number = _drawing_group(part, panel.map, number, name)
        groups.append(group)
    drawn = [item for item in items if item is not title and not isinstance(item, Picture)]
    rest = [item_shape(number + i, item) for i, item in enumerate(drawn)]
    append(slide, [*groups, *rest])
    for picture in (item for item in items if isinstance(item, Picture)):
        add_logo(slide, picture)


def map_group(sheet: Sheet, arrangement: Arrangement, number: int = FIRST_NUMBER) -> tuple[str, int]:
    """The map as one group of shapes numbered from `number`, and the next free number."""
    return _drawing_group(sheet, arrangement.map, number, "Karte")


def _drawing_group(sheet: Sheet, drawing: MapDrawing, number: int, name: str) -> tuple[str, int]:
    shapes = _map_shapes(drawing, number + 1)
    return _group(number, name, sheet.description, shapes, drawing.frame), number + len(shapes) + 1


def add_logo(slide: Any, picture: Picture) -> None:
    """The publisher's logo."""
    place = (emu(v) for v in (picture.x, picture.y, picture.width, picture.height))
    shape = slide.shapes.add_picture(io.BytesIO(picture.logo.png), *place)
    shape.name = "Logo"
    shape._element.nvPicPr.cNvPr.set("descr", printable(picture.logo.text))


def _map_shapes(drawing: MapDrawing, first: int) -> list[str]:
    """Everything on the map, in the order of drawing; `first` is the number of the first shape."""
    line = drawing.line
    names = {shape.key: shape.title for shape in drawing.shapes}
    makers: list[Any] = []
    if drawing.context:
        makers.append(lambda n: outline_shape(n, "Nachbarn", "", drawing.context, Fill(NEIGHBOURS), WHITE, 2 * line))
    for shape in drawing.shapes:
        makers.append(lambda n, s=shape: outline_shape(n, s.title.split(":")[0], s.title, s.rings, s.fill, WHITE, line))
    for shape in drawing.pieces:
        width = (1.6 if shape.fill else 3.2) * line
        look = (shape.rings, shape.fill, shape.stroke, width)
        makers.append(lambda n, s=shape, f=look: outline_shape(n, s.title.split(":")[0], s.title, *f))
    if drawing.borders:
        makers.append(lambda n: outline_shape(n, "Grenzen", "", drawing.borders, None, "#7a766f", 1.9 * line))
    for key, circle in drawing.symbols:
        makers.append(lambda n, k=key, c=circle: circle_shape(n, names[k].split(":")[0], names[k], c))
    for colour, width in ((WHITE, 9.5), (INK, 5.0), (WHITE, 1.5)) if drawing.chosen else ():
        makers.append(lambda n, c=colour, w=width: outline_shape(n, "Auswahl", "", drawing.chosen, None, c, w * line))
    grounds = read_grounds(drawing)
    makers += [lambda n, i=glyph: item_shape(n, i) for glyph in drawing.glyphs]
    makers += [lambda n, i=label: label_shape(n, i, grounds) for label in drawing.labels]
    makers += [lambda n, i=item: item_shape(n, i) for item in drawing.furniture]
    return [make(first + i) for i, make in enumerate(makers)]


def _group(number: int, name: str, description: str, shapes: list[str], frame: Box) -> str:
    off = f'x="{emu(frame.x)}" y="{emu(frame.y)}"'
    ext = f'cx="{emu(frame.width)}" cy="{emu(frame.height)}"'
    described = quoteattr(printable(description))
    return (
        f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{number}" name="{name}" descr={described}/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {off}/><a:ext {ext}/><a:chOff {off}/>"
        f"<a:chExt {ext}/></a:xfrm></p:grpSpPr>{''.join(shapes)}</p:grpSp>"
    )


def append(slide: Any, shapes: list[str]) -> None:
    """Put shapes on top of a slide."""
    from pptx.oxml import parse_xml

    for shape in shapes:
        slide.shapes._spTree.append(parse_xml(shape))


def add_chart(deck: Any, sheet: Sheet, arrangement: Arrangement, words: str) -> None:
    """The slide of the ranking as a bar chart whose numbers can be edited; none without a value."""
    from layouts.sheets.slidechart import add_ranking

    ranking = rank_areas(sheet)
    if not ranking.labels:
        return
    u = arrangement.text
    width = arrangement.width - 2 * MARGIN
    block = paragraph(sheet.title, width, 2.4 * u, 600, leading=1.12, role=Role.TITLE)
    title = block.moved(MARGIN, MARGIN * 0.8).items[0]
    assert isinstance(title, Text)
    slide = add_slide(deck, title, words)
    below = MARGIN * 0.8 + block.height + 0.6 * u
    lead = paragraph(ranking.sentence, width, 1.1 * u).moved(MARGIN, below)
    foot_text = " ".join(
        part for part in (sheet.marking, sheet.synthetic and f"{sheet.synthetic}.", sheet.source) if part
    )
    foot = paragraph(foot_text, width, 0.8 * u, colour=QUIET)
    foot = foot.moved(MARGIN, arrangement.height - 0.7 * MARGIN - foot.height)
    top = below + lead.height + 0.6 * u
    place = (MARGIN, top, width, arrangement.height - 0.7 * MARGIN - foot.height - 0.6 * u - top)
    add_ranking(slide, sheet, ranking, place, u)
    texts = [item for item in (*lead.items, *foot.items) if isinstance(item, Text)]
    append(slide, [text_shape(FIRST_NUMBER + 1000 + i, text) for i, text in enumerate(texts)])
