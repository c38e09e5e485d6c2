"""The chat: a question box, the conversation, and example questions. Layout only."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest
from threading import Lock
from typing import Any

import gradio as gr
import structlog

from app.api import problems
from app.api.asking import note
from app.assistant import Assistant
from app.bootstrap import Services
from app.errors import AppError
from app.model import Citation, Limits, Outcome
from app.ui import cards, examples
from app.ui.cards import Turn
from ingest.model import SectionKind
from vectorstore.catalogue_model import Coverage
from vectorstore.catalogue_reader import CatalogueReader
from vectorstore.errors import VectorStoreError

_TURNS_KEPT = 30  # of a conversation: what a visit holds, and what the page shows without getting slow
_EXAMPLES = 4  # shown: more is a list to read rather than a hint
_OF_A_KIND = 2  # examples at the most, so that there is one for each who asks
_TRIED = 6  # questions of a kind asked to find those: a second or two in all, once
_EXAMPLES_STAND = 120.0  # seconds, while papers are being taken in
_PAPERS_READ = 60  # newest papers that examples are made of
_QUESTION_SHOWN = 2_000  # characters on the page; a longer one is refused, and stays in its box
_FORGOTTEN_AFTER = 3_600  # seconds after a tab is closed; nothing of a conversation is kept on disk
_TOWNS_NAMED = 3  # the rest are "m.fl."
_AT_ONCE = 8  # questions answered at once from the page; search is bound to the processor
_TITLE = "Kommunsvar"
_INTRO = (
    '<header class="huvud"><p class="namn">Kommunsvar</p><h1>Fråga kommunens handlingar</h1>'
    "<p>Svaren hämtas ordagrant ur protokoll, rutiner, budgetar och andra handlingar, och visar var de står. "
    "<strong>Du talar med en maskin:</strong> kontrollera alltid svaret mot källan.</p></header>"
)

_HIDDEN = {"visible": False, "__type__": "update"}

_log = structlog.get_logger(__name__)


class Chat:
    """What the page's buttons do."""

    def __init__(self, assistant: Assistant, catalogue: CatalogueReader, suggestions: Suggestions) -> None:
        self._assistant = assistant
        self._catalogue = catalogue
        self._suggestions = suggestions

    def ask(self, question: str, turns: list[Turn]) -> Iterator[tuple[Any, ...]]:
        """Yield what the page shows with the question, then with its answer: box, turns, conversation, examples' group."""
        earlier = turns[-_TURNS_KEPT + 1 :]
        shown = question if len(question) <= _QUESTION_SHOWN else f"{question[:_QUESTION_SHOWN]} …"
        turn = Turn(earlier[-1].number + 1 if earlier else 1, shown.strip())
        yield "", turns, cards.thread([*earlier, turn]), _HIDDEN
        taken, reply = self._reply(question, turn.number)
        now = [*earlier, replace(turn, reply=reply)]
        yield "" if taken else question, now if taken else turns, cards.thread(now), _HIDDEN

    def _reply(self, question: str, number: int) -> tuple[bool, str]:
        """Return whether the question was taken, and the reply. The page's outermost door, as `problems.install` is the API's."""
        trace_id = uuid.uuid4().hex
        try:
            answer = self._assistant.ask(question)
            note(answer, "webb")
            return True, cards.reply(answer, number, self._standing_of)
        except (AppError, VectorStoreError) as error:
            problem = problems.of_error(error)
            if problem.status < 500:
                return False, cards.failure(problem.title, problem.detail)
            _log.error("store_error", error=type(error).__name__, told=str(error), trace_id=trace_id)
        except Exception:  # noqa: BLE001 - logged; the visitor is to be told in Swedish, not by Gradio
            _log.exception("unexpected", trace_id=trace_id)
            problem = problems.unexpected()
        return False, cards.failure(problem.title, problem.detail, trace_id)

    def _standing_of(self, citation: Citation) -> SectionKind | None:
        sections = self._catalogue.sections(citation.document_id)
        return next((one.kind for one in sections if one.start <= citation.start < one.end), None)

    def opened(self) -> list[Any]:
        """Return what a page shows when it is opened: what is indexed, the examples' group, the examples."""
        questions = self._suggestions.questions()
        buttons = [gr.update(value=question, visible=True) for question in questions]
        hidden = [gr.update(visible=False)] * (_EXAMPLES - len(questions))
        return [self._suggestions.indexed(), gr.update(visible=bool(questions)), *buttons, *hidden]


