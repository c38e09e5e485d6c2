"""Measures of the assistant, taken from outside."""
