"""Sums over the points of a decision or list, and the majority of a vote, computed from what the words say. Pure.

Only where there is no choice: one number in each point is named by a word of the question, and one vote is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from app.answer.told_quantities import Computed, Quantity, named_by, number_first, quantities, stems
from app.calculation.things import things_named
from app.extract.units import ITEM_MARK
from app.numbers.computed import Kind
from app.numbers.figure_wording import number, with_unit
from app.question.counting import SEVERAL, SOME, count_of
from app.question.kind import plain
from ingest.tables.measures import MONEY_UNITS
from vectorstore.words.tokens import stem

_ASKS_SUM = re.compile(r"\b(?:tillsammans|sammanlagt|sammantaget|ihop|totalt|summan|summera)\b")
_LEAST_PARTS = 3  # clauses of one sentence that share something out: "Norr får 2 tkr, Söder får 3 tkr och Väster får 4 tkr"
_OF_A_WHOLE = frozenset({"om", "på", "totalt"})  # before the number that is shared out
_PART = re.compile(r"(?P<before>[^\W\d_]+)?\s*(?<![\d,.])\d[\d ]*(?:,\d+)?\s*(?:tkr|mkr|mnkr|kr|kronor)\b\s*(?P<after>[^\W\d_]+)?")
_SUM_TOLD = re.compile(r"\b(?:sammanlagt|tillsammans|totalt|summa\w*)\b[^.\d]{0,20}\d", re.IGNORECASE)
_CLAUSES = re.compile(r",(?!\d)|;|\b(?:och|samt)\b")
_LEAD = re.compile(r"(?<![\w,])\d[\d ]*(?:,\d+)?\s*(?:tkr|mkr|mnkr|kr|kronor)\b")
_ALL_OF_THEM = re.compile(
    r"\b(?:nämnder|förvaltningar|bolag|föreningar|kommuner|stadsdelar|enheter|skolor)(?:na|en)\b", re.IGNORECASE
)
_LINE = re.compile(r"\s*(?:[•–*-]\s*)?(?P<name>[^:\d]{2,60}):\s*(?P<told>[^\d]{0,20}\d.{0,40}?)\s*")
_LEAST_NAME = 4  # letters of a word that names a number
_LEAST_BEGINNING = 6  # letters of a name that another word may begin with: "Nordostkommunbidrag"
_NUMBER_WORDS = {"tva": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "atta": 8}
_SAID = re.compile(rf"\b(?:de|dessa|alla|samtliga) (?P<count>{'|'.join(_NUMBER_WORDS)})\b")
_ASKS_VOTES = re.compile(r"\bovervikt\w*|\bmajoritet\w*|\broster(?:s|na|nas)?\b|\brostade\b")
_LISTED = re.compile(r"\bröstar\s+(?P<side>Ja|Nej)\s*\((?P<count>\d+)\)")  # after the names of those who did
_VOTE = re.compile(
    r"(?P<ja>\d+)\s+ja(?:-?röst\w*)?,?\s+(?:mot|och)\s+(?P<nej>\d+)\s+nej"
    rf"|(?P<won>{SEVERAL})\s+röster\s+mot\s+(?P<lost>{SOME})",
    re.IGNORECASE,
)


def majority(question: str, texts: Sequence[str]) -> list[Computed] | None:
    """Return by how many votes a vote was won, nothing where two votes are told; None where no vote is asked about or told.

    Args:
        question: as understood, asking for a difference.
        texts: the sentences told.
    """
    if _ASKS_VOTES.search(plain(question)) is None:
        return None
    votes = [(at, match) for at, text in enumerate(texts) for match in _VOTE.finditer(text)]
    listed = [(at, match) for at, text in enumerate(texts) for match in _LISTED.finditer(text)]
    if not votes and len(listed) == len({match["side"] for _, match in listed}) == 2:
        return [_apart([count_of(match["count"]) for _, match in listed], tuple(dict.fromkeys(at for at, _ in listed)))]
    if len(votes) != 1:
        return [] if votes else None
    at, match = votes[0]
    return [_apart([count_of(match[name]) for name in ("ja", "nej", "won", "lost") if match[name]], (at,))]


def _apart(sides: Sequence[Decimal], units: tuple[int, ...]) -> Computed:
    """Return by how many votes one of two sides won."""
    more, less = max(sides), min(sides)
    formula = f"{number(more)} − {number(less)} = {number(more - less)}"
    counted = "röst" if more - less == 1 else "röster"
    return Computed(units, more - less, "", formula, f"Skillnaden är {number(more - less)} {counted} ({formula})")


def summed(question: str, texts: Sequence[str], counted: str = "") -> Computed | None:
    """Return the sum of what each point tells of the one thing that the question names, where it asks for the sum; or None.

    Args:
        question: as understood.
        texts: what is told.
        counted: the word for what is counted, or "".
    """
    folded = plain(question)
    if _ASKS_SUM.search(folded) is None or any(_SUM_TOLD.search(text) for text in texts):
        return None
    if (of_lines := _of_lines(question, texts)) is not None:
        return of_lines
    points = [(at, _CLAUSES.split(point)) for at, text in enumerate(texts) for point in points_of(text)]
    told = [(at, _named_parts(clauses, counted)) for at, clauses in points]
    told = [(at, named) for at, named in told if len(named) > 1]
    if len(told) == 1:
        return next((_shared_out(question, clauses, at, counted) for at, clauses in points if at == told[0][0]), None)
    if (only := _point_named(question, points, counted)) is not None:
        return _shared_out(question, only[1], only[0], counted)
    found = {tuple(own) for name in stems(question) if len(name) >= _LEAST_NAME and (own := _of_name(name, told))}
    if len(told) < 2 or len(found) != 1:
        return None
    (chosen,) = found
    return _sum_of(chosen, folded)


def _of_lines(question: str, texts: Sequence[str]) -> Computed | None:
    """Return the sum of the lines that each tell a number of something by its name ("Norrvallen: 120,5 timmar"), all those named.

    None where one of them is told no number, or two.
    """
    for things in things_named(question):
        names = [stem(one.casefold()) for one in things.called]
        lines = [(at, match) for at, text in enumerate(texts) for line in text.split("\n") if (match := _LINE.fullmatch(line))]
        own = [[(at, match) for at, match in lines if name in stems(match["name"])] for name in names]
        if len(own) < 2 or any(len(found) != 1 for found in own):
            continue
        told = [(at, quantities(match["told"], "")) for ((at, match),) in own]
        if all(len(of) == 1 for _, of in told) and len({of[0].unit for _, of in told}) == 1:
            return _sum_of([(at, of[0]) for at, of in told], plain(question), counts=True)
    return None


def _point_named(question: str, points: Sequence[tuple[int, Sequence[str]]], counted: str) -> tuple[int, Sequence[str]] | None:
    """Return the only point that shares something out for what a question names before its first number; or None."""
    sharing = [
        (at, clauses) for at, clauses in points if sum(len(quantities(one, counted)) == 1 for one in clauses) >= _LEAST_PARTS
    ]
    leads = [stems(_LEAD.split(", ".join(clauses), maxsplit=1)[0]) for _, clauses in sharing]
    asked = {word for word in stems(question) if len(word) >= _LEAST_NAME}
    own = [asked & lead for lead in leads]
    best = [at for at, words in enumerate(own) if all(words > other for to, other in enumerate(own) if to != at)]
    return sharing[best[0]] if len(best) == 1 and len(sharing) > 1 else None


def _sum_of(chosen: Sequence[tuple[int, Quantity]], folded: str, *, counts: bool = False) -> Computed | None:
    """Return the sum of some parts, each with the index of its unit; None where they are of two units or not as many as asked.

    Of money alone, or of what is counted too (`counts`): shares and means make no sum.
    """
    parts = [part for _, part in chosen]
    said = _SAID.search(folded)
    if len({part.unit for part in parts}) > 1 or (parts[0].unit not in MONEY_UNITS and not counts) or parts[0].unit == "%":
        return None
    if said is not None and _NUMBER_WORDS[said["count"]] != len(parts):
        return None
    value = sum((part.value for part in parts), Decimal(0))
    value = value.to_integral() if value == value.to_integral() else value
    formula = f"{' + '.join(number(part.value) for part in parts)} = {number(value)}"
    units = tuple(dict.fromkeys(at for at, _ in chosen))
    shown = with_unit(value, parts[0].unit) if parts[0].unit in MONEY_UNITS else number(value)
    return Computed(units, value, parts[0].unit, formula, f"Summan är {shown} ({formula})", Kind.SUM)


def _shared_out(question: str, clauses: Sequence[str], at: int, counted: str) -> Computed | None:
    """Return the sum of what the clauses of a sentence share out, where the question names none of them; or None.

    Each has one number with the same word right before it or right after it; only the whole ("om 900 tkr") may stand beside.
    """
    told = [(" ".join(one.split()), of) for one in clauses if (of := quantities(one, counted))]
    marks = [(one, of[0], match) for one, of in told if len(of) == 1 and (match := _PART.search(one)) is not None]
    asked = {name for name in stems(_ALL_OF_THEM.sub(" ", question)) if len(name) >= _LEAST_NAME}
    for side in ("before", "after"):
        words = [match[side] for _, _, match in marks if match[side]]
        common = max(set(words), key=words.count, default="")
        parts = [(one, part) for one, part, match in marks if common and match[side] == common]
        others = [match["before"] for _, _, match in marks if match[side] != common]
        if len(parts) < _LEAST_PARTS or len(marks) < len(told) or not set(others) <= _OF_A_WHOLE:
            continue
        names = [named_by(one, after=side == "after") for one, _ in parts]
        if not any(0 < sum(name in own for own in names) < len(names) for name in asked):
            return _sum_of([(at, part) for _, part in parts], plain(question))
    return None


def _named_parts(clauses: Sequence[str], counted: str) -> list[tuple[set[str], Quantity]]:
    """Return the number of each clause that has one, with the words that name it: those after it, where most begin with it."""
    told = [(one, of[0]) for one in clauses if len(of := quantities(one, counted)) == 1]
    after = 2 * sum(number_first(one) for one, _ in told) > len(told)
    return [(named_by(one, after=after), part) for one, part in told]


def points_of(text: str) -> list[str]:
    """Return the points of a list, each as one line; a text that is none is its own only point."""
    starts = [match.start() for match in ITEM_MARK.finditer(text)]
    cut = [text[a:b] for a, b in pairwise((*starts, len(text)))]
    return [" ".join(ITEM_MARK.sub("", point).split()) for point in cut if point.strip()] or [" ".join(text.split())]


def _of_name(name: str, told: Sequence[tuple[int, list[tuple[set[str], Quantity]]]]) -> list[tuple[int, Quantity]]:
    """Return the number that a word names in each point; none where it names none or several in one of them."""
    found: list[tuple[int, Quantity]] = []
    for at, named in told:
        own = [part for words, part in named if name in words or (len(name) >= _LEAST_BEGINNING and _begins(name, words))]
        if len(own) != 1:
            return []
        found.append((at, own[0]))
    return found


def _begins(name: str, words: set[str]) -> bool:
    return any(word.startswith(name) for word in words)
