"""Which of the four ingredients somebody's own definition of personalised learning speaks of."""
