"""Calendar feeds: an address of its own for each participant, which calendars ask again and again."""
