"""How many signups a second the web edge of registration takes."""
