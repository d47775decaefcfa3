"""What people take with them as a file: maps, charts, press kit, profiles, talks."""
