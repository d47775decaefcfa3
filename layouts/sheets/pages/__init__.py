"""Sheets of the pages beside the explorer: the classes, colours and words of their own maps, on paper."""
