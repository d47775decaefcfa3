"""Sheets: what a view says on paper, on a slide and in a file. One model, one arrangement, a writer per format."""
