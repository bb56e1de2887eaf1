"""Signups from form builders: what a builder sends, and how its questions become the fields of a signup."""
