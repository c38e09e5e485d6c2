"""Example questions made from what is indexed: from the headings and titles of the papers. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from ingest.model import DocType, Section, SectionKind
from vectorstore.model import StoredDocument

Paper = tuple[StoredDocument, Sequence[Section]]
Made = tuple[str, str]

_ASKS = re.compile(r"(?:vem|vad|när|hur|vilken|vilka|vilket|var|varför)\s", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*\.?\s+|[A-ZÅÄÖ]/\s*)")
_TRAILING = re.compile(r"\s*\([^()]*\)\s*$")
_MOTION = re.compile(r"^(?:svar på |yttrande över )?motion(?:en)?\b.*?\b(?P<about>om .+)$", re.IGNORECASE)
#: Items that open and close every meeting, and say nothing of what it was about.
_FORMAL = re.compile(
    r"\b(?:upprop|juster\w+|dagordning\w*|föredragningslist\w+|anmäl\w+|information\w*|frågestund|avsägelse\w*|val|övriga|"
    r"delgivning\w*|meddelanden|sammanträde\w*|nya motioner|ansvarsfrihet|ärende-id|rapport\w*|interpellation)\b",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 12, 90  # characters of a heading: shorter says too little, longer is a paragraph that ran in
_SHORTEST_NOUN = 6  # characters: "3 §" and "Mål" name no matter
_QUESTION_WORDS = 4  # of a heading that asks: with fewer it leans on the title above it
_NOUN_WORDS = 3  # a heading of more words than this is rarely a thing one can ask about
#: Headings that stand in every routine and guideline, and name no matter.
_COMMON = frozenset({"syfte", "inledning", "bakgrund", "omfattning", "ansvar", "definitioner", "sammanfattning", "innehåll",
                     "uppföljning", "revidering", "giltighet", "bilagor", "referenser", "kontakt",
                     "så gör du", "gör så här", "vem gör vad"})  # fmt: skip
_RULES = frozenset({DocType.RUTIN, DocType.RIKTLINJE, DocType.TAXA, DocType.REGLEMENTE, DocType.POLICY})
_MONEY = frozenset({DocType.ARSREDOVISNING, DocType.DELARSRAPPORT, DocType.MANADSUPPFOLJNING})
_A_PAPER = 4  # questions of one kind made from one paper
_PAPERS = 8  # of one kind: the newest


def candidates(papers: Sequence[Paper]) -> list[list[Made]]:
    """Return questions of each kind, each with the id of the document that should answer it.

    Args:
        papers: the newest first, each with its sections.
    """
    return [_of_kind(papers, types, make) for types, make in _KINDS]


def wanted(stored: StoredDocument) -> bool:
    """Say whether questions are made from papers of this kind."""
    return any(stored.metadata.doc_type in types for types, _ in _KINDS)


def _of_kind(papers: Sequence[Paper], types: frozenset[DocType], make: Callable[[Paper], Iterator[str]]) -> list[Made]:
    fitting = [paper for paper in papers if paper[0].metadata.doc_type in types][:_PAPERS]
    return _in_turn([[(question, paper[0].id) for question in islice(make(paper), _A_PAPER)] for paper in fitting])


def _in_turn(lists: Iterable[Sequence[Made]]) -> list[Made]:
    """Return the first of each list, then the second of each, and so on."""
    rows = zip_longest(*lists)
    return [made for row in rows for made in row if made is not None]


def _decisions(paper: Paper) -> Iterator[str]:
    stored, sections = paper
    for heading in _headings(sections, SectionKind.PARAGRAPH):
        matter = _TRAILING.sub("", heading)
        motion = _MOTION.match(matter)
        if motion is not None:
            yield f"Vad blev beslutet på motionen {motion['about']}?"
        elif stored.metadata.body and not _FORMAL.search(matter) and len(matter) >= _SHORTEST:
            yield f"Vad beslutade {stored.metadata.body} om {_inside(matter)}?"


def _asked(paper: Paper) -> Iterator[str]:
    for heading in _headings(paper[1], SectionKind.HEADING):
        if _ASKS.match(heading) and len(heading.split()) >= _QUESTION_WORDS:
            yield f"{heading.rstrip('?')}?"


def _rules(paper: Paper) -> Iterator[str]:
    stored, sections = paper
    title = stored.metadata.title
    for heading in _headings(sections, SectionKind.HEADING):
        short = len(heading.split()) <= _NOUN_WORDS and len(heading) >= _SHORTEST_NOUN and not _ASKS.match(heading)
        if short and title and len(title) <= _LONGEST and heading.casefold() not in {*_COMMON, title.casefold()}:
            yield f"Vad står det om ”{_inside(heading)}” i {_inside(title)}?"


def _money(paper: Paper) -> Iterator[str]:
    metadata = paper[0].metadata
    if metadata.body and metadata.years:
        yield f"Hur gick det för {metadata.body} mot budget {metadata.years[0]}?"


_KINDS: tuple[tuple[frozenset[DocType], Callable[[Paper], Iterator[str]]], ...] = (
    (frozenset({DocType.PROTOKOLL}), _decisions),
    (_RULES, _asked),
    (_MONEY, _money),
    (_RULES, _rules),
)


def _headings(sections: Sequence[Section], kind: SectionKind) -> Iterator[str]:
    for section in sections:
        heading = _NUMBERED.sub("", " ".join(section.heading.split()))
        if section.kind is kind and heading and len(heading) <= _LONGEST and not heading.endswith((".", ":", ",")):
            yield heading


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence: "Revidering av …" → "revidering av …", "LSS" as it is."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
