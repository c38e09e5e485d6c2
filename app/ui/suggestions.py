"""Questions that are known to have answers, one group for each who asks, and how much is indexed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import islice
from threading import Lock

from app.bootstrap import Services
from app.model import Limits, Outcome
from app.ui import examples
from app.ui.places import safe
from vectorstore.catalogue.model import Coverage

OF_A_KIND = 2  # examples for each who asks: more is a list to read rather than a hint
_TRIED = 6  # questions of a kind asked to find those: a second or two in all, once
_STAND = 120.0  # seconds, while papers are being taken in
_PAPERS_READ = 60  # newest papers that examples are made of
_TOWNS_NAMED = 3  # the rest are "m.fl."
#: Who asks, and which kinds of `examples.candidates` are theirs.
GROUPS = (("Förtroendevald", (2, 0)), ("Ny medarbetare", (1, 3)), ("Nämndsekreterare", (0,)))


class Suggestions:
    """Questions that are known to have answers, and how much is indexed."""

    def __init__(self, services: Services) -> None:
        self._assistant = services.assistant
        self._catalogue = services.index.catalogue
        self._lock = Lock()
        self._questions: tuple[tuple[str, ...], ...] = tuple(() for _ in GROUPS)
        self._generation = -1
        self._made = 0.0

    def indexed(self) -> str:
        """Return how much is indexed that may be seen, in words."""
        documents = self._catalogue.documents()
        return amount(len(documents), self._catalogue.coverage()) if documents else ""

    def indexed_html(self) -> str:
        """Return the same as HTML, with what to do where it is nothing."""
        told = self.indexed()
        if not told:
            return '<p class="inlast tomt">Inga handlingar är inlästa ännu. Lägg in dem under <a href="#dokument">Dokument</a>.</p>'
        return f'<p class="inlast">{safe(told)}</p>'

    def questions(self) -> tuple[tuple[str, ...], ...]:
        """Return, for each group, some questions that are answered from the papers they were made of; kept for a while."""
        with self._lock:
            generation = self._catalogue.generation()
            if generation != self._generation and time.monotonic() - self._made > _STAND:
                self._questions = self._made_anew()
                self._generation, self._made = generation, time.monotonic()
            return self._questions

    def _made_anew(self) -> tuple[tuple[str, ...], ...]:
        stored = [one for one in self._catalogue.documents() if examples.wanted(one)]
        stored.sort(key=lambda one: one.metadata.day.isoformat() if one.metadata.day else "", reverse=True)
        papers = [(one, self._catalogue.sections(one.id)) for one in stored[:_PAPERS_READ]]
        kinds = [iter(self._answered(made[:_TRIED])) for made in examples.candidates(papers)]
        groups: list[tuple[str, ...]] = []
        for _, wanted in GROUPS:
            first = [question for kind in wanted for question in islice(kinds[kind], 1)]
            more = (question for kind in wanted for question in kinds[kind])
            groups.append((*first, *islice(more, max(0, OF_A_KIND - len(first)))))
        return tuple(groups)

    def _answered(self, made: Sequence[tuple[str, str]]) -> list[str]:
        """Return the questions that are answered from the documents they were made of; no more than can be shown."""
        most = OF_A_KIND * len(GROUPS)
        return list(islice(dict.fromkeys(question for question, document_id in made if self._answers(question, document_id)), most))

    def _answers(self, question: str, document_id: str) -> bool:
        answer = self._assistant.ask(question, Limits(), by_model=False)
        cited = {citation.document_id for citation in answer.citations}
        return answer.outcome is Outcome.ANSWERED and document_id in cited


def amount(documents: int, covered: Sequence[Coverage]) -> str:
    """Return how much is indexed, in words: "26 handlingar inlästa · Ale · 2021–2026"."""
    towns = list(dict.fromkeys(row.municipality for row in covered if row.municipality))
    years = sorted({row.year for row in covered if row.year})
    parts = ["1 handling inläst" if documents == 1 else f"{documents} handlingar inlästa"]
    if towns:
        parts.append(", ".join(towns[:_TOWNS_NAMED]) + (" m.fl." if len(towns) > _TOWNS_NAMED else ""))
    if years:
        parts.append(f"{years[0]}–{years[-1]}" if len(years) > 1 else f"{years[0]}")
    return " · ".join(parts)
