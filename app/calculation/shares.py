"""What a question asks for a share of, taken apart: the part, and the whole, each as a question of its own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.model import Question
from app.numbers.comparisons import SAYS_MONEY
from app.question.phrases import PAST

_VERBS = (
    r"(?:stod|står|svarade|svarar|utgjorde|utgjordes|utgör|utgörs|gick|går|var|är|handlade|handlar|kom|kommer|blev|blir|fick|får"
    r"|gäller|gällde|bestod|består|användes|används|hade|har|lades|låg|ligger|tillföll|rörde)"
)
_ASKS = r"\bhur (?:stor|hög|många|mycket) (?:andel|del|procent)(?:en)?(?: i (?:procent|%))? av (?P<whole>.+?) "
_OF = re.compile(rf"{_ASKS}(?P<verb>{_VERBS})\b (?P<part>.+)", re.IGNORECASE)
_OF_ANY = re.compile(rf"{_ASKS}(?P<verb>{PAST.pattern}|[^\W\d_]{{3,}}ades?)\b (?P<part>.+)", re.IGNORECASE)  # "slutade med"
_TRAILING = re.compile(r"(?:\b(?:för|av|till|om|på|i|procent|faktiskt|egentligen)\b|[?.,!%\s])+$", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:till|på|för|av|om|i|åt|inom|med|en|ett|faktiskt|egentligen|det|de|den|från|som)\b\s*)+", re.IGNORECASE
)
#: Wholes that are all there is of something: the total of the part's own column is meant.
_ANY_WHOLE = re.compile(
    r"\b(?:alla|samtliga|hela|totala|total|samlade|pengar\w*|intäkter\w*|\w*kostnad(?:en|er\w*)|budgeten|budget|anslag\w*|utgifter\w*"
    r"|investering\w*)\b",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec)[^\W\d_]*"
#: Places, boards and times, of both the part and the whole.
_CONTEXT = re.compile(
    rf"\b(?:(?:i|hos|på|inom|för) )?(?:[A-ZÅÄÖ][\w-]+|20\d\d(?:\s?[-–]\s?20\d\d)?"
    rf"|(?:första|andra|tredje|fjärde|sista) kvartalet|{_MONTH}(?:\s?[-–]\s?{_MONTH})?)\b"
)


@dataclass(frozen=True, slots=True)
class ShareAsked:
    """A share asked for.

    Attributes:
        part, whole: a question for each.
        any_whole: the whole is all there is of something, and may be a total that is called otherwise.
        counted: what the whole counts ("avvikelser" of "alla avvikelser 2025"), or "" where it is money.
    """

    part: str
    whole: str
    any_whole: bool
    counted: str = ""


def shares_asked(question: Question) -> Iterator[ShareAsked]:
    """Yield the ways to read a question for a share of a whole: the part by its own words, and with what the whole counts."""
    text = question.standalone
    match = _OF.search(text) or _OF_ANY.search(text)
    if match is None:
        return
    part = _LEADING.sub("", _TRAILING.sub("", match["part"]))
    whole = match["whole"]
    if not part:
        return
    any_whole = _ANY_WHOLE.search(whole) is not None
    lead = text[: match.start()]
    counted = _counted(whole)
    of_money = SAYS_MONEY.search(counted.casefold()) is not None
    for said in (part, f"{counted} {part}"):
        yield ShareAsked(
            _asked(f"{lead} {said}", question, whole), _asked(f"{lead} {whole}", question, part), any_whole,
            "" if of_money else counted.casefold(),
        )  # fmt: skip


def _counted(whole: str) -> str:
    """Return what a whole counts: its words up to what stands after it ("hemtjänsttimmarna i Lunda")."""
    head = re.split(r"\b(?:i|hos|på|som|för|inom|från|under)\b", whole, maxsplit=1)[0]
    words = re.findall(r"[^\W\d_]{2,}", head)
    return words[-1] if words else ""


def _asked(said: str, question: Question, other: str) -> str:
    """Return some words as a question, with the places, boards and times that the whole question names.

    The names that only the other of part and whole is called by are left to that.
    """
    found = []
    for match in _CONTEXT.finditer(question.standalone[1:]):
        word = match.group().split()[-1]
        of_other = word in other and word[:1].isupper() and word.removesuffix("s") not in question.municipalities
        if word not in said and not of_other:
            found.append(match.group())
    found += [body for body in question.bodies if body not in said.casefold()]
    return f"Hur mycket {said} {' '.join(found)}".strip() + "?"
