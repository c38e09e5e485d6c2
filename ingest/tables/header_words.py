"""The words of a table's header: periods kept whole, measures told from other words, broken words joined. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from ingest.tables.forecasts import COMPOUND
from ingest.tables.measures import MONEY_WORD, is_measure, measure_of, money_unit
from ingest.tables.model import NO_PERIOD, Column
from ingest.tables.periods import MONTH, SHORT_YEAR_BEHIND, YEAR, YEAR_ALONE, header_period, year_period

#: Measures that with other words say more: "uppskattad kostnad".
_PHRASED = frozenset({"kostnader", "intäkter"})
_DASH = "[-\u2212\u2013\u2014]"
_TOKEN = re.compile(
    rf"(?P<period>{MONTH}(?:\s+{YEAR})?[ \u00a0]*{_DASH}[ \u00a0]*{MONTH}(?:\s+{YEAR})?|{YEAR}-\d\d-\d\d|{YEAR}-\d\d(?!\d)"
    rf"|{YEAR}\s?[/\u2013-]\s?(?:{YEAR}|\d\d(?!\d))|(?:kvartal|kv|q|tertial|halvår)\.?\s?[1-4](?!\d)(?:\s+{YEAR})?|T[1-3](?!\d)"
    rf"|(?<![^\W\d_]){MONTH}(?:\s+{YEAR})?|{YEAR}|{SHORT_YEAR_BEHIND})(?:{_DASH}?\*)?"
    r"|(?P<unit>\((?:belopp i )?(?:tkr|mkr|mnkr|kr|%|antal|st|procent|kronor)\)|%|(?<!\S)(?:tkr|mkr|mnkr|kkr|kr)(?=\s|$))"
    r"|(?P<word>[^\s,;:|]+)|(?P<mark>[,;:|])|(?P<space>\s+)",
    re.IGNORECASE,
)
#: Words that say when, or how far a year has come.
WHEN = re.compile(
    r"period(?:en)?s?|helår(?:et|s)?|ack\.?|ackumulera\w*|år|årets|fg|föregående|samma|åa|aktuell|motsvarande|motsvaran|de"
    r"|sedan|början\)?|\(ack|månad(?:en)?|totalt?",
    re.IGNORECASE,
)
#: Words after which a phrase goes on.
LINKS = re.compile(r"mot|minus|från|jämfört|jmf|/|inkl|exkl|av|till|i|per|och|med|för|sedan", re.IGNORECASE)
#: Words that head a column of text.
TEXT_COLUMN = re.compile(
    r"kommentar\w*|orsak\w*|motivering\w*|status|ansvarig\w*|nämnd|åtgärd\w*|beskrivning|bedömning|trend|källa|analys|beslutad|datum"
    r"|färdig(?:t|ställt|ställs)?|klart?|driftstart",
    re.IGNORECASE,
)
#: Words that go on below one another, which a text without columns cannot tell: "Helårs- Helårs- Avvikelse".
FRAGMENTS = re.compile(r"[^\W\d_]-[ \t]+\S*[^\W\d_]-(?=\s|$)")
_HYPHENED = re.compile(r"[^\W\d_]{3,}-")
_BETWEEN = frozenset({"och", "eller", "samt", "resp", "respektive"})
#: Words that head the labels.
HEADS_LABELS = re.compile(
    r"(?:[a-zåäö]+(?:område|form|enhet|typ)|lagrum|verksamhet|nämnd|projekt|enhet|skol|område|kommun|typ|insats|åtgärd|mått|nyckeltal|boende|tjänst|avdelning|post|konto|yrke|namn"
    r"|[a-zåäö]+form|mål|indikator|ålder|program|kategori|benämning|ärende|moment|belopp|tkr|mkr|mnkr|månad|förening|bolag|fond"
    r"|grupp|kön|objekt|ändamål|(?:kostnads|intäkts|avgifts|utgifts|bidrags)?slag|risk|parti|fråg|anläggning|fastighet|lokal|förskol"
    r"|bibliotek|klass|årskurs|stadi|kurs|ämne|process|rutin|kontroll|stadsdel|distrikt|ort\b|avtal|leverantör|resurs)\w*",
    re.IGNORECASE,
)
#: Words that head the numbers of notes: a column of numbers that are no amounts.
NOTES = re.compile(r"Not(?:er)?")
#: Words that head a column of codes.
CODE = re.compile(r"\w*kod(?:er)?|konto|projektnr|projektnummer|projekt-id|ansvar|nr|nummer|id|dnr", re.IGNORECASE)
_COUNTED = re.compile(r"(?:\(|,\s*)(?:antal )?(dagar|timmar)\b", re.IGNORECASE)
_UNIT_AFTER = re.compile(rf",\s*(?:i\s+)?(?:{MONEY_WORD}|antal|st)(?=[\s,]|$)", re.IGNORECASE)  # "Återkrav, tkr"
_MONEY = re.compile(MONEY_WORD, re.IGNORECASE)  # "2026, tkr" says nothing but the unit
_MADE = re.compile(rf"(?:per|i|efter|från)\s+{MONTH}(?:\s+{YEAR})?", re.IGNORECASE)
_STEM = re.compile(r"(?:avvikelser?|budget|prognos|utfall|bokslut|differens|målvärde|skillnad)$", re.IGNORECASE)


class TokenKind(StrEnum):
    """What a word of a header is."""

    PERIOD = "period"
    UNIT = "unit"
    MEASURE = "measure"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a header; `newline` when it begins a line, `repeated` for a period that stands behind several measures."""

    kind: TokenKind
    text: str
    newline: bool
    repeated: bool = False


