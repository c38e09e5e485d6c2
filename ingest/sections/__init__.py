"""Headings and §§, and the parts of a paper under them."""
