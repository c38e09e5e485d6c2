"""What somebody moved, told beside a decision that only says whose yrkande was carried. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.unit_model import Unit
from app.proceedings.statements import Statement
from vectorstore.model import Hit

_MOST = 2  # of what was moved, told beside the votes
_NAME = r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)+"
_NAMES = rf"{_NAME}(?:(?:, | och ){_NAME})*"
#: "att bifalla Ada Linds yrkande", "bifall till Ada Linds och Bo Falks yrkande", "yrkandet från Ada Lind m.fl.".
_WHOSE = re.compile(rf"(?P<names>{_NAMES}) \w{{0,12}}yrkande\b|\w{{0,12}}yrkandet? från (?P<movers>{_NAMES})")
_EACH = re.compile(_NAME)
_MOVED = re.compile(r"\byrka(?:r|de)\b")


def what_was_moved(told: Sequence[Unit], said: Sequence[tuple[Statement, Hit]]) -> list[tuple[Unit, Hit]]:
    """Return the sentences of the same § that tell what was moved by those whose yrkande is named in what is told.

    Args:
        told: the sentences on the vote and the decision.
        said: every sentence of the §, in order.
    """
    starts = {unit.start for unit in told}
    lines = [" ".join(unit.text.split()) for unit in told]
    names = [name for line in lines for whose in _WHOSE.finditer(line) for name in _EACH.findall(whose["names"] or whose["movers"])]
    found: dict[int, tuple[Unit, Hit]] = {}
    for name in dict.fromkeys(names):
        for one, hit in said:
            moved = _MOVED.search(one.text)
            if moved and one.unit.start not in starts and _is_named(name, one.text[: moved.start()]):
                found.setdefault(one.unit.start, (one.unit, hit))
                break
    return list(found.values())[:_MOST]


def _is_named(genitive: str, text: str) -> bool:
    """Tell whether a text names the person of a name in the genitive, which a name that ends in s has without one more."""
    return any(re.search(rf"\b{re.escape(name)}\b", text) is not None for name in (genitive, genitive.removesuffix("s")))
