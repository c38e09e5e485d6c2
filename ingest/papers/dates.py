"""When a paper is from, and which years it is about. Pure.

A wrong date is worse than none: one is taken only from a page header, a label ("Sammanträdesdatum"), a line that holds
little else near the top, or the line above the signatures ("Tunadal den 3 mars 2026").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.papers.letterhead import Top, top_of
from ingest.tables.periods import MONTH, month_number
from ingest.text.lines import Line

_DAY = re.compile(
    r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"
    rf"|(?<!\d)(?P<d2>\d{{1,2}})[ \u00a0]?(?P<month>{MONTH})\s+(?P<y2>(?:19|20)\d\d)(?!\d)"
    r"|(?<![\d-])(?P<short>\d{6})(?![\d-])",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:sammanträdes|mötes|besluts)?datum|utfärdat|rapporteringstillfälle|upprättad|daterad", re.IGNORECASE)
_MEETING = re.compile(r"(?:sammanträdes|mötes)datum\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:rapportperiod|ert datum|svar senast|remisstid|gäller|t\.?o\.?m|inkom|bordlagt|sista|senast(?! (?:ändrad|uppdaterad))"
    r"|ersätter)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(r"[A-ZÅÄÖ][a-zåäö-]+(?: [A-ZÅÄÖ][a-zåäö-]+)?,?(?: den)? (?=\d)")
_TOP_LINES = 14  # of a paper in which its date may stand
_LONGEST = 400  # characters of a line of labels, an official's address among them
_SIGNED = 70  # characters of the line above the signatures
_YEAR = re.compile(r"(?<![\d/.:-])(?<!Agenda )(?P<y>(?:19|20)\d\d)(?![\d/:]|-\d\d\d|\.\d{3}|-tal)")
_RANGE = re.compile(r"(?<!\d)(?P<a>20\d\d) ?[-–] ?(?P<b>20\d\d|\d\d)(?!\d)")
_WIDE = 12000  # characters in which years are counted
_START = 200  # characters at the start, whose years count twice: a table's head says its year once
_LEAST = 2  # mentions of a year the paper is about
_SHARE = 0.35  # of the mentions of the most named year: a year named less often is background
_MOST = 3
_MOST_RANGE = 6  # years of a plan


def _dates(text: str) -> Iterator[tuple[date, bool]]:
    """Yield the valid dates in a text, in order, and whether each is a short one (251031)."""
    for match in _DAY.finditer(text):
        if match["short"]:
            year, month, day = 2000 + int(match["short"][:2]), int(match["short"][2:4]), int(match["short"][4:])
        elif match["y"]:
            year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        else:
            year, month, day = int(match["y2"]), month_number(match["month"]), int(match["d2"])
        try:
            yield date(year, month, day), match["short"] is not None
        except ValueError:
            continue


def days_named(text: str) -> tuple[date, ...]:
    """Return the days that a text names, in full: "2024-08-22", "22 augusti 2024"; each once, in order."""
    return tuple(dict.fromkeys(found for found, short in _dates(text) if not short))


def day(lines: Sequence[Line], header: str, furniture: Sequence[str]) -> date | None:
    """Return the date of a paper, or None where nothing certain tells it.

    Args:
        lines: the paper's.
        header: the page header right over its first line, or "".
        furniture: the page headers inside it.
    """
    over = [found for found, short in _dates(header) if not short]
    if over:
        return over[-1]
    return _meeting(furniture) or _near_top(lines) or _most_common(furniture) or _signed(lines)


def _near_top(lines: Sequence[Line]) -> date | None:
    for at, line in enumerate(lines[:_TOP_LINES]):
        if len(line.text) > _LONGEST or _OTHERS.search(line.text) or "§" in line.text:
            continue
        top = top_of(line)
        label = _LABELLED.search(line.text) if top in (Top.LABEL, Top.TYPE, Top.BOARD) or line.columns else None
        if label is not None:
            found = next(_dates(line.text[label.end() :]), None)
            if found is not None:
                return found[0]
        if top in (Top.LABEL, Top.TYPE) or line.columns:
            alone = line.text.split("   ")[0].strip()
            found = next(_dates(line.text), None)
            if found is not None and (not found[1] or alone.isdigit()) and (at == 0 or label is None):
                return found[0]
    return None


def _meeting(furniture: Sequence[str]) -> date | None:
    """Return the day of the meeting that page headers name, which the top of the first page may have lost."""
    labels = [(text, label) for text in furniture if (label := _MEETING.search(text)) is not None]
    return _most_common([text[label.end() :] for text, label in labels])


def _most_common(furniture: Sequence[str]) -> date | None:
    counts = Counter(found for text in furniture for found, short in _dates(text) if not short)
    return counts.most_common(1)[0][0] if counts else None


def _signed(lines: Sequence[Line]) -> date | None:
    """Return the date of the line above or below the signatures: a place and a date, and little else."""
    for line in lines:
        place = _PLACED.match(line.text)
        if place is None or line.in_table or _OTHERS.search(line.text) or len(line.text) > _SIGNED or line.text.endswith("."):
            continue
        match = _DAY.match(line.text, place.end())
        found = next(_dates(match.group()), None) if match is not None else None
        if match is not None and found is not None and not re.search(r"\d|^\s+[a-zåäö]", line.text[match.end() :]):
            return found[0]
    return None


def years(title: str, text: str, when: date | None, minutes: bool) -> tuple[int, ...]:
    """Return the years a paper is about, most important first: those of its title, then those it names most.

    Args:
        title: the paper's; "2027–2030" stands for the years between as well.
        text: its text.
        when: its date.
        minutes: it is minutes: they are about the year of their meeting.
    """
    if minutes and when is not None:
        return (when.year,)
    first = [int(match["y"]) for match in _YEAR.finditer(title)]
    for match in _RANGE.finditer(title):
        last = int(match["b"]) if len(match["b"]) == 4 else int(match["a"][:2] + match["b"])
        if 0 < last - int(match["a"]) < _MOST_RANGE:
            first += range(int(match["a"]), last + 1)
    counts = Counter(int(match["y"]) for part in (text[:_WIDE], text[:_START]) for match in _YEAR.finditer(part))
    most = max(counts.values(), default=0)
    often = [year for year, n in counts.most_common() if n >= max(_LEAST, _SHARE * most)]
    told = tuple(dict.fromkeys([*first, *often]))
    return told[: max(_MOST, len(set(first)))] or ((when.year,) if when is not None else ())
