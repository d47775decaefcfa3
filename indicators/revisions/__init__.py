"""Values across boundary revisions: carried, estimated, compared, each with its quality."""
