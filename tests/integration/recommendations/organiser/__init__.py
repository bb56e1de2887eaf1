"""The organiser's pages on real servers."""
