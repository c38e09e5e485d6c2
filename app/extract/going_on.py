"""A list or decision that goes on in the passage after the one it was picked from: its next points are told too. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.extract.unit_signs import tells_value, values_end
from app.extract.units import beginning, one_matter, units_of
from app.model import Question, QuestionKind
from app.question.kind import asks_for_several, plain
from ingest.model import Chunk
from vectorstore.model import Hit

_MOST_TOLD = 1100  # characters of all that is told: it is still read at a glance
_MARK = re.compile(r"\s*(?:(?P<number>\d{1,2})[.)]|(?P<letter>[a-zåäö])\)|(?P<bullet>[•–*-]))\s")
_ASKS_SUM = re.compile(r"\b(?:tillsammans|sammanlagt|ihop|totalt)\b")  # of all points
_WHOLE = (UnitKind.LIST, UnitKind.DECISION)


def with_rest(question: Question, picked: Sequence[Picked], hits: Sequence[Hit]) -> list[Picked]:
    """Return what was picked, each list and decision that its passage cuts off followed by the points in the next passage.

    Args:
        question: as understood.
        picked: the units that answer, best first.
        hits: the passages, best first.
    """
    found: list[Picked] = []
    length = sum(len(one.unit.text) for one in picked)
    for one in picked:
        found.append(one)
        after = next((hit for hit in hits if _follows(hit.chunk, one.unit.chunk)), None)
        if after is None or not _cut_off(question, one.unit):
            continue
        rest = _rest(one.unit, after.chunk, _MOST_TOLD - length)
        if rest is not None and not any(_overlap(rest, other.unit) for other in picked):
            found.append(Picked(rest, after, one.score, ""))
            length += len(rest.text)
    return found


def _follows(chunk: Chunk, before: Chunk) -> bool:
    return chunk.number == before.number + 1 and one_matter(chunk, before)


def _cut_off(question: Question, unit: Unit) -> bool:
    """Tell whether all of a list is asked for and it ends where its passage does."""
    sums = _ASKS_SUM.search(plain(question.standalone)) is not None
    several = sums or question.kind in (QuestionKind.LIST, QuestionKind.DECISION) or asks_for_several(question.standalone)
    whole = unit.kind in _WHOLE or (sums and unit.kind is UnitKind.ITEM)
    return several and whole and unit.end >= unit.chunk.start + len(unit.chunk.text.rstrip())


def _rest(unit: Unit, after: Chunk, most: int) -> Unit | None:
    """Return the points that a passage begins with and that go on from a list's last one, as one unit; None where none do."""
    if (values := _values(unit, after, most)) is not None:
        return values
    points = [one for one in units_of(after) if one.kind in (UnitKind.ITEM, UnitKind.SENTENCE)]
    end, last = after.start, unit.text
    for one in points:
        if after.text[end - after.start : one.start - after.start].strip() or not _goes_on(last, one):
            break
        if one.end - after.start > most:
            break
        end, last = one.end, one.text
    first = next((one for one in points), None)
    if first is None or end <= first.start:
        return None
    kind = UnitKind.LIST if first.kind is UnitKind.ITEM else UnitKind.SENTENCE
    return replace(first, kind=kind, end=end, block_start=first.start, block_end=end, lead="")


def _values(unit: Unit, after: Chunk, most: int) -> Unit | None:
    """Return the lines that a passage begins with and that go on from a list's last one, as "Norrvallen: 120,5 timmar" does."""
    end = values_end(after.text)
    if not 0 < end <= most or not tells_value(unit.text.rsplit("\n", 1)[-1]):
        return None
    return Unit(after, UnitKind.LIST, after.start, after.start + end, after.start, after.start + end)


def _goes_on(text: str, point: Unit) -> bool:
    """Tell whether a point is the one after a text's last: of the next number or letter, a bullet too, or beginning alike."""
    mark = _MARK.match(point.text)
    if mark is None:
        alike = beginning(point)
        return bool(alike) and plain(text.rsplit("\n\n", 1)[-1]).startswith(plain(alike))
    if mark["bullet"]:
        return re.search(rf"(?:\A|\n)\s*{re.escape(mark['bullet'])}\s", text) is not None
    before = str(int(mark["number"]) - 1) if mark["number"] else chr(ord(mark["letter"]) - 1)
    return re.search(rf"(?<![\w.]){before}[.)]\s", text) is not None


def _overlap(one: Unit, other: Unit) -> bool:
    return one.chunk.document_id == other.chunk.document_id and one.start < other.end and other.start < one.end
