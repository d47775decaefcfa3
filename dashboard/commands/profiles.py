"""`python -m dashboard profiles`: profiles of all or some Kommunen, or of all areas, into a folder."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard.atlas import Atlas
from dashboard.commands.export import open_atlas
from dashboard.exports.explorer import today
from dashboard.exports.profiles import Press, ProfileFormat, all_subjects
from dashboard.settings import SettingsError, read_settings
from geodata.errors import PackageError
from geodata.osfailures import explain_failure
from layouts.profiles.profile import Kind
from layouts.profiles.subject import Subject, SubjectError, name_of, read_stand, read_subject
from layouts.sheets.content import Imprint

CANCELLED = 130  # exit status of what Ctrl-C ends


def add_command(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add `profiles` to the command line."""
    text = "Kommunalprofile oder Sozialraumprofile als PDF oder Folien in einen Ordner schreiben"
    parser = commands.add_parser("profiles", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument(
        "--region", metavar="REGION", help="Ordner eines Regionspakets oder Kennung einer mitgelieferten Region"
    )
    parser.add_argument(
        "--kommune", metavar="SCHLÜSSEL", action="append", default=[], help="nur diese; mehrfach erlaubt"
    )
    parser.add_argument("--areas", action="store_true", help="statt der Kommunen alle Räume der feinsten Ebene")
    parser.add_argument("--gebietsstand", metavar="STAND", help="ohne Angabe der Startgebietsstand der Region")
    formats = [entry.value for entry in ProfileFormat]
    parser.add_argument("--format", metavar="FORMAT", choices=formats, default="pdf", help=" oder ".join(formats))
    parser.add_argument(
        "--address", metavar="URL", help="öffentliche Adresse des Atlas für Link und QR-Code; auch SOZIALRAUM_ADRESSE"
    )
    parser.add_argument("--out", metavar="ORDNER", type=Path, required=True, help="Ordner; wird angelegt")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write all files; 1 and a German sentence where that cannot be, 130 after Ctrl-C."""
    try:
        settings = read_settings(region=arguments.region, public_address=arguments.address)
        atlas = open_atlas(settings.cache, settings.region)
        subjects = _subjects(atlas, arguments)
        imprint = today(atlas, settings.public_address or settings.address)
        arguments.out.mkdir(parents=True, exist_ok=True)
        _write(atlas, subjects, ProfileFormat(arguments.format), imprint, arguments.out)
    except (SettingsError, PackageError, SubjectError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{arguments.out}: kann nicht geschrieben werden: {explain_failure(error)}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nAbgebrochen; fertige Profile bleiben im Ordner.", file=sys.stderr)
        return CANCELLED
    return 0


def _subjects(atlas: Atlas, arguments: argparse.Namespace) -> tuple[Subject, ...]:
    stand = read_stand(atlas, arguments.gebietsstand)
    if not arguments.areas and arguments.kommune:
        return tuple(
            read_subject(atlas, Kind.GRUPPE, {"kommune": key, "stand": stand})
            for key in dict.fromkeys(arguments.kommune)
        )
    subjects = all_subjects(atlas, stand, Kind.RAUM if arguments.areas else Kind.GRUPPE)
    if not arguments.kommune:
        return subjects
    chosen = {read_subject(atlas, Kind.GRUPPE, {"kommune": key, "stand": stand}).key for key in arguments.kommune}
    groups = atlas.group_of(stand, atlas.config.ebenen[0].id)
    return tuple(subject for subject in subjects if groups[subject.key] in chosen)


def _write(atlas: Atlas, subjects: Sequence[Subject], kind: ProfileFormat, imprint: Imprint, folder: Path) -> None:
    started = time.monotonic()
    presses: dict[str, Press] = {}
    for number, subject in enumerate(subjects, 1):
        press = presses.setdefault(subject.stand, Press(atlas, subject.stand, imprint))
        name, content = press.make(subject, kind)
        write_whole(folder / name, content)
        size = f"{len(content) / 1000:,.0f}".replace(",", ".")
        print(f"[{number}/{len(subjects)}] {name_of(atlas, subject)}: {folder / name} ({size} kB)", flush=True)
    print(f"{len(subjects)} Profile in {time.monotonic() - started:.1f} s.".replace(".", ",", 1))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.teil")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
