"""A profile as PDF/UA-1 through Typst: data in, never markup put together from texts."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from math import ceil
from pathlib import Path
from typing import Any, TypeAlias

from geodata.drawing import DrawnLevel
from indicators.status import Status
from layouts.formatting import PERCENT, format_date, with_unit
from layouts.profiles.fitting import HELP, ROOM, Fit, fit_chapter
from layouts.profiles.pictures import draw_chart, draw_overview, draw_small, write_drawing
from layouts.profiles.profile import AgeBar, AreaTable, Card, Chapter, Fields, Kind, Profile, Row, Strip
from layouts.sheets import typeset
from layouts.sheets.code import build_code
from layouts.sheets.items import SEMIBOLD, Box
from layouts.sheets.papers import MILLIMETRE, PAPERS
from layouts.sheets.sheet import Sheet
from layouts.sheets.svg import write_code
from layouts.sheets.typesetting import break_lines, text_width
from layouts.texts import BROWSER

TEMPLATE = Path(typeset.__file__).resolve().parent / "profil.typ"
MARGIN = 18 * MILLIMETRE
WIDTH = PAPERS["a4-hoch"].width - 2 * MARGIN
GUTTER = 16.0  # between cards
NAME_WIDTHS = {Kind.GRUPPE: 150.0, Kind.RAUM: 128.0}  # of the indicators in the tables of a theme
OVERVIEW = (226.0, 300.0)
LISTED_MAP = (252.0, 340.0)
MOST_BESIDE = 24  # areas in a list beside their map; more stand below it in two columns
CODE = 54.0
HEAD_TEXT, NAME_HEAD = 7.5, 45.0  # of the heads of tables: size, least room for a place's name
TITLE_SIZES = (38.0, 31.0, 25.0, 20.0, 16.0)
TITLE_LINES = 2
AREA_NAMES = (54.0, 118.0)  # narrowest and widest column of names

Draw: TypeAlias = Callable[[Sheet], DrawnLevel]


def write_profile(profile: Profile, drawn: Draw) -> bytes:
    """PDF/UA-1; `drawn` hands out the geometry of a sheet."""
    made = datetime.combine(profile.created, time(), UTC)
    return compile_profile(document_of(profile, drawn), made)


def compile_profile(document: dict[str, Any], made: datetime) -> bytes:
    """Typst's work alone."""
    import typst

    inputs = {"profil": json.dumps(document, ensure_ascii=False)}
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=typeset.fonts(), sys_inputs=inputs)
    content = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=made)
    return bytes(content) if isinstance(content, bytes) else b""


def document_of(profile: Profile, drawn: Draw) -> dict[str, Any]:
    """Everything the template is told."""
    made = profile.created
    return {
        "titel": profile.title if profile.marking is None else f"{profile.marking}: {profile.title}",
        "beschreibung": " ".join(
            part for part in (profile.synthetic and f"{profile.synthetic}.", profile.lead) if part
        ),
        "herausgeber": profile.publisher,
        "stichworte": [word for word in (profile.region, profile.kicker, profile.synthetic) if word],
        "datum": [made.year, made.month, made.day],
        "akzent": profile.accent,
        "rand": MARGIN,
        "vermerk": profile.marking or "",
        "synthetisch": profile.synthetic or "",
        "fusszeile": _footer(profile),
        "oberzeile": f"{profile.kicker} {profile.year} · {profile.region}",
        "name": profile.name,
        "titelgroesse": _title_size(profile.name),
        "titel_trennen": not _fits(profile.name, 0.84 * WIDTH, _title_size(profile.name)),
        "namen_trennen": not all(_fits(name, NAME_HEAD, HEAD_TEXT) for name in profile.names),
        "vorspann": profile.lead,
        "logo": _logo(profile),
        "kennzahlen": [{"name": f.name, "wert": f.text, "zusatz": f.note} for f in profile.facts],
        "namen": list(profile.names),
        **_first_page(profile, drawn),
        "ueberschriften": _headings(profile),
        "grunddaten": _base_data(profile),
        "uebersicht": _listed_map(profile, drawn),
        "felder": None if profile.fields is None else _fields(profile, profile.fields),
        "streifenkopf": "Verteilung",
        "lesehilfe": _reading_help(profile),
        "kapitel": [_chapter(n, chapter, profile, drawn) for n, chapter in enumerate(profile.chapters)],
        "grenzen": [
            {
                "titel": r.title,
                "text": r.words,
                "spalte": profile.parts,
                "zeilen": [list(row) for row in r.rows],
                "mass": r.measure,
            }
            for r in profile.revisions
        ],
        "zeichen": [list(row) for row in profile.signs],
        "hinweise": [f"Gebietsstand: {profile.stand}.", *profile.notes],
        "quellen": list(profile.sources),
        "erstellt": f"Herausgeber: {profile.publisher}. Erstellt am {format_date(made)}. Datenstand {profile.version}.",
        "adresse": profile.address,
        "code": _code(profile.address),
        "begriffe": [
            {"name": t.name, "definition": t.definition, "teile": t.parts, "quelle": t.source, "hinweis": t.note}
            for t in profile.terms
        ],
    }


