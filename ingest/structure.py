"""From pages as read to a document: clean, find tables, headings, papers and sections. Pure.

This is the one place where the order of those steps is decided.
"""

from __future__ import annotations

import bisect
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from ingest.chunks import make_chunks
from ingest.model import Access, Chunk, DocType, Document, Metadata, Page, Paper, SourceFile, SourceText, TextTable
from ingest.papers.boards import municipality
from ingest.papers.boundaries import Layout, paper_starts
from ingest.papers.letterhead import Top, top_of
from ingest.papers.metadata import read_metadata
from ingest.papers.paper_text import PaperText
from ingest.papers.titles import folded, made_title, shown_title
from ingest.profile import Profile, load, municipalities
from ingest.sections.headings import Heading, HeadingSource, find_headings
from ingest.sections.ranks import ranked
from ingest.sections.tree import Span, find_sections, paper_spans
from ingest.tables.lines import regions_beside
from ingest.tables.raised import plain
from ingest.text.clean import CleanText, clean
from ingest.text.lines import Line, part_lines, split_lines

_TOWN = re.compile(r"(?P<name>.*\S)\s+(?:kommun|stad)", re.IGNORECASE)
_LETTERHEAD_LINES = 8  # at the top of a paper: board, kind, labels and title
_CHAPTERED = 5  # pages: in a shorter paper chapters begin where the one before ends
_FULL_PAGE = 0.8  # of the pages are not longer than a full one
_LEFT_EMPTY = 0.7  # of a full page: one with less text was ended on purpose
_PACKAGE = 3  # papers of two kinds or more that make a file a package of meeting papers
_SAME_MATTER = 25  # characters of the first paper's title that another repeats, in the file of one matter


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user states of the papers taken in; it wins over what is read.

    Attributes:
        municipality: by its name alone, as papers that tell theirs are kept: "Björkåsa", not "Björkåsa kommun".
    """

    municipality: str = ""
    body: str = ""
    day: date | None = None
    access: Access | None = None

    def __post_init__(self) -> None:
        """Take the word "kommun" or "stad" off a municipality's name: "Lunds kommun" is "Lund"."""
        found = _TOWN.fullmatch(self.municipality.strip())
        name = found["name"] if found is not None else self.municipality.strip()
        bare = name.removesuffix("s")  # "Lunds kommun", where "Alingsås kommun" keeps its own
        own = found is not None and name not in municipalities() and bare in municipalities()
        object.__setattr__(self, "municipality", bare if own else name)


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
    named = [*(page.text for page in read.pages), read.heads, read.title]
    town = stated.municipality or municipality("\n".join(named), source.name)
    profile = load(town)
    marked = clean(read, profile.furniture)
    cleaned = replace(marked, text=plain(marked.text), removed=tuple((at, plain(text)) for at, text in marked.removed))
    tables = _with_text_tables(cleaned)
    breaks = [*cleaned.seams, *(page.start for page in cleaned.pages)]
    lines = part_lines(split_lines(cleaned.text, tables, breaks), profile.run_in)
    tops = _page_tops(lines, cleaned, read.paged)
    headings = find_headings(lines, cleaned.headings, profile, tops)
    pages = cleaned.pages if read.paged else ()
    spans = paper_spans(paper_starts(Layout(lines, headings, tops, cleaned.removed, pages)), len(lines))
    told = [_paper_text(cleaned, lines, span, headings, (source, read)) for span in spans]
    told = [replace(one, alone=len(spans) == 1) for one in told]
    chapters = _chapter_tops(lines, cleaned.pages)
    parts = [part for span, one in zip(spans, told, strict=True) for part in _parts(lines, span, headings, one.title, chapters)]
    papers = _papers(told, replace(stated, municipality=town), profile)
    document = Document(
        id=document_id(source.key),
        key=source.key,
        version=source.sha256,
        name=source.name,
        media_type=read.media_type,
        metadata=_of_file(papers, source),
        text=cleaned.text,
        marked=marked.text if marked.text != cleaned.text else "",
        paged=read.paged,
        pages=cleaned.pages,
        papers=tuple(papers),
        sections=tuple(find_sections(cleaned.text, lines, spans, parts, profile)),
        tables=tuple(tables),
        seams=cleaned.seams,
        warnings=read.warnings,
    )
    return document, make_chunks(document, lines)


def document_lines(document: Document) -> list[Line]:
    """Return the lines of a document as they were when it was made, for cutting its passages anew."""
    breaks = [*document.seams, *(page.start for page in document.pages)]
    profile = load(document.metadata.municipality)
    return part_lines(split_lines(document.text, document.tables, breaks), profile.run_in)


def chunks_of(document: Document) -> list[Chunk]:
    """Return a stored document's passages, made anew: the same as when the document was made."""
    return make_chunks(document, document_lines(document))


def _page_tops(lines: Sequence[Line], cleaned: CleanText, paged: bool) -> set[int]:
    """Return the indexes of the lines that begin a page, or may in a text that has lost its pages."""
    starts = [line.start for line in lines]
    offsets = [page.start for page in cleaned.pages[0 if paged else 1 :]] + ([] if paged else list(cleaned.gaps))
    tops = {bisect.bisect_left(starts, offset) for offset in offsets}
    return {top for top in tops if top < len(lines)}


