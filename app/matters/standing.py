"""What an event of a matter is: a decision, a proposal, what a party moved. Pure."""

from __future__ import annotations

from enum import StrEnum

from ingest.model import DocType, SectionKind


class Standing(StrEnum):
    """What an event is: never is a proposal told as a decision, nor a party's yrkande as a board's proposal."""

    MOTION = "motion"
    PAPER = "handling"
    MOVED = "yrkande"  # by a party, in a paper of its own
    PROPOSAL = "förslag"
    DECISION = "beslut"
    TOLD = "enligt handling"


_OF_PAPERS = {DocType.MOTION: Standing.MOTION, DocType.YRKANDE: Standing.MOVED}


def standing_of(doc_type: DocType, decides: SectionKind | None = None) -> Standing:
    """Return what a paper is as an event.

    Args:
        doc_type: the paper's kind.
        decides: the kind of the section that says what is decided or proposed, if it has one.
    """
    if decides is None or doc_type is DocType.YRKANDE:
        return _OF_PAPERS.get(doc_type, Standing.PAPER)
    return Standing.DECISION if decides is SectionKind.DECISION else Standing.PROPOSAL
