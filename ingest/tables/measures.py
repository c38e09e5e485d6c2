"""Measures and units as Swedish papers name them: which word of a header means outcome, budget, deviation. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

#: First match wins: compounds before the words they hold.
_MEASURES = (
    ("förändring", r"jämfört\s+med"),
    ("differens", r"\w+\s+minus\s+\w+"),
    ("avvikelse", r"\w*avvikelser?|avv(?:ik)?\b\.?|budgetavv\w*"),
    ("differens", r"differens\w*|diff\b\.?|skillnad\w*|förändring\w*|förändr\b\.?|ökning/minskning"),
    ("återstår", r"återstår\w*|kvarstår\w*|återstående|kvar"),
    ("tilläggsbudget", r"tilläggs?(?:budget|anslag)\w*"),
    ("prognos", r"\w*prognos(?:er|en|tal|värde)?"),
    ("bokslut", r"(?:års)?bokslut\w*|årsbokslut|delårsbokslut"),
    ("utfall", r"\w*utfall(?:et)?|redovisat|utfört|upparbetat"),
    ("budget", r"budget(?:en|erat|ram|värde|tal)?|\w+budget|(?:nämnds?|netto)?ram(?:en)?"),
    ("mål", r"mål(?:värden?|tal|nivå|sättning)?|riktvärde"),
    ("plan", r"plan(?:erat)?"),
    ("andel", r"andel\w*"),
    ("antal", r"antal\w*"),
    ("index", r"index"),
    ("resultat", r"resultat"),
    ("intäkter", r"intäkt(?:er)?"),
    ("kostnader", r"kostnad(?:er)?"),
    ("totalt", r"totalt?|summa|tot\b\.?"),
)
_MEASURE = [(name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)) for name, pattern in _MEASURES]
#: All measures that have a name; a column of others is called by its own words.
MEASURES = frozenset({name for name, _ in _MEASURES} | {""})
#: Those that any question may be of; the others are asked for by the words of their column.
COMMON_MEASURES = MEASURES - {"tilläggsbudget"}
#: Measures that name a difference of two other columns.
COMPARISONS = frozenset({"avvikelse", "differens", "återstår", "förändring"})
#: Measures of what was reached, of what was planned.
OUTCOMES = frozenset({"utfall", "bokslut"})
PLANS = frozenset({"budget", "mål", "plan", "prognos", "tilläggsbudget"})
#: What a difference is of that tells how far something is from its budget, and no change.
AGAINST_BUDGET = tuple({measure, "budget"} for measure in (*OUTCOMES, "prognos"))
#: Measures that are levels of the same thing, so that their sizes can be compared.
LEVELS = OUTCOMES | PLANS | {""}
#: Words that by themselves do not tell that a line is a header.
WEAK = frozenset({"antal", "andel", "index", "resultat", "intäkter", "kostnader", "totalt", "plan"})

_SCALE = r"(?:(?:hundra|tio)?(?:tusen|miljo|miljard)[^\W\d_]*|10*(?:[ \u00a0]000)?-?\s?tals?|milj\.?|mdr\.?|mn\.?|mln\.?)"
_SCALES = (  # words before "kronor", by what they make of them; any other scale is of no unit here
    ("tkr", re.compile(r"tusen\w*|1 ?000-? ?tals?")),
    ("mdkr", re.compile(r"miljard\w*|mdr\.?")),
    ("mkr", re.compile(r"miljo\w+|milj\.?|mn\.?|mln\.?")),
)
_MONEY = {"mnkr": "mkr", "mkr": "mkr", "msek": "mkr", "mdkr": "mdkr", "tkr": "tkr", "kkr": "tkr", "tsek": "tkr", "ksek": "tkr"}
_MONEY |= {"kr": "kr", "kronor": "kr", "sek": "kr", "miljoner": "mkr", "miljarder": "mdkr"}
MONEY_UNITS = frozenset(_MONEY.values())
MONEY_WORD = rf"(?:mnkr|mkr|mdkr|tkr|kkr|msek|tsek|ksek|(?:{_SCALE}\s+(?:svenska\s+)?)?(?:kronor|kr|sek)|miljoner|miljarder)"
_NO_SCALE = r"(?!\W+(?:i\s+)?(?:tusen|miljo|miljard))"  # "kronor (tusental)"
_ENDS = rf"{_NO_SCALE}(?=[\s),.:;]|$|/(?!{MONEY_WORD})[^\W\d_])"  # "kr/elev" is in kronor
_STATED = re.compile(
    rf"(?:(?:alla\s+)?(?:belopp|siffror|värden)(?:\s+\w+)?\s+(?:i|anges\s+i|redovisas\s+i)\s+|\(|,\s*|\s|^)(?P<unit>{MONEY_WORD}){_ENDS}",
    re.IGNORECASE,
)
_STRONG = re.compile(
    rf"(?:belopp|siffror|värden|redovisat|redovisas|redovisning|tabellen?|(?:avgift|pris|tax)\w*\s+(?:är|anges))\b[^.\n]{{0,25}}?\bi\s+"
    rf"(?P<unit>{MONEY_WORD})(?=[\s),.:;]|$)"
    rf"|(?P<other>{MONEY_WORD})\s+(?:om|där)\s+(?:inget|inte|ej)\s+annat\b"
    rf"|^[^\S\n]*\(?(?:belopp\s+)?i?\s*(?P<alone>{MONEY_WORD})\)?[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_THROUGHOUT = re.compile(
    rf"\b(?:enhet|belopp|siffror|värden)\b[^.\n]{{0,25}}?(?<![^\W\d_])(?P<unit>{MONEY_WORD})[\s,]+om\s+(?:inget|inte)\s+annat\s+\w+",
    re.IGNORECASE,
)
_ABOVE = 200  # characters above a table in which a heading may state its unit
_SHORT = 80  # characters of a line that may be a heading
_LAST = re.compile(rf"(?:,\s*(?:belopp\s+)?(?:i\s+)?|\bi\s+)(?P<unit>{MONEY_WORD})(?:\s+per\s+[^\W\d_]+)?\s*$", re.IGNORECASE)
_SHARES = re.compile(r"(?:,|\()\s*(?:i\s+)?(?:%|procent)\)?\s*(?:$|[,(])|\bi procent(?: av\b|$)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TABLE_SAYS = re.compile(r"tabell(?:en)?\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[^\W\d_])\.\s+(?=[A-ZÅÄÖ])|\.\s*$")
_BRACKETS = re.compile(r"\([^()\n]{1,20}\)")
_COUNTED = (
    ("%", re.compile(r"%|\bprocent\b|\bandel(?:en)?\b", re.IGNORECASE)),
    ("index", re.compile(r"\bindex\b", re.IGNORECASE)),
    ("dagar", re.compile(r"\bantal(?:et)?\s+\w*dagar\b", re.IGNORECASE)),
    ("timmar", re.compile(r"\bantal(?:et)?\s+(?:[^\W\d]+\s+)?\w*timmar\b", re.IGNORECASE)),
    ("dagar", re.compile(r"(?:^|,\s*)dagar\s*(?=,|$)", re.IGNORECASE)),
    ("timmar", re.compile(r"(?:^|,\s*)timmar\s*(?=,|$)", re.IGNORECASE)),
    ("år", re.compile(r"\bmedelålder\b", re.IGNORECASE)),
    ("timmar", re.compile(r"\(timmar\)", re.IGNORECASE)),
    ("dagar", re.compile(r"\(dagar\)", re.IGNORECASE)),
    (
        "antal",
        re.compile(r"\bantal(?:et)?\b|\((?:st|stycken|personer|årsarbetare|elever|barn|platser|heltidstjänster)\)", re.IGNORECASE),
    ),
)


@lru_cache(maxsize=8192)
def measure_of(text: str) -> str:
    """Return the measure a column's header names, or ""; the first of several comparisons, else the first word's."""
    found = [(match.start(), rank, name) for rank, (name, p) in enumerate(_MEASURE) if (match := p.search(text))]
    if not found:
        return ""
    comparisons = [entry for entry in found if entry[2] in COMPARISONS]
    strong = [entry for entry in found if entry[2] not in WEAK]
    return min(comparisons or strong or found)[2]


@lru_cache(maxsize=8192)
def is_measure(word: str) -> bool:
    """Tell whether a word names a measure."""
    return any(pattern.fullmatch(word.strip("():;,/")) for _, pattern in _MEASURE)


def money_unit(text: str) -> str:
    """Return the money unit a header, caption or label states ("Belopp i tkr", "(tkr)", "Budget tkr"), or ""."""
    match = _STATED.search(text)
    return _money_of(match["unit"]) if match else ""


def _money_of(words: str) -> str:
    """Return the unit that words of money name ("tusentals kronor": tkr), or "" for one that none here is."""
    *scale, word = words.casefold().replace("svenska", "").split()
    told = " ".join(scale)
    return next((unit for unit, pattern in _SCALES if pattern.fullmatch(told)), "") if told else _MONEY[word]


def stated_units(text: str) -> list[tuple[int, str]]:
    """Return where a text states the unit of what follows ("Belopp i tkr", a line "(tkr)"), in order; "" for one not known here."""
    return [(m.end(), _money_of(m["unit"] or m["alone"] or m["other"])) for m in _STRONG.finditer(text)]


def unit_throughout(text: str) -> str:
    """Return the money unit that a paper states for all its tables ("Enhet: tkr om inget annat anges"), or "" for none or two."""
    told = {_money_of(match["unit"]) for match in _THROUGHOUT.finditer(text)}
    return told.pop() if len(told) == 1 else ""


def counted_unit(text: str) -> str:
    """Return what a label counts: "%", "dagar", "timmar", "dygn", "år", "index", "antal", or ""."""
    return next((unit for unit, pattern in _COUNTED if pattern.search(text)), "")


def unit_above(text: str, start: int) -> str:
    """Return the money unit stated in the two lines above a table: in brackets or last in a heading, or "Belopp i tkr"; or ""."""
    above = _lines_above(text, start)
    headings = [part for line in above for part in _headings(line)]
    found = [money_unit(" ".join([*_BRACKETS.findall(line), *_ends(line)])) for line in headings]
    stated = stated_units("\n".join(above))
    return next((unit for unit in reversed(found) if unit), stated[-1][1] if stated else "")


def share_above(text: str, start: int) -> bool:
    """Tell whether one of the two lines above a table says that it is in percent: "Sjukfrånvaro, %", "I procent av arbetstiden"."""
    told = [part for line in _lines_above(text, start) for part in _headings(line)]
    return any(_SHARES.search(part) and not any(sign.isdigit() for sign in _YEAR.sub("", part)) for part in told)


def _lines_above(text: str, start: int) -> list[str]:
    return [line for line in text[max(0, start - _ABOVE) : start].rstrip().split("\n") if line.strip()][-2:]


def _headings(line: str) -> list[str]:
    """Return the parts of a line that may be headings: a short line, its short sentences, one that says what a table is of."""
    parts = [part.strip() for part in _SENTENCE.split(line.strip()) if part.strip()]
    return [
        part
        for part in (parts if len(parts) > 1 or line.rstrip().endswith(".") else [line])
        if len(part) <= _SHORT or _TABLE_SAYS.match(part)
    ]


def _ends(line: str) -> list[str]:
    match = _LAST.search(line)
    return [f"({match['unit']})"] if match else []


def unit_below(text: str, end: int) -> str:
    """Return the money unit stated by the line right below a table ("Belopp i tkr. Minus betyder kostnad."), or ""."""
    line = next((line for line in text[end : end + _ABOVE].split("\n") if line.strip()), "")
    stated = stated_units(line)
    return stated[0][1] if stated and re.match(r"\W*(?:alla\s+)?belopp", line, re.IGNORECASE) else ""


_PRINTED = re.compile(
    rf"(?P<number>.*\d)[ \u00a0\u2009\u202f]?(?P<unit>{MONEY_WORD}|st|dagar|dygn|timmar|år|procent)\.?(?:\d{{1,2}}|\*{{1,3}})?\s*",
    re.IGNORECASE,
)
_COUNT_WORDS = {"st": "antal", "procent": "%", "dagar": "dagar", "dygn": "dygn", "timmar": "timmar", "år": "år"}


def printed_unit(cell: str) -> tuple[int, str]:
    """Return where the number of a cell ends that prints its unit ("462 kr", "84 kr1"), and the unit; else its end and ""."""
    match = _PRINTED.fullmatch(cell)
    if match is None:
        return len(cell), ""
    unit = _COUNT_WORDS.get(match["unit"].casefold(), "") or _money_of(match["unit"])
    return (match.end("number"), unit) if unit else (len(cell), "")


_UNIT_WORDS = {
    word: unit
    for unit, words in (
        ("antal", "antal st st. styck stycken personer årsarbetare elever barn platser invånare"),
        ("%", "% procent andel"),
        ("dagar", "dagar dag"),
        ("dygn", "dygn"),
        ("timmar", "timmar tim tim. h"),
        ("minuter", "minuter min min."),
        ("år", "år"),
        ("index", "index"),
        ("poäng", "poäng"),
        ("", "snitt medel medelvärde genomsnitt median kvot tal skala"),
    )
    for word in words.split()
}
_UNIT_WORDS |= {
    unit.casefold(): unit for unit in ("kWh", "MWh", "GWh", "ton", "kg", "km", "m", "m²", "m2", "kvm", "m³", "liter", "ha")
}


def unit_word(cell: str) -> str | None:
    """Return the unit that is all a cell holds ("antal", "MWh", "Tkr", "i procent"), "" for a mean; None for other words."""
    word = re.sub(r"^(?:i\s+|\()|\)$", "", cell.strip().casefold())
    if match := re.fullmatch(MONEY_WORD, word, re.IGNORECASE):
        return _money_of(match.group())
    return _UNIT_WORDS.get(word)
