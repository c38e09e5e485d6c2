"""A matter over time: what each board did, and when."""
