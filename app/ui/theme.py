"""The page's colours and letters: the system's own fonts, nothing fetched."""

from __future__ import annotations

import gradio as gr

_FONT = ("system-ui", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "Menlo", "monospace")
_LAKE = gr.themes.Color(
    c50="#eef6f9",
    c100="#d8eaf1",
    c200="#b3d6e3",
    c300="#8ecbe6",
    c400="#4a9cbc",
    c500="#1d6f91",
    c600="#0b4f6c",
    c700="#093f57",
    c800="#083346",
    c900="#062735",
    c950="#041b25",
    name="lake",
)


def theme() -> gr.themes.Base:
    """Return the theme; what is not Gradio's own is in chat.css."""
    made = gr.themes.Base(
        primary_hue=_LAKE,
        secondary_hue=_LAKE,
        neutral_hue="slate",
        text_size="lg",
        radius_size="lg",
        font=_FONT,
        font_mono=_MONO,
    )
    return made.set(
        body_background_fill="#f6f4ee",
        body_background_fill_dark="#14191e",
        button_primary_background_fill="#0b4f6c",
        button_primary_background_fill_hover="#083346",
        button_primary_background_fill_dark="#8ecbe6",
        button_primary_background_fill_hover_dark="#b3d6e3",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#062735",
        block_border_width="0px",
        block_shadow="none",
    )
