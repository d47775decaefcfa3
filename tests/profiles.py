"""Profiles for tests: the profile of a place, and what its PDF and slides say."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pikepdf
from pptx import Presentation

from dashboard.atlas import Atlas
from geodata.drawing import DrawnLevel
from layouts.profiles.content import build_profile
from layouts.profiles.desk import Desk
from layouts.profiles.profile import Kind, Profile
from layouts.profiles.slides import write_slides
from layouts.profiles.subject import Subject
from layouts.profiles.typeset import document_of, write_profile
from layouts.sheets.content import Imprint
from layouts.sheets.sheet import Sheet

IMPRINT = Imprint("https://atlas.example", date(2024, 5, 31))


def profile_of(region: Atlas, kind: Kind, key: str, stand: str = "2018") -> Profile:
    """Profile of one place."""
    return build_profile(Desk(region, stand, IMPRINT), Subject(kind, stand, key))


def drawing_of(region: Atlas) -> Any:
    """What hands out the geometry of a sheet."""

    def drawn(sheet: Sheet) -> DrawnLevel:
        return region.drawn_level(sheet.stand_id, sheet.ebene_id, sheet.within)

    return drawn


def document_for(region: Atlas, profile: Profile) -> dict[str, Any]:
    """What Typst is told."""
    return document_of(profile, drawing_of(region))


def open_profile(region: Atlas, profile: Profile) -> pikepdf.Pdf:
    """The PDF."""
    return pikepdf.open(io.BytesIO(write_profile(profile, drawing_of(region))))


def open_slides(region: Atlas, profile: Profile) -> Any:
    """The presentation."""
    return Presentation(io.BytesIO(write_slides(profile, drawing_of(region))))


def texts_of_slides(deck: Any) -> Iterator[str]:
    """Every text of every shape, table and note."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
        yield slide.notes_slide.notes_text_frame.text
