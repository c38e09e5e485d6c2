"""From a file, a text or an indexed document to the motion in it, or the audit report: read, found, told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from app.citations import DocumentText, Place
from app.drafting.audit import recommendations
from app.drafting.errors import NoMotionTextError, NotAMotionError, SeveralMotionsError
from app.drafting.model import Asks, Motion, Span
from app.drafting.motion import Reading, read_motion, subject_of
from ingest.config import Limits as FileLimits
from ingest.discover import describe
from ingest.isolate import IsolatedReader
from ingest.model import DocType, Document, Paper, SourceFile, SourcePage, SourceText, TextOrigin
from ingest.papers.titles import folded
from ingest.structure import Stated, make_document

_OF_MOTION = re.compile(r"\bmotion(?:en|är\w*)?\b", re.IGNORECASE)
_AUDIT = re.compile(r"\b(?:revisor\w*|revision\w*|granskning\w*)\b", re.IGNORECASE)
_TOP = 1500  # characters in which a paper says what it is
_SHORT = 12_000  # characters: no motion is longer; a longer paper that yrkar something is minutes
_LEAST = 40  # characters of a motion
_TO_A_MACHINE = re.compile(
    r"\b(?:ignorera|bortse från|glöm)\b.{0,40}\b(?:instruktion\w*|regler|ovan\w*)|\b(?:ignore|disregard)\b.{0,40}\binstructions?"
    r"|\bsystem ?prompt|\b(?:du är|you are) (?:en|ett|an?) (?:ai|språkmodell|assistent|assistant|language model)"
    r"|\b(?:assistenten|språkmodellen|ai:n|ai-assistenten) (?:ska|skall|måste|bör)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A motion with the document it stands in.

    Attributes:
        text: the motion's own text.
        indexed: the document is live in the index, so that its places can be shown.
        notes: what the secretary should know of how it was read.
    """

    motion: Motion
    document: DocumentText
    place: Place
    text: str
    indexed: bool
    notes: tuple[str, ...] = ()


def read_file(path: Path, limits: FileLimits) -> Document:
    """Return a file's document, as it would be taken in.

    Raises:
        UnreadableFileError: it cannot be read; the message says why.
        SourceNotFoundError: there is no such file.
    """
    source = describe(path, limits)
    with IsolatedReader(limits) as reader:
        read = reader.submit(source).result()
    return make_document(source, read, Stated())[0]


def document_of_text(text: str, title: str = "") -> Document:
    """Return a text given as it is as a document."""
    whole = text if not title or title in text[:_TOP] else f"{title}\n\n{text}"
    content = whole.encode("utf-8")
    digest = sha256(content).hexdigest()
    source = SourceFile(Path("motion.txt"), f"text:{digest}", "motion.txt", len(content), 0, digest)
    read = SourceText((SourcePage(1, whole),), paged=False, media_type="text/plain", title=title)
    return make_document(source, read, Stated())[0]


def motion_in(document: Document, indexed: bool = False, which: str = "") -> Source:
    """Return the motion, or the audit report, in a document.

    Args:
        document: as read.
        indexed: it is live in the index.
        which: words of the title of the one wanted, where there are several.

    Raises:
        NoMotionTextError: it has no text that can be read.
        NotAMotionError: there is neither a motion nor an audit report in it.
        SeveralMotionsError: there are several, and `which` does not tell one.
    """
    if len(document.text.strip()) < _LEAST:
        raise NoMotionTextError(_no_text(document))
    papers = _wanted([paper for paper in document.papers if paper.metadata.doc_type is DocType.MOTION], which)
    if len(papers) > 1:
        titles = "; ".join(f"”{paper.metadata.title}”" for paper in papers)
        raise SeveralMotionsError(f"{document.name} innehåller {len(papers)} motioner: {titles}. Ange vilken med ord ur titeln.")
    if papers:
        paper = papers[0]
        return _source(document, paper, Asks.MOTION, _reading(document, paper), indexed)
    asked = _audit(document)
    if asked is not None:
        return _source(document, asked[0], Asks.AUDIT, Reading("", (), asked[1], ()), indexed)
    whole = document.papers[0]
    if len(document.papers) == 1 and len(document.text) <= _SHORT:
        reading = _reading(document, whole)
        if _OF_MOTION.search(document.text[:_TOP]) or (reading.demands and reading.party):
            return _source(document, whole, Asks.MOTION, reading, indexed)
    raise NotAMotionError(
        f"{document.name} ser inte ut att vara en motion eller en revisionsrapport: varken yrkanden eller rekommendationer finns. "
        "Ange en fil med motionens text."
    )


