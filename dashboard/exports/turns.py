"""Taking turns at heavy work, so that those who only look at a map never wait for those who print one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from time import sleep

# half of the processors draw files, the other half answer everybody else
AT_ONCE = max(1, (os.cpu_count() or 2) // 2)
A_MOMENT = 0.005  # seconds


class BusyError(Exception):
    """So many wait already that another one would take the last threads from everybody else."""


class Turns:
    """`at_once` work at the same time, `room` wait or work; whoever comes then is turned away at once."""

    def __init__(self, at_once: int, room: int) -> None:
        self._turn = BoundedSemaphore(at_once)
        self._room = BoundedSemaphore(max(at_once, room))

    @contextmanager
    def take(self) -> Iterator["Turns"]:
        """Wait for one's turn; raises `BusyError` where there is no room to wait."""
        if not self._room.acquire(blocking=False):
            raise BusyError
        try:
            with self._turn:
                yield self
        finally:
            self._room.release()

    def give_way(self) -> None:
        """In the midst of long work: let those who wait go first."""
        self._turn.release()
        sleep(A_MOMENT)  # without it the one who gave way would be the first to ask again
        self._turn.acquire()
