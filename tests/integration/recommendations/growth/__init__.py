"""Growth on real servers."""
