"""From a signup on the bus to a stored participant and its confirmed event: the product and others, one at a time."""
