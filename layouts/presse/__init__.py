"""What press staff take along with a map: headlines, caption, alternative text, sources, a caution about classes."""
