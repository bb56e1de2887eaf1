"""Keeping the signup form from being abused, off the path of honest people."""
