"""How a matter was handled, told from the matter's own § alone: reservations, votes, who took no part, who moved what. Pure.

Votes and reservations say nothing of what they are about: they are looked for in the § that is about it, never among all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.choice import Extract
from app.model import Question
from app.proceedings.acts import ALWAYS_TOLD, Act, ActAsked, act_asked, is_party
from app.proceedings.matter_places import NO_MATTER, Around, MatterPlace, boards_asked, of_boards, places_of_matter
from app.proceedings.posts import holder_of, post_asked
from app.proceedings.roll_calls import in_list, list_referred_to
from app.proceedings.stages import board_answers, of_board, of_parties
from app.proceedings.told_acts import told_of
from app.question.kind import plain
from app.question.number_asked import asks_for_number
from vectorstore.coverage import Asked
from vectorstore.model import Hit

_LEAST_WORD = 0.2  # rarity of a word that says what a matter is about
_LEAST_FIT = 0.5  # share of what is asked that a § must meet for a party's or a board's words in it to be on the matter
_LEAST_OF_PERSON = 0.25  # the same where a person is named: few have two matters that sound alike
_OF_THE_ACT = re.compile(
    r"reserv|rost|omrost|voter|jav|delt|avsto|yrka|ledam|parti|arende|beslut|forslag|mot(?:ion|emot)?(?:en|ens)?$|emot|tyck|tyckte"
    r"|ansag|anser|vill|foresl|svara|paragraf|aterremi|bifal|avsl|nagon|mote|namnd|fullmaktig|sammantrad|ja$|nej$|blev|gick|hur$"
    r"|slutlig|hand|juster|protokoll|(?:sa|at|gora|stallet|stallde|staller|debatten|anmald\w*)$"
)


def looked_for_widely(question: Question) -> bool:
    """Tell whether a question is looked for in more passages: its answer may stand apart from the words it asks by."""
    return asks_for_number(question) or bool(act_asked(question) or board_answers(question) or post_asked(question))


def of_proceedings(question: Question, asked: Sequence[Asked], hits: Sequence[Hit], around: Around) -> Extract | None:
    """Return what the matter's own § tells of how it was handled; None where the question asks for no such thing.

    `Extract.unsaid` says that the § found tells of none, where minutes would.

    Args:
        question: as understood.
        asked: the words that say what is asked.
        hits: passages, best first.
        around: gives the passages beside a hit, so many before and so many after it.
    """
    wanted = act_asked(question)
    if not hits or (wanted is None and not board_answers(question)):
        return holder_of(question, asked, hits)
    about = places_of_matter(question, _topic(wanted, asked), hits, around)
    if wanted is None:
        picked = of_board(question, [place for place in about if place.fit >= _LEAST_FIT])
        return Extract(tuple(picked), 1.0, 1.0) if picked else None
    least = 0.0 if wanted.act in ALWAYS_TOLD else _LEAST_OF_PERSON if wanted.people else _LEAST_FIT
    return _of_act(question, wanted, [place for place in about if place.fit >= least], around)


def _of_act(question: Question, wanted: ActAsked, about: Sequence[MatterPlace], around: Around) -> Extract | None:
    """Return what the §§ about a matter tell of an act, each board asked about once; see `of_proceedings`."""
    places = of_boards(question, about)
    picked = of_parties(wanted, places)
    left = set(question.bodies)
    for place in places:
        if picked and place.body not in left:
            continue
        if units := in_list(wanted, place, around) or told_of(wanted, place.hits, place.rank):
            left.discard(place.body)
            picked += units
    if picked:
        return Extract(tuple(picked), 1.0, 1.0)
    best = next((one for one in (*places, *about) if one.is_minutes), None)
    if wanted.act not in ALWAYS_TOLD or best is None or best.fit < NO_MATTER:
        return None
    return Extract((), 0.0, unsaid=_unsaid(wanted, best, () if best in places else boards_asked(question, about)))


def _unsaid(wanted: ActAsked, place: MatterPlace, boards: Sequence[str]) -> str:
    """Return what a § does not tell; where it is not of a board asked about (`boards`), that nothing of that board's is found."""
    chunk = place.first
    metadata = chunk.metadata
    where = ", ".join(part for part in (metadata.body, metadata.day.isoformat() if metadata.day else "") if part)
    there = f"{chunk.paragraph}{f' ({where})' if where else ''}"
    if boards:
        return f"ärendet finns i {there}, men inte hur {boards[0]} behandlade det"
    if wanted.act is Act.VOTED and (number := list_referred_to(place)):
        return f"{there} säger bara att bilaga {number} visar hur var och en röstade"
    if wanted.people and wanted.act is Act.VOTED:
        return f"{there} säger inte hur {wanted.people[0]} röstade"
    if wanted.who and wanted.act is Act.VOTED:
        return f"{there} säger inte vilka som röstade hur"
    return f"{there} {wanted.act.value}"


def _topic(wanted: ActAsked | None, asked: Sequence[Asked]) -> list[Asked]:
    """Return the words that say what matter is asked about: not those of the act, of who did it, or of boards and days."""
    doers = (word for name in (*wanted.people, *wanted.parties) for word in name.split()) if wanted else ()
    left_out = set(map(plain, doers))
    words = [(one, plain(one.word)) for one in asked if one.weight > _LEAST_WORD]
    return [one for one, word in words if word not in left_out and not _OF_THE_ACT.match(word) and not is_party(word)]
