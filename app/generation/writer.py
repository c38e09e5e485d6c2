"""Answers by a chat model: evidence sent, words taken in, each sentence verified; else the extractive answer with a note."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date

from app import wording
from app.answer.refusal import Refusal
from app.answer.telling import refused, told_figure
from app.citations import cite
from app.errors import ChatModelError
from app.events import Event, Finished, Grounds, Provisional, Verified
from app.generation.chat_model import ChatModel
from app.generation.context import Evidence, fence_of, gather, written
from app.generation.rewriting import rewritten
from app.generation.sentences import Sentence, Splitter
from app.generation.verify import Fault, Quote, Supported, check
from app.model import Answer, Citation, Mode, Outcome, QuestionKind, Reason
from app.numbers.ranking import Placed
from app.personal import masked
from prompts.loader import load
from vectorstore.coverage import coverage, told

_MOST_SENTENCES = 20  # of an answer; a list may be long
_MOST_CHARACTERS = 4_000  # of a model's words: one that goes on longer does not answer
_LEAST_KEPT = 0.5  # share of the model's words that must hold
_REPEATED = 3  # times the same sentence: it has begun to loop
_NOT_STATED = re.compile(
    r"\b(?:framgår|står|anges|nämns|finns|hittar|hittade|innehåller|framkommer|saknas)\b[^.]{0,40}\b(?:inte|ej|inget|inga|ingen)\b"
    r"|\b(?:inte|ej)\b[^.]{0,30}\b(?:framgår|anges|nämns)\b|\b(?:uppgift|information)\w*\b[^.]{0,30}\bsaknas\b"
    r"|\b(?:not stated|don't know)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<!\[)\b\d|\b(?:inga?|ingen|noll|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b", re.IGNORECASE)
_PARTLY = "Allt som efterfrågas framgår inte av handlingarna."

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Answering:
    """An answer as it grows."""

    grounds: Grounds
    evidence: Sequence[Evidence]
    cells: Sequence[Placed]
    lines: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    figures: list[Evidence] = field(default_factory=list)
    cautions: dict[str, None] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    dropped: int = 0  # characters
    kept: int = 0
    not_stated: bool = False
    seen: dict[str, int] = field(default_factory=dict)

    def take(self, sentence: Sentence) -> bool:
        """Verify a sentence; tell whether it was kept."""
        if not any(letter.isalpha() for letter in sentence.text):
            return False
        again = self.seen[sentence.text] = self.seen.get(sentence.text, 0) + 1
        if again > 1:
            return False
        if not sentence.markers and _NOT_STATED.search(sentence.text):
            self.not_stated = True
            return False
        verdict = check(sentence, self.evidence, self.grounds.question, self.cells)
        markers = self._markers(verdict.quotes) if isinstance(verdict, Supported) else ""
        if isinstance(verdict, Fault) or not markers:
            self.faults.append(verdict if isinstance(verdict, Fault) else Fault.UNKNOWN_SOURCE)
            self.dropped += len(sentence.text)
            return False
        self.kept += len(sentence.text)
        self.said.append(f"{verdict.text} {' '.join(quote.text for quote in verdict.quotes)} {verdict.quotes[0].around}")
        told_so = f"{verdict.text} {markers}"
        if sentence.starts_line or not self.lines:
            self.lines.append(f"- {told_so}" if sentence.is_item else told_so)
        else:
            self.lines[-1] += f" {told_so}"
        return True

    def take_all(self, sentences: Sequence[Sentence]) -> bool:
        """Verify sentences in order; tell whether any was kept."""
        return sum(self.take(sentence) for sentence in sentences) > 0

    @property
    def text(self) -> str:
        """All that is kept, with markers."""
        return "\n".join(self.lines)

    @property
    def over(self) -> bool:
        """Whether nothing more is to be taken: the model goes on, or round."""
        return len(self.seen) >= _MOST_SENTENCES or any(times >= _REPEATED for times in self.seen.values())

    def _markers(self, quotes: Sequence[Quote]) -> str:
        """Return the markers of quotes, each with its citation; "" where one cannot be cited."""
        numbers = []
        for quote in quotes:
            span, told_span = (quote.start, quote.end), (quote.told_start, quote.told_end)
            citation = cite(len(self.citations) + 1, quote.evidence.place, told_span, span, quote.evidence.document)
            if citation is None:
                return ""
            same = next((one for one in self.citations if replace(one, number=citation.number) == citation), None)
            if same is None:
                self.citations.append(citation)
                if quote.evidence.figure is not None:
                    self.figures.append(quote.evidence)
            numbers.append((same or citation).number)
            if note := wording.caution(quote.evidence.place.metadata):
                self.cautions[note] = None
        return " ".join(f"[{number}]" for number in dict.fromkeys(numbers))


class ModelWriter:
    """Writes answers with a chat model."""

    def __init__(self, model: ChatModel, evidence_characters: int, least_support: float, today: Callable[[], date]) -> None:
        """Take the model and its limits.

        Args:
            model: the chat model.
            evidence_characters: of papers sent with a question.
            least_support: share of what is asked that an answer must meet.
            today: gives the day.
        """
        self._model = model
        self._budget = evidence_characters
        self._least_support = least_support
        self._today = today

    def write(self, grounds: Grounds, trace_id: str) -> Iterator[Event]:
        """Give the answer's events, `Finished` last; closing the iterator closes the connection to the model."""
        started = time.perf_counter()
        cells = grounds.figures()
        evidence = gather(grounds.hits, cells.named, grounds.documents, self._budget)
        answering = _Answering(grounds, evidence, cells.all)
        timings: dict[str, float] = {}
        failed = ""
        if evidence:
            try:
                for event in self._words(answering):
                    timings.setdefault("model_first_ms", round((time.perf_counter() - started) * 1000, 1))
                    yield event
            except ChatModelError as error:
                failed = str(error)
        else:
            failed = "det fanns inget att skicka till språkmodellen"
        timings["model_ms"] = round((time.perf_counter() - started) * 1000, 1)
        answer = self._answer(answering, failed)
        _log.info("generated", extra=self._trace(trace_id, answering, answer, failed))
        yield Finished(replace(answer, timings=timings))

    def standalone(self, text: str, history: Sequence[str]) -> str:
        """Return a follow-up rewritten to stand alone, or "" where the rules have to do."""
        prompt = load("follow_up")
        earlier = "\n".join(f"- {masked(' '.join(one.split()))}" for one in history)
        try:
            with closing(self._model.stream(prompt.messages(history=earlier, question=masked(text)))) as words:
                return rewritten("".join(words), text, history)
        except ChatModelError as error:
            _log.info("follow_up_failed", extra={"failed": str(error)})
            return ""

    def load(self) -> None:
        """Load what the first answer needs; nothing is sent."""
        self._model.load()

    def _words(self, answering: _Answering) -> Iterator[Event]:
        """Give what the model says as events, until it ends or says too much.

        Raises:
            ChatModelError: the model gave no answer, or not all of it.
        """
        prompt = load("answer")
        fence = fence_of(answering.evidence)
        messages = prompt.messages(
            today=self._today().isoformat(),
            coverage=wording.covered(answering.grounds.coverage),
            evidence=written(answering.evidence, fence),
            fence=fence,
            question=masked(answering.grounds.question.standalone),
        )
        splitter = Splitter()
        length = 0
        with closing(self._model.stream(messages)) as stream:
            for words in stream:
                length += len(words)
                shown, sentences = splitter.feed(words)
                if shown:
                    yield Provisional(shown)
                if answering.take_all(sentences):
                    yield Verified(answering.text)
                if answering.over or length > _MOST_CHARACTERS:
                    return
        if answering.take_all(splitter.end()):
            yield Verified(answering.text)

    def _answer(self, answering: _Answering, failed: str) -> Answer:
        """Return the model's answer where it holds, else the extractive one with a note."""
        grounds = answering.grounds
        if failed:
            return with_note(grounds.answer, f"{failed[:1].upper()}{failed[1:]}.")
        if answering.not_stated and not answering.citations and not answering.faults:
            return refused(grounds.question, Refusal(Reason.NO_EVIDENCE, wording.not_found(grounds.coverage)))
        if not self._enough(answering):
            return with_note(grounds.answer, "Språkmodellens svar gick inte att styrka i handlingarna.")
        partly = answering.not_stated
        return Answer(
            question=grounds.question.text,
            standalone=grounds.question.standalone,
            outcome=Outcome.PARTIAL if partly else Outcome.ANSWERED,
            reason=Reason.NO_EVIDENCE if partly else None,
            text="\n".join([answering.text, *([_PARTLY] if partly else []), *answering.cautions]),
            citations=tuple(answering.citations),
            figures=tuple(self._figures(answering)),
            mode=Mode.GENERATED,
        )

    def _enough(self, answering: _Answering) -> bool:
        """Tell whether what is left of the model's answer answers: most of it, and most of what is asked."""
        if not answering.citations or answering.kept < _LEAST_KEPT * (answering.kept + answering.dropped):
            return False
        if answering.grounds.question.kind is QuestionKind.NUMBER and not re.search(
            r"\d|\b(?:inga?|ingen|noll|två|tre)\b", answering.text
        ):
            return False
        return coverage(answering.grounds.asked, told(" ".join(answering.said))) >= self._least_support

    def _figures(self, answering: _Answering) -> Iterator[dict[str, object]]:
        for one in answering.figures:
            assert one.figure is not None
            figure = one.figure.figure
            at = next(
                c.number for c in answering.citations if c.document_id == figure.document_id and c.start <= figure.start < c.end
            )
            yield told_figure(one.figure, at)

    def _trace(self, trace_id: str, answering: _Answering, answer: Answer, failed: str) -> dict[str, object]:
        """Return what is written down of an answer: how it was made, not what was asked."""
        return {
            "trace_id": trace_id,
            "prompt": load("answer").label,
            "chat_model": self._model.name,
            "evidence": len(answering.evidence),
            "kept": answering.kept,
            "dropped": answering.dropped,
            "faults": [fault.value for fault in answering.faults],
            "failed": failed,
            "mode": answer.mode.value,
        }


def with_note(answer: Answer, why: str) -> Answer:
    """Return the extractive answer with a line that says why it is not the chat model's."""
    return replace(answer, text=f"{answer.text}\nObs: svaret är hämtat direkt ur handlingarna. {why}")
