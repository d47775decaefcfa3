"""German words for what an operating system refuses."""

import errno

_REASONS = {
    errno.ENOENT: "Datei oder Ordner gibt es nicht",
    errno.ENOTDIR: "ein Teil des Pfads ist eine Datei, kein Ordner",
    errno.EISDIR: "das ist ein Ordner; bitte eine Datei nennen",
    errno.EACCES: "die Rechte fehlen",
    errno.EPERM: "die Rechte fehlen",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.ENOSPC: "der Datenträger ist voll",
    errno.EDQUOT: "das Kontingent ist erschöpft",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.EBUSY: "ein anderes Programm benutzt die Datei",
}


def explain_failure(cause: OSError) -> str:
    """Why a file cannot be read or written.

    Examples
    --------
    >>> explain_failure(OSError(errno.ENOSPC, "No space left on device"))
    'der Datenträger ist voll'
    >>> explain_failure(OSError(9999, "?"))
    'Systemfehler 9999'
    """
    return _REASONS.get(cause.errno or 0, f"Systemfehler {cause.errno}")
