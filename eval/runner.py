"""Runs a set of questions through the public interface: in this process, or a service at an address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

from app.bootstrap import Services
from app.errors import QuestionError
from app.serialise import answer_json, hit_json
from eval.dataset import Case
from eval.errors import AddressError
from eval.metrics import answer_measures, retrieval

_HITS = 10
_PATIENCE = 120.0  # seconds: a chat model behind the service may think
_TRIED_FIRST = 2  # questions asked before any is timed: the first loads the model


class Door(Protocol):
    """The service as its users reach it."""

    def ask(self, question: str, history: Sequence[str] = ()) -> dict[str, Any]:
        """Return an answer as JSON."""

    def search(self, question: str, history: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Return the passages found, best first, as JSON."""

    def verbatim(self, citation: dict[str, Any], /) -> bool | None:
        """Tell whether a quote stands at its place in the document; None where that cannot be seen from here."""


@dataclass(frozen=True, slots=True)
class InProcess:
    """The assistant in this process."""

    services: Services

    def ask(self, question: str, history: Sequence[str] = ()) -> dict[str, Any]:
        """Return an answer as JSON; a question that is refused as put has the outcome "error"."""
        try:
            return answer_json(self.services.assistant.ask(question, history=history))
        except QuestionError as error:
            return {"outcome": "error", "text": str(error), "citations": []}

    def search(self, question: str, history: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Return the passages found."""
        try:
            hits = self.services.assistant.search(question, _HITS, history=history)
        except QuestionError:
            return []
        return [hit_json(hit, rank) for rank, hit in enumerate(hits, 1)]

    def verbatim(self, citation: dict[str, Any], /) -> bool | None:
        """Tell whether a quote stands at its place in the document."""
        text = self.services.library.document_text(citation["document_id"]).text
        return bool(text[citation["start"] : citation["end"]] == citation["quote"])


@dataclass(frozen=True, slots=True)
class Address:
    """A service at an address."""

    client: httpx.Client

    def ask(self, question: str, history: Sequence[str] = ()) -> dict[str, Any]:
        """Return an answer as JSON.

        Raises:
            AddressError: the service does not answer as it should.
        """
        return self._json("POST", "/api/ask", json={"question": question, "history": list(history)})

    def search(self, question: str, history: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Return the passages found; a follow-up is searched as `ask` understood it.

        Raises:
            AddressError: the service does not answer as it should.
        """
        words = str(self.ask(question, history)["standalone"]) if history else question
        hits: list[dict[str, Any]] = self._json("GET", "/api/search", params={"q": words, "k": _HITS})["hits"]
        return hits

    def verbatim(self, _citation: dict[str, Any], /) -> bool | None:
        """Say that it cannot be seen from here."""
        return None

    def _json(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        try:
            response = self.client.request(method, path, **more)
            response.raise_for_status()
            values: dict[str, Any] = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise AddressError(f"{self.client.base_url}{path} svarar inte som den ska: {error}. Är tjänsten igång?") from error
        return values


@contextmanager
def at_address(address: str) -> Iterator[Address]:
    """Give the service at an address."""
    with httpx.Client(base_url=address.rstrip("/"), timeout=_PATIENCE) as client:
        yield Address(client)


@dataclass(frozen=True, slots=True)
class Row:
    """What came of a question.

    Attributes:
        measures: name → value from 0 to 1.
        empty: the papers hold no answer to it.
        verbatim: of its quotes that could be checked, whether each stands in its document.
        milliseconds: that the answer took, as the service tells it.
    """

    case: Case
    outcome: str
    reason: str
    text: str
    standalone: str
    measures: dict[str, float]
    empty: bool
    verbatim: tuple[bool, ...] = ()
    milliseconds: float = 0.0
    citations: tuple[dict[str, Any], ...] = field(default_factory=tuple)


def run(cases: Sequence[Case], door: Door, progress: Callable[[int], None]) -> list[Row]:
    """Ask and search every question; return what came of each, in order."""
    for case in cases[:_TRIED_FIRST]:
        door.ask(case.question, case.history)
    rows = []
    for case in cases:
        rows.append(_row(case, door))
        progress(1)
    return rows


def _row(case: Case, door: Door) -> Row:
    answer = door.ask(case.question, case.history)
    hits = door.search(case.question, case.history) if case.evidence else []
    checked = (door.verbatim(citation) for citation in answer["citations"])
    return Row(
        case=case,
        outcome=str(answer["outcome"]),
        reason=str(answer.get("reason") or ""),
        text=str(answer["text"]),
        standalone=str(answer.get("standalone", "")),
        measures={**retrieval(case, hits), **answer_measures(case, answer)},
        empty=not case.evidence,
        verbatim=tuple(one for one in checked if one is not None),
        milliseconds=float(answer.get("timings", {}).get("total_ms", 0.0)),
        citations=tuple(
            {key: citation.get(key) for key in ("source", "page", "paragraph", "quote")} for citation in answer["citations"]
        ),
    )
