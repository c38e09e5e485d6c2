"""The view Ärenden: a matter over time, across boards. Layout only; the events come from `app.matters.matter`."""

from __future__ import annotations

from typing import Any

import gradio as gr

from app.bootstrap import Services
from app.matters.matter import Event, Matter, Matters
from app.matters.standing import Standing
from app.ui.parts import QUIET, html, told
from app.ui.places import in_words, link, safe, spot, upper_first

_INTRO = (
    '<div class="huvud"><h1>Ärenden</h1><p>Skriv ett diarienummer eller vad ärendet gäller. Du får vad som har hänt, i tidsordning '
    "och över nämnderna, med ett klick till handlingen.</p></div>"
)
_EXAMPLES = 5  # diary numbers offered
_LOOKS = {
    Standing.MOTION: ("motion", "Motion"),
    Standing.PAPER: ("slag", "Handling"),
    Standing.MOVED: ("slag", "Yrkande från ett parti"),
    Standing.PROPOSAL: ("forslag", "Förslag – inte beslutat"),
    Standing.DECISION: ("beslut", "Beslut"),
    Standing.TOLD: ("slag", "Enligt handling"),
}


class MatterView:
    """What the view's buttons do."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._matters = Matters(services.assistant, services.library)

    def shown(self, subject: str) -> str:
        """Return a matter as HTML."""
        return told(lambda: self._timeline(self._matters.about(subject)))

    def opened(self) -> list[Any]:
        """Return buttons for some diary numbers that are indexed, the newest first."""
        documents = sorted(
            self._services.index.catalogue.documents(),
            key=lambda one: one.metadata.day.isoformat() if one.metadata.day else "",
            reverse=True,
        )
        numbers = list(dict.fromkeys(number for one in documents for number in one.metadata.diary_numbers[:1]))[:_EXAMPLES]
        buttons = [gr.update(value=number, visible=True) for number in numbers]
        return [*buttons, *[gr.update(visible=False)] * (_EXAMPLES - len(numbers))]

    def _timeline(self, matter: Matter) -> str:
        if not matter.events:
            return (
                '<div class="svar nej"><h3>Inget ärende hittades</h3><p>Inget i de inlästa handlingarna hör till det. '
                "Pröva ett annat ord, eller diarienumret som det står i handlingen.</p></div>"
            )
        numbers = ", ".join(matter.diary_numbers)
        about = f'<p class="avsnitt">Diarienummer: {safe(numbers)}</p>' if numbers else ""
        many = "1 händelse" if len(matter.events) == 1 else f"{len(matter.events)} händelser"
        events = "".join(self._event(event) for event in matter.events)
        return (
            f'<h2 class="arende">{safe(upper_first(matter.title))}</h2>{about}<p class="avsnitt">{many}, äldst först</p>'
            f'<ol class="tidslinje">{events}</ol>'
        )

    def _event(self, event: Event) -> str:
        look, standing = _LOOKS[event.standing]
        where = " · ".join(safe(part) for part in (upper_first(event.body), event.paragraph, event.diary_number) if part)
        cited = event.citation
        document = self._services.library.document_text(cited.document_id)
        place = spot(cited.document_id, document, cited.start, cited.end)
        page = f", s. {cited.page}" if cited.page else ""
        day = in_words(event.date) or "Utan datum"
        opened = link(place, f"{cited.title or cited.source}{page}", about=", öppna med stället utmärkt")
        return (
            f'<li class="handelse {look}"><div class="nar"><time>{safe(day)}</time> '
            f'<span class="marke {look}">{standing}</span></div><div class="var">{where}</div>'
            f'<div class="vad">{safe(event.what)}</div><div class="lank">{opened}</div></li>'
        )


def build(services: Services, page: gr.Blocks) -> None:
    """Put the view into the page."""
    view = MatterView(services)
    html(_INTRO, "arenden-intro")
    with gr.Row(elem_id="arenderad"):
        box = gr.Textbox(label="Diarienummer eller ämne", placeholder="Till exempel: KS 2025/231", elem_id="arende", max_lines=1)
        find = gr.Button("Visa ärendet", variant="primary", elem_id="visa-arende", scale=0)
    with gr.Row(elem_id="arende-exempel"):
        buttons = [gr.Button("", visible=False, elem_classes=["exempel"], scale=0) for _ in range(_EXAMPLES)]
    shown = html("", "tidslinjen")
    gr.on([box.submit, find.click], view.shown, [box], [shown], **QUIET)
    for button in buttons:
        button.click(lambda number: (number, view.shown(number)), [button], [box, shown], **QUIET)
    page.load(view.opened, None, buttons, **QUIET)
