"""The formats a sheet comes in. Lengths in points (1/72 inch)."""

from dataclasses import dataclass

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Paper:
    """A page: size, size of its running text, and pixels per inch its pictures have unless told otherwise."""

    id: str
    name: str
    width: float
    height: float
    text: float
    ppi: int

    @property
    def is_wide(self) -> bool:
        return self.width > self.height


def _din(key: str, name: str, width: float, height: float, text: float) -> Paper:
    return Paper(key, name, width * MILLIMETRE, height * MILLIMETRE, text, 300)


PAPERS = {
    paper.id: paper
    for paper in (
        _din("a4-hoch", "A4 Hochformat", 210, 297, 9.5),
        _din("a4-quer", "A4 Querformat", 297, 210, 9.5),
        _din("a3-hoch", "A3 Hochformat", 297, 420, 13),
        _din("a3-quer", "A3 Querformat", 420, 297, 13),
        # pixels at 144 ppi: 1920 × 1080, 1080 × 1080, 1080 × 1350
        Paper("16-9", "Bildschirm 16:9", 960, 540, 13, 144),
        Paper("1-1", "Quadrat 1:1", 540, 540, 9.8, 144),
        Paper("4-5", "Hochkant 4:5", 540, 675, 10.4, 144),
    )
}

DEFAULT_PAPER = "a4-hoch"
SLIDE = "16-9"
LOWEST_PPI, HIGHEST_PPI = 96, 300
