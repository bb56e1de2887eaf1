"""The rules of a good day, and nothing else: no bus, no database, no web framework, no clock, no I/O."""
