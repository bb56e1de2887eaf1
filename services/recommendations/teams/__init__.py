"""Teams: people of one school share goals, cover the programme between them, and see who is where."""
