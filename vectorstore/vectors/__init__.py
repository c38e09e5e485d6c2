"""Vectors: the model that makes them, and Chroma that keeps them."""
