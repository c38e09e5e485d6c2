"""A motion read: who asks, for what, and what is stated. Pure.

Motions have no form: "Vi yrkar därför att ..., samt att ...", "Kommunfullmäktige föreslås att besluta: 1. ... 2. ...", "Förslag
till beslut i kommunfullmäktige:" with a sentence. What leads the demands in is looked for from the end of the text, where it
stands; the demands end where the signatures begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.drafting.model import Span
from ingest.text.blocks import sentences

_LEAD = re.compile(
    r"(?:^|(?<=[.!?:\n]))[ \t]*(?P<lead>"
    r"(?:[^\n.!?:]|\.(?=\w)){0,220}?\b(?:yrkar|yrkas|hemställer|hemställs|föreslår|föreslås)\b"
    r"(?:(?![^\n.!?:]{0,60}\b(?:avslag|bifall)\b)(?:[^\n.!?:,]|\n(?!\s*\n)){0,120}?)"
    r"(?::|(?=\s+att\b)|(?=\s*\n\s*(?:[•–*\-]\s*|\d{1,2}[.)]\s*|[a-zåäö]\)\s*)?(?:att\b|\S))|(?<=därför)(?=\s))"
    r"|(?:yrkanden?|förslag till beslut|att-satser|förslag)(?: i (?:kommun|region)fullmäktige)?\s*:?(?=[ \t]*\n|\s*:|(?<=:)))"
    r"(?P<colon>:?)",
    re.IGNORECASE,
)
_MARK = r"(?:[•●▪–—*\-]\s*|\d{1,2}[.)]\s+|[a-zåäö]\)\s+)"
_ATT_LINE = re.compile(rf"(?m)^[ \t]*(?:{_MARK})?(?=(?:[Aa]tt|ATT)\b)")
_MARK_LINE = re.compile(rf"(?m)^[ \t]*{_MARK}(?=\S)")
_INLINE_NUMBER = re.compile(r"(?:(?<=\s)|^)\d{1,2}[.)]\s+(?=[A-ZÅÄÖa-zåäö])")
_INLINE_ATT = re.compile(r"(?:,|;)?\s+(?:och|samt)\s+att\s|[,;]\s+att\s")
_OPENS = re.compile(rf"^(?:{_MARK})?(?:{_MARK})?")
_LEADING = re.compile(_MARK)
_CLOSES = re.compile(r"(?:[,;]?\s*(?:samt|och)?\s*[,;.]?)\s*$")
_PARTY_CODE = r"\((?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4})\)"
_NAME = r"[A-ZÅÄÖ][\w’'-]+(?:[ \u00a0](?:(?:von|af|de|van|der)[ \u00a0])?[A-ZÅÄÖ][\w’'.-]*){1,3}"
_SIGNATURE_LINE = re.compile(
    rf"\s*(?:{_NAME}(?:,?\s*{_PARTY_CODE})?)(?:(?:\s{{2,}}|,\s*|\s+och\s+){_NAME}(?:,?\s*{_PARTY_CODE})?)*\s*"
)
_PLACE_LINE = re.compile(r"\s*[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?,? (?:den )?\d.{0,30}")
_PARTY_LINE = re.compile(
    r"\s*(?:för )?(?P<party>[A-ZÅÄÖ][\wåäöÅÄÖ -]*?(?:partiet|partierna|demokraterna|liberalerna|moderaterna|lista|listan|valet|val"
    r"|förbundet|initiativ|rörelsen|alliansen))(?: (?:i )?[A-ZÅÄÖ][\w-]+)?(?: kommun)?(?:\s*\([A-ZÅÄÖ]\w{0,4}\))?\s*",
    re.IGNORECASE,
)
_PARTY_IN_LEAD = re.compile(r"(?:^|[\s,])(?P<party>(?!Vi\b|Jag\b|Kommun|Motion|Det\b|Förslag|Därför|Mot\b|Med\b)[A-ZÅÄÖ][\wåäö]+"
                        r"(?: [A-ZÅÄÖa-zåäö][\wåäö]+){0,2}) (?:yrkar|föreslår|hemställer)")  # fmt: skip
_KIND = re.compile(
    r"^(?:(?:svar på|yttrande (?:över|angående)|remiss)\b[\s:–-]*)?(?:motion(?:en)?|interpellation|handling)\b[\s:–-]*",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^(?:.{0,60}\b)?yttrande (?:över|angående)\s+(?:revisionsrapport\w*[\s:–-]*)?", re.IGNORECASE)
_MOVERS = re.compile(r"^(?:av|från)\s.{2,200}?\s(?=(?:om|angående|gällande|avseende|inrättande|för att)\s)", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:om|angående|gällande|avseende|för)\s", re.IGNORECASE)
_TO_DECIDE = re.compile(
    r"(?:\s*därför)?\s*(?:på\s+)?att\s+(?:(?:kommun|region)?fullmäktige\s+)?(?:ska\s+|skall\s+)?beslutar?(?:\s+(?:följande|om|att))?\s*:",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:motion|av|från)\s+(?:av|från)?\s*(?P<who>.{3,160}?)\s+(?:om|angående|gällande|avseende|för att|inrättande)\b",
    re.IGNORECASE,
)
_NORMATIVE = re.compile(
    r"\b(?:bör|måste|borde|vill|anser|tycker|tror|menar|hoppas|önskar|kräver|yrkar|föreslår|låt|förtjänar)\b|[?!]$",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\d|\b(?:många|flera|fler|få|färre|allt|inte|aldrig|saknar|saknas|ingen|inga|inget|har|höjts|sänkts|ökat|minskat|beslutat|finns"
    r"|får|tvingas|blir|kostar|sker|redan|ofta|alla|undrar|besked|kostnad\w*)\b",
    re.IGNORECASE,
)
_MARKED = re.compile(_MARK)
_PARTED = re.compile(rf"\n[ \t]*\n|\n(?=[ \t]*{_MARK})")
_MOST_DEMANDS = 40  # more att-lines than that are a text about something else
_MOST_CLAIMS = 14  # sentences looked up: a motion states a handful of facts, the rest is argument
_TOP = 600  # characters in which the title stands
_LEAST_CLAIM = 30  # characters


@dataclass(frozen=True, slots=True)
class Reading:
    """What a motion's text says; offsets are in the text given."""

    party: str
    signers: tuple[str, ...]
    demands: tuple[Span, ...]
    claims: tuple[Span, ...]


