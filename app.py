"""Start the Sozialraumatlas: `python app.py [--region FOLDER] [--host H] [--port P]`."""

from dashboard.server import main

if __name__ == "__main__":
    raise SystemExit(main())
