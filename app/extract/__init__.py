"""Answers in the papers' own words: what can be told, how well each answers, which are told."""
