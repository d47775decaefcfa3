"""The subcommands of `python -m dashboard`, one module each."""
