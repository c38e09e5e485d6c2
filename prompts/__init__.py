"""Prompts as files, and the loader that checks their variables."""
