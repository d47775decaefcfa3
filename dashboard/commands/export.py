"""`python -m dashboard export`: the same files as in the browser, for newsletters and nightly jobs."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory, file_cache
from dashboard.checks.region import load_region
from dashboard.exports.charts import CHART_NAMES, build_chart
from dashboard.exports.explorer import ExportError, Format, Order, build_export, read_order, today
from dashboard.exports.pages import PAGE_FILES, PAGES, build_page_export
from dashboard.exports.typeface import typeface_of
from dashboard.settings import SettingsError, find_region, read_settings
from geodata.errors import PackageError
from geodata.findings import suggest
from geodata.osfailures import explain_failure
from layouts.region import level_of, stand_of
from layouts.selection import (
    Ansicht,
    Lesart,
    Selection,
    base_years,
    change_years,
    parse_selection,
    start_selection,
)
from layouts.sheets.content import Imprint
from layouts.sheets.papers import DEFAULT_PAPER, HIGHEST_PPI, LOWEST_PPI, PAPERS
from layouts.sheets.typesetting import use_typeface


def add_command(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add `export` to the command line."""
    text = "eine Karte mit Quelle, Legende und Geheimhaltung als Datei schreiben, wie im Browser"
    parser = commands.add_parser("export", help=text, description=text[0].upper() + text[1:] + ".")
    options = (
        ("--region", "REGION", "Ordner eines Regionspakets oder Kennung einer mitgelieferten Region"),
        ("--indicator", "INDIKATOR", "Kennung aus indikatoren.toml; ohne Angabe der Startindikator der Region"),
        ("--year", "JAHR", "ohne Angabe das neueste"),
        ("--level", "EBENE", "Raumebene; ohne Angabe die Startebene der Region"),
        ("--gebietsstand", "STAND", "ohne Angabe der Startgebietsstand der Region"),
        ("--within", "SCHLÜSSEL", "nur die Räume dieser Kommune"),
        ("--area", "SCHLÜSSEL", "dieser Raum wird hervorgehoben"),
        ("--basis", "JAHR", "Karte der Veränderung gegenüber diesem Jahr"),
        ("--page", "SEITE", f"statt der Karte eines Indikators die Karte dieser Seite: {', '.join(PAGES)}"),
        ("--paper", "BLATT", f"für svg, png und pdf: {', '.join(PAPERS)} (Vorgabe {DEFAULT_PAPER})"),
        ("--ppi", "ZAHL", f"Pixel je Zoll für png, {LOWEST_PPI} bis {HIGHEST_PPI}"),
        ("--title", "TEXT", "Titel statt des vorgeschlagenen"),
        ("--subtitle", "TEXT", "Untertitel statt des vorgeschlagenen; leer lässt ihn weg"),
        ("--compare", "INDIKATOR", "zweite Karte mit diesem Indikator; bei --chart zusammenhang der zweite Indikator"),
        ("--reading", "LESART", f"für --chart zeit: {', '.join(Lesart)} (Vorgabe {Lesart.UMGERECHNET})"),
        ("--address", "URL", "öffentliche Adresse des Atlas für Link und QR-Code; auch SOZIALRAUM_ADRESSE"),
    )
    for name, metavar, help_text in options:
        parser.add_argument(name, metavar=metavar, help=help_text)
    parser.add_argument(
        "--chart",
        metavar="DIAGRAMM",
        choices=CHART_NAMES,
        help=f"statt der Karte ein Diagramm: {', '.join(CHART_NAMES)}",
    )
    parser.add_argument(
        "--select",
        metavar="ANGABE=WERT",
        action="append",
        default=[],
        help="mit --page: eine Angabe der Adresse dieser Seite, z. B. feld=aeltere oder von=2016; mehrmals möglich",
    )
    formats = [entry.value for entry in Format]
    parser.add_argument(
        "--format", metavar="FORMAT", choices=formats, help=f"{', '.join(formats)}; ohne Angabe die Endung von --out"
    )
    parser.add_argument("--out", metavar="DATEI", type=Path, required=True, help="Datei, die geschrieben wird")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write one file; 1 and a German sentence where that cannot be."""
    try:
        order = read_order(_format(arguments), arguments.paper, arguments.ppi, arguments.title, arguments.subtitle)
        settings = read_settings(region=arguments.region, public_address=arguments.address)
        atlas = open_atlas(settings.cache, settings.region)
        imprint = today(atlas, settings.public_address or settings.address)
        content = _build(atlas, arguments, order, imprint)
        arguments.out.write_bytes(content)
    except (ExportError, SettingsError, PackageError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{arguments.out}: kann nicht geschrieben werden: {explain_failure(error)}.", file=sys.stderr)
        return 1
    print(f"{arguments.out}: {len(content):,} Bytes".replace(",", "."))
    return 0


def _build(atlas: Atlas, arguments: argparse.Namespace, order: Order, imprint: Imprint) -> bytes:
    if arguments.page is None:
        if arguments.select:
            raise ExportError("--select gilt nur zusammen mit --page.")
        build = build_chart if arguments.chart else build_export
        return build(atlas, _select(atlas, arguments), order, imprint)
    page = PAGES[_one_of("--page", arguments.page, [name for name, one in PAGES.items() if one.exists(atlas)])]
    if order.format.value not in PAGE_FILES:
        raise ExportError(f"--page gibt es als {', '.join(PAGE_FILES)}, nicht als {order.format.value}.")
    selection, notices = page.parse(_page_query(arguments), atlas)
    if notices:
        raise ExportError("\n".join(notice.text for notice in notices))
    return build_page_export(atlas, page, selection, order, imprint)


def _page_query(arguments: argparse.Namespace) -> dict[str, str]:
    """The address of a page: what all pages know by the options of this command, the rest by its own name."""
    named = {
        "indikator": arguments.indicator,
        "jahr": arguments.year,
        "stand": arguments.gebietsstand,
        "innerhalb": arguments.within,
        "raum": arguments.area,
    }
    query = {key: value for key, value in named.items() if value is not None}
    for part in arguments.select:
        key, equals, value = part.partition("=")
        if not equals:
            raise ExportError(f"--select: „{part[:40]}“ hat nicht die Form ANGABE=WERT.")
        query[key] = value
    return query


def _format(arguments: argparse.Namespace) -> Format:
    name = arguments.format or arguments.out.suffix.removeprefix(".").lower()
    try:
        return Format(name)
    except ValueError:
        known = ", ".join(entry.value for entry in Format)
        raise ExportError(
            f"Am Namen „{arguments.out.name}“ ist kein Format zu erkennen; mit --format nennen: {known}."
        ) from None


def open_atlas(cache: Path, region: Path) -> Atlas:
    """The public atlas; what it computes is shared with the server where the cache can be written."""
    package = load_region(find_region(str(region)))
    usable = os.access(cache if cache.exists() else cache.parent, os.W_OK)
    atlas = Atlas(package, Memory(Flask("dashboard"), file_cache(cache) if usable else MEMORY))
    use_typeface(typeface_of(atlas))
    return atlas


def _select(atlas: Atlas, arguments: argparse.Namespace) -> Selection:
    """Exactly what was asked for; anything else would be found only on the printed page."""
    start = start_selection(atlas)
    stand = _one_of(
        "--gebietsstand", arguments.gebietsstand or start.stand, [s.id for s in atlas.config.gebietsstaende]
    )
    level = _one_of("--level", arguments.level or start.ebene, [e.id for e in atlas.config.ebenen])
    indicator = _one_of("--indicator", arguments.indicator or start.indikator, atlas.catalogue.indikatoren)
    years = atlas.years(indicator, stand, level)
    if not years:
        raise ExportError(
            f"„{atlas.catalogue.indikatoren[indicator].name}“ liegt auf der Ebene {level_of(atlas, level).name} im "
            f"Gebietsstand {stand_of(atlas, stand).name} nicht vor."
        )
    asked = {"indikator": indicator, "ebene": level, "stand": stand}
    if arguments.basis:
        bases = base_years(atlas, indicator, level)
        asked["basis"] = _one_of("--basis", arguments.basis, [str(year) for year in bases])
        years = change_years(atlas, indicator, level, int(asked["basis"]))
    asked["jahr"] = _year(atlas, arguments.year, indicator, stand, level, years)
    if arguments.within:
        asked["innerhalb"] = _one_of("--within", arguments.within, atlas.groups(stand))
    if arguments.area:
        asked["raum"] = _one_of("--area", arguments.area, atlas.areas(stand, level).index)
    selection, notices = parse_selection(asked | _chart(atlas, arguments), atlas)
    if notices:
        raise ExportError("\n".join(notice.text for notice in notices))
    return selection


def _year(atlas: Atlas, asked: str | None, indicator: str, stand: str, level: str, years: Sequence[int]) -> str:
    """The year asked for, or the newest; a year of another Gebietsstand is no mistake but a missing option."""
    if asked is None or asked in map(str, years):
        return asked or str(years[-1])
    elsewhere = [s.id for s in atlas.config.gebietsstaende if asked in map(str, atlas.years(indicator, s.id, level))]
    if elsewhere:
        raise ExportError(
            f"--year: „{asked}“ gibt es im Gebietsstand {stand} nicht, aber mit --gebietsstand {elsewhere[-1]}."
        )
    known = ", ".join(str(year) for year in years)
    raise ExportError(f"--year: „{asked[:40]}“ gibt es nicht; im Gebietsstand {stand} möglich: {known}.")


def _chart(atlas: Atlas, arguments: argparse.Namespace) -> dict[str, str]:
    """What a chart or a second map needs beside the view of the map."""
    asked = {"ansicht": CHART_NAMES[arguments.chart].value} if arguments.chart else {}
    if arguments.compare:
        asked["vergleich"] = _one_of("--compare", arguments.compare, atlas.catalogue.indikatoren)
        asked |= {} if arguments.chart else {"karten": "2"}
    elif arguments.chart and CHART_NAMES[arguments.chart] is Ansicht.ZUSAMMENHANG:
        raise ExportError("--chart zusammenhang: Es fehlt der zweite Indikator; mit --compare INDIKATOR nennen.")
    if arguments.reading:
        asked["lesart"] = _one_of("--reading", arguments.reading, [reading.value for reading in Lesart])
    return asked


def _one_of(option: str, value: str, known: Iterable[str]) -> str:
    names = [str(name) for name in known]
    if value in names:
        return value
    meant = suggest(value, names)
    hint = f"meinten Sie „{meant}“?" if meant else f"möglich: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}"
    raise ExportError(f"{option}: „{value[:40]}“ gibt es nicht; {hint}")
