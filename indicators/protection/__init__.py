"""Statistical confidentiality: what enters may be secret, what leaves may be published.

Public are `protect`, `primary_cells` and the pattern. `protect_region`, the audit, the protocol
and `release_internally` are internal: they hold raw counts.
"""

from indicators.protection.boundary import protect, release_internally
from indicators.protection.pattern import Pattern, PatternError
from indicators.protection.primary import primary_cells
from indicators.protection.region import compute_pattern, protect_region

__all__ = [
    "Pattern",
    "PatternError",
    "compute_pattern",
    "primary_cells",
    "protect",
    "protect_region",
    "release_internally",
]
