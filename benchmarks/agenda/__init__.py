"""The best agenda: ours beside greedy and an exact solver, by what is asked of a day."""
