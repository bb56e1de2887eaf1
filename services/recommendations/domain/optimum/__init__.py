"""The best agenda under everything somebody may ask of it, exactly and quickly.

A day is a path through its sessions. `ways` says which can follow which, `outlook` what can still be gained after each
when limits are priced instead of kept, and `search` follows only beginnings that may still become the best day.
"""