class Suggestions:
    """Questions that are known to have answers, and how much is indexed."""

    def __init__(self, services: Services) -> None:
        self._assistant = services.assistant
        self._catalogue = services.index.catalogue
        self._lock = Lock()
        self._questions: tuple[str, ...] = ()
        self._generation = -1
        self._made = 0.0

    def indexed(self) -> str:
        """Return how much is indexed that may be seen, as HTML."""
        documents = self._catalogue.documents()
        if not documents:
            told = "Inga handlingar är inlästa ännu. Den som sköter servern läser in dem med <code>kommunsvar ingest</code>."
            return f'<p class="inlast tomt">{told}</p>'
        return f'<p class="inlast">{cards.safe(_amount(len(documents), self._catalogue.coverage()))}</p>'

    def questions(self) -> tuple[str, ...]:
        """Return some questions that the assistant answers from the papers they were made of; kept for a while."""
        with self._lock:
            generation = self._catalogue.generation()
            if generation != self._generation and time.monotonic() - self._made > _EXAMPLES_STAND:
                self._questions = self._made_anew()
                self._generation, self._made = generation, time.monotonic()
            return self._questions

    def _made_anew(self) -> tuple[str, ...]:
        stored = [one for one in self._catalogue.documents() if examples.wanted(one)]
        stored.sort(key=lambda one: one.metadata.day.isoformat() if one.metadata.day else "", reverse=True)
        papers = [(one, self._catalogue.sections(one.id)) for one in stored[:_PAPERS_READ]]
        found = [self._answered(made[:_TRIED]) for made in examples.candidates(papers)]
        in_turn = (question for row in zip_longest(*found) for question in row if question)
        return tuple(dict.fromkeys(in_turn))[:_EXAMPLES]

    def _answered(self, made: Sequence[tuple[str, str]]) -> list[str]:
        """Return the questions that are answered from the documents they were made of; no more than can be shown."""
        return list(islice((question for question, document_id in made if self._answers(question, document_id)), _OF_A_KIND))

    def _answers(self, question: str, document_id: str) -> bool:
        answer = self._assistant.ask(question, Limits())
        cited = {citation.document_id for citation in answer.citations}
        return answer.outcome is Outcome.ANSWERED and document_id in cited


def _amount(documents: int, covered: Sequence[Coverage]) -> str:
    """Return how much is indexed, in words: "26 handlingar inlästa · Ale · 2021–2026"."""
    towns = list(dict.fromkeys(row.municipality for row in covered if row.municipality))
    years = sorted({row.year for row in covered if row.year})
    parts = ["1 handling inläst" if documents == 1 else f"{documents} handlingar inlästa"]
    if towns:
        parts.append(", ".join(towns[:_TOWNS_NAMED]) + (" m.fl." if len(towns) > _TOWNS_NAMED else ""))
    if years:
        parts.append(f"{years[0]}–{years[-1]}" if len(years) > 1 else f"{years[0]}")
    return " · ".join(parts)


def build(services: Services) -> gr.Blocks:
    """Return the page."""
    suggestions = Suggestions(services)
    chat = Chat(services.assistant, services.index.catalogue, suggestions)
    with gr.Blocks(title=_TITLE, analytics_enabled=False, fill_width=True) as page:
        turns = gr.State([], time_to_live=_FORGOTTEN_AFTER)
        _html(_INTRO, "intro")
        indexed = _html("", "inlast")
        talk = _html("", "samtal")
        with gr.Column(elem_id="exempel") as group:
            _html('<h2 class="liten">Prova till exempel</h2>', "exempelrubrik")
            buttons = [gr.Button("", visible=False, elem_classes=["exempel"]) for _ in range(_EXAMPLES)]
        with gr.Row(elem_id="ruta"):
            box = gr.Textbox(
                label="Din fråga",
                placeholder="Till exempel: Vad kostade hemtjänsten 2025?",
                lines=1,
                max_lines=5,
                autofocus=True,
                elem_id="fraga",
                scale=1,
            )
            send = gr.Button("Fråga", variant="primary", elem_id="skicka", scale=0)
        _wire(page, chat, (box, turns, talk, group, indexed), send, buttons)
    return page


def _html(value: str, name: str) -> gr.Markdown:
    """Return a place for our own HTML. gr.HTML would need a page that may evaluate text as scripts."""
    return gr.Markdown(value, sanitize_html=False, latex_delimiters=[], container=False, elem_id=name)


def _wire(page: gr.Blocks, chat: Chat, parts: tuple[Any, ...], send: gr.Button, buttons: Sequence[gr.Button]) -> None:
    """Tie what is pressed to what happens."""
    box, turns, talk, group, indexed = parts
    shown = [box, turns, talk, group]
    private = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": _AT_ONCE, "concurrency_id": "ask"}
    gr.on([box.submit, send.click], chat.ask, [box, turns], shown, **private)
    for button in buttons:
        button.click(chat.ask, [button, turns], shown, **private)
    page.load(chat.opened, None, [indexed, group, *buttons], api_visibility="private", show_progress="hidden")
