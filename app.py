"""Start the Sozialraumatlas: `python app.py [--region FOLDER] [--host H] [--port P]`."""

from dashboard.installation import run_module

if __name__ == "__main__":
    raise SystemExit(run_module("dashboard.server"))
