"""Generator of the demonstration region "StädteRegion Aachen": real Kommunen, synthetic Sozialräume.

Nothing outside this package knows the region; the generator writes an ordinary region package.
"""
