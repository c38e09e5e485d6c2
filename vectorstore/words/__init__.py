"""Words: Swedish analysis, compounds, spelling, and tantivy that keeps them."""
