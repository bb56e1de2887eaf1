"""Who takes part: the life of a participant, what changes it, and where it is kept."""
