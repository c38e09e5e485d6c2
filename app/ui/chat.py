"""The view Fråga: a question box, filters, the conversation, and example questions. Layout only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from app.api.asking import note
from app.assistant import Assistant
from app.bootstrap import Services
from app.events import Finished, Verified
from app.model import Citation, Limits
from app.ui import cards
from app.ui.cards import Turn
from app.ui.parts import QUIET, dropdown, failure, html
from app.ui.places import Standing, standing, upper_first
from app.ui.suggestions import GROUPS, OF_A_KIND, Suggestions
from ingest.model import DocType
from vectorstore.errors import UnknownDocumentError

_TURNS_KEPT = 30  # of a conversation: what a visit holds, and what the page shows without getting slow
_QUESTION_SHOWN = 2_000  # characters on the page; a longer one is refused, and stays in its box
_FORGOTTEN_AFTER = 3_600  # seconds after a tab is closed; nothing of a conversation is kept on disk
_AT_ONCE = 8  # questions answered at once from the page; search is bound to the processor
_INTRO = (
    '<div class="huvud"><h1>Fråga kommunens handlingar</h1>'
    "<p>Svaren hämtas ordagrant ur protokoll, rutiner, budgetar och andra handlingar, och visar var de står. "
    "<strong>Du talar med en maskin:</strong> kontrollera alltid svaret mot källan.</p></div>"
)
_HIDDEN = {"visible": False, "__type__": "update"}
Filters = tuple[str | None, str | None, str | None, str | None]
_NO_FILTERS: Filters = (None, None, None, None)


class Chat:
    """What the view's buttons do."""

    def __init__(self, services: Services, suggestions: Suggestions) -> None:
        self._assistant: Assistant = services.assistant
        self._services = services
        self._suggestions = suggestions

    def ask(self, question: str, turns: list[Turn], *filters: str | None) -> Iterator[tuple[Any, ...]]:
        """Yield what the page shows with the question, then with its answer: box, turns, conversation, examples' group."""
        earlier = turns[-_TURNS_KEPT + 1 :]
        shown = question if len(question) <= _QUESTION_SHOWN else f"{question[:_QUESTION_SHOWN]} …"
        turn = Turn(earlier[-1].number + 1 if earlier else 1, shown.strip())
        yield "", turns, cards.thread([*earlier, turn]), _HIDDEN
        taken = False
        for taken, reply in self._replies(question, [one.question for one in earlier], limits_of(filters), turn.number):
            now = [*earlier, replace(turn, reply=reply)]
            yield "" if taken else question, now if taken else turns, cards.thread(now), _HIDDEN

    def _replies(self, question: str, history: Sequence[str], limits: Limits, number: int) -> Iterator[tuple[bool, str]]:
        """Yield whether the question was taken, and the reply as it comes."""
        so_far = ""
        try:
            for event in self._assistant.stream(question, limits, history):
                if isinstance(event, Finished):
                    note(event.answer, "webb")
                    yield True, cards.reply(event.answer, number, self._standing_of, self._suggestions.indexed())
                    continue
                so_far = event.text if isinstance(event, Verified) else so_far + event.text
                yield True, cards.under_way(so_far, number, isinstance(event, Verified))
        except Exception as error:  # noqa: BLE001 - told in Swedish by `failure`, which logs it
            yield False, failure(error)[1]

    def _standing_of(self, citation: Citation) -> Standing:
        try:
            return standing(self._services.library.document_text(citation.document_id), citation.start)
        except UnknownDocumentError:
            return Standing()  # deleted a moment ago

    def opened(self) -> list[Any]:
        """Return what the view shows when it is opened: what is indexed, the examples' group and examples, the filters."""
        groups = self._suggestions.questions()
        buttons: list[Any] = []
        for questions in groups:
            buttons += [gr.update(value=question, visible=True) for question in questions[:OF_A_KIND]]
            buttons += [gr.update(visible=False)] * (OF_A_KIND - len(questions))
        columns = [gr.update(visible=bool(questions)) for questions in groups]
        return [self._suggestions.indexed_html(), gr.update(visible=any(groups)), *columns, *buttons, *self._choices()]

    def _choices(self) -> list[Any]:
        """Return what the filters offer: municipalities, boards, years and kinds that have papers."""
        covered = self._services.index.catalogue.coverage()
        towns = sorted({row.municipality for row in covered if row.municipality})
        bodies = sorted({row.body for row in covered if row.body})
        years = sorted({row.year for row in covered if row.year}, reverse=True)
        kinds = sorted({row.doc_type.value for row in covered if row.doc_type is not DocType.OKAND})
        return [
            gr.update(choices=[("Alla kommuner", ""), *((town, town) for town in towns)], value=""),
            gr.update(choices=[("Alla nämnder", ""), *((upper_first(body), body) for body in bodies)], value=""),
            gr.update(choices=[("Alla år", ""), *((str(year), str(year)) for year in years)], value=""),
            gr.update(choices=[("Alla slag", ""), *((upper_first(kind), kind) for kind in kinds)], value=""),
        ]


def limits_of(filters: Sequence[str | None]) -> Limits:
    """Return chosen filters (municipality, board, year, kind) as the assistant takes them; what is no choice limits nothing."""
    town, body, year, kind = (one or "" for one in (filters or _NO_FILTERS))
    return Limits(
        municipalities=(town,) if town else (),
        bodies=(body,) if body else (),
        years=(int(year),) if year.isascii() and year.isdecimal() else (),
        doc_types=(DocType(kind),) if kind in set(DocType) else (),
    )


def build(services: Services, page: gr.Blocks) -> None:
    """Put the view into the page."""
    chat = Chat(services, Suggestions(services))
    turns = gr.State([], time_to_live=_FORGOTTEN_AFTER)
    html(_INTRO, "intro")
    indexed = html("", "inlast")
    talk = html("", "samtal")
    with gr.Row(elem_id="exempel") as group:
        columns, buttons = _examples()
    with gr.Column(elem_id="ruta"):
        with gr.Accordion("Avgränsa frågan", open=False, elem_id="filter"), gr.Row():
            names = (("Kommun", "filter-kommun"), ("Nämnd", "filter-namnd"), ("År", "filter-ar"), ("Slag", "filter-slag"))
            filters = [dropdown(label, name) for label, name in names]
        with gr.Row(elem_id="skrivrad"):
            box = gr.Textbox(
                label="Din fråga",
                placeholder="Till exempel: Vad kostade hemtjänsten 2025?",
                lines=1,
                max_lines=5,
                elem_id="fraga",
                scale=1,
            )
            send = gr.Button("Fråga", variant="primary", elem_id="skicka", scale=0)
    shown = [box, turns, talk, group]
    asking = {**QUIET, "concurrency_limit": _AT_ONCE, "concurrency_id": "ask"}
    gr.on([box.submit, send.click], chat.ask, [box, turns, *filters], shown, **asking)
    for button in buttons:
        button.click(chat.ask, [button, turns, *filters], shown, **asking)
    page.load(chat.opened, None, [indexed, group, *columns, *buttons, *filters], **QUIET)


def _examples() -> tuple[list[gr.Column], list[gr.Button]]:
    """Return a column for each who asks, and the buttons in them."""
    columns, buttons = [], []
    for who, _ in GROUPS:
        with gr.Column(elem_classes=["exempelgrupp"], min_width=220) as column:
            gr.Markdown(f'<h2 class="liten">{who}</h2>', sanitize_html=False, container=False)
            buttons += [gr.Button("", visible=False, elem_classes=["exempel"]) for _ in range(OF_A_KIND)]
        columns.append(column)
    return columns, buttons
