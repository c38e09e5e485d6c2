"""How members voted, from the lists of votes at the end of minutes that a § refers to: "röstar framgår av bilaga 5". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app import wording
from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.proceedings.acts import Act, ActAsked
from app.proceedings.matter_places import Around, MatterPlace
from vectorstore.model import Hit

_REACH = 400  # passages after a § in which its list of votes stands: minutes of a long meeting have some hundreds
_MOST = 12  # members told one by one: a longer list is not read out
_REFERS = re.compile(r"röstar?\s+framgår\s+av\s+bilaga\s+(\d+)", re.IGNORECASE)
_BEGINS = re.compile(r"\bBilaga\s+(\d+)\b")
_A_NAME = r"[A-ZÅÄÖ][\wåäöé-]+(?: (?:von|af|de|ben|[A-ZÅÄÖ][\wåäöé-]+)){1,3}"
_ROW = re.compile(
    rf"(?P<name>{_A_NAME})\s+\(?[A-ZÅÄÖ]{{1,3}}\)?\s+(?:\d{{1,3}}\s+)?(?:(?:Ledamot|Ersättare|Ordförande|Tjänstgörande \w+)\s+)?"
    r"(?P<vote>Ja|Nej|Avstår|Frånvarande)\b"
)
_SIDES = {"ja": "Ja", "nej": "Nej"}


def list_referred_to(place: MatterPlace) -> str:
    """Return the number of the enclosure that a § refers to for how each member voted in its last vote, or ""."""
    found = [number for hit in place.hits for number in _REFERS.findall(hit.chunk.text)]
    return found[-1] if found else ""


def in_list(wanted: ActAsked, place: MatterPlace, around: Around) -> list[Picked]:
    """Return the rows of a §'s list of votes that a question asks for: of its people, of its side, of those who abstained.

    Args:
        wanted: the act asked for.
        place: the §.
        around: gives the passages beside a hit, so many before and so many after it.
    """
    number = list_referred_to(place)
    if not number or wanted.act not in (Act.VOTED, Act.ABSTAINED) or not (wanted.people or wanted.who):
        return []
    rows = [(hit, row) for hit in _of_list(number, around(place.hits[-1], 0, _REACH)) for row in _ROW.finditer(hit.chunk.text)]
    if wanted.people:
        rows = [(hit, row) for hit, row in rows if row["name"] in wanted.people]
    else:
        vote = "Avstår" if wanted.act is Act.ABSTAINED else _SIDES.get(wanted.side, "")
        rows = [(hit, row) for hit, row in rows if row["vote"] == vote]
    label = wording.placed(f"Omröstning, bilaga {number}", place.first.metadata, place.first.paragraph)
    picked = [_told(hit, row, place, "" if at else label) for at, (hit, row) in enumerate(rows)]
    return picked if len(picked) <= _MOST else []


def _of_list(number: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the passages of an enclosure, from where it begins to where the next one does."""
    inside = False
    for hit in hits:
        begins = _BEGINS.search(hit.chunk.text)
        inside = begins[1] == number if begins and not _REFERS.search(hit.chunk.text) else inside
        if inside:
            yield hit


def _told(hit: Hit, row: re.Match[str], place: MatterPlace, label: str) -> Picked:
    """Return a row as it is told, cited as the §'s own."""
    chunk = replace(hit.chunk, paragraph=place.first.paragraph, diary_number=place.first.diary_number, path=place.first.path[:1])
    span = (chunk.start + row.start(), chunk.start + row.end())
    return Picked(Unit(chunk, UnitKind.SENTENCE, *span, *span), replace(hit, chunk=chunk), place.rank, label)