def _headings(profile: Profile) -> int:
    """Entries of the table of contents."""
    parts = (_base_data(profile), profile.fields, profile.revisions or None)
    return 3 + len(profile.chapters) + sum(part is not None for part in parts)


def _footer(profile: Profile) -> str:
    parts = (profile.marking, profile.title, f"Datenstand {profile.version}", profile.synthetic)
    return " · ".join(part for part in parts if part)


def _title_size(name: str) -> float:
    """As large as two lines allow."""
    fitting = (size for size in TITLE_SIZES if len(break_lines(name, 0.84 * WIDTH, size, 600)) <= TITLE_LINES)
    return next(fitting, TITLE_SIZES[-1])


def _fits(words: str, width: float, size: float) -> bool:
    """Whether no word of a head is wider than its column."""
    return all(text_width(word, size, SEMIBOLD) <= width for word in words.split())


def _logo(profile: Profile) -> dict[str, Any] | None:
    return None if profile.logo is None else {**profile.logo.typst, "beschreibung": profile.logo.text}


def _code(address: str) -> dict[str, Any]:
    content = write_code(build_code(address, CODE))
    return _image(content, CODE, CODE, f"QR-Code mit dem Link zur Karte im Atlas: {address}")


def _image(content: str, width: float, height: float, description: str) -> dict[str, Any]:
    return {"inhalt": content, "format": "svg", "breite": width, "hoehe": height, "beschreibung": description}


def _picture(content: str, size: tuple[float, float], description: str) -> dict[str, Any]:
    return _image(content, *size, description)


def _where(profile: Profile) -> str:
    return f"Karte: {profile.parts} von {profile.name}" if profile.kind is Kind.GRUPPE else _position(profile)


def _position(profile: Profile) -> str:
    return f"Karte: Lage von {profile.name}"


def _first_page(profile: Profile, drawn: Draw) -> dict[str, Any]:
    content = write_drawing(draw_overview(profile.overview, drawn(profile.overview), Box(0, 0, *OVERVIEW)))
    inside = profile.region if profile.kind is Kind.GRUPPE else profile.names[1]
    return {
        "lage": _picture(content, OVERVIEW, f"{_position(profile)}, {inside}."),
        "lagetext": f"{profile.name}, {inside}. {profile.sources[-1]}.",
        "ueber": [_striking(row) for row in profile.above],
        "unter": [_striking(row) for row in profile.below],
        "auffaelligtext": f"Indikatoren, in denen {profile.names[0]} am weitesten vom Wert der Region abweicht, "
        f"gemessen an den Unterschieden zwischen den {_count_like(profile)}; je Thema höchstens einer.",
    }


def _count_like(profile: Profile) -> str:
    from layouts.handlungsfelder.sentences import dative_plural

    return dative_plural(profile.like)


def _striking(row: Row) -> dict[str, str]:
    return {"name": row.name, "wert": _short_unit(row.value, row.unit), "region": row.compared[-1].text}


def _short_unit(value: str, unit: str) -> str:
    return with_unit(value, unit) if unit == PERCENT else value


