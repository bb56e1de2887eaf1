"""Forgetting a person, everywhere, and the receipt for it."""
