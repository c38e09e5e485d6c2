"""Where one paper ends and the next begins in a file that holds many of them with no mark between. Pure.

A package of meeting papers is one file; to cite a passage rightly, the paper it stands in must be known. The signs, each
seen in real packages: a letterhead (a board's name alone on a line, then the paper's kind, or a title and a first heading
such as "Förslag till beslut"); what follows the list of receivers on a new page; chapters that are numbered anew; the § of
minutes among other papers; a page header with another date; and a page that is numbered 1 again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Page
from ingest.papers.letterhead import Top, first_page, is_board, official, states_minutes, top_of
from ingest.profile import heading_key
from ingest.sections.headings import Heading, HeadingSource
from ingest.text.lines import Line

_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_FIRST_HEADINGS = frozenset(
    map(
        heading_key,
        ("Förslag till beslut", "Beslut", "Sammanfattning", "Sammanfattning av ärendet", "Ärendet", "Ärendebeskrivning",
         "Förvaltningens förslag till beslut", "Kommunstyrelsens förslag", "Bakgrund", "Inledning", "Syfte", "Motionen",
         "Yttrande", "Yrkandet", "Beslutsförslag", "Ärende", "Beskrivning av ärendet"),
    )
)  # fmt: skip
_RECEIVERS = re.compile(
    r"(?:beslute?t?|protokollsutdrag)(?: ska)? skickas till|expedieras till|sändlista|beslut sänds till"
    r"|kopia till|delges|för kännedom"
)
_PAGE_ONE = re.compile(r"(?:^|[\s,])(?:1 ?\(\d{1,3}\)|[Ss]ida? 1 (?:av|/) ?\d+)(?=\s|$)")
_STATED = (Top.TYPE, Top.TITLED)
_DATED = re.compile(r"(?:Datum|Diarienummer|Dnr|Ärendenummer|Sammanträdesdatum)\b")
_LABELS_WITHIN = 3  # lines under a title
_TITLE_LINES = 6  # between a letterhead and the first heading
_TEXT_LINE = 130  # characters: a longer line is text, unless it begins with the paper's kind
_MANY_ITEMS = 4  # §§ in a row are minutes: a title among them starts no paper of its own
_FEW_ITEMS = 2  # §§ in a row, numbered without a gap and with no letterhead between, are minutes as well
_ITEM_STEP = 4  # by which the number of a § may differ from the one before: some are withheld or unseen
_RECEIVER_LINES = 14  # the list of receivers, with the signatures under it, is no longer
_SENTENCE = 60  # characters: a line so long is text, and no more receivers
_COVER_LINES = 6  # a page of so few lines before a page numbered 1 is its cover


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a text when its papers are told apart.

    Attributes:
        lines: the filled lines.
        headings: among them.
        tops: indexes of the lines that begin a page; none where pages are not known.
        removed: page headers taken out, with the offset each stood at.
        pages: the file's own pages; none where it has none.
    """

    lines: Sequence[Line]
    headings: Sequence[Heading]
    tops: AbstractSet[int]
    removed: Sequence[tuple[int, str]] = ()
    pages: Sequence[Page] = ()


def paper_starts(layout: Layout) -> list[int]:
    """Return the indexes of the lines that start a paper, the first line included."""
    if not layout.lines:
        return []
    by_line = {heading.first: heading for heading in layout.headings}
    inside = _minutes(layout)
    starts = {start for start in _letterheads(layout, by_line) if start not in inside}
    starts |= {start for start in _attachments(layout, by_line) if start not in inside}
    starts |= {start for start in _numbered_anew(layout) if start not in inside}
    starts |= _extracts(layout, inside)
    starts |= _other_dates(layout) | _first_pages(layout)
    return _apart(sorted({0} | starts), layout)


def _minutes(layout: Layout) -> AbstractSet[int]:
    """Return the lines inside whole minutes: from the first to the last of §§ whose numbers go on."""
    inside: set[int] = set()
    run: list[Heading] = []
    for heading in [h for h in layout.headings if h.source is HeadingSource.PARAGRAPH]:
        if run and not 0 < _number(heading) - _number(run[-1]) <= _ITEM_STEP:
            inside |= _inside(run, layout.lines)
            run = []
        run.append(heading)
    return inside | _inside(run, layout.lines)


