"""Figures: each number with what it measures, of when, in what unit."""
