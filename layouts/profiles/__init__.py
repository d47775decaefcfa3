"""Profiles: one Kommune or one area on paper and on slides, from protected values only. Content first, then writers."""
