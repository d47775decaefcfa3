"""Standardised indices: definitions, values with their components, classes, stability."""