@lru_cache(maxsize=1024)  # a header's lines are read one by one, together, and with what stands above
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of a header, periods kept whole."""
    tokens: list[Token] = []
    newline = False
    for match in _TOKEN.finditer(text):
        if match["space"]:
            newline = newline or "\n" in match["space"]
            continue
        if match["mark"]:
            continue
        if match["period"]:
            tokens.append(Token(TokenKind.PERIOD, match.group(), newline))
        elif match["unit"]:
            tokens.append(Token(TokenKind.UNIT, match.group(), newline))
        else:
            word = match["word"]
            wrapped = newline and bool(tokens) and tokens[-1].kind in (TokenKind.WORD, TokenKind.MEASURE)
            if wrapped and _is_parted(tokens[-1].text, word):
                word, newline = tokens[-1].text.removesuffix("-") + word, tokens.pop().newline
            tokens.append(Token(TokenKind.MEASURE if is_measure(word) else TokenKind.WORD, word, newline))
        newline = False
    return tuple(_with_repeated(tokens))


def _with_repeated(tokens: Sequence[Token]) -> list[Token]:
    """Mark the periods that stand behind more than one measure each time they are printed: "Utfall mars Budget mars"."""
    behind = Counter(token.text for before, token in pairwise(tokens) if before.kind is TokenKind.MEASURE)
    printed = Counter(token.text for token in tokens if token.kind is TokenKind.PERIOD)
    return [
        replace(token, repeated=True) if token.kind is TokenKind.PERIOD and 1 < behind[token.text] == printed[token.text] else token
        for token in tokens
    ]


def is_hyphened(word: str, rest: str) -> bool:
    """Tell whether a word is parted with a hyphen at a line's end: "Effektivi-" + "sering", and not "Pris-" + "och"."""
    return _HYPHENED.fullmatch(word) is not None and rest[:1].islower() and rest not in _BETWEEN


def _is_parted(word: str, rest: str) -> bool:
    """Tell whether a narrow column broke a word in two, with a hyphen or without."""
    return is_rest(word, rest) or is_hyphened(word, rest)


def mended(text: str) -> str:
    """Return a header's text with words joined again that a narrow column broke ("Avvik" + "else", "Effektivi-" + "sering")."""
    lines = text.split("\n")
    told = lines[:1]
    for line in lines[1:]:
        words, last = line.split(), told[-1].split()
        if words and last and _is_parted(last[-1], words[0]):
            told[-1] = told[-1].rstrip().removesuffix("-") + line.lstrip()
        else:
            told.append(line)
    return "\n".join(told)


def heads_words(line: str) -> bool:
    """Tell whether a line heads a column of words ("Motivering", "Kommentar 2025"), or states the unit ("(Belopp i tkr) Nämnd")."""
    tokens = tokens_of(line)
    if not tokens or len(tokens) > 3:
        return False
    stated = tokens[0].kind == TokenKind.UNIT and "belopp" in tokens[0].text.casefold()
    return stated or TEXT_COLUMN.fullmatch(tokens[0].text) is not None


def heads_codes(words: str) -> bool:
    """Tell whether a heading is that of a column of codes: "Investering, kod", "Konto", "Projektnr"."""
    told = words.replace(",", " ").split()
    return bool(told) and CODE.fullmatch(told[-1]) is not None


def is_rest(word: str, rest: str) -> bool:
    """Tell whether a word broken by a narrow column goes on on the next line: "Budgetav" + "vikelse"."""
    whole = _STEM.search(word + rest)
    return rest.isalpha() and rest.islower() and whole is not None and not _STEM.search(word) and not _STEM.fullmatch(rest)


@lru_cache(maxsize=8192)
def column_of(shown: str, year: int | None) -> Column:
    """Return a column by its header's words; one that names no known measure is called by its own words.

    Args:
        shown: such as "Utfall (antal) 2025", "Önskas överföras till 2026" (measure "önskas överföras"), "2025" (none).
        year: the paper's year, for months and quarters without one.
    """
    unit = money_unit(shown) or ("%" if "%" in shown or "procent" in shown.casefold() else "")
    measure = measure_of(shown)
    if not measure or measure in _PHRASED:
        measure = own_words(_UNIT_AFTER.sub(" ", shown)) or measure
    if not unit and ("(antal)" in shown.casefold() or measure == "antal"):
        unit = "antal"
    if not unit and (counted := _COUNTED.search(shown)):
        unit = counted.group(1).casefold()
    period = header_period(shown, year)
    if measure == "prognos" and (made := _MADE.search(shown) or COMPOUND.search(shown)):  # in that month, of the year
        told = YEAR_ALONE.search(shown[: made.start()] + shown[made.end() :]) or YEAR_ALONE.search(shown)
        period = year_period(int(told["year"])) if told else year_period(year) if year is not None else NO_PERIOD
    return Column(shown, measure, period, unit)


def own_words(shown: str) -> str:
    """Return the words of a header that are neither period, unit nor small words, in small letters."""
    words = [t.text for t in tokens_of(shown) if t.kind in (TokenKind.WORD, TokenKind.MEASURE) and not WHEN.fullmatch(t.text)]
    words = [] if all(_MONEY.fullmatch(word) for word in words) else words
    while words and (LINKS.fullmatch(words[-1]) or not re.search(r"[^\W\d_]{2}", words[-1])):
        words.pop()
    told = " ".join(words).strip("()*").casefold()
    return f"{told})" if told.count("(") > told.count(")") else told


def is_dash(word: str) -> bool:
    """Tell whether a word is a dash alone."""
    return bool(re.fullmatch(_DASH, word))
