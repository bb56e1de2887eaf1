"""Seats: who gets into which session when not everybody can."""
