"""Fixtures of the running application."""

from tests.applications import demo, demo_app, small, small_app

__all__ = ["demo", "demo_app", "small", "small_app"]
