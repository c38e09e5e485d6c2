"""What a unit is by its words: a sentence that leans on the one before, one that only names a paper, a list of papers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from app.extract.unit_model import Unit, UnitKind
from app.extract.units import units_of
from app.question.phrases import definite, is_article
from ingest.tables.periods import MONTH_NAMES
from vectorstore.coverage import told
from vectorstore.words.tokens import stem, words

_LONG_UNIT = 600  # characters from which a unit is too long to say what the next one leans on
#: First words that stand for what the sentence before names.
_LEANING = re.compile(r"(?:Den|Det|De|Detta|Dessa|Denna|Där|Dit|Annars|Samma|Båda|Sådan\w*)\b(?! \d)")
_DUMMY = re.compile(r"Det (?:finns|fanns|är|var|pågår|krävs)\b")
_MANY_CELLS = 5
_FEW_COMMAS = 2  # names parted by commas are no cells
_CELLS_BEGIN = 0.2  # of the words of a table that has been run together begin a cell
_ROOT = 5  # letters of a word that another is made from: "Motiveringen" of "motivera"
_FIRST_WORD = re.compile(r"[A-ZÅÄÖ][a-zåäöé]{3,}\b(?! (?:för|i|på|av|om|till|från|som|vid)\b)")  # "Rådet för ..." names itself
_PAPER = (
    r"handling(?:ar)?|bilag(?:a|or)|protokollsutdrag|protokoll|tjänsteutlåtande|tjänsteskrivelse|skrivelse|yttrande|missiv"
    r"|(?:tilläggs|ändrings)?yrkande|reservation|särskilt yttrande|ärendenummer|ärende|diarienummer|diarienr|dnr|dokument|sida|sid"
    r"|beslutsunderlag|underlag|mål|punkt|nr|fråga"
)
_BODY = r"(?:[\w-]+(?:,|-)? och )?[\w-]*(?:nämnd(?:en)?|styrelsen?|fullmäktige|utskott(?:et)?|beredning(?:en)?)s?"
#: What is left of a line that only names a paper when these are taken out is nothing.
_NAMING = re.compile(
    rf"(?i:\b(?:{_PAPER}|{_BODY}|från|den|för|av|i|till|och|{MONTH_NAMES})\b)|\b[A-ZÅÄÖ][A-ZÅÄÖ\d]{{0,3}}\b|[\d§.,:;/()•–\-\s]+"
)
_NAMES_A_PAPER = re.compile(rf"(?i:\b(?:{_PAPER})\b)|§ ?\d|\b\d{{4}}[.:/]\d{{1,5}}\b|\b\d{{4}}-\d{{4,5}}\b")
_OF_CONTENTS = re.compile(r"\.{4,}|(?:\. ){4,}")  # a line of a table of contents
#: A line that only says of which time something is: "Halvår 1 2026".
_OF_A_TIME = re.compile(
    rf"\s*(?:(?:(?:halvår|helår|kvartal|tertial|vecka|år|perioden?|{MONTH_NAMES}|(?:19|20)\d\d|\d{{1,2}})(?!\w)|[-–/,.])\s*)+",
    re.IGNORECASE,
)
_VALUE_LINE = re.compile(r"\s*[^:\n]{2,60}: [^\n\d]{0,20}\d[^\n]{0,30}\s*")
_REFERENCE = re.compile(
    r"\s*(?:[•–*-]|\d{1,2}[.)])?\s*(?:Protokollsutdrag|Tjänsteskrivelse|Tjänsteutlåtande|Utdrag ur protokoll|Bilaga|Missiv)\b"
)
_OF_REFERENCES = re.compile(
    r"(?:besluts)?underlag\b|handlingar\b|bilag(?:a|or)\b|expediering"
    r"|(?:beslutet |protokolls\w+ )?(?:ska )?(?:skickas|expedieras) till",
    re.IGNORECASE,
)
_SENT_TO = re.compile(r"\s*(?:beslutet|protokolls\w+) (?:ska )?(?:skickas|expedieras) till\b", re.IGNORECASE)


def leans_on(unit: Unit, before: Unit | None) -> bool:
    """Tell whether a sentence's subject is told by the one before: "Den ...", "Planen ..." after "En genomförandeplan ..."."""
    if before is None or unit.kind is not UnitKind.SENTENCE or before.end - before.start >= _LONG_UNIT:
        return False
    text = unit.text.lstrip()
    if _LEANING.match(text):
        return _DUMMY.match(text) is None and not is_article(text.split(), 0)
    first = _FIRST_WORD.match(text)
    if first is None or not definite(first.group()):
        return False
    own, named = stem(first.group().casefold()), told(before.text)
    if own in {stem(word) for word in words(before.text)}:
        return False  # it says its subject itself
    return own in named or any(len(token) >= _ROOT and own.startswith(token) for token in named)


