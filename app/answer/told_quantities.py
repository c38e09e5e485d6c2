"""The quantities that sentences tell, each with what it counts, and what is computed from them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.number_check import parsed
from app.numbers.computed import Kind
from app.numbers.figure_wording import number
from app.question.counting import without_references
from ingest.tables.measures import money_unit
from ingest.text.blocks import sentences
from vectorstore.words.tokens import stem

#: A number as sentences print it.
NUMBER = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_QUANTITY = re.compile(
    rf"(?<![\w,.:/–-])(?P<number>{NUMBER})\s*"
    r"(?P<unit>%|[^\W\d_]+(?: kronor)?)?(?![\d:/]|[-–]\d)"
)
#: What stands before a number of order, which counts nothing: "steg 2 av 4".
OF_ORDER = "".join(rf"(?<!{word} )" for word in ("sida", "sidan", "steg", "del", "etapp", "punkt", "version", "nr"))
_NO_UNITS = frozenset({"", "st", "stycken", "än", "ja", "nej", "röst", "röster", "mot"})
_WHEN = frozenset("sommaren vintern våren hösten under i förra året föregående".split())  # noqa: SIM905 - one line
_AGAINST = re.compile(r"\b(?:mot|jämfört med|från|till)\s*$", re.IGNORECASE)  # "7 personer ..., mot 11 förra sommaren"
_SPANS = ("dag", "dagar", "vecka", "veckor", "månad", "månader", "år", "timmar", "minuter")
_LEAST_BEGINNING = 6  # letters of a name that another word may begin with
_TENTH = Decimal("0.1")
_NEAR = 5  # words before (or after) a number among which its name stands: "... öka Nordost kommunbidrag med 3 820 tkr"


@dataclass(frozen=True, slots=True)
class Computed:
    """A number computed from sentences.

    Attributes:
        units: indexes of the units it is computed from.
        told: as a sentence, with the formula.
        kind: what was computed.
    """

    units: tuple[int, ...]
    value: Decimal
    unit: str
    formula: str
    told: str
    kind: Kind = Kind.DIFFERENCE


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number told, with its unit or what it counts; "" for what is asked to be counted."""

    value: Decimal
    unit: str


def quantities(text: str, counted: str) -> list[Quantity]:
    """Return the quantities of a sentence, each with what it counts.

    Args:
        text: the sentence.
        counted: the word for what is asked to be counted, or "".
    """
    found: list[Quantity] = []
    text_read = without_references(" ".join(text.split()))
    for match in _QUANTITY.finditer(text_read):
        value = parsed(match["number"])
        word = (match["unit"] or "").casefold()
        unit = "%" if word in ("%", "procent") else money_unit(f"({word})") if word else ""
        bare = not unit and found and (not word or word in _WHEN) and _AGAINST.search(text_read[: match.start()])
        found.append(Quantity(value, found[-1].unit if bare else unit or _count(word, text, counted)))
    return found


def _count(word: str, text: str, counted: str) -> str:
    """Return what a number counts: "" for what is asked to be counted or pieces of it, else the word that follows it."""
    if word in _NO_UNITS or (counted and stem(word) == stem(counted)):
        return ""
    tells_of_it = bool(counted) and stem(counted) in {stem(other) for other in re.findall(r"[^\W\d_]+", text.casefold())}
    return "" if tells_of_it and not word.endswith(_SPANS) else stem(word)


def share_told(at: int, part: Decimal, whole: Decimal) -> Computed:
    """Return the share that a part is of a whole, told by unit `at`: in percent, to a tenth."""
    value = (part / whole * 100).quantize(_TENTH, ROUND_HALF_UP)
    value = value.to_integral() if value == value.to_integral() else value
    formula = f"{number(part)} / {number(whole)} = {number(value)} %"
    return Computed((at,), value, "%", formula, f"Andelen är {number(value)} % ({formula})", Kind.SHARE)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, each on one line."""
    flat = " ".join(text.split())
    return [flat[start:end] for start, end in sentences(flat, 0, len(flat))]


def stems(text: str) -> set[str]:
    """Return the stems of a text's words of three letters or more."""
    return {stem(word) for word in re.findall(r"[^\W\d_]{3,}", text.casefold())}


def names_it(word: str, names: set[str]) -> bool:
    """Tell whether a word is one of some names, or what one begins with: "Nordost" of "Nordostområdet"."""
    return word in names or (len(word) >= _LEAST_BEGINNING and any(name.startswith(word) for name in names))


def number_first(clause: str) -> bool:
    """Tell whether a clause begins with its number: "60 tkr till Vik"."""
    match = _QUANTITY.search(without_references(" ".join(clause.split())))
    return match is not None and not clause[: match.start()].strip()


def named_by(clause: str, *, after: bool = False) -> set[str]:
    """Return the words that stand near the only number of a clause: before it, or after it where it comes first or `after`."""
    plain_clause = without_references(" ".join(clause.split()))
    match = _QUANTITY.search(plain_clause)
    if match is None:
        return stems(clause)
    before = [] if after else plain_clause[: match.start()].split()
    near = before[-_NEAR:] if before else plain_clause[match.end() :].split()[:_NEAR]
    return stems(" ".join(near))
