"""Statistical confidentiality: what enters may be secret, what leaves may be published."""

from indicators.protection.boundary import protect
from indicators.protection.primary import primary_cells, small_populations

__all__ = ["primary_cells", "protect", "small_populations"]
