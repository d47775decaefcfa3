"""Internal protocol of the suppression of a region, and an attack on its published numbers."""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dashboard.settings import DEFAULT_REGION, find_region
from dashboard.vintages import protect_package
from geodata.errors import RegionCheckError
from geodata.osfailures import explain_failure
from geodata.package import RegionPackage, load_package
from geodata.problems import format_report
from indicators.catalogue import Catalogue
from indicators.protection.audit import Attack, attack_published
from indicators.protection.crossing import attack_across
from indicators.protection.holdings import RegionProtection
from indicators.protection.protocol import ELSEWHERE, LINKED, PRIMARY, REST, SECONDARY, build_protocol
from indicators.protection.vintages import delivered_days
from indicators.publication import publish_indicator
from layouts.texts import INTERNAL

OFFENDERS_NAMED = 5
# what the protocol calls its columns where people read them
HEADINGS = {
    "gebietsstand": "Gebietsstand", "variable": "Variable", "indikatoren": "Indikatoren", "ebene": "Ebene",
    "area": "Raum", "jahr": "Jahr", "art": "Art", "regel": "Regel", "gleichung": "Gleichung", "schuetzt": "schützt",
    "unten": "mindestens", "oben": "höchstens", "verlangt_unten": "verlangt mindestens",
    "verlangt_oben": "verlangt höchstens", "genuegt": "genügt",
}  # fmt: skip
KINDS = {
    PRIMARY: "primär", LINKED: "verknüpft", SECONDARY: "sekundär", ELSEWHERE: "anderer Gebietsstand", REST: "Rest",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class VintageProtocol:
    """Protocol of one Gebietsstand; internal like all it holds."""

    stand: str
    protection: RegionProtection
    attack: Attack
    rows: pd.DataFrame

    @property
    def cells(self) -> int:
        """Cells with a count."""
        return sum(int((~np.isnan(part.counts)).sum()) for part in self.protection.quantities.values())


def add_command(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add `protect` to the command line."""
    text = "die Geheimhaltung eines Regionspakets protokollieren und die veröffentlichten Zahlen angreifen"
    parser = commands.add_parser("protect", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument(
        "ordner",
        metavar="ORDNER",
        nargs="?",
        default=DEFAULT_REGION,
        help="Ordner des Regionspakets oder Kennung einer mitgelieferten Region; ohne Angabe die Demonstrationsregion",
    )
    parser.add_argument(
        "--report",
        metavar="DATEI",
        type=Path,
        help="internes Protokoll als CSV schreiben: welche Zelle, warum, welches Intervall übrig bleibt",
    )
    parser.add_argument(
        "--audit",
        action="store_true",
        help="mit Status 1 enden, wenn sich eine geschützte Zelle aus Veröffentlichtem zu eng eingrenzen lässt",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the German summary; 1 if the package is faulty or, with `--audit`, a protected cell can be narrowed."""
    try:
        package = load_package(find_region(arguments.ordner))
    except RegionCheckError as cause:
        print(format_report(cause.report), file=sys.stderr)
        return 1
    protocols, crossing = attack_package(package)
    for protocol in protocols:
        print(_summary(protocol))
    if arguments.report is not None:
        try:
            write_report(arguments.report, package, protocols)
        except OSError as error:
            print(f"{arguments.report}: kann nicht geschrieben werden: {explain_failure(error)}.", file=sys.stderr)
            return 1
        print(f"Protokoll geschrieben: {arguments.report} ({INTERNAL})")
    if not arguments.audit:
        return 0
    breaches = pd.concat([*(p.rows[~p.rows["genuegt"]].assign(gebietsstand=p.stand) for p in protocols), crossing])
    print(_verdict(breaches, sum(int(p.rows["art"].isin((PRIMARY, REST)).sum()) for p in protocols)))
    return 1 if len(breaches) else 0


def attack_package(package: RegionPackage) -> tuple[list[VintageProtocol], pd.DataFrame]:
    """Protect all Gebietsstände, publish them, attack each alone and all together; breaches across them."""
    catalogue = Catalogue.model_validate(package.catalogue_data)
    together = protect_package(package, catalogue)
    published: dict[str, dict[str, pd.DataFrame]] = {}
    protocols = {}
    for stand, protection in together.protections.items():
        published[stand] = {
            indikator.id: publish_indicator(indikator, together.counts[stand], protection.hierarchy, protection.pattern)
            for indikator in catalogue.indikatoren.values()
        }
        attack = attack_published(catalogue, published[stand], protection)
        protocols[stand] = VintageProtocol(stand, protection, attack, build_protocol(protection, attack))
    days = {stand: delivered_days(counts) for stand, counts in together.counts.items()}
    crossing = attack_across(catalogue, published, together.protections, together.links, days)
    return [protocols[stand.id] for stand in package.config.gebietsstaende], crossing


def write_report(path: Path, package: RegionPackage, protocols: Iterable[VintageProtocol]) -> None:
    """Write the protocol of all Gebietsstände as CSV for a German spreadsheet."""
    rows = pd.concat([p.rows.assign(gebietsstand=p.stand) for p in protocols], ignore_index=True)
    rows.insert(0, "gebietsstand", rows.pop("gebietsstand"))
    rows["genuegt"] = rows["genuegt"].map({True: "ja", False: "NEIN"})
    region = package.config.region
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(f"{INTERNAL}\r\n")
        file.write(f"Geheimhaltungsprotokoll;{region.name};Datenversion;{region.datenversion}\r\n")
        rows["art"] = rows["art"].map(KINDS)
        for name, column in rows.select_dtypes("float").items():
            rows[name] = column.map(_cell)
        rows.rename(columns=HEADINGS).to_csv(file, sep=";", index=False, lineterminator="\r\n")


def _cell(number: float) -> str:
    """At most three decimals with a comma, and none that are not needed; no limit is an empty cell."""
    if np.isnan(number):
        return ""
    return f"{round(number, 3) + 0.0:.3f}".rstrip("0").rstrip(".").replace(".", ",")


def _summary(protocol: VintageProtocol) -> str:
    kinds = protocol.rows["art"].value_counts()
    primary, linked, secondary, elsewhere, rests = (
        int(kinds.get(kind, 0)) for kind in (PRIMARY, LINKED, SECONDARY, ELSEWHERE, REST)
    )
    hidden = protocol.rows[protocol.rows["art"] != REST]
    upper = int((hidden["ebene"] != protocol.protection.hierarchy.ebenen[0]).sum())
    share = f"{100 * len(hidden) / max(protocol.cells, 1):.2f}".replace(".", ",")
    return (
        f"Gebietsstand {protocol.stand}: {protocol.cells} Zellen, gesperrt {len(hidden)} ({share} %): "
        f"{primary} primär, {secondary} sekundär, {linked} verknüpft, "
        f"{elsewhere} wegen eines anderen Gebietsstands; {upper} davon über der feinsten Ebene; "
        f"geschützt sind auch {rests} nicht veröffentlichte Reste"
    )


def _verdict(breaches: pd.DataFrame, protected: int) -> str:
    if not len(breaches):
        return f"Angriff auf die veröffentlichten Zahlen: {protected} geschützte Zellen, keine lässt sich eingrenzen."
    named = "\n".join(
        f"    {row.variable}, {row.ebene} {row.area}, {row.jahr} (Gebietsstand {row.gebietsstand})"
        for row in breaches.head(OFFENDERS_NAMED).itertuples()
    )
    return f"FEHLER: {len(breaches)} von {protected} geschützten Zellen lassen sich zu eng eingrenzen:\n{named}"
