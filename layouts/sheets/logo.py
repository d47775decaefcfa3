"""The publisher's logo: read once, drawn on every sheet; one that cannot be drawn is left out rather than fatal."""

import io
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

LOGO_PPI = 288.0
SIDE = 100.0  # points of the picture that slides get
KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
MARKUP = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let bild = json(bytes(sys.inputs.bild))
#image(bytes(bild.inhalt), format: bild.art, height: bild.hoehe * 1pt)"""


@dataclass(frozen=True)
class Logo:
    """A picture with its kind, what it says to those who cannot see it, and how wide it is by its height."""

    content: bytes
    mime: str
    text: str
    ratio: float
    png: bytes  # the same picture for programs that know no SVG

    @property
    def typst(self) -> dict[str, Any]:
        """Format and content as Typst wants them."""
        return {"format": typst_format(self.mime), "inhalt": typst_content(self.content, self.mime)}


@lru_cache(maxsize=8)
def read_logo(content: bytes, suffix: str, text: str) -> Logo | None:
    """The logo, or None for a file that is no picture of a known kind."""
    from PIL import Image

    mime = KINDS.get(suffix.lower())
    if mime is None:
        return None
    try:
        png = _draw(content, mime)
        width, height = Image.open(io.BytesIO(png)).size
    except (RuntimeError, ValueError, OSError):  # what Typst and Pillow say of broken pictures
        return None
    return Logo(content, mime, text, width / height, png)


def typst_format(mime: str) -> str:
    return {"image/svg+xml": "svg", "image/png": "png"}.get(mime, "jpg")


def typst_content(content: bytes, mime: str) -> str | list[int]:
    """Text of an SVG, numbers of the bytes otherwise."""
    return content.decode("utf-8", "replace") if typst_format(mime) == "svg" else list(content)


def _draw(content: bytes, mime: str) -> bytes:
    import typst

    picture = {"inhalt": typst_content(content, mime), "art": typst_format(mime), "hoehe": SIDE}
    inputs = {"bild": json.dumps(picture)}
    made = typst.compile(MARKUP.encode(), format="png", ppi=LOGO_PPI, sys_inputs=inputs, ignore_system_fonts=True)
    return made if isinstance(made, bytes) else b""
