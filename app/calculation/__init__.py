"""Calculations asked for: of one row over time, of several things, a share of a whole, each from cells found one by one."""
