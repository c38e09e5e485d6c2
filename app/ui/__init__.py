"""The web page (Gradio): layout only; what it shows comes from the same assistant as every other door."""
