"""Start the Sozialraumatlas: `python app.py [--region FOLDER] [--host H] [--port P]`."""

import gc

from dashboard.installation import run_module

# While libraries and region load nothing is garbage: saves a tenth of the start. Enabled again in dashboard.server.
gc.disable()

if __name__ == "__main__":
    raise SystemExit(run_module("dashboard.server"))
