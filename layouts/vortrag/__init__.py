"""Presenting prepared views: the scenes of a talk, the screen in the hall, the presenter's window; and embedding."""
