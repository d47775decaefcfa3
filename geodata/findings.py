"""What a model finds wrong between its own fields: place, finding and remedy, carried by one exception."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Location = tuple[int | str, ...]


@dataclass(frozen=True)
class Finding:
    """One contradiction; `location` is counted from the model that raises."""

    location: Location
    text: str
    remedy: str


class FindingsError(ValueError):
    """A model contradicts itself; `findings` says where."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(finding.text for finding in findings))


def suggest(name: str, known: Iterable[str]) -> str | None:
    """Known name that was probably meant.

    Examples
    --------
    >>> suggest("kartengrundlge", ["kartengrundlage", "name"]), suggest("Z", ["wert", "z"]), suggest("=>", [">", ">="])
    ('kartengrundlage', 'z', '>=')
    """
    folded = {other.casefold(): other for other in known}
    turned = name[::-1]  # a sign typed the wrong way round is closer to another one than to itself
    if name.casefold() not in folded and turned in folded and not turned.isalnum():
        return folded[turned]
    return next((folded[n] for n in difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.6)), None)


def refer(name: str, known: Sequence[str], otherwise: str) -> str:
    """Remedy for a name that does not exist: the one that was probably meant, those there are, or something else.

    Examples
    --------
    >>> refer("komune", ["kommune", "region"], "")
    'meinten Sie „kommune“?'
    >>> refer("x", ["kommune", "region"], "oder [[ebenen]] ergänzen")
    '„kommune“ oder „region“ verwenden oder [[ebenen]] ergänzen'
    """
    meant = suggest(name, known)
    if meant is not None:
        return f"meinten Sie „{meant}“?"
    named = [f"„{n}“" for n in list(known)[:5]]
    listed = " oder ".join(part for part in (", ".join(named[:-1]), *named[-1:]) if part)
    return " ".join(part for part in (f"{listed} verwenden" if named else "", otherwise) if part)
