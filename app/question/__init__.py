"""What a question asks: its kind, place, period, words and sizes."""
