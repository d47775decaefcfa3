"""Relation of two Gebietsstände as CSV, and how well a variable is carried from one to the other."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dashboard.commands.carrycheck import CarryCheck, RelateError, check_variable
from dashboard.settings import DEFAULT_REGION, find_region
from dashboard.tables.crosswalks import build_crosswalk_csv, build_weights_csv
from geodata.crosswalks import Crosswalk
from geodata.errors import RegionCheckError
from geodata.findings import refer
from geodata.osfailures import explain_failure
from geodata.package import RegionPackage, load_package
from geodata.problems import count_noun, format_report
from geodata.relations import choose_residents, relate_stands
from geodata.revisions import Change
from geodata.weights import Method
from layouts.formatting import format_number
from layouts.texts import CHANGES, WEIGHTS

AREA_WARNING = (
    "WARNUNG: Das Paket hat keine Bevölkerungspunkte ([[bevoelkerungspunkte]]); geteilte Räume werden nach Fläche "
    "umgerechnet. Wo ungleich dicht gewohnt wird, ist das grob."
)


def add_command(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add `relate` to the command line."""
    text = (
        "zwei Gebietsstände übereinanderlegen: was wurde geteilt, zusammengelegt, verschoben, und mit welchen Anteilen"
    )
    parser = commands.add_parser("relate", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument(
        "ordner", metavar="ORDNER", nargs="?", default=DEFAULT_REGION,
        help="Ordner des Regionspakets oder Kennung einer mitgelieferten Region",
    )  # fmt: skip
    parser.add_argument(
        "--from", dest="old", metavar="ALT", required=True, help="Gebietsstand, von dem umgerechnet wird"
    )
    parser.add_argument("--to", dest="new", metavar="NEU", required=True, help="Gebietsstand, auf den umgerechnet wird")
    parser.add_argument("--out", type=Path, metavar="DATEI", help="Umrechnungstabelle als CSV schreiben")
    parser.add_argument(
        "--weights",
        type=Path,
        metavar="DATEI",
        help="nur die Gewichte der feinsten Ebene schreiben, in der Form, die [[umrechnungen]] eines Pakets liest",
    )
    parser.add_argument(
        "--check",
        metavar="VARIABLE",
        help="diese Variable umrechnen und mit den Zahlen des neuen Gebietsstands vergleichen",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what happened between two Gebietsstände; 1 if that cannot be told or a total is not kept."""
    try:
        package = load_package(find_region(arguments.ordner))
        for name in (arguments.old, arguments.new):
            _check_stand(package, name)
        crosswalk = relate_stands(package, arguments.old, arguments.new)
        for line in describe(package, crosswalk):
            print(line)
        if arguments.out is not None:
            names = {place: areas["name"] for place, areas in package.areas.items()}
            arguments.out.write_bytes(build_crosswalk_csv(package.config, names, crosswalk))
            print(f"Umrechnungstabelle geschrieben: {arguments.out}")
        if arguments.weights is not None:
            arguments.weights.write_bytes(build_weights_csv(package.config, crosswalk))
            print(f"Gewichte für [[umrechnungen]] geschrieben: {arguments.weights}")
        if arguments.check is not None:
            checks = check_variable(package, crosswalk, arguments.check)
            for line in describe_check(checks):
                print(line)
            return 0 if all(check.kept for check in checks) else 1
    except RegionCheckError as cause:
        print(format_report(cause.report), file=sys.stderr)
        return 1
    except RelateError as cause:
        print(f"Fehler: {cause}", file=sys.stderr)
        return 1
    except OSError as cause:
        print(f"Fehler: {cause.filename} kann nicht geschrieben werden: {explain_failure(cause)}.", file=sys.stderr)
        return 1
    return 0


def _check_stand(package: RegionPackage, name: str) -> None:
    known = [stand.id for stand in package.config.gebietsstaende]
    if name not in known:
        raise RelateError(f"Gebietsstand „{name}“ ist unbekannt; {refer(name, known, '')}")


def describe(package: RegionPackage, crosswalk: Crosswalk) -> Iterator[str]:
    """Counts per kind of change on every level, what was left out, and where the weights come from."""
    yield f"Gebietsstand {crosswalk.old} → {crosswalk.new}"
    for level in package.config.ebenen:
        rows = crosswalk.level(level.id)
        yield f"{level.mehrzahl}: {rows['old'].nunique()} → {rows['new'].nunique()}"
        for kind in Change:
            own = rows[rows["kind"] == str(kind)]
            if len(own):
                old, new = own["old"].nunique(), own["new"].nunique()
                yield f"    {CHANGES[kind]}: {old} → {new} ({count_noun(len(own), 'Stück', 'Stücke')})"
    yield (
        f"Nicht gewertet: {count_noun(crosswalk.slivers, 'Stück', 'Stücke')} mit zusammen "
        f"{format_number(100 * crosswalk.slivers_km2, 1)} ha, weil sie weniger als "
        f"{format_number(100 * crosswalk.tolerance)} % beider Räume und ihrer Einwohner ausmachen"
    )
    finest = crosswalk.level(package.config.ebenen[0].id)
    methods = finest.drop_duplicates("old")["method"].value_counts()
    named = [f"{methods[m]} {WEIGHTS[m]}" for m in Method if m in methods.index]
    yield f"Gewichte der {finest['old'].nunique()} alten Räume: {', '.join(named)}"
    residents = choose_residents(package, crosswalk.old, crosswalk.new)
    if residents is not None:
        yield f"Einwohner vom {residents.stichtag:%d.%m.%Y}: {package.config.quellen[residents.quelle].text}"
    elif str(Method.AREA) in methods.index:
        yield AREA_WARNING


def describe_check(checks: Iterable[CarryCheck]) -> Iterator[str]:
    """Totals, and how far the carried counts lie from those that exist."""
    for check in checks:
        days = f"{check.day_old:%d.%m.%Y}"
        if check.day_new != check.day_old:
            days += f", verglichen mit dem {check.day_new:%d.%m.%Y} (enthält die Entwicklung dazwischen)"
        yield f"{check.variable} vom {days}"
        apart = {"außerhalb des neuen Gebiets": check.lost, "in unvollständigen Räumen": check.open}
        lost = "".join(f" und {format_number(number)} {where}" for where, number in apart.items() if number)
        kept = "erhalten" if check.kept else "NICHT ERHALTEN"
        yield (
            f"    Summe: {format_number(check.total_old)} alt, {format_number(check.total_carried)} umgerechnet{lost} "
            f"({kept}); {format_number(check.total_new)} gezählt"
        )
        for name, errors in check.errors.items():
            yield (
                f"    {name}: {count_noun(errors.number, 'Raum', 'Räume')}, Abweichung Median {_percent(errors.median)}"
                f", Mittel {_percent(errors.mean)}, neun von zehn unter {_percent(errors.p90)}, "
                f"größte {_percent(errors.largest)}"
            )
        yield f"    im falschen Raum: {_percent(check.misplaced)} (ohne die Entwicklung im Ganzen)"
        if check.without:
            yield f"    ohne umgerechnete oder gezählte Zahl: {count_noun(check.without, 'Raum', 'Räume')}"


def _percent(share: float) -> str:
    return f"{format_number(100 * share, 1)} %"
