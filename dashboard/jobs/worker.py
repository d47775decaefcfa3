"""The process of one background job: `python -m dashboard.jobs.worker FOLDER`, started by `dashboard.jobs.profiles`."""

import fcntl
import os
import signal
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dashboard.jobs.profiles import (
    CANCELLED,
    LIMIT,
    RESULT,
    Order,
    Phase,
    Progress,
    read_order,
    read_progress,
    write_progress,
)

QUIETLY = 10  # added to the niceness: visitors of the atlas come first
PAUSE = 0.3  # seconds between two looks at the lock
ARCHIVE_DATE = (1980, 1, 1, 0, 0, 0)
LATE_WORDS = "Der Auftrag hat zu lange gedauert."
OTHER_DATA = "Die Daten wurden inzwischen erneuert. Bitte stellen Sie die Profile neu zusammen."
CANCELLED_WORDS = "Der Auftrag wurde abgebrochen."


class CancelledError(Exception):
    """Everybody who wanted this has left."""


class LateError(Exception):
    """The time is over."""


def main(folder: Path) -> int:
    """Make the archive; whatever happens, the state says so."""
    os.nice(QUIETLY)
    signal.alarm(LIMIT)  # the last resort, should one profile never end
    order = read_order(folder)
    progress = read_progress(folder)
    if order is None or progress is None:
        return 2
    try:
        with _turn(folder, progress):
            progress = _make(folder, order, progress)
    except CancelledError:
        progress = replace(read_progress(folder) or progress, phase=Phase.ABGEBROCHEN, words=CANCELLED_WORDS)
    except LateError:
        progress = replace(read_progress(folder) or progress, phase=Phase.FEHLER, words=LATE_WORDS)
    except Exception:
        write_progress(folder, replace(progress, phase=Phase.FEHLER, words="Ein Profil ließ sich nicht herstellen."))
        raise
    write_progress(folder, progress)
    return 0


def _make(folder: Path, order: Order, progress: Progress) -> Progress:
    # only now: whoever waits needs neither memory nor time
    from dashboard.commands.export import open_atlas
    from dashboard.exports.explorer import today
    from dashboard.exports.profiles import Press, ProfileFormat, all_subjects
    from layouts.profiles.profile import Kind
    from layouts.profiles.subject import name_of

    atlas = open_atlas(Path(order.cache), Path(order.region))
    if atlas.version != order.version:
        return replace(progress, phase=Phase.FEHLER, words=OTHER_DATA)
    subjects = all_subjects(atlas, order.stand, Kind.GRUPPE)
    press = Press(atlas, order.stand, today(atlas, order.address))
    progress = replace(progress, phase=Phase.LAEUFT, total=len(subjects))
    write_progress(folder, progress)
    part = folder / f".{RESULT}"
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            for number, subject in enumerate(subjects, 1):
                _look_around(folder, progress)
                name, content = press.make(subject, ProfileFormat(order.format))
                archive.writestr(zipfile.ZipInfo(name, ARCHIVE_DATE), content)
                progress = replace(progress, done=number, name=name_of(atlas, subject))
                write_progress(folder, progress)
        _look_around(folder, progress)
        part.replace(folder / RESULT)
    finally:
        part.unlink(missing_ok=True)
    return replace(progress, phase=Phase.FERTIG)


@contextmanager
def _turn(folder: Path, progress: Progress) -> Iterator[None]:
    """Wait until no other job runs."""
    with (folder.parent / "lauf").open("w") as lock:
        while True:
            _look_around(folder, progress)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(PAUSE)
        yield


def _look_around(folder: Path, progress: Progress) -> None:
    if (folder / CANCELLED).exists():
        raise CancelledError
    if time.time() - progress.begun > LIMIT:
        raise LateError


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
