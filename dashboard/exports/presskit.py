"""The press kit: one view in every form a newsroom takes it, with the words that belong to it, as one archive."""

from collections.abc import Iterator

from dashboard.atlas import Atlas
from dashboard.tables.explorer import build_csv
from layouts.presse.kit import TEXT_FILE, TEXT_PURPOSE, build_words, write_text
from layouts.selection import Selection
from layouts.sheets.archives import pack
from layouts.sheets.arrangement import arrange
from layouts.sheets.content import worded
from layouts.sheets.papers import DEFAULT_PAPER, PAPERS
from layouts.sheets.sheet import Sheet
from layouts.sheets.svg import write_svg
from layouts.sheets.typeset import write_pdf, write_png
from layouts.sheets.typesetting import FONTS, SOURCE_SANS, typeface_in_use
from layouts.sheets.wording import Wording
from layouts.texts import FILE_PREFIX

# paper → what pictures of that shape are good for
PICTURES = {
    "16-9": "Querformat 16:9, für Artikel, Fernsehen und Folien",
    "1-1": "Quadrat 1:1, für soziale Netzwerke",
    "4-5": "Hochkant 4:5, für Telefone und soziale Netzwerke",
}
FONT_FOLDER = "schrift"


def build_press_kit(atlas: Atlas, selection: Selection, suggested: Sheet, wording: Wording, stem: str) -> bytes:
    """The archive; `suggested` is the sheet in the atlas's own words, `stem` the beginning of file names."""
    sheet = worded(suggested, wording)
    files: dict[str, bytes] = {}
    text_file = f"{FILE_PREFIX if atlas.marking is not None else ''}{TEXT_FILE}"
    purposes = {text_file: TEXT_PURPOSE}
    for name, purpose, content in _files(atlas, selection, sheet, wording):
        files[f"{stem}{name}"] = content
        purposes[f"{stem}{name}"] = purpose
    for font in sorted(FONTS.iterdir()):
        files[f"{FONT_FOLDER}/{font.name}"] = font.read_bytes()
        purposes[f"{FONT_FOLDER}/{font.name}"] = _font_purpose(font.suffix)
    text = write_text(sheet, build_words(atlas, selection, suggested), wording, purposes)
    return pack({text_file: text} | files, sheet.created)


def _font_purpose(ending: str) -> str:
    """A region's own font may not be handed on with every kit."""
    if ending == ".md":
        return "Lizenz der Schrift (SIL Open Font License)"
    own = typeface_in_use()
    if own == SOURCE_SANS:
        return "Schrift der Vektorgrafiken, vor dem Öffnen installieren"
    return f"Ersatzschrift; die eigentliche Schrift der Vektorgrafiken, „{own.family}“, liegt nicht bei"


def _files(atlas: Atlas, selection: Selection, sheet: Sheet, wording: Wording) -> Iterator[tuple[str, str, bytes]]:
    """End of the name, purpose and content; each the same as the single file of that kind."""
    drawn = atlas.drawn_level(selection.stand, selection.ebene, selection.innerhalb)
    for paper, use in PICTURES.items():
        arrangement = arrange(sheet, drawn, PAPERS[paper])
        yield f"_{paper}.png", f"Bild, {use}", write_png(sheet, arrangement, PAPERS[paper].ppi)
        yield f"_{paper}.svg", "dasselbe als Vektorgrafik mit benannten Ebenen", write_svg(sheet, arrangement)
    page = arrange(sheet, drawn, PAPERS[DEFAULT_PAPER])
    yield ".pdf", "A4 zum Drucken, barrierefrei, mit allen Werten als Tabelle", write_pdf(sheet, page)
    yield ".csv", "Zahlen für Tabellenkalkulationen", build_csv(atlas, selection, wording)