def read_motion(text: str, title: str) -> Reading:
    """Return what a motion asks for and states.

    Args:
        text: the motion's.
        title: its title, as printed: it may name who moves it.
    """
    best: tuple[int, int, list[Span]] | None = None
    for lead in _LEAD.finditer(text):
        formal = _TO_DECIDE.match(text, lead.end())
        begin = formal.end() if formal else lead.end()
        end = _end_of_demands(text, begin)
        demands = _demands(text, begin, end)
        if demands and (best is None or _better(demands, best[2], text)):
            best = (lead.start("lead"), end, demands)
    start, end, demands = best or (len(text), len(text), [])
    signers, party = _signed(text[end:], text[start : start + 300], title)
    titled = text.find(title, 0, _TOP) if title else -1
    return Reading(
        party, signers, tuple(demands[:_MOST_DEMANDS]), _claims(text, max(0, titled + len(title)) if titled >= 0 else 0, start)
    )


def subject_of(title: str) -> str:
    """Return what a motion is about: its title without "Motion av ... om"."""
    core = " ".join(title.split())
    for pattern in (_KIND, _ANSWER, _MOVERS, _ABOUT):
        core = pattern.sub("", core, count=1)
    core = core.strip(' ”"“:–-.!')
    return core[:1].upper() + core[1:] if core else title


def _better(found: list[Span], before: list[Span], text: str) -> bool:
    """Tell whether demands found later are the motion's rather than those before: "att ..." on lines of their own win."""
    listed = _ATT_LINE.match(text, text.rfind("\n", 0, found[0].start) + 1) is not None
    was = _ATT_LINE.match(text, text.rfind("\n", 0, before[0].start) + 1) is not None
    return listed or not was


def _end_of_demands(text: str, start: int) -> int:
    """Return where the demands end: at the first line that signs, dates or names the party; or at the text's end."""
    at = start
    for line in text[start:].splitlines(keepends=True):
        stripped = line.strip()
        unmarked = at > start and stripped and not _LEADING.match(stripped)
        signs = unmarked and any(pattern.fullmatch(line) for pattern in (_SIGNATURE_LINE, _PLACE_LINE, _PARTY_LINE))
        if signs:
            return at
        at += len(line)
    return len(text)


