"""A matter's stages: what a board answered or decided in the end, and what parties moved in papers of their own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app import wording
from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.extract.units import proposing_board, units_of
from app.model import Question
from app.proceedings.acts import Act, ActAsked, names_party
from app.proceedings.matter_places import MatterPlace, boards_asked, of_boards
from app.proceedings.statements import statements
from app.proceedings.what_was_moved import what_was_moved
from app.question.kind import folded, plain
from ingest.model import ChunkKind
from ingest.papers.movers import referred
from vectorstore.model import Hit

_MOST = 900  # characters of a decision that is told whole
_MOST_SAID = 2  # sentences on what a board decided itself
_HEAD = 320  # characters at the top of a paper in which it says what it is and whose
#: Questions for what a board made of a matter, in lower case without å, ä and ö.
_ANSWERS = re.compile(
    r"\bvad (?:tyckte|tycker|ansag|anser|svarade|sa|sade|yttrade|foreslog)\b|\bhur (?:svarade|stallde sig|staller sig)\b"
    r"|\bvad (?:beslutade|beslot) \w+(?:styrelsen|namnden)\b.*\bmotion|\bvad (?:beslutade|beslot) ks\b.*\bmotion"
    r"|\bvad hande (?:det )?med\b|\bslutlig\w* beslut|\bforeslog (?:ks|kommunstyrelsen|\w+namnden)\b|\bvad blev det av\b"
)
_IN_THE_END = re.compile(r"\bvad hande (?:det )?med\b|\bslutlig\w* beslut|\bvad blev det av\b")
_PROPOSES = re.compile(r"beslut|förslag", re.IGNORECASE)  # the heading of what a board proposes, and no member
_PUT_OFF = re.compile(r"\bbordlägg", re.IGNORECASE)
_MOVES = re.compile(r"(?m)^\s*(?:(?:tilläggs|ändrings|reviderat ))?yrkande\b|^\s*yttrande\b(?! över)", re.IGNORECASE)
_OF_THE_MATTER = re.compile(r"(?:yrkande|yttrande) angående|\bmotion av\b|\bangående\b", re.IGNORECASE)
_HOW_HIGH = (("fullmaktige", 3), ("kommunstyrelsen", 2), ("utskott", 0))  # boards by how late they decide; others 1


def board_answers(question: Question) -> bool:
    """Tell whether a question asks what a board answered, or what came of a matter in the end."""
    return _ANSWERS.search(folded(question.standalone)) is not None


def of_board(question: Question, places: Sequence[MatterPlace]) -> list[Picked]:
    """Return what the board asked about decided or proposed; where none is named, what the highest decided in the end.

    Args:
        question: as understood.
        places: the §§ and papers about the matter, those most about it first.
    """
    boards = boards_asked(question, places)
    in_the_end = _IN_THE_END.search(folded(question.standalone)) is not None
    if not boards and not in_the_end:
        return []
    own = [place for place in of_boards(question, places) if not boards or place.body in boards]
    decided = [(place, one) for place in own for one in _decisions(place)]
    decided = decided or [(place, one) for place in own for one in _decisions(place, proposed=True)]
    if decided:
        return [max(decided, key=lambda found: (_height(found[0].body), _stands(found[1]), _day(found[0])))[1]]
    proposed = (_proposed_by(place, board) for place in places for board in boards)
    return next((found for found in proposed if found), [])


def _stands(decided: Picked) -> bool:
    """Tell whether a decision is on the matter itself, and not to put it off."""
    return _PUT_OFF.search(decided.unit.text) is None


def _height(board: str) -> int:
    return next((high for end, high in _HOW_HIGH if plain(board).endswith(end)), 1)


def _day(place: MatterPlace) -> date:
    return place.first.metadata.day or date.min


def _decisions(place: MatterPlace, *, proposed: bool = False) -> Iterator[Picked]:
    """Yield what a board decides in a place, or, in its own minutes, what it proposes to the board above it."""
    for hit in place.hits:
        chunk = hit.chunk
        if chunk.kind is not ChunkKind.DECISION and not (proposed and chunk.kind is ChunkKind.PROPOSAL and place.is_minutes):
            continue
        if proposed and (not chunk.path or not _PROPOSES.search(chunk.path[-1])):
            continue
        for unit in units_of(chunk):
            if unit.kind is UnitKind.DECISION and len(unit.text) <= _MOST:
                yield Picked(unit, hit, place.rank)


def _proposed_by(place: MatterPlace, board: str) -> list[Picked]:
    """Return what a board proposes in a paper to the board above it, under a heading of its own: "Kommunstyrelsens förslag".

    What the paper says that the board itself decided stands beside it: "Kommunstyrelsen beslutade att avstyrka motionen."
    """
    own = [hit for hit in place.hits if proposing_board(hit.chunk) == board]
    units = [(unit, hit) for hit in own for unit in units_of(hit.chunk)]
    proposed = next(((unit, hit) for unit, hit in units if unit.kind is UnitKind.DECISION), None)
    if proposed is None:
        return []
    chunk = proposed[1].chunk
    label = wording.placed("Förslag till beslut", replace(chunk.metadata, body=board), chunk.paragraph)
    said = [(one, hit) for hit in own for one in statements(hit.chunk)]
    decided = [(one.unit, hit) for one, hit in said if plain(one.text).startswith(f"{plain(board)} beslutade ")][:_MOST_SAID]
    moved = what_was_moved([unit for unit, _ in decided], said)
    return [Picked(*proposed, place.rank, label), *(Picked(unit, hit, place.rank, "") for unit, hit in (*decided, *moved))]


def of_parties(wanted: ActAsked, places: Sequence[MatterPlace]) -> list[Picked]:
    """Return what the parties asked about move or state in a paper of their own, the latest, or nothing."""
    if not wanted.parties or wanted.act not in (Act.MOVED, Act.VIEW):
        return []
    days = _days_referred(wanted, places)
    own = [place for place in places if _is_of_party(place, wanted, days)]
    for place in sorted(own, key=_day, reverse=True):
        what = "Yttrande" if "yttrande" in plain(_head(place)) and "yrkande" not in plain(_head(place)) else "Yrkande"
        day = place.first.metadata.day
        label = f"{what} från {', '.join(wanted.parties)}{f' ({day.isoformat()})' if day else ''}: "
        if (unit := _demand(place)) is not None:
            return [Picked(unit[0], unit[1], place.rank, label)]
    return []


def _demand(place: MatterPlace) -> tuple[Unit, Hit] | None:
    """Return what a paper moves, or the first sentence that it states."""
    for hit in place.hits:
        for unit in units_of(hit.chunk) if hit.chunk.kind is ChunkKind.PROPOSAL else ():
            if unit.kind is UnitKind.DECISION:
                return unit, hit
    return None


def _days_referred(wanted: ActAsked, places: Sequence[MatterPlace]) -> set[date]:
    """Return the days of the parties' papers, as others refer to them: "yrkande från SD den 14 februari 2024"."""
    found: set[date] = set()
    for place in places:
        for hit in place.hits:
            for parties, day in referred(hit.chunk.text):
                if not set(wanted.parties).isdisjoint(re.split(r", ?| och | samt ", parties)):
                    found.add(day)
    return found


def _is_of_party(place: MatterPlace, wanted: ActAsked, days: set[date]) -> bool:
    """Tell whether a paper is a party's own: its top says so, or it is of a day on which others say that the party moved it."""
    head = _head(place)
    if place.is_minutes or not _MOVES.search(head):
        return False
    return any(names_party(party, head) for party in wanted.parties) or place.first.metadata.day in days


def _head(place: MatterPlace) -> str:
    """Return the top of a paper, up to where it names the matter: a motion's author there is not whose paper it is."""
    text = place.first.text[:_HEAD]
    matter = _OF_THE_MATTER.search(text)
    return text[: matter.start()] if matter else text
