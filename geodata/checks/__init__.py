"""Everything wrong with a region package at once, with place and remedy."""

from geodata.checks.inspection import check_package
from geodata.problems import Problem, Report, Schwere, format_report

__all__ = ["Problem", "Report", "Schwere", "check_package", "format_report"]