def _with_text_tables(cleaned: CleanText) -> list[TextTable]:
    """Return the tables the file marks and those found in its lines, in order, none overlapping."""
    marked = list(cleaned.tables)
    return sorted([*marked, *regions_beside(cleaned.text, marked)], key=lambda table: table.start)


def _chapter_tops(lines: Sequence[Line], pages: Sequence[Page]) -> set[int]:
    """Return the indexes of the lines that begin a page after one left half empty: a chapter begins there."""
    if len(pages) < _CHAPTERED:
        return set()
    full = sorted(page.end - page.start for page in pages)[int(_FULL_PAGE * (len(pages) - 1))]
    starts = [line.start for line in lines]
    begun = [page.start for before, page in pairwise(pages) if before.end - before.start < _LEFT_EMPTY * full]
    return {bisect.bisect_left(starts, offset) for offset in begun}


def _paper_text(
    cleaned: CleanText, lines: Sequence[Line], span: Span, headings: Sequence[Heading], known: tuple[SourceFile, SourceText]
) -> PaperText:
    source, read = known
    start, end = lines[span.first].start, lines[span.last - 1].end
    items = [h for h in headings if h.source is HeadingSource.PARAGRAPH and span.first <= h.first < span.last]
    marked = read.title if span.first == 0 else ""
    last = span.last == len(lines)
    return PaperText(
        lines=lines[span.first : span.last],
        text=cleaned.text[start:end],
        title=shown_title(lines, span, headings, marked, cleaned.text),
        header="\n".join(text for at, text in cleaned.removed if _line_before(lines, span, at) and at <= start),
        furniture=tuple(text for at, text in cleaned.removed if start < at < end or (last and at >= end)),
        name=source.name,
        items=len(items),
        diary=items[0].diary_number if len(items) == 1 else "",
    )


def _parts(lines: Sequence[Line], span: Span, headings: Sequence[Heading], title: str, chapters: AbstractSet[int]) -> list[Heading]:
    """Return the headings of a paper's parts with their levels: those of its letterhead and its title head none."""
    inside = [heading for heading in headings if span.first <= heading.first < span.last]
    top = span.first + _LETTERHEAD_LINES

    def heads(heading: Heading) -> bool:
        if heading.first == span.first and top_of(lines[heading.first]) is Top.ATTACHMENT:
            return False
        if heading.first >= top or heading.source not in (HeadingSource.PLAIN, HeadingSource.KNOWN):
            return True
        if heading.source is HeadingSource.PLAIN and folded(heading.title) in folded(title):
            return False
        return top_of(lines[heading.first]) not in (Top.BOARD, Top.TYPE, Top.LABEL, Top.TOWN)

    return ranked([heading for heading in inside if heads(heading)], chapters)


def _line_before(lines: Sequence[Line], span: Span, offset: int) -> bool:
    """Tell whether an offset lies after the line before a paper."""
    return span.first == 0 or offset >= lines[span.first - 1].end


def _papers(told: Sequence[PaperText], stated: Stated, profile: Profile) -> list[Paper]:
    base = Metadata(municipality=stated.municipality, access=stated.access or Access.PUBLIC)
    papers: list[Paper] = []
    for index, paper in enumerate(told):
        metadata, kind = read_metadata(paper, profile, base)
        metadata = replace(metadata, body=stated.body or metadata.body, day=stated.day or metadata.day)
        above = papers[-1].metadata if papers else None
        if not metadata.title:
            guess = metadata if kind.stated or above is None else replace(metadata, doc_type=DocType.OKAND)
            metadata = replace(metadata, title=made_title(guess, paper.text, paper.around, above))
            if not kind.stated and above is not None:
                metadata = replace(metadata, doc_type=_attached(above, metadata.doc_type))
        papers.append(Paper(index, paper.lines[0].start, paper.lines[-1].end, metadata))
        base = replace(base, body=metadata.body)
    following = next((paper.metadata.body for paper in papers if paper.metadata.body), "")
    return [paper if paper.metadata.body else replace(paper, metadata=replace(paper.metadata, body=following)) for paper in papers]


def _attached(above: Metadata, guessed: DocType) -> DocType:
    """Return the kind of an attachment without a title: the one its letter is about, or what its words make it."""
    named = (kind for kind in DocType if kind is not DocType.OKAND and folded(kind.value) in folded(above.title))
    return next(named, guessed)


def _of_file(papers: Sequence[Paper], source: SourceFile) -> Metadata:
    """Return what is told of the whole file: its first paper's, the diary numbers and years of all."""
    if not papers:
        return Metadata(title=source.name)
    first = papers[0].metadata
    diary = tuple(dict.fromkeys(number for paper in papers for number in paper.metadata.diary_numbers))
    years = tuple(dict.fromkeys(year for paper in papers for year in paper.metadata.years))
    whole = replace(first, title=first.title or source.name, diary_numbers=diary, years=years)
    if len(papers) < _PACKAGE or len({paper.metadata.doc_type for paper in papers}) == 1:
        return whole
    bodies = Counter(paper.metadata.body for paper in papers if paper.metadata.body)
    body = bodies.most_common(1)[0][0] if bodies else ""
    matter = folded(first.title)[-_SAME_MATTER:]
    shared = len(matter) == _SAME_MATTER and any(matter in folded(paper.metadata.title) for paper in papers[1:])
    title = whole.title if shared else f"Handlingar {body}".strip()
    return replace(whole, title=title, doc_type=DocType.HANDLINGAR, body=body)