def says_nothing(text: str) -> bool:
    """Tell whether a text only names a paper ("Handling 2025 nr 248") or a time ("Halvår 1 2026"), or is of the contents."""
    if _OF_CONTENTS.search(text) is not None:
        return True
    only_names = _NAMES_A_PAPER.search(text) is not None and not _NAMING.sub("", text)
    return only_names or (_OF_A_TIME.fullmatch(text) is not None and any(letter.isalpha() for letter in text))


def tells_value(text: str) -> bool:
    """Tell whether a line tells a number of something by its name: "Norrvallen: 120,5 timmar"."""
    return _VALUE_LINE.fullmatch(text) is not None


def values_end(text: str) -> int:
    """Return where the lines end that a text begins with and that each tell a number of something by its name; 0 for none."""
    lines = takewhile(lambda line: not line.strip() or tells_value(line), text.splitlines(keepends=True))
    return len("".join(lines).rstrip())


def is_flattened(unit: Unit) -> bool:
    """Tell whether a text is a table whose cells run on as one sentence: many cells, or many capitals and no end."""
    if unit.kind is not UnitKind.SENTENCE:
        return False
    text = unit.text.strip()
    if text.count(" | ") >= _MANY_CELLS:
        return True
    words_in = text.split()
    capitals = sum(word[:1].isupper() for word in words_in[1:])
    whole = text.endswith((".", "!", "?", ":", ";", ",")) or text.count(", ") > _FEW_COMMAS
    return not whole and capitals >= _MANY_CELLS and capitals >= _CELLS_BEGIN * len(words_in)


def is_reference(unit: Unit) -> bool:
    """Tell whether a unit is of the papers a decision rests on, or of those who get it."""
    if unit.kind not in (UnitKind.LIST, UnitKind.ITEM):
        return False
    over = unit.chunk.path[-1] if unit.chunk.path else ""
    if any(_OF_REFERENCES.match(text) is not None for text in (over, unit.lead.strip(), unit.text.lstrip()) if text):
        return True
    lines = [line for line in unit.text.splitlines() if line.strip()]
    return 2 * sum(_REFERENCE.match(line) is not None for line in lines) >= len(lines)


def names_papers(unit: Unit) -> bool:
    """Tell whether a unit says nothing but which papers there are, or who gets one."""
    return is_reference(unit) or says_nothing(unit.text) or _SENT_TO.match(unit.text) is not None


def said_before(units: Iterable[Unit]) -> list[str]:
    """Return the sentences right before some units, of those that have one."""
    return [before.text for before in map(sentence_before, units) if before is not None]


def sentence_before(unit: Unit) -> Unit | None:
    """Return the sentence right before a unit in its paragraph, which its "dem" and "dessa" stand for."""
    before = [one for one in units_of(unit.chunk) if one.kind is UnitKind.SENTENCE and one.end <= unit.start]
    return before[-1] if before and before[-1].block_start == unit.block_start else None
