"""What a line's words alone tell: whether they may be a heading's, are names or cells, or end a sentence. Pure."""

from __future__ import annotations

import re

_MOST = 85  # characters: the longest unnumbered one-line heading seen on real papers has 78
_MOST_WORDS = 12  # longer lines that start a block are sentences
_CAPITALS = 0.6  # of the words begin with a capital: the head of a table, or names
_ENDS_OPEN = re.compile(
    r"[.,;:!–-]$|\b(?:och|eller|samt|i|på|för|av|med|till|att|som|den|det|en|ett|om|från|vid|är|har|kan|ska"
    r"|beslutar|beslutade|beslutat|föreslår|föreslog|föreslås|yrkar)$"
)
_NUMBERS = re.compile(r"\d[\d  ]*(?:,\d+)?\s*%?")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_RUNNING = re.compile(r"[.!?] [A-ZÅÄÖ]")
_CLOSED = re.compile(r"[.:!?)”\"]$")
_CAPTION = re.compile(  # of a picture or a table; or the place and date over signatures
    r"(?:Foto\w*|Bild\w*|Källa|Illustration|Tabell|Diagram|Figur|Not)[ :]|[A-ZÅÄÖ][a-zåäö]+ den \d"
)
_CELLS = re.compile(r"\||\S {2,}\S")
_WORD = re.compile(r"[^\W\d_][\w’-]*")
_ROLE = re.compile(
    r"(?:[\w.-]+ ){0,2}[\w-]*(?:chef|direktör|sekreterare|ordförande|ledare|handläggare|controller|jurist|råd"
    r"|strateg|samordnare|ekonom|sjuksköterska|direktören|chefen|revisor|revisorer)(?:,? [\w -]{0,50})?",
    re.IGNORECASE,
)
_ANSWERS = frozenset({"ja", "nej", "ok", "nytt", "klart", "ibid"})


def may_head(text: str) -> bool:
    """Tell whether a line's words may be a heading's: short, whole, and no sentence, row, caption or answer."""
    if not text[0].isupper() or len(text) > _MOST or len(text.split()) > _MOST_WORDS or text.casefold() in _ANSWERS:
        return False
    if _ENDS_OPEN.search(text) or not _LETTERS.search(text) or _CAPTION.match(text) or _CELLS.search(text):
        return False
    return not (text.count('"') % 2 or runs_on(text) or many_numbers(text))


def runs_on(text: str) -> bool:
    """Tell whether one sentence ends and another begins within the words."""
    return _RUNNING.search(text) is not None


def many_numbers(text: str) -> bool:
    """Tell whether the words hold more numbers than a heading does."""
    return len(_NUMBERS.findall(text)) > 2


def closed(text: str) -> bool:
    """Tell whether a sentence, or what stands before a list, ends with the line."""
    return _CLOSED.search(text) is not None


def role(text: str) -> bool:
    """Tell whether a line is a person's office: under a signature, or among receivers."""
    return _ROLE.fullmatch(text) is not None


def names(text: str) -> bool:
    """Tell whether a line reads like names or the head of a table: most of its words begin with a capital."""
    words = [word for word in _WORD.findall(text) if not word.isupper()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= _CAPITALS * len(words)
