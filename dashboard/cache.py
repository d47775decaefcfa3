"""One cache for everything computed from a region: keys carry the content hash, so nothing has to be deleted.

flask-caching keeps it on the file system, where several workers and a restart share it, or in memory.
Only protected numbers and geometry may be put into files; the internal mode keeps everything in memory.
"""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

from flask import Flask
from flask_caching import Cache

Content = TypeVar("Content")

MEMORY: dict[str, Any] = {"CACHE_TYPE": "SimpleCache", "CACHE_THRESHOLD": 10_000, "CACHE_DEFAULT_TIMEOUT": 0}


def file_cache(folder: Path) -> dict[str, Any]:
    """Configuration of a file-system cache shared by all workers of one host."""
    return MEMORY | {"CACHE_TYPE": "FileSystemCache", "CACHE_DIR": str(folder)}


class Memory:
    """`remember` computes a thing once per key; a second level in this process saves unpickling it again."""

    def __init__(self, server: Flask, config: dict[str, Any]) -> None:
        self._server = server
        self.writes_files = config["CACHE_TYPE"] != MEMORY["CACHE_TYPE"]
        self._shared = Cache(server, config=config)
        self._near: dict[str, Any] = {}
        self._building: defaultdict[str, Lock] = defaultdict(Lock)

    def remember(self, key: str, build: Callable[[], Content]) -> Content:
        """The content under `key`, built at the first call; visitors who ask meanwhile wait for the same building."""
        if key not in self._near:
            with self._building[key]:
                if key not in self._near:
                    self._near[key] = self._load(key, build)
        return cast(Content, self._near[key])

    def _load(self, key: str, build: Callable[[], Content]) -> Any:
        with self._server.app_context():
            content = self._shared.get(key)
            if content is None:
                content = build()
                self._shared.set(key, content)
        return content
