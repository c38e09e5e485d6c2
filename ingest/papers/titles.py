"""What a paper is called: the title it shows, or a name made from what it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import DocType, Metadata
from ingest.papers.letterhead import Top, states_minutes, top_of
from ingest.profile import heading_key
from ingest.sections.headings import Heading, HeadingSource
from ingest.sections.tree import Span
from ingest.text.lines import Line

_WITHIN = 16  # lines from the start of a paper: what comes later is text
_MARKED_WITHIN = 3  # lines from the start of a paper in which a marked heading is its title
_TITLE_LINES = 4  # over which a title may run
_LONGEST = 260  # characters of a title
_LONG_LINE = 150  # characters: a longer line is a title with its text run on, or text
_LEAST_SHARED = 25  # characters of a title that another paper of the file repeats
_SHORT_LINE = 45  # characters: a title's line shorter than this is its last
_RUNS_ON = re.compile(
    r"(?:\b(?:och|eller|samt|i|på|för|av|med|till|över|om|från|vid|den|det|att|en|ett)|[-–,]|\b[A-ZÅÄÖ][a-zåäö]+s(?: Stads)?)$"
)
_NO_TITLE = re.compile(r"[.:;?]$|^.{1,5}$|^[(a-zåäö]|^\d[\d\s.,%()-]*$|\S+@\S+|^www\.")
#: Words that head a part of any paper, or say only what kind it is: they name none.
_GENERIC = frozenset(
    ("Verksamhet", "Verksamheten", "Inledning", "Sammanfattning", "Innehåll", "Innehållsförteckning", "Bakgrund", "Syfte", "Förord",
     "Rapport", "Missiv", "Rapportsammandrag", "Årsredogörelse", "Protokoll", "Kallelse", "Handlingar", "Bilaga",
     "Yttrande", "Motion", "Tjänsteskrivelse", "Tjänsteutlåtande", "Skrivelse", "Revisionsrapport", "Granskningsrapport", "Ekonomi",
     "Revisionsberättelse", "Uppdrag", "Resultat", "Ärenden", "Ärende", "Dagordning", "Föredragningslista", "Ärendelista",
     "Närvarande", "Beslutande", "Ledamöter", "Blad1", "Sheet1", "Uppföljning", "Sammanställning", "Försättsblad", "Framsida",
     "Titelblad", "Omslag", "Läsanvisning", "Information")
)  # fmt: skip
_PRINTED = re.compile(
    r"\b(?P<name>(?:Årsbokslut|Årsredovisning|Delårsrapport|Delårsbokslut|Delårsuppföljning|Tertialrapport|Månadsuppföljning"
    r"|Månadsrapport|Verksamhetsplan|Verksamhetsberättelse|Nämndplan|Mål och budget|Budget|Internkontrollplan|Årsredogörelse"
    r"|Kvalitetsberättelse|(?:Kvalitets?-? och )?[Pp]atientsäkerhetsberättelse|Revisionsberättelse|Detaljbudget|Uppföljning)"
    r"(?: för)?(?: (?:januari|tertial|kvartal|mars|augusti|oktober|[1-4])\S*)? (?:19|20)\d\d(?:[–-](?:19|20)\d\d)?)\b",
    re.IGNORECASE,
)
_PRINTED_WITHIN = 3000  # characters from the start of a paper


def generic(title: str) -> bool:
    """Tell whether a title names no paper: "Verksamhet", "1 Sammanfattning", "Bilaga 2"."""
    words = heading_key(title).split()
    return (
        not words
        or words[0] == "missiv"
        or words == ["läs", "mig"]
        or (words[0].capitalize() in _GENERIC and not any(word.isalpha() for word in words[1:]))
    )


def shown_title(lines: Sequence[Line], span: Span, headings: Sequence[Heading], marked: str, text: str) -> str:
    """Return the title that a paper shows, or "".

    Args:
        lines: all the lines.
        span: the paper's.
        headings: all the headings.
        marked: the title in the file's own properties, believed where the paper's own words say the same.
        text: the whole text, in which other papers may repeat the title.
    """
    inside = [heading for heading in headings if span.first <= heading.first < span.last]
    item = next((h for h in inside if h.source is HeadingSource.PARAGRAPH), None)
    if item is not None and sum(h.source is HeadingSource.PARAGRAPH for h in inside) == 1:
        over = lines[span.first : item.first]
        if len(over) <= _WITHIN and all(top_of(line) is not Top.OTHER for line in over):
            return item.title
    if sum(h.source is HeadingSource.PARAGRAPH for h in inside) > 1 and _are_minutes(lines[span.first : span.last], inside):
        return ""
    stop = min(span.last, span.first + _WITHIN)
    for heading in inside:
        if heading.source is HeadingSource.MARK and heading.depth and heading.first < stop:
            title = " ".join(heading.title.split())
            if top_of(lines[heading.first]) in (Top.OTHER, Top.TITLED) and not generic(title):
                if heading.first <= span.first + _MARKED_WITHIN or not _first_title(lines[span.first : heading.first], text):
                    return title
                stop = heading.first
        if heading.source in (HeadingSource.PARAGRAPH, HeadingSource.KNOWN, HeadingSource.NUMBER):
            stop = min(stop, heading.first)
            break
    title = _first_title(lines[span.first : stop], text)
    if marked and (not title or generic(title) or folded(title) in folded(marked)) and _says(text, lines, span, marked):
        return marked
    return "" if generic(title) else title


def _are_minutes(lines: Sequence[Line], headings: Sequence[Heading]) -> bool:
    """Tell whether a paper with §§ is minutes, and no regulation: it decides, or says so at its top."""
    decided = any(heading.key == "beslut" or heading.diary_number for heading in headings)
    return decided or any(states_minutes(line) for line in lines[:_WITHIN])


def folded(text: str) -> str:
    """Return a title as it is compared: letters and digits alone, lower case."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _says(text: str, lines: Sequence[Line], span: Span, marked: str) -> bool:
    """Tell whether a paper's first page says the words of a title, and these name it."""
    last = min(span.last, span.first + 3 * _WITHIN) - 1
    return not generic(marked) and folded(marked) in folded(text[lines[span.first].start : lines[last].end])


