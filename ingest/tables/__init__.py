"""Tables: found, read into rows and columns, and proved by arithmetic."""
