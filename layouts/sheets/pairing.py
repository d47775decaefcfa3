"""Two maps on one sheet: side by side or one above the other, in frames of the same size and at the same scale."""

from collections.abc import Iterator
from dataclasses import replace

from geodata.drawing import DrawnLevel
from layouts.sheets.blocks import build_footer, build_header, build_legend, build_wide_legend, natural_width
from layouts.sheets.code import build_code
from layouts.sheets.drafts import COLUMNS, LEAST_COLUMN, MARGIN, Draft, Second, Wish, choose, largest_radius
from layouts.sheets.items import NOTHING, SEMIBOLD, Arrangement, Block, Box, Line, Panel, Role, Text
from layouts.sheets.mapdrawing import draw_map, shown_outlines, size_of
from layouts.sheets.papers import Paper
from layouts.sheets.sheet import Sheet
from layouts.sheets.typesetting import paragraph

WISH = Wish(large=0.55, least=0.2, type_counts=1, smallest=7.1)
CODE = 6.0  # size of the QR code in u
AIR = 4.6  # in u, above and below a map, where the scale bar fits
GAP = 2.2  # in u, between two maps
CIRCLE_SHARE = 0.62  # of the largest circle of a sheet with one map


def arrange_pair(sheet: Sheet, drawn: tuple[DrawnLevel, DrawnLevel], paper: Paper) -> Arrangement:
    """The sheet of two maps; circles and lines are drawn as on a sheet of half the size."""
    outlines = [shown_outlines(part, level) for part, level in zip(sheet.parts, drawn, strict=True)]
    size = size_of([*outlines[0], *outlines[1]])
    u, best = choose(lambda u: (_closed_up(draft, size, u) for draft in _drafts(sheet, paper, u)), size, paper, WISH)
    assert best.second is not None
    first, second = sheet.parts
    drawings = (
        draw_map(first, drawn[0], best.frame, u, _circle(first, paper), outlines[1]),
        draw_map(second, drawn[1], best.second.frame, u, _circle(second, paper), outlines[0]),
    )
    panel = Panel(best.second.heading, drawings[1], best.second.legend)
    return Arrangement(
        paper.width, paper.height, u, best.header, best.legend, drawings[0], best.footer, best.heading, panel
    )


def _closed_up(draft: Draft, size: tuple[float, float], u: float) -> Draft:
    """The same without empty paper between a heading, its map and what stands below: maps in the middle of what is left
    beside a column, or right below the header.
    """
    assert draft.second is not None
    frames = draft.frame, draft.second.frame
    spare = max(0.0, frames[0].height - size[1] * draft.scale(size) - AIR * u)
    if not spare or frames[0].y != frames[1].y:
        return draft
    lowered = spare / 2 if draft.header.width < frames[0].x else 0.0
    raised = [
        block.moved(0, -spare) if block.items and _top(block) >= frames[0].y + frames[0].height else block
        for block in (draft.legend, draft.second.legend)
    ]
    closed = [Box(frame.x, frame.y + lowered, frame.width, frame.height - spare) for frame in frames]
    headings = [block.moved(0, lowered) for block in (draft.heading, draft.second.heading)]
    second = Second(headings[1], closed[1], raised[1])
    return replace(draft, frame=closed[0], heading=headings[0], legend=raised[0], second=second)


def _top(block: Block) -> float:
    return min(
        item.y1 if isinstance(item, Line) else item.y for item in block.items if isinstance(item, Line | Box | Text)
    )


def _circle(sheet: Sheet, paper: Paper) -> float:
    return CIRCLE_SHARE * largest_radius(max(1, len(sheet.areas)), paper)


def _drafts(sheet: Sheet, paper: Paper, u: float) -> Iterator[Draft]:
    for share in COLUMNS if paper.is_wide or paper.width == paper.height else ():
        if share * paper.width >= LEAST_COLUMN * u:
            yield from _with_column(sheet, paper, u, share)
    yield from _below_header(sheet, paper, u)


def _with_column(sheet: Sheet, paper: Paper, u: float, share: float) -> Iterator[Draft]:
    """All words in a column on the left, both legends among them."""
    margin, width = MARGIN * u, share * paper.width
    header = build_header(sheet, width, u).moved(margin, margin)
    footer = _footer(sheet, width, u)
    footer = footer.moved(margin, paper.height - margin - footer.height)
    legends, below = [], margin + header.height + 1.9 * u
    for part in sheet.parts:
        legend = _legend(part, width, u, paper).moved(margin, below)
        legends.append(legend)
        below += legend.height + (1.6 * u if legend.items else 0)
    if below > paper.height - margin - footer.height - 0.5 * u:
        return
    left = margin + width + GAP * u
    room = Box(left, margin, paper.width - margin - left, paper.height - 2 * margin)
    for cells in (_side_by_side(room, u), _one_above_the_other(room, u)):
        headings, frames = _headed(sheet, cells, u)
        second = Second(headings[1], frames[1], legends[1])
        yield Draft(header, legends[0], footer, frames[0], headings[0], second)


