"""From a place to its profile: protected numbers, sentences by rule, maps, time charts, sources."""

from typing import Any, cast

import numpy as np
import pandas as pd

from indicators.catalogue import AREA_KM2, Art, Indikator
from indicators.status import Status
from layouts.formatting import format_date, format_number, format_value
from layouts.handlungsfelder.sentences import dative_plural
from layouts.navigation import EXPLORER
from layouts.places import Place
from layouts.profiles.areas import areas_of, build_tables
from layouts.profiles.borders import build_revisions
from layouts.profiles.cards import build_cards, build_overview, build_parts_map
from layouts.profiles.desk import Desk
from layouts.profiles.fields import build_fields
from layouts.profiles.plan import Kapitel
from layouts.profiles.profile import AgeBar, Chapter, Fact, Kind, Profile, Row, Term, Verdict
from layouts.profiles.profile import Place as Listed
from layouts.profiles.rows import build_row, distance, gap_words, show, spread_words
from layouts.profiles.subject import Subject, level_of_kind, name_of, place_of
from layouts.region import in_region, level_of, stand_of
from layouts.selection import Selection, format_selection
from layouts.sentences import WHY_NOT_SHOWN, own_names, synthetic_notice

STRIKING = 5  # rows on the first page, above and below
UMLAUTS = {ord(a): b for a, b in zip("äöüÄÖÜß", ("ae", "oe", "ue", "Ae", "Oe", "Ue", "ss"), strict=True)}
SHOWN_SIGNS = (Status.SUPPRESSED, Status.UNRELIABLE, Status.UNDEFINED, Status.NOT_CLASSIFIED, Status.MISSING)


def build_profile(desk: Desk, subject: Subject) -> Profile:
    """The profile of a Kommune or an area."""
    region, stand = desk.region, desk.stand
    place = place_of(region, subject)
    group = place.area if subject.kind is Kind.GRUPPE else str(place.group)
    chapters = tuple(c for c in (_chapter(desk, k, subject, place) for k in desk.plan.kapitel) if c is not None)
    rows = [row for chapter in chapters for row in chapter.rows]
    year = max((row.year for row in rows), default=0)
    above, below = _striking(desk, chapters, place)
    config = region.config
    title = desk.plan.titel.gruppe if subject.kind is Kind.GRUPPE else desk.plan.titel.raum
    own_area = None if subject.kind is Kind.GRUPPE else subject.key
    return Profile(
        kind=subject.kind,
        key=subject.key,
        kicker=title,
        name=name_of(region, subject),
        lead=_lead(desk, subject, place),
        year=year,
        facts=_facts(desk, subject, place),
        overview=build_overview(desk, subject, year),
        parts_map=build_parts_map(desk, group, year),
        above=above,
        below=below,
        places=_places(desk, group) if subject.kind is Kind.GRUPPE else (),
        ages=_ages(desk, place),
        names=_names(desk, subject, place),
        like=level_of(region, level_of_kind(region, subject.kind)).mehrzahl,
        parts=level_of(region, desk.finest).mehrzahl,
        chapters=chapters,
        fields=build_fields(desk, subject.kind, place),
        revisions=build_revisions(desk, group, own_area),
        stand=stand_of(region, stand).name,
        terms=tuple(_term(desk, key, place.ebene) for key in dict.fromkeys(row.key for row in rows)),
        signs=tuple((status.sign, WHY_NOT_SHOWN[status]) for status in SHOWN_SIGNS),
        notes=_notes(desk),
        sources=_sources(desk, rows, place),
        synthetic=_synthetic(desk, rows, subject),
        marking=region.marking,
        region=config.region.name,
        publisher=config.region.traeger,
        accent=config.gestaltung.akzent,
        logo=desk.imprint.logo,
        created=desk.imprint.created,
        version=config.region.datenversion,
        address=_address(desk, subject),
        file=file_stem(desk, subject),
    )


