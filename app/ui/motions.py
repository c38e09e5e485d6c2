"""The view Motionssvar: a motion in, what it asks and what there is, a draft to edit, a Word file out. Layout only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from app.api.holdings import Holdings
from app.bootstrap import Services
from app.citations import place
from app.drafting.errors import DraftError
from app.drafting.layout import load_template, template_names
from app.drafting.model import Draft, TimelineRow
from app.drafting.serialise import MARK_TEXT
from app.errors import UploadError
from app.model import Citation, Limits
from app.ui.draft_edit import edited, kind_in_words, section_text, with_proposal
from app.ui.parts import QUIET, dropdown, failure, html
from app.ui.places import Spot, in_words, link, safe, upper_first
from ingest.errors import UnreadableFileError
from ingest.model import DocType

_INTRO = (
    '<div class="huvud"><h1>Motionssvar</h1><p>Lämna in en motion och få ett utkast till svar, med källa för varje påstående. '
    "Det som saknas i handlingarna sägs, och fylls inte i. <strong>Utkastet är gjort av en maskin:</strong> du granskar, väljer "
    "förslag till beslut och ansvarar för texten.</p></div>"
)
_SECTIONS = 16  # text boxes: the longest template has twelve headings
_SUFFIXES = [".pdf", ".docx", ".txt", ".md"]
_OPEN = ("Lämna öppet", "")
_ASKS = {"motion": "Yrkanden", "revision": "Rekommendationer"}


class Motions:
    """What the view's buttons do."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._desk = services.drafts
        self._holdings = Holdings(services.index.catalogue)

    def opened(self) -> list[Any]:
        """Return what the lists offer: motions that are indexed, and templates."""
        motions = self._holdings.listed(Limits(doc_types=(DocType.MOTION,)))
        own = self._services.settings.drafts.templates
        names = [(upper_first(load_template(name, own).municipality) or "Generell mall", name) for name in template_names(own)]
        return [
            gr.update(choices=[("Välj ur listan", ""), *((one.metadata.title or one.name, one.id) for one in motions)], value=""),
            gr.update(choices=[("Kommunens egen, annars den generella", ""), *names], value=""),
        ]

    def draft(self, document_id: str, file: str | None, text: str, template: str) -> list[Any]:
        """Return the draft and all that shows it: state, what was read, the choice of proposal, sections, their group, the link."""
        try:
            made = self._made(document_id or "", file or "", text or "", template or "")
            self._desk.keep(made)
        except Exception as error:  # noqa: BLE001 - told in Swedish by `failure`, which logs it
            reported = UploadError(f"Motionen går inte att läsa: {error}.") if isinstance(error, UnreadableFileError) else error
            nothing = [gr.update(visible=False)] * _SECTIONS
            return [None, failure(reported)[1], gr.update(visible=False), *nothing, gr.update(visible=False), ""]
        finally:
            if file:
                Path(file).unlink(missing_ok=True)  # a motion that is not put in is not kept
        boxes = [gr.update(label=one.heading, value=section_text(one), visible=True) for one in made.sections[:_SECTIONS]]
        boxes += [gr.update(visible=False, value="")] * (_SECTIONS - len(boxes))
        choices = [_OPEN, *((f"{kind_in_words(one.kind)}: {one.text}", one.kind.value) for one in made.proposals)]
        choice = gr.update(choices=choices, value="", visible=bool(made.proposals))
        return [made, self._read(made), choice, *boxes, gr.update(visible=True), _word(made)]

    def _made(self, document_id: str, file: str, text: str, template: str) -> Draft:
        if file:
            return self._desk.from_file(Path(file), template)
        if text.strip():
            return self._desk.from_text(text, "", template)
        if document_id:
            return self._desk.from_document(self._holdings.document(document_id).id, template)
        raise DraftError("Välj en motion ur listan, välj en fil, eller klistra in motionens text.")

    def chosen(self, made: Draft | None, kind: str) -> list[Any]:
        """Return the section of proposals with the one that is chosen; the others as they stand."""
        at, text = with_proposal(made, kind) if made else (-1, "")
        return [gr.update(value=text) if n == at else gr.update() for n in range(_SECTIONS)]

    def saved(self, made: Draft | None, *texts: str) -> str:
        """Return the link to the Word file of the draft as edited."""
        if made is None:
            return ""
        try:
            changed = edited(made, texts)
            self._desk.keep(changed)
        except Exception as error:  # noqa: BLE001 - told in Swedish by `failure`, which logs it
            return failure(error)[1]
        return _word(changed)

    def _read(self, made: Draft) -> str:
        """Return what the motion asks, what is missing, what has happened, and the sources, as HTML."""
        motion = made.motion
        by = ", ".join(part for part in (", ".join(motion.signers), motion.party) if part)
        facts = [by, f"Dnr {motion.diary_number}" if motion.diary_number else ""]
        facts.append(f"Bör beslutas senast {in_words(made.decide_by.isoformat())}" if made.decide_by else "")
        told = " · ".join(safe(fact) for fact in facts if fact)
        demands = "".join(f"<li>{safe(one.text)}</li>" for one in motion.demands) or "<li>Inga yrkanden hittades.</li>"
        missing = "".join(f"<li>{safe(one)}</li>" for one in made.missing)
        lacks = f'<div class="saknas"><h3>Underlag som saknas</h3><ul>{missing}</ul></div>' if missing else ""
        by_number = {one.number: one for one in made.citations}
        events = "".join(self._event(row, by_number) for row in made.timeline)
        timeline = f'<h3>Vad som har hänt</h3><ol class="tidslinje">{events}</ol>' if events else ""
        sources = "".join(f"<li>{self._source(one)}</li>" for one in made.citations)
        heading = _ASKS.get(motion.asks.value, "Yrkanden")
        return (
            f'<section class="motion"><p class="obs">{safe(MARK_TEXT)}</p><h2>{safe(motion.title or made.title)}</h2>'
            f'<p class="avsnitt">{told}</p><h3>{heading}</h3><ol class="krav">{demands}</ol>{lacks}{timeline}'
            f'<details class="uppgifter"><summary>Källor ({len(made.citations)})</summary>'
            f'<ol class="kallista">{sources}</ol></details></section>'
        )

    def _event(self, row: TimelineRow, citations: dict[int, Citation]) -> str:
        where = " · ".join(
            safe(part) for part in (in_words(row.date) or "Utan datum", upper_first(row.body), row.paragraph) if part
        )
        cited = citations.get(row.citation)
        page = f", s. {cited.page}" if cited and cited.page else ""
        opened = f'<div class="lank">{self._source(cited, f"{cited.title or cited.source}{page}")}</div>' if cited else ""
        return f'<li class="handelse"><div class="nar">{where}</div><div class="vad">{safe(row.what)}</div>{opened}</li>'

    def _source(self, citation: Citation, told: str = "") -> str:
        told = told or f"[{citation.number}] {place(citation)}"
        pictured = "/pages/" in citation.url
        pages = len(self._services.library.document_text(citation.document_id).pages) if pictured else 0
        if not citation.url:
            return safe(told)
        return link(Spot(citation.document_id, citation.source, citation.start, citation.end, citation.page, pages), told)


