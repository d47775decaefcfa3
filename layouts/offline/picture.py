"""A scene of a page beside the explorer: its sheet as a drawing, with its numbers as tables."""

import re
from typing import Any

from layouts.sheets.sheet import Sheet
from layouts.sheets.table import RIGHT, table_head, table_rows, table_sides, table_title, tables_of

Picture = dict[str, Any]
PREFIX = "blatt-"  # the viewer has names of its own


def describe_picture(sheet: Sheet, svg: str) -> Picture:
    """What the viewer shows: the drawing, what it says in words, and its tables."""
    return {
        "bild": re.sub(r' id="| url\(#|"url\(#', lambda found: found[0] + PREFIX, svg.partition("?>")[2].strip()),
        "name": sheet.topic,
        "alt": sheet.description,
        "satz": sheet.headline,
        "tafeln": [
            {
                "titel": table_title(part),
                "kopf": list(table_head(part)),
                "rechts": [side == RIGHT for side in table_sides(part)],
                "zeilen": [list(row) for row in table_rows(part)],
            }
            for part in tables_of(sheet)
        ],
    }
