"""Which of a table's first lines are its header, and how it reads: what fits the rows below it best. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.header_words import TokenKind, heads_words, tokens_of
from ingest.line_kinds import DATA, LineKind, TextLine
from ingest.measures import WEAK, measure_of
from ingest.table_header import COSTLY, Header, read_headers
from ingest.table_segments import STRAY, LineCells, Segment, is_strong, line_cells, shown_lines

_MOST_COLUMNS = 20
_RIVAL = 1.2  # of its cost a header of another count may have more, and still be tried on the rows
_NEVER_FILLED = 2  # columns of a header that no row may fill
_TORN = 0.8  # against a header that leaves the rest of a phrase to the rows
_TITLE = 0.4  # against leaving out a first line that could be a header by itself: the paper's title may, "Årsbokslut 2025"
_TITLE_WORDS = 2
_NEARLY = 0.7  # of a line that lacks one or two cells: blank ones


def fit_headers(text: str, segment: Segment, year: int | None) -> list[tuple[Header, tuple[TextLine, ...]]]:
    """Return the headers that fit the rows, one for each count of cells, best first, and the body below each.

    Words below the header line may still be its own.
    """
    counts = line_cells(text, segment.body)
    if not counts:
        return []
    least = _least(counts)
    most = min(max(line.most for line in counts), _MOST_COLUMNS)
    best: dict[int, tuple[float, Header, int]] = {}
    reach = _header_reach(segment.body) if segment.header else []
    for skip, extra, odd in [
        *((0, extra, _oddness(text, segment.body, extra)) for extra in reach),
        *_trimmed(text, segment.header),
    ]:
        shown = shown_lines(text, _lines(segment, skip, extra))
        for count, header in read_headers(shown, max(1, least - 1), max(most, least) + _NEVER_FILLED, year).items():
            cells = count + header.codes
            if cells < least:
                continue
            fits = sum(1.0 if line.fewest <= cells <= line.most else _NEARLY * (cells - 2 <= line.most < cells) for line in counts)
            if header.cost >= COSTLY or not (fits or any(line.fewest <= count for line in counts)):
                continue
            cost = header.cost + 1.5 * (1 - fits / len(counts)) + odd + 0.3 * max(0, count - most)
            if cells not in best or cost < best[cells][0] - 1e-9:
                best[cells] = (cost, header, extra)
    ranked = sorted(best.values(), key=lambda entry: entry[0])
    return [(header, _rest(text, segment, extra)) for cost, header, extra in ranked if cost <= ranked[0][0] + _RIVAL]


def _lines(segment: Segment, skip: int, extra: int) -> tuple[TextLine, ...]:
    """Return the header's lines without its first `skip`, with `extra` lines of the body or, below nought, fewer of its own."""
    if extra < 0:
        return segment.header[skip:extra]
    return (*segment.header[skip:], *segment.body[:extra])


def _rest(text: str, segment: Segment, extra: int) -> tuple[TextLine, ...]:
    """Return the body without the header: also without lines that head columns of words, right below it."""
    rest = (*segment.header[extra:], *segment.body) if extra < 0 else segment.body[extra:]
    last = 0
    for at, line in enumerate(rest):
        if line.kind in DATA or (line.kind is LineKind.BLANK and last):
            break
        if line.kind is not LineKind.BLANK and (last or heads_words(text[line.start : line.end])):
            last = at + 1
    return rest[last:]


def _trimmed(text: str, header: Sequence[TextLine]) -> list[tuple[int, int, float]]:
    """Return the ways to leave lines out of a header: a heading above it or below it may look like a part of it."""
    filled = [at for at, line in enumerate(header) if line.kind is not LineKind.BLANK]
    shown = {at: text[header[at].start : header[at].end].strip() for at in filled}
    starts = []
    for at in filled[1:3]:
        strong = is_strong(shown[filled[0]])
        titled = len(tokens_of(shown[filled[0]])) <= _TITLE_WORDS and is_strong(" ".join(shown[i] for i in filled if i >= at))
        if header[at - 1].kind is LineKind.BLANK and (not strong or titled):
            starts.append((at, 0, _TITLE if strong else 0.1))
    ends = []
    for at in filled[-2:]:
        rest = [shown[i] for i in filled if i >= at]
        if at > 0 and not any(is_strong(line) for line in rest):
            tokens = tokens_of(rest[0])
            dated = any(token.kind is TokenKind.PERIOD for token in tokens)
            measured = any(measure_of(token.text) not in WEAK | {""} for token in tokens)
            torn = rest[0][:1].islower() or dated or measured
            ends.append((0, at - len(header), 0.1 + _TORN * torn))
    return starts + ends


def _least(counts: Sequence[LineCells]) -> int:
    """Return the fewest columns the rows allow, a few lines with numbers in their labels left out of account."""
    fewest = sorted((line.fewest for line in counts), reverse=True)
    return fewest[max(int(len(fewest) * STRAY), 1 if len(fewest) > 2 else 0)]


def _oddness(text: str, body: Sequence[TextLine], extra: int) -> float:
    """Return what speaks against a header that takes `extra` of the lines below it: one that leaves half a phrase behind."""
    after = next((line for line in body[extra:] if line.kind is not LineKind.BLANK), None)
    torn = after is not None and after.kind is LineKind.SHORT and text[after.start : after.end].strip()[:1].islower()
    return 0.05 * (extra > 0) + _TORN * torn


def _header_reach(body: Sequence[TextLine]) -> list[int]:
    """Return how many of the body's first lines may still belong to the header: none, or words up to the first row."""
    reach = [0]
    for at, line in enumerate(body):
        if line.kind in DATA or len(reach) > 8:
            break
        if line.kind is not LineKind.BLANK:
            reach.append(at + 1)
    return reach