def _no_text(document: Document) -> str:
    if any(page.origin is TextOrigin.MISSING for page in document.pages):
        return f"{document.name} är inskannad utan läsbar text. Installera tesseract-ocr-swe, eller skriv av motionen."
    return f"{document.name} innehåller ingen text."


def _wanted(papers: Sequence[Paper], which: str) -> list[Paper]:
    """Return the motions among papers, a repeated one once; those with the words in their title where there are any."""
    distinct = list({folded(paper.metadata.title): paper for paper in papers}.values())
    named = [paper for paper in distinct if which and folded(which) in folded(paper.metadata.title)]
    return named or distinct


def _reading(document: Document, paper: Paper) -> Reading:
    text = document.text[paper.start : paper.end]
    reading = read_motion(text, paper.metadata.title)
    claims = tuple(one for one in reading.claims if not _TO_A_MACHINE.search(one.text))
    return replace(reading, demands=_moved(reading.demands, paper.start), claims=_moved(claims, paper.start))


def _moved(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple(Span(one.text, one.start + by, one.end + by) for one in spans)


def _audit(document: Document) -> tuple[Paper, tuple[Span, ...]] | None:
    """Return the paper that recommends something for the auditors, with its recommendations; or None."""
    for paper in document.papers:
        text = document.text[paper.start : paper.end]
        if paper.metadata.doc_type is DocType.REVISIONSRAPPORT or _AUDIT.search(text[:_TOP]):
            found = recommendations(text)
            if found or paper.metadata.doc_type is DocType.REVISIONSRAPPORT:
                return paper, _moved(found, paper.start)
    return None


def _source(document: Document, paper: Paper, asks: Asks, reading: Reading, indexed: bool) -> Source:
    metadata = paper.metadata
    start, end = paper.start, paper.end
    if asks is Asks.AUDIT and reading.demands:  # what stands beside the recommendations may be an answer to them
        start, end = reading.demands[0].start, reading.demands[-1].end
    text = document.text[start:end]
    title = metadata.title or document.name
    motion = Motion(
        asks=asks,
        title=title,
        subject=subject_of(title),
        party=reading.party,
        signers=reading.signers,
        demands=reading.demands,
        claims=reading.claims,
        dated=metadata.day,
        raised_on=None,
        diary_number=next(iter(metadata.diary_numbers), ""),
        municipality=metadata.municipality or document.metadata.municipality,
        document_id=document.id,
        name=document.name,
        start=start,
        end=end,
    )
    notes = []
    if _TO_A_MACHINE.search(text):
        notes.append(
            "Motionen innehåller text som vänder sig till ett datorprogram. Den har inte följts och inte påverkat utkastet."
        )
    if any(page.origin is TextOrigin.OCR for page in document.pages):
        notes.append("Motionen är inskannad och tolkad av ett program. Jämför yrkanden och tal med originalet.")
    shown = DocumentText(
        document.text, document.seams, document.pages, document.paged, name=document.name, papers=document.papers,
        sections=document.sections,
    )  # fmt: skip
    return Source(motion, shown, Place(document.id, title, document.name, metadata), text, indexed, tuple(notes))
