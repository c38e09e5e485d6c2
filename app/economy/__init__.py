"""Outcome, budget and deviation of a board's units, as a table, a chart and a file."""
