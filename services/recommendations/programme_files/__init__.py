"""Programmes as files: how each format is read and written. Nothing here knows a bus, a database or a clock."""
