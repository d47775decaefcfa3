"""`python -m tests.layouts.sheets.approve`: draw the approved pictures anew. Look at them before committing."""

from dashboard.factory import create_app
from dashboard.settings import Settings
from tests.layouts.sheets.charts import test_pages as charts
from tests.layouts.sheets.test_typeset import APPROVED, LOOKS, look

if __name__ == "__main__":
    atlas = create_app(Settings()).atlas
    for looks, draw in ((LOOKS, look), (charts.LOOKS, charts.look)):
        for name in looks:
            draw(atlas, name).quantize(128).save(APPROVED / f"{name}.png", optimize=True)
