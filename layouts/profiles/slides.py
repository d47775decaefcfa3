"""A profile as slides: editable maps, native tables and charts, sources in the notes."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from geodata.drawing import DrawnLevel
from layouts.formatting import format_date
from layouts.profiles.pictures import alone, draw_overview, draw_small
from layouts.profiles.profile import Card, Chapter, Fields, Kind, Profile
from layouts.profiles.slidetables import Place, add_bars, add_lines, add_table
from layouts.sheets.items import (
    INK,
    QUIET,
    REGULAR,
    SEMIBOLD,
    Anchor,
    Block,
    Box,
    Item,
    MapDrawing,
    Picture,
    Role,
    Text,
)
from layouts.sheets.papers import PAPERS, SLIDE
from layouts.sheets.sheet import Fill, Sheet
from layouts.sheets.slides import (
    FIRST_NUMBER,
    MARGIN,
    add_logo,
    add_slide,
    append,
    describe_deck,
    map_group,
    open_deck,
    save_deck,
)
from layouts.sheets.slideshapes import item_shape
from layouts.sheets.typesetting import break_lines, paragraph

PAGE = PAPERS[SLIDE]
WIDTH = PAGE.width - 2 * MARGIN
TEXT = 13.0
MAP_TEXT = 10.0
TOP, FOOT = 34.0, 508.0
LEFT_SHARE = 0.56  # of the slide's width, for the table of a theme
FACT_WIDTH = 112.0
MOST_ROWS = 19  # of a table on one slide

Draw: TypeAlias = Callable[[Sheet], DrawnLevel]
Drawer: TypeAlias = Callable[[Sheet, DrawnLevel, Box, float], MapDrawing]


def write_slides(profile: Profile, drawn: Draw) -> bytes:
    """A presentation; `drawn` hands out the geometry of a sheet."""
    deck = open_deck(PAGE.width, PAGE.height)
    about = " ".join(part for part in (profile.marking, profile.synthetic, profile.lead) if part)
    describe_deck(
        deck, profile.created, title=profile.title, author=profile.publisher, subject=profile.region, comments=about
    )
    _add_cover(deck, profile, drawn)
    _add_striking(deck, profile)
    _add_base_data(deck, profile)
    if profile.fields is not None:
        _add_fields(deck, profile, profile.fields)
    for chapter in profile.chapters:
        _add_chapter(deck, profile, chapter, drawn)
    _add_sources(deck, profile)
    return save_deck(deck, profile.created)


def notes(profile: Profile, *parts: str) -> str:
    """What a speaker should know: marking, words, sources."""
    made = (
        f"Herausgeber: {profile.publisher}. Erstellt am {format_date(profile.created)}. Datenstand {profile.version}."
    )
    said = (profile.marking, profile.synthetic, *parts, f"Gebietsstand: {profile.stand}.", *profile.sources, made)
    return "\n".join(part for part in (*said, profile.address) if part)


def _begin(deck: Any, profile: Profile, title: str, lead: str, words: str) -> tuple[Any, float]:
    """A slide with title, sentence and source line; returns it and where its room begins."""
    block = paragraph(title, WIDTH, 2.1 * TEXT, SEMIBOLD, leading=1.12, role=Role.TITLE).moved(MARGIN, TOP)
    first = block.items[0]
    assert isinstance(first, Text)
    slide = add_slide(deck, first, words)
    below = TOP + block.height + 6
    told = paragraph(lead, WIDTH, TEXT, leading=1.22).moved(MARGIN, below)
    foot = paragraph(_foot(profile), WIDTH, 0.72 * TEXT, colour=QUIET).moved(MARGIN, FOOT)
    _put(slide, [Box(MARGIN, 20, 34, 4, Fill(profile.accent)), *told.items, *foot.items], FIRST_NUMBER + 4000)
    return slide, below + (told.height + 10 if lead else 4)


def _foot(profile: Profile) -> str:
    parts = (
        profile.marking,
        profile.title,
        f"Gebietsstand {profile.stand}",
        profile.synthetic,
        f"Datenstand {profile.version}",
    )
    return " · ".join(part for part in parts if part)


def _put(slide: Any, items: Sequence[Item], number: int) -> None:
    append(slide, [item_shape(number + i, item) for i, item in enumerate(items) if not isinstance(item, Picture)])


def _add_map(slide: Any, sheet: Sheet, drawn: DrawnLevel, place: Place, number: int, draw: Drawer) -> None:
    drawing = draw(sheet, drawn, Box(*place), MAP_TEXT)
    group, _ = map_group(sheet, alone(drawing), number)
    append(slide, [group])


def _add_cover(deck: Any, profile: Profile, drawn: Draw) -> None:
    half = 0.54 * WIDTH
    block = paragraph(profile.name, half, _cover_size(profile.name, half), SEMIBOLD, leading=1.08, role=Role.TITLE)
    title = block.moved(MARGIN, 96).items[0]
    assert isinstance(title, Text)
    slide = add_slide(deck, title, notes(profile, profile.lead))
    slide.shapes.title.width = int(half * 12_700)
    kicker = paragraph(f"{profile.kicker} {profile.year} · {profile.region}", half, 15, SEMIBOLD, profile.accent)
    items: list[Item] = [Box(MARGIN, 44, 54, 6, Fill(profile.accent)), *kicker.moved(MARGIN, 62).items]
    below = 96 + block.height + 14
    if profile.synthetic:
        label = paragraph(profile.synthetic, half, 12, SEMIBOLD, "#6e4500").moved(MARGIN, below)
        items += label.items
        below += label.height + 12
    lead = paragraph(profile.lead, half, 15, leading=1.3).moved(MARGIN, below)
    items += [*lead.items, *_facts(profile, half, max(below + lead.height + 26, 330)).items]
    foot = paragraph(_foot(profile), WIDTH, 0.72 * TEXT, colour=QUIET).moved(MARGIN, FOOT)
    _put(slide, [*items, *foot.items], FIRST_NUMBER + 4000)
    place = (MARGIN + half + 30, 60.0, WIDTH - half - 30, FOOT - 80)
    _add_map(slide, profile.overview, drawn(profile.overview), place, FIRST_NUMBER, draw_overview)
    if profile.logo is not None:
        high = 34.0
        wide = high * profile.logo.ratio
        add_logo(slide, Picture(PAGE.width - MARGIN - wide, 20, wide, high, profile.logo))


def _cover_size(name: str, width: float) -> float:
    sizes = (size for size in (42.0, 34.0, 27.0, 22.0) if len(break_lines(name, width, size, SEMIBOLD)) <= 2)
    return next(sizes, 18.0)


def _facts(profile: Profile, width: float, top: float) -> Block:
    """Big numbers, three in a row."""
    items: list[Item] = []
    for number, fact in enumerate(profile.facts):
        x = MARGIN + (number % 3) * width / 3
        y = top + (number // 3) * 66
        items.append(Text(x, y, (fact.text,), 24, SEMIBOLD, INK))
        name = paragraph(fact.name, width / 3 - 10, 10.5, SEMIBOLD).moved(x, y + 7)
        note = paragraph(fact.note, width / 3 - 10, 9.5, REGULAR, QUIET).moved(x, y + 9 + name.height)
        items += [*name.items, *note.items]
    return Block(tuple(items), width, 66.0)


def _add_striking(deck: Any, profile: Profile) -> None:
    """The rows furthest from the region, above and below."""
    lists = [("Über dem Wert der Region", profile.above), ("Unter dem Wert der Region", profile.below)]
    if not any(rows for _, rows in lists):
        return
    words = (
        f"Indikatoren, in denen {profile.names[0]} am weitesten vom Wert der Region abweicht; je Thema höchstens einer."
    )
    slide, top = _begin(deck, profile, "Auf einen Blick", words, notes(profile, words))
    wide = (WIDTH - 30) / 2
    for position, (title, rows) in enumerate(lists):
        left = MARGIN + position * (wide + 30)
        head = Text(left, top + 16, (title,), 14, SEMIBOLD)
        _put(slide, [head], FIRST_NUMBER + 100 + position)
        table = [[row.name, row.with_unit, row.compared[-1].text] for row in rows]
        if table:
            place = (left, top + 26, wide, min(FOOT - top - 50, 42.0 * (len(table) + 1)))
            add_table(
                slide, title, ["Indikator", profile.names[0], profile.names[-1]], table, place, (3.4, 1.3, 1.1), (1,)
            )


def _add_base_data(deck: Any, profile: Profile) -> None:
    if not profile.ages and not profile.places:
        return
    slide, top = _begin(deck, profile, "Grunddaten", "", notes(profile, profile.lead))
    beside = profile.places[:MOST_ROWS]
    wide = WIDTH if not beside else 0.5 * WIDTH
    if profile.ages:
        series = [(name, [bar.numbers[n] for bar in profile.ages]) for n, name in enumerate(profile.names)]
        _put(
            slide,
            [Text(MARGIN, top + 14, (f"Altersgruppen {profile.year}, Anteile in %",), 13, SEMIBOLD)],
            FIRST_NUMBER + 100,
        )
        add_bars(slide, f"Altersgruppen {profile.year}", [bar.name for bar in profile.ages], series,
                 (MARGIN, top + 22, wide - 20, FOOT - top - 40), profile.accent)  # fmt: skip
    if beside:
        rows = [[place.name, place.residents, place.area, place.density] for place in beside]
        left = MARGIN + (wide if profile.ages else 0)
        room = (left, top + 4, MARGIN + WIDTH - left, FOOT - top - 20)
        add_table(slide, profile.parts, [profile.parts, "Einwohner", "km²", "je km²"], rows, room, (3.2, 1.2, 1, 1))


def _add_fields(deck: Any, profile: Profile, fields: Fields) -> None:
    """Areas × Handlungsfelder; for one area the fields with their reasons."""
    words = notes(profile, fields.message, *fields.notes)
    if profile.kind is Kind.RAUM:
        slide, top = _begin(deck, profile, fields.title, fields.message, words)
        rows = [
            [mark.name, finding.state, finding.by_hand or _met(finding.conditions)]
            for finding, mark in zip(fields.areas[0].findings, fields.marks, strict=True)
        ]
        place = (MARGIN, top + 4, WIDTH, min(FOOT - top - 20, 60.0 * (len(rows) + 1)))
        add_table(
            slide, fields.title, ["Handlungsfeld", "Ergebnis", "Erfüllte Bedingungen"], rows, place, (2, 1.3, 3.4)
        )
        return
    for start in range(0, len(fields.areas), MOST_ROWS):
        slide, top = _begin(deck, profile, fields.title, fields.message, words)
        part = fields.areas[start : start + MOST_ROWS]
        rows = [
            [area.label, *("●" if f.met else "?" if f.unknown else "–" for f in area.findings), area.people]
            for area in part
        ]
        head = [profile.parts, *(mark.short for mark in fields.marks), "Menschen"]
        place = (MARGIN, top + 4, WIDTH, FOOT - top - 20)
        add_table(slide, fields.title, head, rows, place, (3, *(1.3 for _ in fields.marks), 1))


def _met(conditions: Sequence[Any]) -> str:
    return "; ".join(f"{c.text}: {c.value}" for c in conditions if c.state == "erfüllt")


def _add_chapter(deck: Any, profile: Profile, chapter: Chapter, drawn: Draw) -> None:
    """Numbers on the left, map and course of the first main indicator on the right; a slide for each further one."""
    words = notes(profile, chapter.message)
    slide, top = _begin(deck, profile, chapter.title, chapter.message, words)
    card = chapter.cards[0] if chapter.cards else None
    left = LEFT_SHARE * WIDTH if card is not None else WIDTH
    rows = [
        [row.name, row.value if row.is_count else row.count, "" if row.is_count else row.with_unit,
         *(c.text for c in row.compared)]
        for row in chapter.rows
    ]  # fmt: skip
    head = ["Indikator", "Anzahl", *profile.names]
    room = (MARGIN, top + 4, left - 18, FOOT - top - 20)
    add_table(slide, chapter.title, head, rows, room, (3.2, 1, 1.4, *(1.1 for _ in profile.names[1:])), (2,))
    if card is not None:
        _add_card(slide, profile, card, drawn, (MARGIN + left, top + 4, WIDTH - left, FOOT - top - 14))
    for further in chapter.cards[1:]:
        title = f"{chapter.title}: {further.title}"
        slide, top = _begin(deck, profile, title, "", notes(profile, further.sheet.headline, further.sheet.source))
        _add_wide_card(slide, profile, further, drawn, (MARGIN, top, WIDTH, FOOT - top - 14))


def _add_card(slide: Any, profile: Profile, card: Card, drawn: Draw, place: Place) -> None:
    left, top, width, height = place
    name = Text(left, top + 12, (_card_name(card),), 13, SEMIBOLD)
    high = 0.5 * height - 30 if card.chart is not None else height - 44
    _put(slide, [name, *_scale(card, left, top + 24 + high, width)], FIRST_NUMBER + 3000)
    _add_map(slide, card.sheet, drawn(card.sheet), (left, top + 18, width, high), FIRST_NUMBER + 200, draw_small)
    if card.chart is not None:
        below = top + 18 + high + 34
        add_lines(slide, card.chart, (left, below, width, top + height - below), profile.accent)


def _add_wide_card(slide: Any, profile: Profile, card: Card, drawn: Draw, place: Place) -> None:
    left, top, width, height = place
    half = (width - 30) / 2 if card.chart is not None else width
    name = Text(left, top + 14, (_card_name(card),), 13, SEMIBOLD)
    high = height - 60
    _put(slide, [name, *_scale(card, left, top + 26 + high, min(half, 380.0))], FIRST_NUMBER + 3000)
    _add_map(slide, card.sheet, drawn(card.sheet), (left, top + 20, half, high), FIRST_NUMBER + 200, draw_small)
    if card.chart is not None:
        add_lines(slide, card.chart, (left + half + 30, top + 14, half, height - 20), profile.accent)


def _card_name(card: Card) -> str:
    return f"{card.title} {card.year}" + (f" ({card.unit})" if card.unit else "")


def _scale(card: Card, x: float, y: float, width: float) -> list[Item]:
    """The classes side by side with the limits between them."""
    if not card.colours:
        return []
    step = width / len(card.colours)
    items: list[Item] = [Box(x + n * step, y, step, 7, Fill(colour)) for n, colour in enumerate(card.colours)]
    items += [
        Text(x + (n + 1) * step, y + 17, (limit,), 9, REGULAR, QUIET, anchor=Anchor.MIDDLE)
        for n, limit in enumerate(card.limits)
    ]
    return items


def _add_sources(deck: Any, profile: Profile) -> None:
    """Signs, borders, sources, address."""
    slide, top = _begin(deck, profile, "Zeichen, Hinweise und Quellen", "", notes(profile))
    lines = [f"{sign}  {words}" for sign, words in profile.signs]
    lines += [
        f"Gebietsstand: {profile.stand}.",
        *profile.notes,
        f"Quellen: {'; '.join(profile.sources)}.",
        profile.address,
    ]
    size = next((s for s in (12.0, 11.0, 10.0, 9.0, 8.0) if _height(lines, s) <= FOOT - top - 16), 7.0)
    y = top + 4
    items: list[Item] = []
    for line in lines:
        block = paragraph(line, WIDTH, size).moved(MARGIN, y)
        items += block.items
        y += block.height + 0.45 * size
    _put(slide, items, FIRST_NUMBER + 100)


def _height(lines: Sequence[str], size: float) -> float:
    return sum(paragraph(line, WIDTH, size).height + 0.45 * size for line in lines)