def _below_header(sheet: Sheet, paper: Paper, u: float) -> Iterator[Draft]:
    """Header above, footer below; each legend below its map or beside it."""
    margin = MARGIN * u
    width = paper.width - 2 * margin
    header = build_header(sheet, width, u).moved(margin, margin)
    footer = _footer(sheet, width, u)
    footer = footer.moved(margin, paper.height - margin - footer.height)
    top = margin + header.height + 1.5 * u
    room = Box(margin, top, width, paper.height - margin - footer.height - 1.4 * u - top)
    if not _has_legend(sheet.parts[1]):
        yield from _shared_legend(sheet, paper, u, (header, footer), room)
        return
    for cells in (_side_by_side(room, u), _one_above_the_other(room, u)):
        for build in (_legends_below, _legends_beside):
            headings, frames = _headed(sheet, cells, u)
            legends, frames = build(sheet, frames, u, paper)
            second = Second(headings[1], frames[1], legends[1])
            yield Draft(header, legends[0], footer, frames[0], headings[0], second)


def _shared_legend(sheet: Sheet, paper: Paper, u: float, words: tuple[Block, Block], room: Box) -> Iterator[Draft]:
    """One legend for both maps: below them, or at their right."""
    header, footer = words
    wide = build_wide_legend(sheet.parts[0], room.width, u, _circle(sheet.parts[0], paper))
    wide = wide.moved(room.x, room.y + room.height - wide.height)
    tall_width = natural_width(sheet.parts[0], u)
    tall = _legend(sheet.parts[0], tall_width, u, paper)
    rooms = [(wide, Box(room.x, room.y, room.width, room.height - wide.height - 1.2 * u))]
    if tall.height <= room.height:
        at_right = tall.moved(room.x + room.width - tall_width, room.y)
        rooms.append((at_right, Box(room.x, room.y, room.width - tall_width - 1.6 * u, room.height)))
    for legend, left in rooms:
        for cells in (_side_by_side(left, u), _one_above_the_other(left, u)):
            headings, frames = _headed(sheet, cells, u)
            yield Draft(header, legend, footer, frames[0], headings[0], Second(headings[1], frames[1], NOTHING))


Cells = tuple[Box, Box]


def _side_by_side(room: Box, u: float) -> Cells:
    width = (room.width - GAP * u) / 2
    return Box(room.x, room.y, width, room.height), Box(room.x + width + GAP * u, room.y, width, room.height)


def _one_above_the_other(room: Box, u: float) -> Cells:
    height = (room.height - GAP * u) / 2
    return Box(room.x, room.y, room.width, height), Box(room.x, room.y + height + GAP * u, room.width, height)


def _headed(sheet: Sheet, cells: Cells, u: float) -> tuple[list[Block], Cells]:
    """The name of each map above it, and what is left of the cells."""
    names = [
        paragraph(part.title, cell.width, 1.25 * u, SEMIBOLD, leading=1.2, role=Role.HEADING)
        for part, cell in zip(sheet.parts, cells, strict=True)
    ]
    used = max(name.height for name in names) + 0.7 * u
    placed = [name.moved(cell.x, cell.y) for name, cell in zip(names, cells, strict=True)]
    left, right = (Box(cell.x, cell.y + used, cell.width, cell.height - used) for cell in cells)
    return placed, (left, right)


def _legends_below(sheet: Sheet, cells: Cells, u: float, paper: Paper) -> tuple[list[Block], Cells]:
    legends = [_legend(part, cell.width, u, paper) for part, cell in zip(sheet.parts, cells, strict=True)]
    used = max(legend.height for legend in legends)
    frames = [Box(cell.x, cell.y, cell.width, cell.height - used - 1.1 * u) for cell in cells]
    placed = [legend.moved(cell.x, cell.y + cell.height - used) for legend, cell in zip(legends, cells, strict=True)]
    return placed, (frames[0], frames[1])


def _legends_beside(sheet: Sheet, cells: Cells, u: float, paper: Paper) -> tuple[list[Block], Cells]:
    width = max(natural_width(part, u) for part in sheet.parts)
    legends = [_legend(part, width, u, paper) for part in sheet.parts]
    high = max(legend.height for legend in legends)
    frames = [
        Box(cell.x, cell.y, cell.width - width - 1.4 * u, cell.height if high <= cell.height else 0) for cell in cells
    ]
    placed = [legend.moved(cell.x + cell.width - width, cell.y) for legend, cell in zip(legends, cells, strict=True)]
    return placed, (frames[0], frames[1])


def _legend(part: Sheet, width: float, u: float, paper: Paper) -> Block:
    return build_legend(part, width, u, _circle(part, paper)) if _has_legend(part) else NOTHING


def _has_legend(part: Sheet) -> bool:
    """Both maps of a revision share one."""
    return bool(part.legend.title)


def _footer(sheet: Sheet, width: float, u: float) -> Block:
    return build_footer(sheet, build_code(sheet.address, CODE * u), width, u)
