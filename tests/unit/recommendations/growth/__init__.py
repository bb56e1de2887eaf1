"""Tests of the rules of growth."""
