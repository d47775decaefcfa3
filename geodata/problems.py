"""What is wrong with a region package: problems with place and remedy, and their German report."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

OFFENDERS_NAMED = 5


class Schwere(StrEnum):
    """How bad a problem is: an error keeps the package from being loaded, a warning does not."""

    FEHLER = "fehler"
    WARNUNG = "warnung"


@dataclass(frozen=True)
class Problem:
    """One finding of the check.

    `zeile` is the first row concerned: of a table counted with the header as 1, of a geometry file counted from the
    first object as 1; None where no row is meant. `text` and `abhilfe` are German sentences for the user.
    """

    schwere: Schwere
    datei: str
    zeile: int | None
    text: str
    abhilfe: str


@dataclass(frozen=True)
class Report:
    """Everything that is wrong with a region package; `hinweis` says what could not be checked yet."""

    problems: tuple[Problem, ...] = ()
    hinweis: str | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems that keep the package from being loaded."""
        return tuple(p for p in self.problems if p.schwere is Schwere.FEHLER)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Problems somebody should look at."""
        return tuple(p for p in self.problems if p.schwere is Schwere.WARNUNG)

    @property
    def ok(self) -> bool:
        """True when the package can be loaded; warnings do not count."""
        return not self.errors


def error(datei: str, text: str, abhilfe: str, zeile: int | None = None) -> Problem:
    """Problem that keeps the package from being loaded."""
    return Problem(Schwere.FEHLER, datei, zeile, text, abhilfe)


def warning(datei: str, text: str, abhilfe: str, zeile: int | None = None) -> Problem:
    """Problem that leaves the package usable."""
    return Problem(Schwere.WARNUNG, datei, zeile, text, abhilfe)


def name_offenders(offenders: Sequence[object]) -> str:
    """Name at most five offenders in German quotation marks and say how many there are in all.

    Examples
    --------
    >>> name_offenders(["A1", "A2"])
    '„A1“, „A2“'
    >>> name_offenders(list("abcdefg"))
    '„a“, „b“, „c“, „d“, „e“ … (insgesamt 7)'
    """
    named = ", ".join(f"„{offender}“" for offender in offenders[:OFFENDERS_NAMED])
    return named if len(offenders) <= OFFENDERS_NAMED else f"{named} … (insgesamt {len(offenders)})"


def name_rows(rows: Iterable[int]) -> str:
    """Name at most five rows and say how many there are in all.

    Examples
    --------
    >>> name_rows([7])
    'Zeile 7'
    >>> name_rows(range(2, 9))
    'Zeilen 2, 3, 4, 5, 6 … (insgesamt 7)'
    """
    listed = list(rows)
    named = ", ".join(str(row) for row in listed[:OFFENDERS_NAMED])
    more = "" if len(listed) <= OFFENDERS_NAMED else f" … (insgesamt {len(listed)})"
    return f"Zeile{'' if len(listed) == 1 else 'n'} {named}{more}"


def count_noun(count: int, singular: str, plural: str) -> str:
    """German count with its noun, with the thousands separated by a point.

    Examples
    --------
    >>> count_noun(1, "Fehler", "Fehler"), count_noun(10990, "Fläche", "Flächen")
    ('1 Fehler', '10.990 Flächen')
    """
    return f"{count:,}".replace(",", ".") + f" {singular if count == 1 else plural}"


def format_problem(problem: Problem) -> str:
    """German paragraph of one problem: severity, place, finding and, on its own line, the remedy."""
    place = problem.datei if problem.zeile is None else f"{problem.datei}, Zeile {problem.zeile}"
    # the place already names the row
    text = re.sub(rf" (?:in Zeile {problem.zeile}|\(Zeile {problem.zeile}\))(?!\d)", "", problem.text)
    return f"{problem.schwere.upper()}: {place}: {text}\n    Abhilfe: {problem.abhilfe}"


def format_report(report: Report) -> str:
    """German text of the whole report, errors first, with a closing line that counts both kinds.

    Examples
    --------
    >>> print(format_report(Report((error("region.toml", "Datei fehlt", "Datei anlegen"),))))
    FEHLER: region.toml: Datei fehlt
        Abhilfe: Datei anlegen
    <BLANKLINE>
    1 Fehler, 0 Warnungen
    """
    ordered = (*report.errors, *report.warnings)
    errors = count_noun(len(report.errors), "Fehler", "Fehler")
    warnings = count_noun(len(report.warnings), "Warnung", "Warnungen")
    paragraphs = [format_problem(problem) for problem in ordered]
    closing = [f"{errors}, {warnings}", *([] if report.hinweis is None else [report.hinweis])]
    return "\n".join([*paragraphs, *([""] if ordered else []), *closing])
