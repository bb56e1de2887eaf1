"""Recommendations: what fits whom, and when."""