def _base_data(profile: Profile) -> dict[str, Any] | None:
    if not profile.ages and not profile.places:
        return None
    return {
        "titel": "Grunddaten",
        "altertitel": f"Altersgruppen {profile.year}",
        "alter": [_age(bar) for bar in profile.ages],
        "ortetitel": profile.parts,
        "ortekopf": [profile.parts, "Einwohner", "km²", "je km²"],
        "orte": [
            {"name": p.name, "einwohner": p.residents, "flaeche": p.area, "dichte": p.density} for p in profile.places
        ],
    }


def _age(bar: AgeBar) -> dict[str, Any]:
    return {"name": bar.name, "anzahl": bar.count, "werte": list(bar.values), "laengen": list(bar.lengths)}


def _listed_map(profile: Profile, drawn: Draw) -> dict[str, Any]:
    """The areas of the Kommune; smaller where their list needs the page."""
    size = LISTED_MAP
    if len(profile.places) > MOST_BESIDE:
        taken = 150.0 + 17.0 * len(profile.ages) + 10.8 * ceil(len(profile.places) / 2)
        size = (LISTED_MAP[0], min(LISTED_MAP[1], max(110.0, ROOM - 30.0 - taken)))
    content = write_drawing(draw_overview(profile.parts_map, drawn(profile.parts_map), Box(0, 0, *size)))
    return _picture(content, size, _where(profile))


def _fields(profile: Profile, fields: Fields) -> dict[str, Any]:
    return {
        "titel": fields.title,
        "botschaft": fields.message,
        "spalte": profile.parts,
        "namen": list(profile.names),
        "marken": [
            {
                "name": m.name,
                "kurz": m.short,
                "definition": m.definition,
                "umfang": m.extent,
                "symbol": _symbol(m.path, m.colour),
            }
            for m in fields.marks
        ],
        "einzeln": profile.kind is Kind.RAUM,
        "raeume": [
            {
                "name": area.label,
                "menschen": f"{area.people} Menschen",
                "befunde": [
                    {
                        "da": f.met,
                        "unklar": f.unknown,
                        "zustand": f.state,
                        "gruende": f.reasons,
                        "hand": f.by_hand,
                        "bedingungen": [
                            {
                                "text": c.text,
                                "zustand": c.state,
                                "wert": c.value,
                                "grenze": c.limit,
                                "abstand": c.distance,
                                "anzahl": c.count,
                                "gruppe": c.group,
                                "region": c.region,
                            }
                            for c in f.conditions
                        ],
                    }
                    for f in area.findings
                ],
            }
            for area in fields.areas
        ],
        "schwerpunkttitel": f"Schwerpunkte: {profile.names[0] if profile.kind is Kind.GRUPPE else profile.names[1]}",
        "schwerpunkte": list(fields.priorities),
        "schwerpunkthinweis": fields.priorities_note,
        "hinweise": list(fields.notes),
    }


