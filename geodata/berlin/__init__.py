"""Berlin as a region package: raw files of the city's statistical offices in, package folder out."""