def file_stem(desk: Desk, subject: Subject) -> str:
    """`Kommunalprofil_Monschau_2018`: letters of the place's own name, so that a folder of profiles can be read."""
    title = desk.plan.titel.gruppe if subject.kind is Kind.GRUPPE else desk.plan.titel.raum
    raw = f"{title}_{name_of(desk.region, subject)}_{subject.key}_{subject.stand}"
    replaced = raw.translate(UMLAUTS)
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "_-") else "-" for c in replaced)
    return "-".join(part for part in plain.split("-") if part)[:120]


def _names(desk: Desk, subject: Subject, place: Place) -> tuple[str, ...]:
    code = str(desk.region.areas(desk.stand, place.ebene).at[place.area, "kuerzel"])
    own = desk.region.groups(desk.stand)[place.area] if subject.kind is Kind.GRUPPE else code
    return tuple(name for name in (own, place.names[1], place.names[0]) if name)


def _chapter(desk: Desk, plan: Kapitel, subject: Subject, place: Place) -> Chapter | None:
    rows = tuple(row for row in (build_row(desk, key, place) for key in plan.indikatoren) if row is not None)
    if not rows:
        return None
    group = place.area if subject.kind is Kind.GRUPPE else str(place.group)
    own = None if subject.kind is Kind.GRUPPE else subject.key
    keys = [row.key for row in rows]
    tables = build_tables(desk, level_of(desk.region, desk.finest).mehrzahl, keys, group, own)
    cards = build_cards(desk, [key for key in plan.karten if key in keys], subject, place)
    message = _message(desk, rows, plan, place, group)
    return Chapter(plan.titel, message, rows, cards, tables)


def _message(desk: Desk, rows: tuple[Row, ...], plan: Kapitel, place: Place, group: str) -> str:
    """What differs most from the region, and how the areas differ in the first main indicator."""
    region = in_region(desk.region)
    parts = []
    differing = [row for row in rows if _differs(row)]
    if differing:
        row = max(differing, key=lambda row: abs(distance(desk, row, place)))
        entry = desk.entry(row.key)
        parts.append(f"{row.name}: {row.with_unit}, {gap_words(entry, row, row.compared[-1], region)}.")
    elif any(row.compared[-1].verdict is Verdict.GLEICH for row in rows):
        parts.append(f"Kein Wert weicht eindeutig von dem {region} ab.")
    first = next((key for key in plan.karten if desk.newest(key, desk.finest) is not None), None)
    if first is not None and place.group is None and desk.finest != place.ebene:
        year = desk.newest(first, desk.finest) or 0
        names = own_names(desk.region, desk.stand, desk.finest)
        words = spread_words(desk, first, desk.finest, areas_of(desk, group), year, names)
        entry = desk.entry(first)
        parts.append(f"{entry.kurz or entry.name} in den {_dative(desk)}: {words}." if words else "")
    return " ".join(part for part in parts if part)


def _dative(desk: Desk) -> str:
    return dative_plural(level_of(desk.region, desk.finest).mehrzahl)


def _differs(row: Row) -> bool:
    return not np.isnan(row.number) and row.compared[-1].verdict in (Verdict.UEBER, Verdict.UNTER)


