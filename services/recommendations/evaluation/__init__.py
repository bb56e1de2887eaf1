"""How good recommendations were, measured by where people went."""
