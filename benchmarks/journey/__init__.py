"""How long it takes from the form to the inbox, with everything running."""
