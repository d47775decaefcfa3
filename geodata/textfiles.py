"""Text files of a package: UTF-8 or a problem that names the row."""

import re
from collections.abc import Iterable
from pathlib import Path

from geodata.errors import FileError
from geodata.osfailures import explain_failure
from geodata.problems import Problem, error, name_offenders, warning

_EDITOR = "im Texteditor mit „Speichern unter“ und der Kodierung UTF-8 speichern"
_GIS = "im GIS mit der Kodierung UTF-8 neu exportieren"
_REMEDIES = {
    ".csv": "als UTF-8 speichern (in Excel: „CSV UTF-8 (durch Trennzeichen getrennt)“)",
    ".geojson": _GIS,
    ".json": _GIS,
}
COMPULSORY = ("region.toml", "indikatoren.toml")  # nothing refers to them
# UTF-8 once read as Latin-1 or Windows-1252: "Ã¼" for "ü", "â€“" for "–"; U+FFFD is what lossy converters leave
MOJIBAKE = re.compile("Ã[\x80-\xbf¤¶¼Ÿ„–œ]|â€|Â[°§©²³\xa0]|\ufffd")


def read_bytes(folder: Path, name: str) -> bytes:
    """Content of a file of the package.

    Raises
    ------
    FileError
        The file is absent, cannot be read, or is empty.
    """
    path = folder / name
    if not path.is_file():
        raise FileError([error(name, "Datei fehlt", _find_it(path, name))])
    try:
        content = path.read_bytes()
    except OSError as cause:
        finding = f"Datei ist nicht lesbar: {explain_failure(cause)}"
        raise FileError([error(name, finding, "Zugriffsrechte prüfen")]) from cause
    if not content.strip():
        raise FileError([error(name, "Datei ist leer", _fill_it(name))])
    return content


def _find_it(path: Path, name: str) -> str:
    """Remedy for an absent file; systems differ in whether case matters in names."""
    beside = path.parent.iterdir() if path.parent.is_dir() else ()
    like = next((other.name for other in beside if other.name.casefold() == path.name.casefold()), None)
    if like is not None:
        return f"die Datei heißt „{like}“; Groß- und Kleinschreibung angleichen"
    moved = "" if name in COMPULSORY else " oder den Pfad in region.toml berichtigen"
    return f"Datei an diesen Ort legen{moved}"


def _fill_it(name: str) -> str:
    return "Datei mit Inhalt ablegen" + ("" if name in COMPULSORY else " oder den Verweis entfernen")


def read_text(folder: Path, name: str) -> str:
    """Text of a UTF-8 file, with or without byte order mark.

    Raises
    ------
    FileError
        As `read_bytes`, or the bytes are not UTF-8; the problem names the character and the row.
    """
    content = read_bytes(folder, name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        finding, row = _explain_bytes(content, cause, Path(name).suffix.lower())
        raise FileError([error(name, finding, _REMEDIES.get(Path(name).suffix.lower(), _EDITOR), row)]) from cause


def _explain_bytes(content: bytes, cause: UnicodeDecodeError, suffix: str) -> tuple[str, int]:
    """Finding and row of bytes that are not UTF-8; an editor shows rows, a program bytes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "Datei ist UTF-16 statt UTF-8", 1
    # the decoder counts from behind the byte order mark
    position = cause.start + (3 if content.startswith(b"\xef\xbb\xbf") else 0)
    row = content.count(b"\n", 0, position) + 1
    if suffix in _REMEDIES:
        byte = f"Byte 0x{content[position]:02X} an Stelle {position}"
        return f"{byte} ist kein UTF-8 (vermutlich Latin-1 oder Windows-1252)", row
    letter = content[position : position + 1].decode("cp1252", "replace")
    return f"Zeichen „{letter}“ ist kein UTF-8 (vermutlich Latin-1 oder Windows-1252)", row


def check_mojibake(datei: str, texts: Iterable[tuple[int, object]]) -> list[Problem]:
    """Warn of texts that were read with the wrong encoding before they were saved, such as "StÃ¤dte".

    Parameters
    ----------
    datei
        File name shown to the user.
    texts
        Pairs of row and text; what is not a text is skipped.
    """
    spoilt = [(row, text) for row, text in texts if isinstance(text, str) and MOJIBAKE.search(text)]
    if not spoilt:
        return []
    finding = f"falsch gewandelte Zeichen in {name_offenders([text.strip()[:60] for _, text in spoilt])}"
    remedy = "Quelle erneut mit der richtigen Zeichenkodierung einlesen und als UTF-8 speichern"
    return [warning(datei, finding, remedy, spoilt[0][0])]
