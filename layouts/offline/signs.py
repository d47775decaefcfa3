"""One letter for every reason why an area has no value, as in the files of the screen."""

from indicators.status import Status
from layouts.sheets.sheet import Refusal

LETTERS: dict[Status | Refusal, str] = {
    **{status: status.letter for status in Status},
    Refusal.BORDERS: "b",
    Refusal.NEW_GROUND: "c",
}
