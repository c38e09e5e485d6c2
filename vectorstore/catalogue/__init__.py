"""The catalogue in SQL: the truth about documents, sections, figures."""
