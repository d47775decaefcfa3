"""The font that a region prints in."""

from dashboard.atlas import Atlas
from layouts.sheets.typesetting import SOURCE_SANS, Typeface


def typeface_of(atlas: Atlas) -> Typeface:
    """The font of the package, else Source Sans 3."""
    named = atlas.config.gestaltung.schrift
    if named is None:
        return SOURCE_SANS
    return Typeface(named.familie, atlas.folder / named.normal, atlas.folder / named.halbfett)
