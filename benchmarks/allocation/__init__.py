"""How much of what everybody wants is had when seats are scarce, beside first come, first served and a bound."""
