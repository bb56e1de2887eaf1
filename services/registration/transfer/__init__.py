"""Participants in and out as CSV: lists of other systems are read as they are; the whole list can be taken along."""
