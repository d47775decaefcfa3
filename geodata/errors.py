"""What can go wrong with a region package, one class per family; every message is German and names the remedy."""

from collections.abc import Sequence

from geodata.problems import Problem, Report, Schwere, format_problem, format_report


class PackageError(Exception):
    """A region package cannot be used; `problems` says why, where and what helps."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(format_problem(problem) for problem in self.problems))


class FileError(PackageError):
    """A file is absent, unreadable, empty or of an unknown kind."""


class ConfigurationError(PackageError):
    """`region.toml` or another TOML file is not valid."""


class AreaError(PackageError):
    """Geometry, keys or parents of the areas are wrong."""


class TableError(PackageError):
    """A table of numbers is wrong."""


class RegionCheckError(PackageError):
    """The check of a whole package found errors; `report` holds them all, warnings included."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.errors)
        self.report = report

    def __str__(self) -> str:
        return format_report(self.report)


def raise_errors(family: type[PackageError], problems: Sequence[Problem]) -> None:
    """Raise `family` with all problems if one of them is an error; warnings alone pass."""
    if any(problem.schwere is Schwere.FEHLER for problem in problems):
        raise family(problems)
