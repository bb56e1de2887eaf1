"""How well sessions are ranked for goals, beside what any search engine does."""
