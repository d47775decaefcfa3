"""The page Gebietsstände: the borders of two dates over each other."""
