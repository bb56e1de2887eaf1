"""What recommendations holds of somebody, handed out to them: all that an erasure deletes, and nothing of others."""