def _inside(run: Sequence[Heading], lines: Sequence[Line]) -> AbstractSet[int]:
    span = range(run[0].first + 1, run[-1].first + 1) if run else range(0)
    gapless = len(run) >= _FEW_ITEMS and all(_number(b) == _number(a) + 1 for a, b in pairwise(run))
    many = len(run) >= _MANY_ITEMS
    return set(span) if many or (gapless and not any(states_minutes(lines[at]) for at in span)) else set()


def _number(heading: Heading) -> int:
    digits = re.search(r"\d+", heading.paragraph)
    return int(digits.group()) if digits else 0


def _letterheads(layout: Layout, by_line: dict[int, Heading]) -> Iterable[int]:
    lines = layout.lines
    received = _received(layout)
    for at, line in enumerate(lines):
        if line.in_table or not line.after_blank or (at in received and at not in layout.tops):
            continue
        board = is_board(line.text.split("   ")[0]) and _heads_paper(lines, at, by_line)
        labelled = at in layout.tops and _labelled(lines, at)
        if (
            board
            or labelled
            or first_page(line)
            or official(line)
            or (top_of(line) in _STATED and _stands_over(layout, at, by_line))
        ):
            yield at - 1 if at and top_of(lines[at - 1]) is Top.ATTACHMENT else at


def _labelled(lines: Sequence[Line], at: int) -> bool:
    """Tell whether the title on top of a page has labels under it: the date, the diary number."""
    if top_of(lines[at]) not in (Top.OTHER, Top.TITLED) or lines[at].in_table or lines[at].text.endswith((".", ",")):
        return False
    return any(_DATED.match(line.text) for line in lines[at + 1 : at + 1 + _LABELS_WITHIN])


def _received(layout: Layout) -> set[int]:
    """Return the lines of lists of receivers, where a board's name is a receiver, in a text whose pages are known."""
    listed: set[int] = set()
    for heading in layout.headings if layout.tops else ():
        if _RECEIVERS.fullmatch(heading.key):
            inside = range(heading.last + 1, min(heading.last + _RECEIVER_LINES, len(layout.lines)))
            stop = next((at for at in inside if at in layout.tops), inside.stop)
            listed.update(range(inside.start, stop))
    return listed


def _heads_paper(lines: Sequence[Line], at: int, by_line: dict[int, Heading]) -> bool:
    """Tell whether a board's name is the top of a letterhead."""
    titles = 0
    minutes = states_minutes(lines[at])
    for ahead in range(at + 1, min(at + 2 + _TITLE_LINES, len(lines))):
        heading = by_line.get(ahead)
        if heading is not None and heading.source is HeadingSource.PARAGRAPH:
            return minutes
        top = top_of(lines[ahead])
        if top in _STATED and not minutes:
            if not states_minutes(lines[ahead]):
                return ahead - at <= 2 or titles == 0
            minutes = True
        elif heading is not None and heading.key in _FIRST_HEADINGS:
            return titles > 0 and not minutes
        elif top is Top.BOARD and titles:
            return False
        elif top is Top.OTHER:
            if (
                lines[ahead].bullet
                or lines[ahead].columns
                or len(lines[ahead].text) > _TEXT_LINE
                or lines[ahead].text.endswith((".", ":"))
            ):
                return False
            titles += 1
    return False


def _stands_over(layout: Layout, at: int, by_line: dict[int, Heading]) -> bool:
    """Tell whether a line that states a paper's kind, without a board over it, begins one."""
    lines = layout.lines
    alone = lines[at].before_blank and len(lines[at].text) <= _TEXT_LINE and not lines[at].text.endswith(".")
    if at in layout.tops and alone and not states_minutes(lines[at]):
        return True
    following = by_line.get(at + 1)
    over = following is not None and following.key in _FIRST_HEADINGS
    return alone and over and top_of(lines[at]) is Top.TITLED and _DATE.search(lines[at].text) is None


def _attachments(layout: Layout, by_line: dict[int, Heading]) -> Iterable[int]:
    """Return the lines after a list of receivers that begin something else."""
    for heading in layout.headings:
        if not _RECEIVERS.fullmatch(heading.key):
            continue
        for ahead in range(heading.last + 1, min(heading.last + _RECEIVER_LINES, len(layout.lines))):
            found = by_line.get(ahead)
            if found is not None and found.source is HeadingSource.PARAGRAPH:
                break
            numbered = found is not None and found.source is HeadingSource.NUMBER and _starts_numbering(found)
            if numbered or (ahead in layout.tops and _may_begin(layout.lines, ahead, found)):
                yield ahead
                break
            if found is not None and found.source is HeadingSource.KNOWN:
                break


