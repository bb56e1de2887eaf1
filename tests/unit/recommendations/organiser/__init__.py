"""What the organiser's pages say."""
