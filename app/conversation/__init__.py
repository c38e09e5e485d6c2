"""Follow-ups: a question of a conversation rewritten to stand alone, and whose the answer is where several may be meant."""
