"""Citations: placed at a passage, verified to the letter, dropped when they fail. Pure.

A quote is the substring [start, end) of the document's text and never runs over a page header that was taken out: there
the source has other words in between.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.model import Citation
from ingest.model import DocType, Metadata, Page, Paper, Section
from vectorstore.model import Hit

_MOST_HEADING = 400  # characters of a §'s heading
_LEAST_PIECE = 12  # characters of a piece of what is told, on the other side of a page header, that is quoted by itself
_PARAGRAPH = re.compile(r"(?:[^\W\d_]{1,6}\s)?§")  # "§ 7", "KS § 7"
#: What a heading holds beside its title: the § and its board, diary numbers, marks.
_NO_TITLE = re.compile(
    r"(?i:\bdnr\b|\bdiarien\w*|\bärendenummer\b)|\b[A-ZÅÄÖ]\w{0,5}(?=\s*§)|\b[A-ZÅÄÖ]{1,5}(?=[\s-]*\d)|\b\d+[A-ZÅÄÖ]{1,4}\d+|[\W\d_]"
)
_MOST_QUOTE = 1500  # characters: a quote longer than this is cut down to what is told


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A live document's text with what a citation of it needs.

    Attributes:
        seams: offsets where a page header was taken out, in order.
        paged: its page numbers mean something to a reader of the file.
        pictured: its pages can be shown as images.
        name: the file's.
    """

    text: str
    seams: tuple[int, ...]
    pages: tuple[Page, ...]
    paged: bool
    pictured: bool = False
    name: str = ""
    papers: tuple[Paper, ...] = ()
    sections: tuple[Section, ...] = ()

    def section_at(self, offset: int) -> Section | None:
        """Return the section an offset stands in, or None."""
        at = self._section_before(offset)
        return self.sections[at] if at >= 0 else None

    def _section_before(self, offset: int) -> int:
        """Return the index of the last section that begins at an offset or before it, or -1."""
        return bisect.bisect_right(self.sections, offset, key=lambda section: section.start) - 1

    def item_heading(self, offset: int) -> tuple[int, int] | None:
        """Return where the heading of the § that an offset stands in is printed, [start, end); None outside every §."""
        at = self._section_before(offset)
        if at < 0 or not self.sections[at].paragraph:
            return None
        own = self.sections[at]
        while at and (self.sections[at - 1].paragraph, self.sections[at - 1].paper) == (own.paragraph, own.paper):
            at -= 1
        item = next((one for one in self.sections[at:] if _PARAGRAPH.match(self.text, one.start)), None)
        if item is None or item.paragraph != own.paragraph:
            return None
        return item.start, self._end_of_heading(item)

    def _end_of_heading(self, item: Section) -> int:
        """Return where the lines end that together hold all letters of a §'s heading, and its title where it is only numbers."""
        wanted = _letters(item.heading)
        end, whole = item.start, False
        for line in self.text[item.start : min(item.end, item.start + _MOST_HEADING)].splitlines(keepends=True):
            end += len(line)
            said = self.text[item.start : end]
            whole = whole or _letters(said).endswith(wanted)
            if whole and _NO_TITLE.sub("", said):
                break
        return end


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def between_seams(seams: Sequence[int], span: tuple[int, int], told: tuple[int, int]) -> tuple[int, int]:
    """Return the part of a span that runs over no seam and holds most of what is told.

    Args:
        seams: offsets, in order.
        span: what would be quoted.
        told: what is told, within the span.
    """
    inner = seams[bisect.bisect_right(seams, span[0]) : bisect.bisect_left(seams, span[1])]
    return max(pairwise((span[0], *inner, span[1])), key=lambda piece: min(piece[1], told[1]) - max(piece[0], told[0]))


