"""Attendance on real servers."""
