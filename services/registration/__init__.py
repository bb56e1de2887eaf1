"""What a signup is, and its life."""