def pieces(seams: Sequence[int], told: tuple[int, int]) -> list[tuple[int, int]]:
    """Return what is told cut where page headers were taken out, without pieces too short to be quoted by themselves.

    Args:
        seams: offsets, in order.
        told: [start, end) of what is told.
    """
    inner = seams[bisect.bisect_right(seams, told[0]) : bisect.bisect_left(seams, told[1])]
    cut = list(pairwise((told[0], *inner, told[1])))
    long = [piece for piece in cut if piece[1] - piece[0] >= _LEAST_PIECE]
    return long or [max(cut, key=lambda piece: piece[1] - piece[0])]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something told stands: its document, the metadata of its paper, and the headings over it."""

    document_id: str
    title: str
    source: str
    metadata: Metadata
    section: tuple[str, ...] = ()
    paragraph: str = ""
    diary_number: str = ""


def place_of(hit: Hit) -> Place:
    """Return where a passage stands."""
    chunk = hit.chunk
    return Place(chunk.document_id, hit.title, hit.source, chunk.metadata, chunk.path, chunk.paragraph, chunk.diary_number)


def cite(number: int, where: Place, told: tuple[int, int], span: tuple[int, int], document: DocumentText) -> Citation | None:
    """Return the citation of a span; None when nothing of it stands in the document.

    Args:
        number: the marker's.
        where: the place.
        told: [start, end) of what the answer tells, in the document's text.
        span: [start, end) to quote, around what is told.
        document: the document.
    """
    if span[1] - span[0] > _MOST_QUOTE:
        span = told
    start, end = trimmed(document.text, *between_seams(document.seams, span, told))
    quote = document.text[start:end]
    if not quote:
        return None
    metadata = where.metadata
    own = document.section_at(max(start, min(told[0], end)))  # a passage of short sections begins in the first of them
    page = page_of(document, start)
    return Citation(
        number=number,
        document_id=where.document_id,
        title=where.title,
        source=where.source,
        municipality=metadata.municipality,
        body=metadata.body,
        date=metadata.day.isoformat() if metadata.day else "",
        doc_type="" if metadata.doc_type is DocType.OKAND else metadata.doc_type.value,
        section=own.path if own is not None and own.path else where.section,
        paragraph=(own.paragraph if own is not None else "") or where.paragraph or None,
        diary_number=(own.diary_number if own is not None else "") or where.diary_number or None,
        page=page,
        quote=quote,
        start=start,
        end=end,
        url=page_url(where.document_id, page if document.pictured else None, start, end),
    )


def cite_pieces(number: int, where: Place, told: tuple[int, int], span: tuple[int, int], document: DocumentText) -> list[Citation]:
    """Return the citations of a span: one, or, where page headers were taken out of what is told, one for each side of them.

    Args:
        number: the first one's marker; see `cite` for the others.
    """
    found: list[Citation] = []
    for piece in pieces(document.seams, told):
        own = between_seams(document.seams, span, piece)
        one = cite(number + len(found), where, piece, (min(own[0], piece[0]), max(own[1], piece[1])), document)
        found += [one] if one is not None else []
    return found


def page_of(document: DocumentText, offset: int) -> int | None:
    """Return the page an offset stands on, or None where the file has no pages."""
    if not document.paged or not document.pages:
        return None
    return document.pages[max(0, bisect.bisect_right([page.start for page in document.pages], offset) - 1)].number


def page_url(document_id: str, page: int | None, start: int, end: int) -> str:
    """Return the address, under the server's root, that shows the place marked.

    Args:
        document_id: the document.
        page: the page to show as an image; None shows the document's text.
        start: of the quote, in the document's text.
        end: of the quote.
    """
    if page is None:
        return f"/api/documents/{document_id}/text?start={start}&end={end}#quote"
    return f"/api/documents/{document_id}/pages/{page}.png?start={start}&end={end}"


def verified(citations: Sequence[Citation], text_of: Callable[[str], str]) -> list[Citation]:
    """Return the citations whose quote stands, to the letter, at its place in the live document."""
    return [one for one in citations if text_of(one.document_id)[one.start : one.end] == one.quote]


def place(citation: Citation) -> str:
    """Return where a citation stands, for a person: title, board, date, §, diary number, page and file."""
    parts = [citation.title, citation.municipality, citation.body, citation.date, citation.paragraph, citation.diary_number]
    parts.append(f"s. {citation.page}" if citation.page else None)
    if citation.section:
        parts.append(" › ".join(citation.section[-2:]))
    told = ", ".join(part for part in dict.fromkeys(parts) if part)
    return told if citation.source in (citation.title, "") else f"{told} ({citation.source})"
