"""A talk as a file: slides, or one HTML file that needs no atlas behind it."""

from collections.abc import Callable
from enum import StrEnum

from dashboard.atlas import Atlas
from dashboard.exports.explorer import lay_out
from dashboard.exports.pages import PAGES
from geodata.findings import Finding
from layouts.offline.document import Pencils, write_document
from layouts.offline.picture import Picture, describe_picture
from layouts.scenes import RECORD_AGAIN, Scene, Talk, TalkError
from layouts.selection import Selection
from layouts.sheets.content import Imprint, build_sheet, worded
from layouts.sheets.papers import PAPERS, SLIDE
from layouts.sheets.sheet import Sheet
from layouts.sheets.svg import write_svg
from layouts.sheets.talkslides import Cover, MapSlide, write_talk
from layouts.sheets.wording import Wording, plain_line
from layouts.texts import FILE_PREFIX

Progress = Callable[[int, int], None]  # scenes done, of how many


class TalkFormat(StrEnum):
    """Files of a talk; the value is the ending of their name."""

    PPTX = "pptx"
    HTML = "html"


def file_name(atlas: Atlas, format: TalkFormat) -> str:
    """`vortrag_staedteregion-aachen.pptx`, in the internal mode behind its prefix."""
    prefix = FILE_PREFIX if atlas.marking is not None else ""
    region = "".join(c if c.isascii() and (c.isalnum() or c in "_-") else "-" for c in atlas.config.region.id)
    return f"{prefix}vortrag_{region}.{format.value}"


def build_slides(atlas: Atlas, talk: Talk, imprint: Imprint, progress: Progress) -> bytes:
    """PPTX: a title, one slide per scene, the charts behind them."""
    slides = []
    for number, scene in enumerate(talk.szenen, start=1):
        try:
            slides.append(_slide(atlas, scene, imprint))
        except ValueError as error:
            raise TalkError([Finding(("szenen", number - 1), f"Szene {number}: {error}", RECORD_AGAIN)]) from error
        progress(number, len(talk.szenen))
    return write_talk(_cover(atlas, talk, imprint), slides)


def build_html(atlas: Atlas, talk: Talk, imprint: Imprint, progress: Progress) -> bytes:
    """HTML that opens from a disk and asks for nothing."""

    def picture(scene: Scene) -> Picture:
        sheet = page_sheet(atlas, scene, imprint)
        return describe_picture(sheet, write_svg(sheet, lay_out(atlas, sheet, PAPERS[SLIDE])).decode())

    return write_document(atlas, talk, imprint, Pencils(atlas.drawn_level, picture), progress)


BUILDERS: dict[TalkFormat, Callable[[Atlas, Talk, Imprint, Progress], bytes]] = {
    TalkFormat.PPTX: build_slides,
    TalkFormat.HTML: build_html,
}


def page_sheet(atlas: Atlas, scene: Scene, imprint: Imprint) -> Sheet:
    """The sheet of a scene on any page, under the presenter's title; raises ValueError where no area is shown."""
    wording = Wording(plain_line(scene.titel) or None, None)
    if isinstance(scene.selection, Selection):
        return build_sheet(atlas, scene.selection, imprint, wording)
    sheet = worded(PAGES[scene.path.strip("/")].build(atlas, scene.selection, imprint), wording)
    if not any(part.areas for part in sheet.parts):
        raise ValueError("In diesem Ausschnitt liegt kein Raum.")
    return sheet


def _slide(atlas: Atlas, scene: Scene, imprint: Imprint) -> MapSlide:
    sheet = page_sheet(atlas, scene, imprint)
    return MapSlide(scene.notiz, sheet, lay_out(atlas, sheet, PAPERS[SLIDE]))


def _cover(atlas: Atlas, talk: Talk, imprint: Imprint) -> Cover:
    region, design = atlas.config.region, atlas.config.gestaltung
    return Cover(
        title=plain_line(talk.titel) or region.name,
        region=region.name,
        publisher=region.traeger,
        marking=atlas.marking,
        accent=design.akzent,
        logo=imprint.logo,
        created=imprint.created,
        version=region.datenversion,
        address=f"{imprint.address}/",
    )
