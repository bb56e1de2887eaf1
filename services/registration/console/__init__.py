"""The organiser's console: who signs up, where they stand, and the places; pages in a browser behind a password."""
