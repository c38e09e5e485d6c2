"""A question that names no municipality, where several have the answer: it is told whose the answer is, and of the others. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.conversation.substitution import with_place
from app.conversation.topics import sentence
from app.model import Answer, Outcome, Question, Reason
from app.question.phrases import bare
from vectorstore.coverage import Asked, coverage, told
from vectorstore.model import Hit
from vectorstore.search import in_years

_MET = 0.9  # share of what is asked that a passage of each municipality meets: less is another matter
_AS_WELL = 0.05  # that the others may meet less than the best
_CONTEXT = 0.9  # that the headings over a passage count for, as in the search
_MOST = 4  # municipalities named


def places_that_answer(question: Question, asked: Sequence[Asked], hits: Iterable[Hit]) -> tuple[str, ...]:
    """Return the municipalities whose papers meet a question about as well as the best do, the best first; () for fewer than two.

    A question that names a municipality, a board, a § or a number of a matter means that one.
    """
    if question.municipalities or question.bodies or question.paragraphs or question.diary_numbers or not asked:
        return ()
    met: dict[str, float] = {}
    for hit in hits:
        place = hit.chunk.metadata.municipality
        if not place or (question.years and not in_years(hit.chunk, question.years)):
            continue
        share = coverage(asked, told(hit.chunk.text), told(hit.chunk.context), _CONTEXT)
        met[place] = max(met.get(place, 0.0), share)
    best = max(met.values(), default=0.0)
    near = [place for place, share in met.items() if share >= max(_MET, best - _AS_WELL)]
    return tuple(sorted(near, key=lambda place: -met[place]))[:_MOST] if len(near) > 1 else ()


def with_the_others(question: Question, answer: Answer, places: Sequence[str]) -> Answer:
    """Return an answer that says whose it is, with the same question to each of the municipalities.

    Args:
        question: it names none of them.
        answer: as it is otherwise.
        places: see `places_that_answer`.
    """
    whose = answer.citations[0].municipality if answer.citations else ""
    if len(places) < 2 or whose not in places or len({citation.municipality for citation in answer.citations}) > 1:
        return answer
    named = f"{', '.join(places[:-1])} och {places[-1]}"
    return replace(
        answer,
        outcome=Outcome.PARTIAL,
        reason=Reason.AMBIGUOUS,
        text=f"Frågan kan gälla flera kommuner: {named}. Det här svaret gäller {whose}.\n{answer.text}",
        follow_ups=tuple(sentence(with_place(bare(question.standalone), place, ())) for place in places),
    )
