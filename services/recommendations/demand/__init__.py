"""Demand: what everybody wants of a programme, for the organiser, without telling of anybody."""