def _symbol(path: str, colour: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="{path}" fill="{colour}"/></svg>'


def _reading_help(profile: Profile) -> str:
    first = "Wert und Anzahl" if profile.kind is Kind.GRUPPE else "Oben der Wert, darunter die Anzahl"
    square = f", offenes Quadrat {profile.names[1]}" if profile.kind is Kind.RAUM else ""
    return (
        f"{first}. Die Linie zeigt alle {profile.like} vom niedrigsten zum höchsten Wert: "
        f"Punkt {profile.names[0]}{square}, hoher Strich {profile.names[-1]}. "
        f"> heißt: {profile.names[0]} liegt über diesem Wert, <: darunter, ≈: nicht eindeutig verschieden. "
        "Rang 1 ist der höchste Wert."
    )


def _chapter(number: int, chapter: Chapter, profile: Profile, drawn: Draw) -> dict[str, Any]:
    widths = tuple(_names_width(table) for table in chapter.tables)
    own_count = profile.kind is Kind.GRUPPE and bool(chapter.tables)
    fit = fit_chapter(chapter, WIDTH, NAME_WIDTHS[profile.kind], widths, 1 if own_count else 2, 0.0 if number else HELP)
    return {
        "titel": chapter.title,
        "botschaft": chapter.message,
        "eigene_anzahl": own_count,
        "neue_seite": bool(chapter.cards),
        "tafeln_neue_seite": fit.own_page and bool(chapter.tables),
        "leer": _empty_columns(chapter, own_count),
        "zeilen": [_row(row, profile.year, own_count) for row in chapter.rows],
        "karten": [_card(card, profile, drawn, len(chapter.cards), fit) for card in chapter.cards],
        "tafeln": [_table(table, profile, width) for table, width in zip(chapter.tables, widths, strict=True)],
    }


def _empty_columns(chapter: Chapter, own_count: bool) -> list[str]:
    """Columns of a theme's table in which no row says anything."""
    nothing = ("", Status.MISSING.sign)
    rows = chapter.rows
    said = {
        "streifen": any(row.strip is not None for row in rows),
        "anzahl": any(row.is_count or row.count not in nothing for row in rows),
        "wert": not own_count or any(not row.is_count for row in rows),
        "rang": any(row.rank for row in rows),
        "veraenderung": any(row.change for row in rows),
    }
    for position in range(min(len(row.compared) for row in rows)):
        said[f"vergleich{position}"] = any(row.compared[position].text not in nothing for row in rows)
    return [column for column, anything in said.items() if not anything]


def _names_width(table: AreaTable) -> float:
    needed = max(text_width(f"{row.code} {row.name}".strip(), 8.0, 600) for row in table.rows) + 8
    return min(AREA_NAMES[1], max(AREA_NAMES[0], needed))


def _row(row: Row, year: int, own_count: bool) -> dict[str, Any]:
    return {
        "name": row.name,
        "einheit": _unit(row.unit, row.year, year),
        "streifen": None if row.strip is None else _strip(row.strip),
        "wert": row.value,
        "anzahl": row.count if own_count else f"{row.count} von {row.base}" if row.count and row.base else row.count,
        "vergleich": [{"wert": c.text, "anzahl": c.count, "urteil": c.verdict.value} for c in row.compared],
        "ist_anzahl": row.is_count,
        "rang": row.rank,
        "veraenderung": row.change,
    }


def _unit(unit: str, year: int, newest: int) -> str:
    when = f", {year}" if year != newest else ""
    return f"in\u00a0{unit}{when}" if unit and not unit.startswith("je ") else f"{unit}{when}"


def _strip(strip: Strip) -> dict[str, Any]:
    return {"andere": list(strip.others), "eigen": strip.own, "gruppe": strip.group, "region": strip.region}


def _card(card: Card, profile: Profile, drawn: Draw, cards: int, fit: Fit) -> dict[str, Any]:
    width = (WIDTH - GUTTER * (max(2, cards) - 1)) / max(2, cards)
    size = (width, fit.map_height)
    content = write_drawing(draw_small(card.sheet, drawn(card.sheet), Box(0, 0, *size)))
    chart = None
    if card.chart is not None:
        chart_size = (width, fit.chart_height)
        chart = _image(draw_chart(card.chart, profile.accent, *chart_size), *chart_size, card.chart.description)
    return {
        "titel": card.title,
        "einheit": _unit(card.unit, card.year, 0),
        "farben": list(card.colours),
        "grenzen": list(card.limits),
        "zeichen": ", ".join(BROWSER[f"legende_{sign}"] for sign in card.signs),
        "karte": _picture(content, size, card.sheet.description),
        "verlauf": chart,
    }


def _table(table: AreaTable, profile: Profile, name_width: float) -> dict[str, Any]:
    column = (WIDTH - name_width) / max(1, len(table.heads)) - 6
    return {
        "titel": table.title,
        "spalte": profile.parts,
        "namensbreite": name_width,
        "koepfe": [
            {"name": name, "einheit": unit, "trennen": not _fits(name, column, HEAD_TEXT)} for name, unit in table.heads
        ],
        "zeilen": [
            {
                "kuerzel": row.code,
                "name": row.name,
                "betont": row.emphasis,
                "zellen": [{"wert": c.value, "anzahl": c.count, "urteil": c.verdict.value} for c in row.cells],
            }
            for row in table.rows
        ],
    }