def _demands(text: str, start: int, end: int) -> list[Span]:
    for pattern in (_ATT_LINE, _MARK_LINE):
        first = pattern.search(text, start, end)
        if first and (pattern is _ATT_LINE or not text[start : first.start()].strip(" \n\t:")):
            return listed(text, first.start(), end, pattern)
    whole = text[start : _item_end(text, start + len(text[start:end]) - len(text[start:end].lstrip(" \n\t:")), end)]
    if not whole.strip(" \n\t:"):
        return []
    numbered = [match.start() for match in _INLINE_NUMBER.finditer(text, start, end)]
    if numbered and not text[start : numbered[0]].strip(" \n\t:"):
        return [_span(text, a, b) for a, b in zip(numbered, [*numbered[1:], end], strict=True)]
    if re.match(r"[\s:]*(?:på\s+)?att\b", whole, re.IGNORECASE):
        sentence = next(iter(sentences(text, start, start + len(whole))), (start, start + len(whole)))
        cuts = [match.start() for match in _INLINE_ATT.finditer(text, sentence[0] + 4, sentence[1])]
        return [_span(text, a, b) for a, b in zip([sentence[0], *cuts], [*cuts, sentence[1]], strict=True)]
    colon = text[start - 1 : start] == ":" or text[:start].rstrip().endswith((":", "därför")) or "\n" in text[start : start + 2]
    return [_span(text, start, start + len(whole))] if colon and len(whole.strip()) > 12 else []


def listed(text: str, start: int, end: int, marks: re.Pattern[str] = _MARK_LINE) -> list[Span]:
    """Return the items of a list that begins at `start`: it ends where something else stands between two items."""
    items: list[Span] = []
    at = start
    while (match := marks.match(text, at)) is not None:
        following = marks.search(text, match.end() + 1, end)
        stop = _item_end(text, match.end() + 1, end)
        if following is not None and following.start() <= stop:
            stop = following.start()
        items.append(_span(text, match.start(), stop))
        at = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
        at = text.rfind("\n", 0, at) + 1
        if at <= match.start() or at >= end:
            break
    return items


def _item_end(text: str, start: int, end: int) -> int:
    """Return where the last demand ends: at the first blank line after it."""
    blank = re.compile(r"\n[ \t]*\n").search(text, start, end)
    return blank.start() if blank else end


def _span(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip(" \n\t:,;"))
    told = re.sub(r"^(?:och|samt)\s+", "", " ".join(text[begin:end].split()))
    told = _CLOSES.sub("", _OPENS.sub("", told, count=1))
    told = re.sub(r"^på att\b", "att", told)
    return Span(told, begin, begin + len(text[begin:end].rstrip()))


def _signed(tail: str, lead: str, title: str) -> tuple[tuple[str, ...], str]:
    names: dict[str, None] = {}
    parties: dict[str, None] = {}
    by = _BY.search(title)
    lines = [by["who"]] if by else []
    if not lines:
        lines = [line for line in tail.splitlines() if _SIGNATURE_LINE.fullmatch(line) and not _PARTY_LINE.fullmatch(line)]
    for line in lines:
        found = list(re.finditer(rf"(?P<name>{_NAME})(?:,?\s*\((?P<code>[A-ZÅÄÖ]\w{{0,4}})\))?", line))
        if len(found) == 1 and found[0]["code"] and names and not parties:
            parties[found[0]["code"]] = None  # names without a code, and then their party's name with it
            continue
        names.update(dict.fromkeys(match["name"] for match in found))
        parties.update(dict.fromkeys(match["code"] for match in found if match["code"]))
    named = _PARTY_IN_LEAD.search(lead) or next((match for one in tail.splitlines() if (match := _PARTY_LINE.fullmatch(one))), None)
    if not parties and named is not None:
        parties[named["party"].strip()] = None
    return tuple(names), ", ".join(parties)


def _claims(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the sentences of text[start:end] that state something, those with numbers first; in the order they stand."""
    found = [span for span in _body_sentences(text, start, end) if _STATES.search(span.text) and not _NORMATIVE.search(span.text)]
    ranked = sorted(found, key=lambda span: (not re.search(r"\d", span.text), span.start))[:_MOST_CLAIMS]
    return tuple(sorted(ranked, key=lambda span: span.start))


def _body_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    cuts = [match.end() for match in _PARTED.finditer(text, start, end)]
    for first, last in zip([start, *cuts], [*cuts, end], strict=True):
        for a, b in sentences(text, first, last):
            marked = _MARKED.match(text, a, b)
            begin = marked.end() if marked else a
            words = " ".join(text[begin:b].split())
            if len(words) >= _LEAST_CLAIM and (words[-1] in '.;”"' or (marked and words[-1] != ":")):
                yield Span(words, begin, b)
