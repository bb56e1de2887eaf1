"""Why an agenda is as it is: what it was made from, kept so that it can be made again, exactly, and asked about."""
