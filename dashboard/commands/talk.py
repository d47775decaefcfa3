"""`python -m dashboard talk`: a presenter's scenes as slides or as one file that needs no network."""

import argparse
import sys
from pathlib import Path
from typing import Any

from dashboard.commands.export import open_atlas
from dashboard.exports.explorer import ExportError, today
from dashboard.exports.talks import BUILDERS, TalkFormat
from dashboard.settings import SettingsError, read_settings
from geodata.errors import PackageError
from geodata.findings import suggest
from geodata.osfailures import explain_failure
from layouts.scenes import TalkError, read_talk, without_notes


def add_command(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add `talk` to the command line."""
    text = "die Szenen eines Vortrags als Folien (pptx) oder als eine Datei ohne Netz (html) schreiben"
    parser = commands.add_parser("talk", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument(
        "scenes", metavar="SZENEN.json", type=Path, help="Datei, die der Atlas unter „Vortrag“ speichert"
    )
    options = (
        ("--region", "REGION", "Ordner eines Regionspakets oder Kennung einer mitgelieferten Region"),
        ("--address", "URL", "öffentliche Adresse des Atlas für Link und QR-Code; auch SOZIALRAUM_ADRESSE"),
    )
    for name, metavar, help_text in options:
        parser.add_argument(name, metavar=metavar, help=help_text)
    formats = [entry.value for entry in BUILDERS]
    parser.add_argument(
        "--format", metavar="FORMAT", choices=formats, help=f"{', '.join(formats)}; ohne Angabe die Endung von --out"
    )
    parser.add_argument(
        "--no-notes", action="store_true", help="die Notizen weglassen, für Dateien, die andere bekommen"
    )
    parser.add_argument("--out", metavar="DATEI", type=Path, required=True, help="Datei, die geschrieben wird")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the talk; 1 and German sentences where that cannot be."""
    file = arguments.scenes
    try:
        format = _format(arguments)
        text = file.read_text("utf-8-sig")
        file = arguments.out
        settings = read_settings(region=arguments.region, public_address=arguments.address)
        atlas = open_atlas(settings.cache, settings.region)
        talk = without_notes(read_talk(text, atlas)) if arguments.no_notes else read_talk(text, atlas)
        imprint = today(atlas, settings.public_address or settings.address)
        content = BUILDERS[format](atlas, talk, imprint, _report)
        file.write_bytes(content)
    except (ExportError, SettingsError, PackageError) as error:
        print(error, file=sys.stderr)
        return 1
    except TalkError as error:
        print(f"{arguments.scenes}:\n{error}", file=sys.stderr)
        return 1
    except UnicodeDecodeError:
        print(f"{file}: ist keine Textdatei in UTF-8.", file=sys.stderr)
        return 1
    except OSError as error:
        verb = "gelesen" if file is arguments.scenes else "geschrieben"
        print(f"{file}: kann nicht {verb} werden: {explain_failure(error)}.", file=sys.stderr)
        return 1
    size = f"{len(content):,}".replace(",", ".")
    print(f"{arguments.out}: {len(talk.szenen)} Szenen, {size} Bytes")
    return 0


def _report(done: int, scenes: int) -> None:
    """Progress where somebody is looking; a log gets one line only."""
    if sys.stderr.isatty():
        print(f"\rSzene {done} von {scenes}", end="\n" if done == scenes else "", file=sys.stderr, flush=True)


def _format(arguments: argparse.Namespace) -> TalkFormat:
    name = arguments.format or arguments.out.suffix.removeprefix(".").lower()
    known = [entry.value for entry in BUILDERS]
    if name in known:
        return TalkFormat(name)
    meant = suggest(name, known)
    hint = f"meinten Sie „{meant}“?" if meant else f"mit --format nennen: {', '.join(known)}."
    raise ExportError(f"Am Namen „{arguments.out.name}“ ist kein Format eines Vortrags zu erkennen; {hint}")
