"""How many there are of something whose price is told for one, where all of them are asked about. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.unit_fit import Picked
from app.extract.unit_model import UnitKind
from app.model import Question
from app.question.counting import asks_price_of_all, things_counted, things_priced
from vectorstore.words.tokens import stem


def with_how_many(question: Question, picked: list[Picked], scored: Sequence[Picked]) -> list[Picked]:
    """Return the units picked, the price of one followed by the sentence of its paper that tells how many there are.

    "En plats kostar 700 000 kronor" and "Det finns tio platser", where it is asked what all of them cost: only where that paper
    tells one number of them.

    Args:
        question: as understood.
        picked: the units that answer, best first.
        scored: all units, best first.
    """
    if not asks_price_of_all(question.standalone):
        return picked
    asked = {stem(word) for word in re.findall(r"[^\W\d_]+", question.standalone.casefold())}
    price = picked[0].unit
    things = things_priced(" ".join(price.text.split())) & asked
    counting = [
        (count, one)
        for one in scored
        if one.unit.kind is UnitKind.SENTENCE and one.unit.chunk.document_id == price.chunk.document_id
        for thing, count in things_counted(" ".join(one.unit.text.split()))
        if thing in things
    ]
    if len({count for count, _ in counting}) != 1 or counting[0][1] in picked:
        return picked
    return [picked[0], counting[0][1]]
