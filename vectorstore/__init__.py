"""What is kept and found: the catalogue, the vectors, the words, and the search over them."""
