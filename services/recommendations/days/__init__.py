"""The days of participants: what they set on them, what the programme does to them, and what they decide on the day."""
