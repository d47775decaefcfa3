"""Work that takes longer than a visitor waits: processes of their own, their state in files that all workers read."""
