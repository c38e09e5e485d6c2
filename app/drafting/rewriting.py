"""Paragraphs rewritten by a chat model, where there is one: each sentence verified as other answers are; else the quotes stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from app.citations import DocumentText, place_of
from app.drafting.model import Paragraph
from app.drafting.statements import Statement
from app.errors import ChatModelError
from app.generation.chat_model import ChatModel
from app.generation.context import Evidence, fence_of, written
from app.generation.sentences import Splitter
from app.generation.verify import Supported, check
from app.model import Citation, Question
from app.personal import masked
from prompts.loader import load

_LEAST_KEPT = 0.6  # share of the model's sentences that must hold, else the quotes are given as they are
_MOST_CHARACTERS = 4_000  # of a model's words: one that goes on longer does not write a paragraph


@dataclass(frozen=True, slots=True)
class Rewriter:
    """Rewrites what was found for a demand as a paragraph.

    Attributes:
        understand: gives a demand as a question, which the verification wants.
        documents: gives documents.
    """

    model: ChatModel
    understand: Callable[[str], Question]
    documents: Callable[[str], DocumentText]

    def paragraph(self, demand: str, found: Sequence[tuple[Statement, Citation]]) -> Paragraph | None:
        """Return the paragraph, or None where the model fails or too little of it holds.

        Args:
            demand: what is asked for.
            found: the statements it is to be made from, each with its citation.
        """
        evidence = tuple(self._evidence(number, one, citation) for number, (one, citation) in enumerate(found, 1))
        prompt = load("stycke_i_motionssvar")
        fence = fence_of(evidence)
        said = ""
        try:
            messages = prompt.messages(demand=masked(demand), evidence=written(evidence, fence), fence=fence)
            with closing(self.model.stream(messages)) as words:
                for part in words:
                    said += part
                    if len(said) > _MOST_CHARACTERS:
                        return None
        except ChatModelError:
            return None
        splitter = Splitter()
        _shown, sentences = splitter.feed(said)
        question = self.understand(demand)
        kept: list[str] = []
        cites: dict[int, None] = {}
        every = [*sentences, *splitter.end()]
        for sentence in every:
            verdict = check(sentence, evidence, question, ())
            if isinstance(verdict, Supported):
                numbers = dict.fromkeys(found[quote.evidence.number - 1][1].number for quote in verdict.quotes)
                kept.append(f"{verdict.text} {' '.join(f'[{number}]' for number in numbers)}")
                cites.update(numbers)
        if not kept or len(kept) < _LEAST_KEPT * len(every):
            return None
        return Paragraph(" ".join(kept), tuple(cites))

    def _evidence(self, number: int, one: Statement, citation: Citation) -> Evidence:
        passage = replace(one.hit.chunk, text=citation.quote, start=citation.start, end=citation.end)
        return Evidence(number, place_of(one.hit), passage, self.documents(one.document_id))
