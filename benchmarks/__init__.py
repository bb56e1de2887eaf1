"""How fast it is, side by side with others and with what the parts below allow. `python -m benchmarks`."""