def _may_begin(lines: Sequence[Line], at: int, heading: Heading | None) -> bool:
    """Tell whether what stands first on the page after the receivers is something else than more of the same."""
    line = lines[at]
    if heading is not None and heading.source is HeadingSource.KNOWN:
        return False
    if not line.text[0].isupper() or line.bullet or _is_role(line.text):
        return False
    under = lines[at : at + _RECEIVER_LINES]
    return any(below.bullet or below.text.endswith(".") or len(below.text) >= _SENTENCE for below in under)


def _is_role(text: str) -> bool:
    """Tell whether a line is one more receiver: a person's office."""
    return (
        re.fullmatch(r"(?:[\w-]+ ){0,3}\w*(?:chef|direktör|sekreterare|controller|jurist|handläggare|ledare)\b.{0,50}", text)
        is not None
    )


def _starts_numbering(heading: Heading) -> bool:
    return heading.depth == 1 and heading.title.split()[0].strip(".") == "1"


def _numbered_anew(layout: Layout) -> Iterable[int]:
    """Return the lines where chapters are numbered from 1 again, with the title above on the same page."""
    last = 0
    for heading in layout.headings:
        if heading.source is not HeadingSource.NUMBER or heading.depth != 1:
            continue
        number = int(heading.title.split()[0].strip("."))
        if number == 1 and last > 1 and layout.lines[heading.first].after_blank:
            near = range(max(heading.first - _COVER_LINES, 0), heading.first + 1)
            top = next((at for at in near if at in layout.tops), None)
            if top is not None or not layout.tops:
                yield heading.first if top is None else top
        last = number


def _extracts(layout: Layout, inside: AbstractSet[int]) -> set[int]:
    """Return the §§ that stand alone among other papers, outside whole minutes."""
    items = [heading.first for heading in layout.headings if heading.source is HeadingSource.PARAGRAPH]
    if len(items) >= _MANY_ITEMS and inside and all(first in inside or first + 1 in inside for first in items):
        return set()
    alone = [first for first in items if layout.lines[first].after_blank and first not in inside and first + 1 not in inside]
    return {_with_letterhead(layout, first) for first in alone}


def _with_letterhead(layout: Layout, first: int) -> int:
    """Return where the letterhead over a § begins: its board, that minutes follow, the date; or the § itself."""
    lines = layout.lines
    stated = first - 1
    while stated >= max(first - _TITLE_LINES, 0) and top_of(lines[stated]) in (Top.LABEL, Top.TOWN):
        stated -= 1
    if stated < 0 or not states_minutes(lines[stated]):
        return first
    for top in (Top.BOARD, Top.ATTACHMENT):
        stated -= stated > 0 and stated not in layout.tops and top_of(lines[stated - 1]) is top
    return stated


def _line_at(layout: Layout, offset: int) -> int | None:
    return next((at for at, line in enumerate(layout.lines) if line.start >= offset), None)


def _other_dates(layout: Layout) -> set[int]:
    """Return the lines after a page header whose date is not that of the page headers before."""
    starts = set()
    last = ""
    for offset, text in layout.removed:
        dates = _DATE.findall(text)
        if dates and last and dates[-1] != last:
            following = _line_at(layout, offset)
            starts |= {following} if following is not None else set()
        last = dates[-1] if dates else last
    return starts


def _first_pages(layout: Layout) -> set[int]:
    """Return the first lines of the pages that are numbered 1 in the paper's own count ("1 (4)")."""
    starts: set[int] = set()
    for page in layout.pages:
        if any(page.start <= at <= page.end and _PAGE_ONE.search(text) for at, text in layout.removed):
            first = _line_at(layout, page.start)
            if first is not None and first >= _COVER_LINES:
                starts.add(first)
    return starts


def _apart(starts: Sequence[int], layout: Layout) -> list[int]:
    """Return the starts without those between which only the lines of one letterhead stand."""
    kept: list[int] = []
    for start in starts:
        between = layout.lines[kept[-1] : start] if kept else ()
        if not kept or (any(top_of(line) in (Top.OTHER, Top.TITLED) for line in between) and not _is_title(between)):
            kept.append(start)
    return kept


def _is_title(lines: Sequence[Line]) -> bool:
    """Tell whether lines are the title over a letterhead, and no paper: few and short, without a sentence."""
    return len(lines) <= 3 and not any(len(line.text) > _TEXT_LINE or line.text.endswith((".", ":")) for line in lines)
