"""What the assistant asks of the stores: passages, whole documents, what is indexed, figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.citations import DocumentText
from app.numbers.ranking import Placed
from app.question.understanding import Coverage
from vectorstore.model import Filter, Hit, SearchQuery
from vectorstore.words.spelling import Speller


class Finder(Protocol):
    """Finds passages (see `vectorstore.search.Searcher`)."""

    speller: Speller

    def search(self, query: SearchQuery, k: int = 10) -> list[Hit]:
        """Return up to k passages, best first."""

    def around(self, hit: Hit, before: int, after: int) -> list[Hit]:
        """Return the passages beside a hit in its document."""


class Library(Protocol):
    """Tells what is indexed, and gives whole documents."""

    def coverage(self, where: Filter) -> Coverage:
        """Return what is indexed, of what may be seen."""

    def document_text(self, document_id: str) -> DocumentText:
        """Return a live document's text."""

    def figures(self, hits: Sequence[Hit], tokens: Mapping[str, float], where: Filter, places: Sequence[str] = ()) -> list[Placed]:
        """Return the figures that may answer: those within passages, and those of rows of some places that hold weighed words."""

    def figures_within(self, hits: Sequence[Hit], where: Filter) -> list[Placed]:
        """Return the figures within passages."""
