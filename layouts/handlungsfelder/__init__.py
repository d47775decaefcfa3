"""The page Handlungsfelder: which areas need action, and why."""
