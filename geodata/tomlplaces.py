"""Where a key stands in a TOML file: as a reader names the place, and its line."""

import re


def format_location(location: tuple[int | str, ...]) -> str:
    """Table and key as the editor of the file sees them; lists are counted from 1.

    Examples
    --------
    >>> format_location(("gebietsstaende", 0, "geometrie", "sozialraum", "datei"))
    '[[gebietsstaende]] Nr. 1, geometrie.sozialraum, Angabe „datei“'
    >>> format_location(("region", "name"))
    '[region], Angabe „name“'
    """
    if not location:
        return ""
    *tables, key = location
    if not tables:
        return f"Angabe „{key}“"
    if isinstance(key, int):
        return f"{format_location(tuple(tables))}, Eintrag {key + 1}"
    return f"{format_table(tuple(tables))}, Angabe „{key}“"


def format_table(location: tuple[int | str, ...]) -> str:
    """Header of a table as it stands in the file; entries of a list of tables are counted from 1.

    Examples
    --------
    >>> format_table(("gebietsstaende", 1, "raeume", "kommune", 2))
    '[[gebietsstaende]] Nr. 2, raeume.kommune Nr. 3'
    >>> format_table(("indikatoren", "anteil_u18"))
    '[indikatoren.anteil_u18]'
    >>> format_table(("handlungsfelder", "armut", "regel", "von", 1, "eine", 0))
    '[handlungsfelder.armut.regel], von Nr. 2, eine Nr. 1'
    """
    if not location:
        return ""
    second = location[1] if len(location) > 1 else None
    if isinstance(second, int):
        inner = ""
        for part in location[2:]:
            inner += f" Nr. {part + 1}" if isinstance(part, int) else f".{part}"
        return f"[[{location[0]}]] Nr. {second + 1}" + (f", {inner.lstrip('.')}" if inner else "")
    first = next((position for position, part in enumerate(location) if isinstance(part, int)), len(location) + 1)
    header = f"[{'.'.join(str(part) for part in location[: first - 1])}]"
    return header + "".join(f" Nr. {p + 1}" if isinstance(p, int) else f", {p}" for p in location[first - 1 :])


def find_line(text: str, location: tuple[int | str, ...]) -> int | None:
    """Line of a key, or of the innermost table that can be found; None where the table has no line of its own."""
    names = [str(part) for part in location if not isinstance(part, int)]
    index = next((part for part in location if isinstance(part, int)), 0)
    lines = text.splitlines()
    found: int | None = None
    position = 0
    for depth in range(len(names), 0, -1):
        header = re.compile(
            r"^\s*\[\[?\s*" + r"\s*\.\s*".join(rf'"?{re.escape(n)}"?' for n in names[:depth]) + r"\s*\]"
        )
        hits = [number for number, line in enumerate(lines) if header.match(line)]
        base = hits[min(index, len(hits) - 1)] if hits else None
        if base is not None:
            found, position = base + 1, depth
            break
    start = 0 if found is None else found
    for name in reversed(names[position:]):
        key = re.compile(rf'^\s*"?{re.escape(name)}"?\s*[=.]')
        for number in range(start, len(lines)):
            if lines[number].lstrip().startswith("[") and not re.match(r"^\s*\[+\s*[\"\d]", lines[number]):
                break
            if key.match(lines[number]):
                return number + 1
    return found
