"""How far people came on the spectrum: what the sessions they were in suggest, and what they say themselves."""
