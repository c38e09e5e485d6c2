"""The web page: layout only."""
