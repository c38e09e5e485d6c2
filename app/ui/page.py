"""The page: its head with the ways to each view, and the views. Which one is shown is decided by the address (`page.js`)."""

from __future__ import annotations

import gradio as gr

from app.bootstrap import Services
from app.ui import about, chat, documents, economy, matters, motions
from app.ui.parts import html

TITLE = "Kommunsvar"
_FORGOTTEN = (600, 3_600)  # seconds between looks, and the age at which a motion put in and not drafted is deleted
#: Address → name, in the order they stand.
VIEWS = {
    "fraga": "Fråga",
    "ekonomi": "Ekonomi",
    "arenden": "Ärenden",
    "motionssvar": "Motionssvar",
    "dokument": "Dokument",
    "om": "Om",
}


def build(services: Services) -> gr.Blocks:
    """Return the page."""
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=_FORGOTTEN) as page:
        html(_head(), "sidhuvud")
        with gr.Column(elem_id="vy-fraga", elem_classes=["vy"]):
            chat.build(services, page)
        with gr.Column(elem_id="vy-ekonomi", elem_classes=["vy", "bred-vy"]):
            economy.build(services, page)
        with gr.Column(elem_id="vy-arenden", elem_classes=["vy"]):
            matters.build(services, page)
        with gr.Column(elem_id="vy-motionssvar", elem_classes=["vy"]):
            motions.build(services, page)
        with gr.Column(elem_id="vy-dokument", elem_classes=["vy", "bred-vy"]):
            documents.build(services)
        with gr.Column(elem_id="vy-om", elem_classes=["vy"]):
            about.build(services, page)
    return page


def _head() -> str:
    links = "".join(f'<li><a href="#{name}">{told}</a></li>' for name, told in VIEWS.items())
    return (
        '<div class="sidhuvud"><a class="hoppa" href="#innehall">Hoppa till innehållet</a>'
        f'<a class="namn" href="#fraga">Kommunsvar</a><nav aria-label="Vyer"><ul>{links}</ul></nav></div>'
    )
