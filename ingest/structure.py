"""From pages as read to a document: clean, find tables, headings, papers and sections. Pure.

This is the one place where the order of those steps is decided.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.chunks import make_chunks
from ingest.clean import CleanText, clean
from ingest.headings import Heading, HeadingSource, find_headings
from ingest.lines import Line, split_lines
from ingest.metadata import PaperText, municipality, read_metadata
from ingest.model import Access, Chunk, DocType, Document, Metadata, Paper, SourceFile, SourceText, TextTable
from ingest.papers import paper_starts
from ingest.profile import Profile, load
from ingest.sections import Span, find_sections, paper_spans, paper_title
from ingest.table_lines import find_table_regions


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user states of the papers taken in; it wins over what is read."""

    municipality: str = ""
    body: str = ""
    day: date | None = None
    access: Access = Access.PUBLIC


def document_id(key: str) -> str:
    """Return the id of the document with this source key: the same for all its versions."""
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:16]


def make_document(source: SourceFile, read: SourceText, stated: Stated) -> tuple[Document, list[Chunk]]:
    """Return a file's document and its passages.

    Args:
        source: the file.
        read: its pages.
        stated: what the user knows of it.

    Raises:
        ProfileError: a municipality profile is not as it should be.
    """
    town = stated.municipality or municipality("\n".join(page.text for page in read.pages))
    profile = load(town)
    cleaned = clean(read, profile.furniture)
    tables = _with_text_tables(cleaned)
    breaks = [*cleaned.seams, *(page.start for page in cleaned.pages)]
    lines = split_lines(cleaned.text, tables, breaks)
    headings = find_headings(lines, cleaned.headings, profile)
    spans = paper_spans(paper_starts(lines, headings, cleaned.removed, profile), len(lines))
    papers = _papers(cleaned, lines, spans, headings, (source, read, replace(stated, municipality=town)), profile)
    document = Document(
        id=document_id(source.key),
        key=source.key,
        version=source.sha256,
        name=source.name,
        media_type=read.media_type,
        metadata=_of_file(papers, source),
        text=cleaned.text,
        paged=read.paged,
        pages=cleaned.pages,
        papers=tuple(papers),
        sections=tuple(find_sections(cleaned.text, lines, spans, headings, profile)),
        tables=tuple(tables),
        seams=cleaned.seams,
        warnings=read.warnings,
    )
    return document, make_chunks(document, lines)


def _with_text_tables(cleaned: CleanText) -> list[TextTable]:
    """Return the tables the file marks and those found in its lines, in order, none overlapping."""
    marked = list(cleaned.tables)
    found = [t for t in find_table_regions(cleaned.text) if not any(t.start < m.end and m.start < t.end for m in marked)]
    return sorted([*marked, *found], key=lambda table: table.start)


def _papers(
    cleaned: CleanText,
    lines: Sequence[Line],
    spans: Sequence[Span],
    headings: Sequence[Heading],
    known: tuple[SourceFile, SourceText, Stated],
    profile: Profile,
) -> list[Paper]:
    source, read, stated = known
    base = Metadata(municipality=stated.municipality, access=stated.access)
    papers: list[Paper] = []
    for index, span in enumerate(spans):
        start = lines[span.first].start
        end = lines[span.last - 1].end
        marked = read.title if index == 0 else ""
        title = paper_title(lines, span, headings, marked)
        furniture = "\n".join(text for at, text in cleaned.removed if start <= at <= end)
        paragraphs = sum(h.source is HeadingSource.PARAGRAPH for h in headings if span.first <= h.first < span.last)
        told = PaperText(cleaned.text[start:end], title, furniture, source.name, paragraphs)
        metadata = read_metadata(told, profile, base)
        metadata = replace(metadata, body=stated.body or metadata.body, day=stated.day or metadata.day)
        if not metadata.title:
            metadata = replace(metadata, title=_made_title(metadata, papers))
        papers.append(Paper(index, start, end, metadata))
        if index == 0:
            base = replace(base, body=metadata.body, years=metadata.years)
    return papers


def _made_title(metadata: Metadata, before: Sequence[Paper]) -> str:
    """Return a name for a paper that shows no title: minutes by board and date, an attachment by the paper before it."""
    if metadata.doc_type is DocType.PROTOKOLL and metadata.body:
        return f"Protokoll {metadata.body}{f' {metadata.day}' if metadata.day else ''}"
    above = before[-1].metadata.title if before else ""
    return above if not above or above.endswith("(bilaga)") else f"{above} (bilaga)"


def _of_file(papers: Sequence[Paper], source: SourceFile) -> Metadata:
    """Return what is told of the whole file: its first paper's, the diary numbers and years of all."""
    if not papers:
        return Metadata(title=source.name)
    first = papers[0].metadata
    diary = tuple(dict.fromkeys(number for paper in papers for number in paper.metadata.diary_numbers))
    years = tuple(dict.fromkeys(year for paper in papers for year in paper.metadata.years))
    return replace(first, title=first.title or source.name, diary_numbers=diary, years=years)
