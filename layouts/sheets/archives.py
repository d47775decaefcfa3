"""Archives without the time of day they were made: the same view is the same file, byte for byte."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date

EARLIEST = (1980, 1, 1, 0, 0, 0)  # an archive knows no earlier time
READABLE = 0o644 << 16  # by everybody, once unpacked
PACKED = (".png",)  # already as small as it gets
TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def make_reproducible(content: bytes, created: date) -> bytes:
    """The archive with fixed times, workbooks inside it included; `created` stands for the day it was made."""
    moment = f"{created.isoformat()}T00:00:00Z".encode()
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = source.read(name)
            if name.endswith(".xlsx"):
                member = make_reproducible(member, created)
            elif name == "docProps/core.xml":
                member = TIMES.sub(rb"\g<1>" + moment + rb"\g<3>", member)
            target.writestr(zipfile.ZipInfo(name, EARLIEST), member, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def pack(files: Mapping[str, bytes], created: date) -> bytes:
    """Files in an archive, all of the day they were made."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (created.year, created.month, created.day, 0, 0, 0))
            entry.external_attr = READABLE
            archive.writestr(entry, content, zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED)
    return written.getvalue()
