"""The organiser's pages of one conference: one signed link opens all of them, and each leads to the others."""
