"""Answers by a chat model: numbered evidence in, sentences out, each verified against the papers before it counts."""
