"""Answers from figures: which cells a question asks for, and what is computed from them."""
