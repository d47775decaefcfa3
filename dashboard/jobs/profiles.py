"""All profiles at once as a background job: another process of low priority, its state in files that all workers read.

A job is a folder below the cache, named by what it makes, so that who asks for the same joins it. Whether its process
still lives tells a lock that ends with it; another lock lets one job run while the others wait.
"""

import fcntl
import hashlib
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import Any

from dashboard.settings import ROOT

LIMIT = 900  # seconds a job may take, waiting included
KEPT = 6 * 3600  # seconds a result can be fetched
MOST_KEPT = 12  # results, the newest
MOST_AT_ONCE = 4  # jobs that run or wait
TICKET = re.compile(r"([0-9a-f]{16})-([0-9a-f]{16})")
WORKER = ("-m", "dashboard.jobs.worker")
STATE, ORDER, RESULT, ALIVE, CANCELLED, TICKETS = "stand.json", "auftrag.json", "profile.zip", "lebt", "abbruch", "teil"


class Phase(StrEnum):
    """Where a job stands."""

    WARTET = "wartet"
    LAEUFT = "laeuft"
    FERTIG = "fertig"
    ABGEBROCHEN = "abgebrochen"
    FEHLER = "fehler"

    @property
    def active(self) -> bool:
        return self in (Phase.WARTET, Phase.LAEUFT)


class CrowdedError(Exception):
    """As many jobs as may be are under way."""


@dataclass(frozen=True)
class Order:
    """What a job makes."""

    region: str  # folder of the package
    cache: str
    version: str  # of package and program
    stand: str
    format: str
    address: str
    day: str

    @property
    def key(self) -> str:
        """Name of its folder: the same order is the same job."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Progress:
    """How far a job is."""

    phase: Phase
    done: int = 0
    total: int = 0
    name: str = ""  # of the profile made last
    words: str = ""  # what went wrong
    begun: float = 0.0


class Jobs:
    """The jobs of one host; any worker may ask."""

    def __init__(self, cache: Path, worker: tuple[str, ...] = WORKER) -> None:
        self._folder = cache / "profile"
        self._worker = worker
        self.processes: list[subprocess.Popen[bytes]] = []  # that this worker of the server started

    def start(self, order: Order) -> str:
        """Start or join; a ticket. Raises `CrowdedError`, and OSError where nothing can be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._alone():
            self._sweep()
            folder = self._folder / order.key
            found = self._read(folder)
            if found is None or not (found.phase.active or found.phase is Phase.FERTIG):
                if len(self._active()) >= MOST_AT_ONCE:
                    raise CrowdedError
                self._begin(folder, order)
            (folder / CANCELLED).unlink(missing_ok=True)  # somebody wants it again
            ticket = secrets.token_hex(8)
            (folder / TICKETS / ticket).touch()
            return f"{order.key}-{ticket}"

    def progress(self, ticket: str) -> Progress | None:
        """How far the job of a ticket is; None where there is none."""
        folder = self._of(ticket)
        return None if folder is None else self._read(folder)

    def order(self, ticket: str) -> Order | None:
        """What the job of a ticket makes."""
        folder = self._of(ticket)
        return None if folder is None else read_order(folder)

    def result(self, ticket: str) -> Path | None:
        """The finished archive."""
        found, folder = self.progress(ticket), self._of(ticket)
        done = found is not None and folder is not None and found.phase is Phase.FERTIG
        return folder / RESULT if done and folder is not None and (folder / RESULT).is_file() else None

    def cancel(self, ticket: str) -> None:
        """Give a ticket back; the job ends with the last one."""
        folder = self._of(ticket)
        if folder is None:
            return
        with self._alone():
            (folder / TICKETS / ticket.partition("-")[2]).unlink(missing_ok=True)
            if not any((folder / TICKETS).iterdir()):
                (folder / CANCELLED).touch()

    def _begin(self, folder: Path, order: Order) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / TICKETS).mkdir(parents=True)
        (folder / ORDER).write_text(json.dumps(asdict(order)), "utf-8")
        write_progress(folder, Progress(Phase.WARTET, begun=time.time()))
        with (folder / ALIVE).open("w") as alive:
            fcntl.flock(alive, fcntl.LOCK_EX)  # the process inherits the lock and holds it as long as it lives
            command = [sys.executable, *self._worker, str(folder)]
            process = subprocess.Popen(
                command, cwd=ROOT, pass_fds=(alive.fileno(),), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
        self.processes.append(process)
        Thread(target=self._await_end, args=(process,), daemon=True).start()

    def _await_end(self, process: "subprocess.Popen[bytes]") -> None:
        try:
            process.wait(LIMIT + 10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        finally:
            self.processes.remove(process)

    def _of(self, ticket: str) -> Path | None:
        """Folder of a ticket that was given out."""
        named = TICKET.fullmatch(ticket)
        folder = None if named is None else self._folder / named[1]
        given = named is not None and folder is not None and (folder / TICKETS / named[2]).is_file()
        return folder if given and folder is not None and not _is_old(folder) else None

    def _active(self) -> list[Path]:
        return [
            folder
            for folder in self._folder.iterdir()
            if folder.is_dir() and (found := self._read(folder)) is not None and found.phase.active
        ]

    def _read(self, folder: Path) -> Progress | None:
        found = read_progress(folder)
        if found is None or not found.phase.active or is_alive(folder):
            return found
        found = read_progress(folder)  # it may have come to its end in between
        if found is None or not found.phase.active:
            return found
        late = time.time() - found.begun >= LIMIT
        words = "Der Auftrag hat zu lange gedauert." if late else "Der Auftrag ist unerwartet zu Ende gegangen."
        return replace(found, phase=Phase.FEHLER, words=words)

    def _sweep(self) -> None:
        """Delete what is old, or one too many, and no longer at work."""
        idle = [folder for folder in self._folder.iterdir() if folder.is_dir() and not is_alive(folder)]
        for number, folder in enumerate(sorted(idle, key=_written, reverse=True)):
            if number >= MOST_KEPT or _is_old(folder):
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One worker at a time starts and ends jobs."""
        with (self._folder / "sperre").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _written(folder: Path) -> float:
    """When the state was written last; 0 where there is none."""
    try:
        return (folder / STATE).stat().st_mtime
    except OSError:
        return 0.0


def _is_old(folder: Path) -> bool:
    return time.time() - _written(folder) > KEPT


def is_alive(folder: Path) -> bool:
    """Whether the process of a job still holds its lock."""
    try:
        with (folder / ALIVE).open("r") as alive:
            fcntl.flock(alive, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def read_order(folder: Path) -> Order | None:
    """What a job makes; None where the folder holds none."""
    told = _read_json(folder / ORDER)
    return None if told is None else Order(**told)


def read_progress(folder: Path) -> Progress | None:
    """What the job wrote last."""
    told = _read_json(folder / STATE)
    return None if told is None else Progress(**(told | {"phase": Phase(told["phase"])}))


def write_progress(folder: Path, progress: Progress) -> None:
    """Whole or not at all, whoever reads meanwhile."""
    part = folder / f".{STATE}.{os.getpid()}"
    part.write_text(json.dumps(asdict(progress)), "utf-8")
    part.replace(folder / STATE)


def _read_json(path: Path) -> dict[str, Any] | None:
    try:
        told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return told
