"""How well the paper a figure stands in fits what is asked: its board, its kind, whether it is a draft. Pure."""

from __future__ import annotations

from app.model import Question
from ingest.model import Metadata, Status
from ingest.tables.model import Figure
from vectorstore.coverage import told
from vectorstore.words.tokens import stem

_BOARD = 0.3  # gained by the row of the board asked about, in a table of boards
_OTHER_BOARD = 0.15
_KIND_OF_PAPER = 0.06  # gained in the kind of paper the question names
_DRAFT = 0.04  # lost in a draft or a paper that is replaced
#: Words for kinds of papers, as stems: they say where to look, and name no row unless a row is named so.
PAPER_KINDS = frozenset(
    stem(word)
    for word in """
    månadsrapport månadsrapporten budgetuppföljning helårsuppföljning
    bokslut årsbokslut delårsrapport delårsrapporten delårsbokslut månadsuppföljning internbudget utkast bilaga bilagan
    tertialrapport kvalitetsberättelse verksamhetsberättelse årsredovisning tabell tabellen rapport rapporten protokoll protokollet
    """.split()  # noqa: SIM905 - a list of words reads better
)


def fits_paper(question: Question, figure: Figure, metadata: Metadata) -> float:
    """Return what a figure gains or loses by its board, the kind of its paper, and whether that is a draft."""
    score = 0.0
    label = figure.label.casefold()
    if question.bodies:
        if any(body.casefold() in label for body in question.bodies):
            score += _BOARD
        elif metadata.body and metadata.body not in question.bodies:
            score -= _OTHER_BOARD
    if told(question.standalone) & PAPER_KINDS & told(metadata.title):
        score += _KIND_OF_PAPER
    return score - (_DRAFT if metadata.status in (Status.DRAFT, Status.SUPERSEDED) else 0.0)
