"""Contracts and plumbing that every service stands on. Knows no service."""
