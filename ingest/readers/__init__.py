"""One reader a file format; each turns a file into the pages of a SourceText."""
