"""What a question says that it does not mean ("personer, inte årsarbetare"), and in what it wants a thing counted. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.numbers.ranking import Placed, own_tokens
from app.numbers.row_words import STRONGLY_MET, row_meets
from app.question.phrases import is_verb
from ingest.tables.model import Figure
from ingest.tables.rows import is_total
from vectorstore.coverage import Asked, meets, told

_LEAVES_OUT = re.compile(
    r"(?:[,(]|\b(?:och|men|alltså|dvs)\b) ?(?:inte|ej) (?:av |i |på )?(?P<words>[^,.;:?()]{3,60})", re.IGNORECASE
)
#: "Kommunbidraget oräknat", "exklusive kommunbidraget": what is left out is not asked for.
_LEFT_OUT = re.compile(
    r"(?P<before>[^\W\d_]{4,}) (?:oräkna|borträkna|fråndrag|undantag|exkludera)(?:t|d|de|na|et)\b"
    r"|\b(?:exklusive|exkl\.?|förutom|bortsett från|oräknat|borträknat|frånsett) (?:de |den |det )?(?P<after>[^\W\d_]{4,})",
    re.IGNORECASE,
)
_BOTH_SEXES = re.compile(
    r"\b(?:både |såväl )?(?:kvinnor och män|män och kvinnor|flickor och pojkar|pojkar och flickor)"
    r" (?:ihop|tillsammans|totalt|sammantaget|sammanlagt)\b"
)
_COUNTED_TOO = re.compile(r"\b(inklusive|inkl|inräknat|medräknat)\.? (?:den |det |de )?([^\W\d_]{3,})")
#: "Beviljade men inte verkställda": of what is not so, and no other thing.
_ADJECTIVE = re.compile(r".+(?:ad|ade|at|dda?|[nrlg]da|[kpts]ta|iga?|igt)")
_COUNTED_IN = re.compile(
    r"\b(?:omräkna|räkna|mät|uttryck)(?:d|t|s)* (?:i|till|som) (?:antal )?(?P<unit>[^\W\d_]{4,})\b", re.IGNORECASE
)
_SAID = 0.55  # how well the words of a table must meet what a thing is to be counted in: an abbreviation ("åa") does


def without_what_is_not_meant(text: str, names: Sequence[Asked], placed: Sequence[Placed]) -> tuple[list[Asked], list[Placed]]:
    """Return the names and the figures without what a question says that it does not mean.

    Where nothing else is left all are returned: what is said so is then no row's name.

    Args:
        text: the question.
        names: the words that name the row.
        placed: the figures that may answer.
    """
    if left_out(text) and (parts := [one for one in placed if not is_total(one.figure.label)]):
        placed = parts  # a total has what is left out in it
    said = {word for match in _LEAVES_OUT.finditer(text.casefold()) for word in re.findall(r"[^\W\d_]+", match["words"])}
    out = [one for one in names if one.word in said and not is_verb(one.word) and not _ADJECTIVE.fullmatch(one.word)]
    if not out:
        return list(names), list(placed)
    kept = [one for one in names if one not in out]
    left = [one for one in placed if not any(row_meets(name, own_tokens(one), frozenset()) >= STRONGLY_MET for name in out)]
    return (kept, left) if kept and left else (list(names), list(placed))


def left_out(text: str) -> frozenset[str]:
    """Return the words for what a question leaves out ("kommunbidraget oräknat"), in lower case."""
    return frozenset((match["before"] or match["after"]).casefold() for match in _LEFT_OUT.finditer(text))


def counted_in(text: str) -> frozenset[str]:
    """Return the words for what is to be counted in ("inklusive moms", "kvinnor och män ihop"), with those that say so.

    All are in lower case.
    """
    found = [word for match in _COUNTED_TOO.finditer(text.casefold()) for word in match.groups()]
    return frozenset((*found, *re.findall(r"[a-zåäö]+", " ".join(_BOTH_SEXES.findall(text.casefold())))))


def asks_for_both_sexes(text: str) -> bool:
    """Tell whether a question asks for women and men together: one number of both."""
    return _BOTH_SEXES.search(text.casefold()) is not None


def counted_as_asked(text: str, names: Sequence[Asked], placed: Sequence[Placed]) -> tuple[list[Asked], list[Placed]]:
    """Return the names without what a thing is to be counted in ("räknat i heltidsarbetare"), and figures of tables that say it.

    It is said of a group or under a table, and by no row of its own. Where no table says it, it must be met as any other name.

    Args:
        text: the question.
        names: the words that name the row.
        placed: the figures that may answer.
    """
    match = _COUNTED_IN.search(text.casefold())
    unit = next((one for one in names if match is not None and one.word == match["unit"]), None)
    kept = [one for one in names if one is not unit]
    if unit is None or not kept:
        return list(names), list(placed)
    tables = {_table(one.figure) for one in placed if _says(one.figure, unit)}
    left = [one for one in placed if _table(one.figure) in tables and not one.figure.unit]
    return (kept, left) if left else (list(names), list(placed))


def _table(figure: Figure) -> tuple[object, ...]:
    return figure.document_id, figure.paper, figure.caption


def _says(figure: Figure, unit: Asked) -> bool:
    return meets(unit, told(" ".join((figure.label, *figure.group, figure.column, figure.caption)))) >= _SAID
