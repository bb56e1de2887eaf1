"""The best agenda under everything somebody may ask of it, exactly and quickly.

A day is a path through its sessions. `ways` says which can follow which, `narrowing` leaves only those a day near the
best can have, `outlook` says what can still be gained after each, and `search` follows the most promising beginning.
"""
