"""What is told before words of papers: that they are decided, proposed or moved by a party, by whom and when. Pure."""

from __future__ import annotations

from dataclasses import replace

from app import wording
from app.citations import DocumentText
from app.extract.party_papers import of_party
from app.extract.unit_model import Unit, UnitKind
from app.extract.units import proposing_board, under_rule
from app.proceedings.matter_parts import decides, standing_of_point
from ingest.model import Chunk, Paper, SectionKind
from ingest.papers.movers import own_paper, referred


def standing(unit: Unit, document: DocumentText) -> str:
    """Return what is told before a unit: that it is decided, proposed or moved, by whom and when; or ""."""
    chunk = unit.chunk
    if of_party(chunk):
        return party_label(chunk, document)
    if not _decides(unit, document):
        return ""
    kind, section = chunk.kind, document.section_at(unit.start)
    if section is not None and not decides(section):
        return wording.placed("Yrkande", chunk.metadata, chunk.paragraph)
    if section is not None:
        kind = standing_of_point(kind, document.text[section.start : unit.start])
    board = proposing_board(chunk)
    return wording.standing(kind, replace(chunk.metadata, body=board) if board else chunk.metadata, chunk.paragraph)


def _decides(unit: Unit, document: DocumentText) -> bool:
    """Tell whether a unit stands in what is decided or proposed: not only in the same short § as it, nor under a rule below it."""
    section = document.section_at(unit.start)
    if unit.kind is UnitKind.DECISION or section is None:
        return True
    return section.kind in (SectionKind.DECISION, SectionKind.PROPOSAL) and not under_rule(
        document.text[section.start : unit.start]
    )


def party_label(chunk: Chunk, document: DocumentText) -> str:
    """Return what is told before words of a party's paper: "Yrkande från M (kommunstyrelsen, 2025-03-04): ".

    Args:
        chunk: the passage they stand in.
        document: its document.
    """
    paper = document.papers[chunk.paper] if chunk.paper < len(document.papers) else None
    return wording.placed(called(document, paper) if paper else "Yrkande", chunk.metadata, "")


def called(document: DocumentText, paper: Paper) -> str:
    """Return what a party's paper is and whose: "Yrkande från M, D"; where its top does not say, other papers of the file may."""
    own = own_paper(document.text[paper.start : paper.end])
    day = paper.metadata.day
    others = (parties for parties, of in referred(document.text) if of == day)
    parties = own.parties or next(others, "")
    return f"{own.kind} från {parties}" if parties else own.kind
