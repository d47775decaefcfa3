"""Checks of a region package: its form, and whether catalogue, tables and rules fit each other."""
