"""Pages into one clean text: furniture away, lines and blocks."""
