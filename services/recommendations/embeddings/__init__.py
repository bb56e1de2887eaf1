"""Sentences as points in space, near each other when they mean much the same: all-MiniLM-L6-v2 in plain numpy."""
