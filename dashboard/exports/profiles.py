"""Profiles as files: which formats there are and who writes them, for routes, command line and background job alike."""

from enum import StrEnum

from dashboard.atlas import Atlas
from dashboard.exports.explorer import MIME as EXPORT_MIME
from dashboard.exports.explorer import Format
from geodata.drawing import DrawnLevel
from layouts.profiles.content import build_profile
from layouts.profiles.desk import Desk
from layouts.profiles.profile import Kind
from layouts.profiles.slides import write_slides
from layouts.profiles.subject import Subject, has_parts, level_of_kind
from layouts.profiles.typeset import write_profile
from layouts.sheets.content import Imprint
from layouts.sheets.sheet import Sheet
from layouts.texts import FILE_PREFIX


class ProfileFormat(StrEnum):
    """Formats of a profile; the value is the ending of its file."""

    PDF = "pdf"
    PPTX = "pptx"


MIME = {ProfileFormat.PDF: EXPORT_MIME[Format.PDF], ProfileFormat.PPTX: EXPORT_MIME[Format.PPTX]}


class Press:
    """Makes the profiles of one Gebietsstand; what several of them need is prepared once."""

    def __init__(self, atlas: Atlas, stand: str, imprint: Imprint) -> None:
        self._atlas = atlas
        self._desk = Desk(atlas, stand, imprint)

    def make(self, subject: Subject, kind: ProfileFormat) -> tuple[str, bytes]:
        """Name and content of one file."""
        profile = build_profile(self._desk, subject)
        prefix = FILE_PREFIX if self._atlas.marking is not None else ""
        write = write_profile if kind is ProfileFormat.PDF else write_slides
        return f"{prefix}{profile.file}.{kind.value}", write(profile, self._drawn)

    def _drawn(self, sheet: Sheet) -> DrawnLevel:
        return self._atlas.drawn_level(sheet.stand_id, sheet.ebene_id, sheet.within)


def all_subjects(atlas: Atlas, stand: str, kind: Kind) -> tuple[Subject, ...]:
    """Every Kommune, or every area, in natural order."""
    if kind is Kind.RAUM and not has_parts(atlas):
        return ()
    return tuple(Subject(kind, stand, str(key)) for key in atlas.areas(stand, level_of_kind(atlas, kind)).index)
