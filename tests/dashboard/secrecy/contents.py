"""What can be read in an answer: its text, and every layer of what is packed into it."""

import base64
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import brotli


def layers(content: bytes) -> Iterator[str]:
    """Text of an answer, of an archive's members (XLSX, PPTX), of a database's rows, of downloads packed into JSON.

    Pictures and PDF hold no searchable text; their checksum at least shows whether two are the same.
    """
    if content[:4] in (b"%PDF", b"\x89PNG"):
        yield hashlib.sha256(content).hexdigest()
        return
    if content[:6] == b"SQLite":
        yield from _rows(content)
        return
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from layers(archive.read(name))
        return
    text = content.decode("utf-8-sig", errors="replace")
    yield text
    try:
        document = json.loads(text)
    except ValueError:
        return
    yield json.dumps(document, ensure_ascii=False)
    yield from (layer for packed in _packed(document) for layer in layers(packed))


def _rows(content: bytes) -> Iterator[str]:
    """Rows of the tables of a GeoPackage, but not when it was written."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        tables = database.execute("select table_name from gpkg_contents").fetchall()
        for (name,) in tables:
            yield from (repr(row) for row in database.execute(f'select * from "{name}"'))


def _packed(document: Any) -> Iterator[bytes]:
    match document:
        case {"base64": True, "content": str(content)}:
            yield base64.b64decode(content)
        case dict():
            for value in document.values():
                yield from _packed(value)
        case list():
            for value in document:
                yield from _packed(value)


def packed_text(content: bytes) -> str:
    """What a Brotli stream holds."""
    return bytes(brotli.decompress(content)).decode("utf-8", errors="replace")
