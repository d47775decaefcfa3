"""Small maps with their time charts: one card per main indicator."""

from collections.abc import Sequence
from dataclasses import replace

from indicators.status import Status
from layouts.formatting import format_number
from layouts.places import Place
from layouts.profiles.desk import Desk
from layouts.profiles.profile import Card, Kind
from layouts.profiles.series import build_chart
from layouts.profiles.subject import Subject
from layouts.selection import Selection
from layouts.sheets.content import build_sheet, read_values, theme_sheet
from layouts.sheets.sheet import Fill, Form, Sheet

PLAIN = Fill("#ddd6c9")


def build_cards(desk: Desk, keys: Sequence[str], subject: Subject, place: Place) -> tuple[Card, ...]:
    """One card per indicator: its areas inside the Kommune, or all Kommunen where there is nothing finer."""
    names = desk.region.areas(desk.stand, place.ebene)
    own = str(names.at[place.area, "name" if subject.kind is Kind.GRUPPE else "kuerzel"])
    cards = (_card(desk, key, subject, place, own) for key in keys)
    return tuple(card for card in cards if card is not None)


def _card(desk: Desk, key: str, subject: Subject, place: Place, own: str) -> Card | None:
    selection = _selection(desk, key, subject, place)
    if selection is None:
        return None
    entry, scale = desk.entry(key), desk.scale(selection)
    sheet = theme_sheet(desk.region, selection, desk.imprint, read_values(desk.region, selection, scale))
    limits = tuple(format_number(limit, scale.limit_decimals) for limit in scale.limits)
    return Card(
        key=key,
        title=entry.kurz or entry.name,
        unit=entry.einheit,
        year=selection.jahr,
        colours=scale.colours[: len(scale.limits) + 1],
        limits=limits,
        signs=tuple(row.status.value for row in sheet.legend.signs),
        sheet=sheet,
        chart=build_chart(desk, key, place, own),
    )


def _selection(desk: Desk, key: str, subject: Subject, place: Place) -> Selection | None:
    group = place.area if subject.kind is Kind.GRUPPE else place.group
    fine = desk.newest(key, desk.finest)
    if fine is not None and desk.finest != desk.region.group_level.id:
        raum = None if subject.kind is Kind.GRUPPE else subject.key
        return Selection(key, fine, desk.finest, desk.stand, innerhalb=group, raum=raum)
    coarse = desk.newest(key, desk.region.group_level.id)
    if coarse is None:
        return None
    return Selection(key, coarse, desk.region.group_level.id, desk.stand, raum=group)


def build_overview(desk: Desk, subject: Subject, year: int) -> Sheet:
    """Where the place lies: the Kommune among all, or the area among those of its Kommune, without any value."""
    group = desk.region.group_level.id
    group_wide = subject.kind is Kind.GRUPPE
    ebene = group if group_wide else desk.finest
    indikator = next(key for key in desk.plan.indikatoren if desk.newest(key, ebene) is not None)
    key = None if group_wide else str(desk.region.group_of(desk.stand, ebene)[subject.key])
    selection = Selection(indikator, desk.newest(indikator, ebene) or year, ebene, desk.stand, innerhalb=key)
    sheet = build_sheet(desk.region, selection, desk.imprint)
    accent = Fill(desk.region.config.gestaltung.akzent)
    areas = tuple(
        replace(area, fill=accent if area.key == subject.key else PLAIN, status=Status.OBSERVED, shown="", value=0.0)
        for area in sheet.areas
    )
    return replace(sheet, form=Form.CHOROPLETH, areas=areas)


def build_parts_map(desk: Desk, group: str, year: int) -> Sheet:
    """The areas of a Kommune with their codes, without any value."""
    ebene = desk.finest
    indikator = next(key for key in desk.plan.indikatoren if desk.newest(key, ebene) is not None)
    selection = Selection(indikator, desk.newest(indikator, ebene) or year, ebene, desk.stand, innerhalb=group)
    sheet = build_sheet(desk.region, selection, desk.imprint)
    areas = tuple(replace(a, fill=PLAIN, status=Status.OBSERVED, shown="", value=0.0) for a in sheet.areas)
    return replace(sheet, form=Form.CHOROPLETH, areas=areas)