def _striking(desk: Desk, chapters: tuple[Chapter, ...], place: Place) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows that lie furthest above and below the region; of each chapter one on either side."""
    sides: dict[Verdict, list[tuple[float, Row]]] = {Verdict.UEBER: [], Verdict.UNTER: []}
    for chapter in chapters:
        for side, found in sides.items():
            rows = [row for row in chapter.rows if _differs(row) and row.compared[-1].verdict is side]
            measured = [(abs(distance(desk, row, place)), row) for row in rows]
            known = [pair for pair in measured if not np.isnan(pair[0])]
            if known:
                found.append(max(known, key=lambda pair: pair[0]))
    ordered = [sorted(found, key=lambda pair: -pair[0])[:STRIKING] for found in sides.values()]
    return tuple(row for _, row in ordered[0]), tuple(row for _, row in ordered[1])


def _lead(desk: Desk, subject: Subject, place: Place) -> str:
    """Residents, area, share of the larger place."""
    region, stand = desk.region, desk.stand
    km2 = float(region.areas(stand, place.ebene).at[place.area, "area_km2"])
    size = f"{format_value(km2, 1, 'km²')} groß"
    people = _residents(desk, place.ebene, place.area)
    name = name_of(region, subject)
    if people is None:
        return f"{name} ist {size}."
    number, day = people
    whole_place = (desk.hierarchy.top, desk.hierarchy.region, in_region(region))
    if place.group is not None:
        whole_place = (region.group_level.id, place.group, f"in {place.names[1]}")
    whole = _residents(desk, *whole_place[:2])
    share = ""
    if whole is not None and whole[0]:
        share = f" Das sind {format_value(100 * number / whole[0], 1, '%')} der Menschen {whole_place[2]}."
    parts = ""
    if subject.kind is Kind.GRUPPE and desk.finest != place.ebene:
        level, n = level_of(region, desk.finest), len(areas_of(desk, place.area))
        parts = f" und hat {format_number(n)} {level.name if n == 1 else level.mehrzahl}"
    return f"In {name} leben {format_number(number)} Menschen ({day}).{share} Das Gebiet ist {size}{parts}."


def _residents(desk: Desk, ebene: str, area: str) -> tuple[float, str] | None:
    """Published residents of the newest year, and of which day."""
    key = desk.plan.einwohner
    year = None if key is None else desk.newest(key, ebene)
    if key is None or year is None:
        return None
    value = desk.figure(key, ebene, area, year)[0]
    days: Any = desk.region.published(key, desk.stand)["stichtag"]
    day = days.get((ebene, area, year))
    return None if np.isnan(value) else (value, str(year) if pd.isna(day) else format_date(day))


def _facts(desk: Desk, subject: Subject, place: Place) -> tuple[Fact, ...]:
    region, stand = desk.region, desk.stand
    facts = []
    if desk.plan.einwohner is not None:
        entry = desk.entry(desk.plan.einwohner)
        facts.append(_fact(desk, entry, place))
    km2 = float(region.areas(stand, place.ebene).at[place.area, "area_km2"])
    facts.append(Fact("Fläche", format_value(km2, 1, "km²")))
    if subject.kind is Kind.GRUPPE and desk.finest != place.ebene:
        facts.append(Fact(level_of(region, desk.finest).mehrzahl, format_number(len(areas_of(desk, place.area)))))
    facts += [_fact(desk, desk.entry(key), place) for key in desk.plan.kennzahlen]
    return tuple(fact for fact in facts if fact is not None)


def _fact(desk: Desk, entry: Indikator, place: Place) -> Fact:
    year = desk.newest(entry.id, place.ebene)
    if year is None:
        return Fact(entry.kurz or entry.name, Status.MISSING.sign)
    value, _, _, status = desk.figure(entry.id, place.ebene, place.area, year)
    unit = "" if entry.art is Art.ANZAHL else entry.einheit
    return Fact(entry.kurz or entry.name, show(entry, Status(status), value), f"{unit} · {year}" if unit else str(year))


def _places(desk: Desk, group: str) -> tuple[Listed, ...]:
    """The areas of the Kommune with residents and size."""
    frame = desk.region.areas(desk.stand, desk.finest)
    if desk.finest == desk.region.group_level.id:
        return ()
    density = next((key for key in desk.plan.indikatoren if AREA_KM2 in desk.entry(key).nenner), None)
    names = own_names(desk.region, desk.stand, desk.finest)
    found = []
    for area in areas_of(desk, group):
        figures = [_newest_text(desk, key, area) for key in (desk.plan.einwohner, density)]
        km2 = format_number(float(cast(float, frame.at[area, "area_km2"])), 1)
        found.append(Listed(str(frame.at[area, "kuerzel"]), names[area], figures[0], km2, figures[1]))
    return tuple(found)


def _newest_text(desk: Desk, key: str | None, area: str) -> str:
    year = None if key is None else desk.newest(key, desk.finest)
    if key is None or year is None:
        return ""
    value, _, _, status = desk.figure(key, desk.finest, area, year)
    return show(desk.entry(key), Status(status), value)


def _ages(desk: Desk, place: Place) -> tuple[AgeBar, ...]:
    """Shares of age groups in the place, its group and the region."""
    rows = [row for key in desk.plan.altersgruppen if (row := build_row(desk, key, place)) is not None]
    longest = max(
        (n for row in rows for n in (row.number, *(c.number for c in row.compared)) if not np.isnan(n)), default=1
    )
    return tuple(
        AgeBar(
            desk.entry(row.key).kurz or row.name,
            row.count,
            (row.value, *(c.text for c in row.compared)),
            (row.number, *(c.number for c in row.compared)),
            tuple(None if np.isnan(n) else n / longest for n in (row.number, *(c.number for c in row.compared))),
        )
        for row in rows
    )


def _term(desk: Desk, key: str, ebene: str) -> Term:
    entry = desk.entry(key)
    year = desk.newest(key, ebene) or 0
    texts = desk.sources(key, ebene, year)
    parts = (
        "" if entry.art is not Art.ANTEIL or not entry.nenner_text else f"{entry.zaehler_text} / {entry.nenner_text}"
    )
    source = f"{'; '.join(texts)}, {year}"
    return Term(entry.name, entry.definition, parts, source, entry.hinweis or "")


def _notes(desk: Desk) -> tuple[str, ...]:
    vintage = stand_of(desk.region, desk.stand)
    return (
        f"Alle Zahlen stehen auf dem Gebietsstand {vintage.name}, gültig ab {format_date(vintage.gueltig_ab)}. "
        "Werte aus Jahren davor sind für seine Grenzen nachträglich gezählt oder umgerechnet; umgerechnete sind "
        "gestrichelt.",
        "Die Quote einer Kommune und der Region ist die Summe der Fälle durch die Summe der Bezugsgröße, nie das "
        "Mittel von Quoten.",
        "> und < (in Raumtabellen ▲ und ▼) stehen, wo ein Anteil auch bei Berücksichtigung des Zufalls (Wilson-"
        "Intervall, 95\u202f%) über oder unter dem Vergleichswert liegt; ≈ oder kein Zeichen heißt: nicht eindeutig "
        "verschieden. Ränge, die sich so nicht unterscheiden lassen, sind Spannen; Rang 1 ist der höchste Wert.",
    )


def _sources(desk: Desk, rows: list[Row], place: Place) -> tuple[str, ...]:
    texts: dict[str, None] = {}
    for row in rows:
        texts |= dict.fromkeys(desk.sources(row.key, place.ebene, row.year))
    vintage = stand_of(desk.region, desk.stand)
    return (*texts, f"Kartengrundlage: {vintage.kartengrundlage}")


def _synthetic(desk: Desk, rows: list[Row], subject: Subject) -> str | None:
    """The region's notice where any number or border shown is synthetic."""
    levels = dict.fromkeys((desk.finest, level_of_kind(desk.region, subject.kind)))
    found = (
        synthetic_notice(desk.region, row.key, desk.stand, ebene, row.year)
        for row in rows
        for ebene in levels
        if row.year in desk.region.years(row.key, desk.stand, ebene)
    )
    return next((notice for notice in found if notice), None)


def _address(desk: Desk, subject: Subject) -> str:
    """The explorer at this place."""
    key = desk.plan.einwohner or next(iter(desk.region.catalogue.indikatoren))
    first = next((c.karten[0] for c in desk.plan.kapitel if c.karten and desk.newest(c.karten[0], desk.finest)), key)
    start = desk.region.config.region.startindikator
    indikator = start if start is not None and desk.newest(start, desk.finest) else first
    year = desk.newest(indikator, desk.finest)
    if year is None:
        return f"{desk.imprint.address}{EXPLORER}"
    base = Selection(indikator, year, desk.finest, desk.stand)
    if subject.kind is Kind.GRUPPE:
        selection = Selection(indikator, year, desk.finest, desk.stand, innerhalb=subject.key)
    else:
        group = str(desk.region.group_of(desk.stand, desk.finest)[subject.key])
        selection = Selection(indikator, year, desk.finest, desk.stand, innerhalb=group, raum=subject.key)
    chosen = selection if desk.finest != desk.region.group_level.id else base
    return f"{desk.imprint.address}{EXPLORER}?{format_selection(chosen)}"
