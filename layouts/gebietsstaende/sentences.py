"""Sentences about a boundary revision, written by rule."""

from geodata.revisions import Change
from layouts.formatting import format_date, format_number
from layouts.gebietsstaende.revision import Revision
from layouts.gebietsstaende.selection import NEW, finest_level
from layouts.region import Region, level_of, stand_of

HOW = {
    Change.UNCHANGED: "unverändert",
    Change.RENAMED: "umbenannt",
    Change.SPLIT: "durch Teilung entstanden",
    Change.MERGED: "durch Zusammenlegung entstanden",
    Change.MOVED: "mit verschobenen Grenzen",
    Change.NEW: "in neuem Gebiet",
}
LISTED = 4  # names in a sentence; more are counted


def revision_title(region: Region, revision: Revision) -> str:
    """`Baesweiler: aus 6 werden 7 Sozialräume`."""
    selection = revision.selection
    groups = {**region.groups(selection.von), **region.groups(selection.nach)}
    place = region.config.region.name if selection.innerhalb is None else groups[selection.innerhalb]
    before, after = len(revision.old_areas), len(revision.new_areas)
    level = level_of(region, finest_level(region))
    if before != after and before:
        return f"{place}: aus {before} werden {after} {level.mehrzahl if after != 1 else level.name}"
    if not before:
        return f"{place}: {after} {level.mehrzahl} kommen hinzu"
    same = "mit neuen Grenzen" if len(revision.changed) else "unverändert"
    return f"{place}: {after} {level.mehrzahl} {same}"


def revision_headline(region: Region, revision: Revision) -> str:
    """What changed, and how many people live where borders moved."""
    level = level_of(region, finest_level(region))
    counts = count_kinds(revision)
    parts = [f"{n} {HOW[kind]}" for kind, n in counts.items() if kind is not Change.DROPPED and n]
    sentences = [f"{level.mehrzahl}: {', '.join(parts)}." if parts else ""]
    if dropped := counts.get(Change.DROPPED, 0):
        sentences.append(f"{dropped} frühere entfallen.")
    sentences.append(moved_sentence(revision))
    return " ".join(sentence for sentence in sentences if sentence)


def moved_sentence(revision: Revision) -> str:
    """People, or else territory, of the pieces that change from one area to another."""
    moved = revision.moved
    if moved.empty:
        return "Kein Gebiet wechselt in einen anderen Raum."
    if revision.people_known:
        people, everybody = moved["residents"].sum(), revision.rows["residents"].sum()
        share = f" ({format_share(people / everybody)})" if everybody else ""
        return f"In den Teilen, die in einen anderen Raum wechseln, leben rund {format_number(people)} Menschen{share}."
    km2, whole = moved["area_km2"].sum(), revision.rows["area_km2"].sum()
    return f"In einen anderen Raum wechseln {format_number(km2, 1)}\u202fkm² ({format_share(km2 / whole)} der Fläche)."


def count_kinds(revision: Revision) -> dict[Change, int]:
    """Number of new areas by kind of change; dropped ones are old areas."""
    kinds = [revision.kind_of_new[key] for key in revision.new_areas if key in revision.kind_of_new]
    kinds += [Change.DROPPED for kind in revision.kind_of_old.values() if kind is Change.DROPPED]
    return {kind: kinds.count(kind) for kind in Change if kinds.count(kind)}


def area_sentence(revision: Revision, side: str, key: str) -> str:
    """Where an area comes from, or what became of it."""
    kind = (revision.kind_of_new if side == NEW else revision.kind_of_old).get(key, Change.UNCHANGED)
    parts = (revision.parts_of_new if side == NEW else revision.parts_of_old).get(key, [])
    other = revision.old_names if side == NEW else revision.new_names
    names = [f"{format_share(share)} {other[part]}" for part, share in parts[:LISTED]]
    rest = f" und {len(parts) - LISTED} weiteren" if len(parts) > LISTED else ""
    match kind:
        case Change.UNCHANGED:
            return "Gebiet und Name sind gleich geblieben."
        case Change.RENAMED:
            return f"Dasselbe Gebiet {'hieß' if side == NEW else 'heißt jetzt'} {other[parts[0][0]]}."
        case Change.NEW:
            return "Neues Gebiet, das der frühere Gebietsstand nicht hatte."
        case Change.DROPPED:
            return "Das Gebiet gehört nicht mehr dazu."
    if side == NEW:
        return f"Setzt sich zusammen aus: {', '.join(names)}{rest}."
    return f"Geht über in: {', '.join(names)}{rest}."


def measure_sentence(revision: Revision) -> str:
    """What shares are shares of, and from when on a sliver counts."""
    methods = set(revision.changed["method"]) | set(revision.changed["method_back"])
    if "einwohner" in methods:
        measure = "Anteile nach Einwohnerinnen und Einwohnern"
    elif "tabelle" in methods:
        measure = "Anteile nach der mitgelieferten Umrechnungstabelle"
    else:
        measure = "Anteile nach Fläche, weil nicht bekannt ist, wo die Menschen wohnen"
    tolerance = format_share(revision.crosswalk.tolerance)
    slivers = (
        f"{format_number(revision.crosswalk.slivers)} Splitter unter {tolerance} beider Räume "
        f"({format_number(revision.crosswalk.slivers_km2, 1)}\u202fkm²) sind nicht gezählt."
        if revision.crosswalk.slivers
        else f"Splitter unter {tolerance} beider Räume zählen nicht."
    )
    return f"{measure}. {slivers}"


def short_names(region: Region, von: str, nach: str) -> tuple[str, str]:
    """Names of both Gebietsstände up to their bracket, which counts the whole region, unless they are alike."""
    names = stand_of(region, von).name, stand_of(region, nach).name
    short = names[0].partition(" (")[0], names[1].partition(" (")[0]
    return short if short[0] != short[1] and all(short) else names


def borders_line(region: Region, von: str, nach: str) -> str:
    """Where the borders come from and since when they hold."""
    stands = [stand_of(region, stand) for stand in (von, nach)]
    held = "; ".join(f"{stand.name}, gültig ab {format_date(stand.gueltig_ab)}" for stand in stands)
    grounds = dict.fromkeys(stand.kartengrundlage for stand in stands)
    return (
        f"Verglichen werden die Gebietsstände {held}. Kartengrundlage: {'; '.join(grounds)}. "
        f"Datenstand {region.config.region.datenversion}."
    )


def format_share(share: float) -> str:
    """A share in whole percent; what is small but there is not 0 %."""
    percent = 100 * share
    if 0 < percent < 1:
        return "unter 1\u202f%" if percent < 0.995 else "1\u202f%"
    return f"{format_number(percent)}\u202f%"