def _first_title(lines: Sequence[Line], text: str) -> str:
    """Return the first run of lines that may be a title; a generic one only where no other follows."""
    fallback = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        top = top_of(line)
        skipped = top not in (Top.OTHER, Top.TITLED) or line.columns or line.in_table or line.bullet
        if not skipped and len(line.text) > _LONG_LINE:
            found = shared_start(line.text, text)
            return found or (line.text.rstrip(".") if len(line.text) <= _LONGEST and top is Top.TITLED else fallback)
        hanging = not line.after_blank and at > 0 and top_of(lines[at - 1]) is Top.OTHER and top is Top.OTHER
        if skipped or hanging or (_NO_TITLE.search(line.text) and not (top is Top.TITLED and line.text.endswith("."))):
            if not skipped and len(line.text) > _LONG_LINE // 2:
                break
            at += 1
            continue
        words, at = _joined(lines, at)
        words = words.rstrip(".") if top is Top.TITLED else words
        if not generic(words) and not words.endswith((".", ":", ",")) and len(words) <= _LONGEST:
            return shared_start(words, text) if top is Top.TITLED and len(words) > _LONG_LINE else words
        fallback = fallback or words
    return fallback


def _joined(lines: Sequence[Line], first: int) -> tuple[str, int]:
    """Return the words of the title that begins on a line, and the index after it."""
    last = first
    while last + 1 < len(lines) and last - first + 1 < _TITLE_LINES:
        line, following = lines[last], lines[last + 1]
        open_end = _RUNS_ON.search(line.text) is not None
        goes_on = open_end or following.text[0].islower()
        wide = len(line.text) >= _SHORT_LINE and not line.before_blank and top_of(following) is Top.OTHER
        capitals = line.text.isupper() and following.text.isupper()
        if line.in_table or following.columns or not (goes_on or wide or capitals) or len(following.text) > _LONG_LINE:
            break
        last += 1
    return " ".join(line.text for line in lines[first : last + 1]), last + 1


def shared_start(words: str, text: str) -> str:
    """Return the longest start of a line that stands a second time in the text: a title with text run on; or ""."""
    whole = text.casefold()
    ends = [match.start() for match in re.finditer(r"\s|$", words[: _LONGEST + 1]) if match.start() >= _LEAST_SHARED]
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if whole.count(words[: ends[middle]].casefold()) > 1:
            low = middle + 1
        else:
            high = middle
    return words[: ends[low - 1]].rstrip(" .,:–-") if low else ""


def made_title(metadata: Metadata, text: str, furniture: str, above: Metadata | None) -> str:
    """Return a name for a paper that shows no title.

    Minutes are named by board and date, an account by what it is and its year, an attachment by the paper before it.

    Args:
        metadata: what is known of the paper.
        text: the paper's.
        furniture: the page headers taken out of it.
        above: of the paper before it in the file.
    """
    if metadata.doc_type in (DocType.PROTOKOLL, DocType.KALLELSE) and metadata.body:
        return f"{metadata.doc_type.value.capitalize()} {metadata.body}{f' {metadata.day}' if metadata.day else ''}"
    printed = _PRINTED.search(f"{furniture}\n{text[:_PRINTED_WITHIN]}")
    same = above is not None and metadata.doc_type in (above.doc_type, DocType.OKAND)
    if above is not None and above.title and (same or folded(metadata.doc_type.value) in folded(above.title)):
        return above.title if above.title.endswith("(bilaga)") else f"{above.title} (bilaga)"
    if metadata.doc_type is DocType.OKAND:
        return ""
    year = f" {metadata.years[0]}" if len(metadata.years) == 1 else ""
    name = printed["name"] if printed is not None and above is None else f"{metadata.doc_type.value.capitalize()}{year}"
    name = f"{name[0].upper()}{name[1:].lower() if name.isupper() else name[1:]}"
    return f"{name}, {metadata.body}" if metadata.body else name
