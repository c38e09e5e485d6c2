"""The papers of a file: where one ends, and whose, of when and of what kind each is."""
