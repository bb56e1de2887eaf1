"""Who was in which session when, what that did for their goals, and which hours it comes to."""
