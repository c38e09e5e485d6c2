"""Files in, chunks and figures out; knows no store and no HTTP."""
