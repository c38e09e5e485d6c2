"""Statements: words of papers that tell something, and those that only repeat, list or refer. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.citations import DocumentText
from app.drafting.cues import About, Stance
from app.extract.unit_model import Unit, UnitKind
from vectorstore.coverage import Asked, coverage, told
from vectorstore.model import Hit

LEAST_TOLD = 40  # characters: less is no statement by itself
_SAME = 0.7  # share of a statement's words that another holds: it says nothing new
WHOLE = 560  # characters of a paragraph that is told whole
_ECHO = 0.4  # share of a demand that a sentence on what the motion asks for repeats
_OF_MOTION = re.compile(
    r"(?:\b[Mm]otionär\w*|\b[Mm]otion(?:en)?\b|[A-ZÅÄÖ]\w+ \([A-ZÅÄÖ]{1,4}\))[^.]{0,90}"
    r"\b(?:föreslår|föreslagit|yrkar|anger|vill|gällande|om att|skriver)"
    r"|\b(?:tilldelats|väckt|lämnat|inkommit|översänt|remitterat)\b[^.]{0,40}\bmotion|\byrkar på\b|\bFormuleringen tolkas\b",
)
#: A paragraph that tells what the motion says, or only how it came.
_MOVER = re.compile(
    r"\b[Mm]otionär(?:en|erna)?\s(?:\w+\s)?(?:föreslår|yrkar|anger|vill|skriver|motiverar|menar|framhåller|hänvisar|lyfter|pekar|anser"
    r"|beskriver|påpekar|konstaterar)\b|\b(?:föreslår|yrkar|menar|anser|vill|skriver) motionär"
    r"|\b[Ee]nligt motionär|\b[Ii] motionen (?:föreslås|hänvisas|anges|framhålls|beskrivs|yrkas)\b"
    r"|\b[A-ZÅÄÖ]\w+(?:demokraterna|partiet|aterna|alerna) (?:\([A-ZÅÄÖ]{1,3}\) )?(?:föreslår|yrkar|anser|vill|menar)\b"
    r"|\b(?:bett|översänt|remitterat)\b[^.]{0,60}\bmotion",
)
_FOOTNOTE = re.compile(r"(?<=[a-zåäö])\d{1,2}\b")
_NOTES = re.compile(r"\d{1,2} [A-ZÅÄÖ].{10,200}? \d{1,2} [A-ZÅÄÖ]")  # footnotes, one after the other
_YEARS = re.compile(r"(?:19|20)\d\d")
_VALUE = re.compile(r"(?<![\w.-])[−–-]?\d")
_CELLS = 3  # bars between cells: a whole table is no statement
_LISTS = re.compile(
    r"beslutsunderlag|handlingar|bilag|(?:\w+ )*(?:ska )?skickas till|expedieras|sändlista|underlag för beslut", re.IGNORECASE
)
#: A decision among papers: "Nämndens beslut 2025/119 om boendeplatser".
_DECISION = re.compile(r"\bbeslut\w*\b.*\b\d{4}/\d+|\d{4}/\d+.*\bbeslut|\bbeslut\w*\b.*§ ?\d", re.IGNORECASE)
#: A list of what somebody asks for, in an answer to it.
_REPEATS_DEMANDS = re.compile(
    r"^(?:\S*yrka\w*\W*)?\s*(?:[•–*-]|\d{1,2}[.)])?\s*att\b|\brekommendera\w*[^.]{0,80}:|\byrka\w*:?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of a paper: [start, end) of a document's text, and what they tell.

    Attributes:
        met: share of what was asked for that it meets, with what stands around it.
    """

    hit: Hit
    unit: Unit
    start: int
    end: int
    text: str
    about: About
    stances: frozenset[Stance]
    score: float
    met: float

    @property
    def document_id(self) -> str:
        """Its document's."""
        return self.hit.chunk.document_id


def tells_something(unit: Unit, words: str, document: DocumentText) -> bool:
    """Tell whether a unit states something: no list of demands or papers, no footnotes, no whole table, no row of years.

    Args:
        unit: the unit.
        words: what would be told with it, in one line.
        document: the document it stands in.
    """
    if _REPEATS_DEMANDS.search(f"{unit.lead} {words}") or (listing(document, unit.start) and not _DECISION.search(words)):
        return False
    if unit.kind is UnitKind.ROW:
        return _VALUE.search(_YEARS.sub("", words)) is not None
    return len(words) >= LEAST_TOLD and not _NOTES.match(words) and words.count(" | ") < _CELLS


def listing(document: DocumentText, offset: int) -> bool:
    """Tell whether a place stands under a heading that lists papers or receivers: what is said there tells nothing."""
    section = document.section_at(offset)
    return section is not None and _LISTS.match(section.heading) is not None


def unit_words(unit: Unit) -> frozenset[str]:
    """Return the tokens of a unit; a table's footnote digits, glued to words, are none of them."""
    return told(_FOOTNOTE.sub("", unit.text) if unit.kind is UnitKind.ROW else unit.text)


def retells(unit: Unit) -> bool:
    """Tell whether a sentence stands in a paragraph on what the motion says: its words are the motion's, not the paper's."""
    chunk = unit.chunk
    return _MOVER.search(chunk.text[max(0, unit.block_start - chunk.start) : unit.block_end - chunk.start]) is not None


def echoes(asked: Sequence[Asked], unit: Unit) -> bool:
    """Tell whether a sentence only tells what the motion asks for."""
    return _OF_MOTION.search(unit.text) is not None and coverage(asked, unit_words(unit)) >= _ECHO


def span(unit: Unit, text: str) -> tuple[int, int]:
    """Return what is told with a unit: its whole paragraph when that is short, else the unit itself."""
    if (
        unit.kind is UnitKind.SENTENCE
        and unit.block_end - unit.block_start <= WHOLE
        and text[unit.block_start : unit.start].count("\n\n") == 0
    ):
        return unit.block_start, unit.block_end
    return unit.start, unit.end


def repeats(one: Statement, other: Statement) -> bool:
    """Tell whether a statement says nothing that a better one does not say."""
    if one.document_id == other.document_id and one.start < other.end and other.start < one.end:
        return True
    words = told(one.text)
    return bool(words) and len(words & told(other.text)) >= _SAME * len(words)