def _word(made: Draft) -> str:
    return f'<p><a class="knapp" href="/api/drafts/{safe(made.trace_id)}.docx" download>Hämta Word-filen</a></p>'


def build(services: Services, page: gr.Blocks) -> None:
    """Put the view into the page."""
    view = Motions(services)
    made = gr.State(None, time_to_live=3_600)
    html(_INTRO, "motion-intro")
    with gr.Row(elem_id="motion-val"):
        indexed = dropdown("Motion som är inläst", "motion-inlast", min_width=240)
        template = dropdown("Mall", "motion-mall", min_width=240)
    with gr.Accordion("Eller en fil, eller inklistrad text", open=False, elem_id="motion-annan"):
        file = gr.UploadButton("Välj fil (PDF, Word eller text)", file_types=_SUFFIXES, elem_id="motion-fil", size="sm")
        named = gr.Markdown("", elem_id="motion-filnamn")
        path = gr.State("")
        text = gr.Textbox(label="Motionens text", lines=6, max_lines=14, elem_id="motion-text", max_length=200_000)
    make = gr.Button("Gör utkast", variant="primary", elem_id="gor-utkast")
    read = html("", "motion-last")
    with gr.Column(visible=False, elem_id="utkast") as group:
        html(
            '<h2>Utkastet</h2><p class="liten-text">Ändra fritt. Siffror inom hakparentes, som [3], blir fotnoter i Word.</p>',
            "utkast-rubrik",
        )
        choice = gr.Radio(choices=[_OPEN], value="", label="Förslag till beslut", elem_id="forslag", interactive=True)
        boxes = [
            gr.Textbox(label=f"Avsnitt {n + 1}", lines=2, max_lines=30, visible=False, elem_classes=["avsnitt-ruta"])
            for n in range(_SECTIONS)
        ]
        save = gr.Button("Spara ändringarna i Word-filen", elem_id="spara-utkast")
    word = html("", "utkast-word")
    file.upload(lambda one: (one, f"Vald fil: {Path(one).name}"), [file], [path, named], **QUIET)
    make.click(lambda: _WORKING, None, [read], **QUIET).then(
        view.draft, [indexed, path, text, template], [made, read, choice, *boxes, group, word], **QUIET
    ).then(lambda: ("", ""), None, [path, named], **QUIET)
    choice.input(view.chosen, [made, choice], boxes, **QUIET)
    save.click(view.saved, [made, *boxes], [word], **QUIET)
    page.load(view.opened, None, [indexed, template], **QUIET)


_WORKING = '<p class="soker">Läser motionen och söker underlag …</p>'
