"""Of a matter's § the statements that tell of an act: who reserved themselves, the votes and what on, who moved what. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app import wording
from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.extract.units import units_of
from app.proceedings.acts import Act, ActAsked
from app.proceedings.matter_parts import MINUTES
from app.proceedings.statements import Statement, statements
from app.proceedings.what_was_moved import what_was_moved
from app.question.kind import plain
from ingest.model import ChunkKind
from vectorstore.model import Hit

_MOST = 4  # statements told of one §
_MOST_DECIDED = 420  # characters of a decision told beside the votes
_LIST = 500  # characters of the points that a statement leads in
_OF_PARTY = re.compile(r"\([A-ZÅÄÖ]{1,4}\)")
_NAMED = re.compile(r"\([A-ZÅÄÖ]{1,4}\)|\bLedamöterna\b|demokraterna\b|partiet\b|\b[A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ][a-zåäö]+")
_TELLS = {
    Act.RESERVED: re.compile(r"\breserver(?:ar|ade|at)\b", re.IGNORECASE),
    Act.DISQUALIFIED: re.compile(r"\bjäv\w*", re.IGNORECASE),
    Act.NO_PART: re.compile(r"\bdelt(?:ar|og) (?:inte|ej|varken)\b", re.IGNORECASE),
    Act.ABSTAINED: re.compile(r"\bavst(?:år|od)\b(?! från (?!att rösta))", re.IGNORECASE),
    Act.ADJUSTED: re.compile(r"\bjuster(?:ar|ade|are|ande)\b|\batt justera\b", re.IGNORECASE),
    Act.MOVED: re.compile(r"\byrka(?:r|de)\b|\binstäm\w+|\bföreslår\b", re.IGNORECASE),
    Act.VIEW: re.compile(
        r"\byrka(?:r|de)\b|\binstäm\w+|\banteckn|\blämnar följande\b|\bbeklagar\b|\banser\b|\bmenar\b", re.IGNORECASE
    ),
}
_PROPOSITION = re.compile(
    r"voteringsproposition|\b(?:Ja|Nej)-?röst(?: är)? (?:för|till|bifall|avslag)|^(?:Ja|Nej) för\b|\bden som\b.*\brösta[rd]",
    re.IGNORECASE,
)
_TOTALS = re.compile(
    r"\d+ ja\b|\bja-?röst\w* mot\b|\bmed \w+ (?:ja|nej|röster)\b.*\bmot\b|\d+ ja-röst|\butan omröstning\b|\backlamation\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\bröstar\s+(?:Ja|Nej)\b|\b(?:Ja|Nej) röstar\b|^(?:Ja|Nej)(?:-röster)?\s*:|\bröstade\b.*\b(?:för|mot|att|ja|nej)\b",
    re.IGNORECASE,
)
_SIDES = {
    "ja": re.compile(r"\bröstar\s+Ja\b|\bJa röstar\b|^Ja(?:-röster)?\s*:|\bröstade (?:ja|för)\b", re.IGNORECASE),
    "nej": re.compile(r"\bröstar\s+Nej\b|\bNej röstar\b|^Nej(?:-röster)?\s*:|\bröstade (?:nej|mot|emot)\b", re.IGNORECASE),
}
_OUTCOME = re.compile(r"\bfinner\b|\bavslår\b|\bbifaller\b|\bbifallits\b|\bavslagits\b", re.IGNORECASE)
_WON = re.compile(r"\bvinner\b|\bbifall|\bbeslut|\bavsl[åa]|\båterremitter", re.IGNORECASE)
_ENDS = re.compile(rf"{_WON.pattern}|\bavst(?:år|od)\b", re.IGNORECASE)
_OF_A_BOARD = re.compile(r"beslut|förslag", re.IGNORECASE)  # the heading of what a board proposes
_ON_WHOSE_MOTION = re.compile(r"Enligt\b.*\b(?:yrkande\w*|förslag\w*)\b")
_MAIN_VOTE = "huvudvotering"
_POINTS = re.compile(r"(?:\s*\n\s*(?:[a-zåäö]\)|\d{1,2}[.)]|[•–-])\s[^\n]*(?:\n(?!\s*\n|[A-ZÅÄÖ])[^\n]+)*)+")

Said = Sequence[tuple[Statement, Hit]]


def told_of(wanted: ActAsked, hits: Sequence[Hit], score: float) -> list[Picked]:
    """Return the statements of a § that tell of an act, in order; none where it tells of none.

    Args:
        wanted: the act asked for.
        hits: all passages of the §, in order.
        score: of the §.
    """
    said = [(one, hit) for hit in hits if hit.chunk.kind is not ChunkKind.WITHHELD for one in statements(hit.chunk)]
    if wanted.act is Act.VOTED:
        found = _votes(wanted, said)
    elif wanted.act in (Act.MOVED, Act.VIEW):
        found = _moved(wanted, said)
    else:
        found = _done(wanted, said)
    if not found:
        return []
    chunk = hits[0].chunk
    own = chunk.metadata.doc_type in MINUTES
    first = wording.placed(wanted.act.heading, chunk.metadata, chunk.paragraph) if own else ""
    decided = _decision(hits) if wanted.decided and wanted.act is Act.VOTED else []
    found = _joined(found[: _MOST + wanted.abstained]) if wanted.act is Act.VOTED else found[:_MOST]
    told = [Picked(unit, hit, score, "" if at else first) for at, (unit, hit) in enumerate(found)]
    on = what_was_moved([unit for unit, _ in (*decided, *found)], said) if wanted.act is Act.VOTED else []
    return [*(Picked(unit, hit, score) for unit, hit in decided), *told, *(Picked(unit, hit, score, "") for unit, hit in on)]


def _joined(found: Sequence[tuple[Unit, Hit]]) -> list[tuple[Unit, Hit]]:
    """Return units with the votes and who abstained as one where they stand right beside each other in a paragraph."""
    joined: list[tuple[Unit, Hit]] = []
    for unit, hit in found:
        at = next((at for at, (other, _) in enumerate(joined) if _beside(other, unit)), None)
        if at is None:
            joined.append((unit, hit))
        else:
            other = joined[at][0]
            joined[at] = (replace(other, start=min(other.start, unit.start), end=max(other.end, unit.end)), joined[at][1])
    return joined


def _beside(one: Unit, other: Unit) -> bool:
    """Tell whether two sentences stand right beside each other in one paragraph."""
    first, second = sorted((one, other), key=lambda unit: unit.start)
    same = one.chunk.id == other.chunk.id and one.block_start == other.block_start
    votes = all(unit.kind is UnitKind.SENTENCE and not _PROPOSITION.search(unit.text) for unit in (one, other))
    votes = votes and any(_TELLS[Act.ABSTAINED].search(unit.text) for unit in (one, other))
    return same and votes and not one.chunk.text[first.end - one.chunk.start : second.start - one.chunk.start].strip()


def _done(wanted: ActAsked, said: Said) -> list[tuple[Unit, Hit]]:
    """Return who reserved themselves, were disqualified, took no part or abstained; with the reason, where that is asked for."""
    found = [at for at, (one, _) in enumerate(said) if _TELLS[wanted.act].search(one.text) and _acts(wanted, one)]
    if wanted.parties or wanted.people:
        found = [at for at in found if _by(wanted, said[at][0].text)] or found
    if wanted.why:
        found += [at + 1 for at in found if at + 1 < len(said) and _same_paragraph(said[at][0], said[at + 1][0])]
    return [(said[at][0].unit, said[at][1]) for at in sorted(dict.fromkeys(found))]


def _acts(wanted: ActAsked, one: Statement) -> bool:
    """Tell whether a statement says who did it, and not only what the rule or the vote was."""
    if _PROPOSITION.search(one.text):
        return False
    if wanted.act is Act.ABSTAINED and not wanted.who:
        return True
    if wanted.act is Act.NO_PART and _TELLS[Act.DISQUALIFIED].search(one.text):
        return False
    return _NAMED.search(one.text) is not None


def _votes(wanted: ActAsked, said: Said) -> list[tuple[Unit, Hit]]:
    """Return what a § tells of its votes, those of a person or of a side, or how they fell; then what the vote was on."""
    propositions = _all(said, lambda one: _PROPOSITION.search(one.text) is not None)
    lists = _all(said, _lists_voters)
    totals = _all(said, lambda one: _TOTALS.search(one.text) is not None and not _PROPOSITION.search(one.text))
    if wanted.people:
        votes = [(one, hit) for one, hit in lists if _by(wanted, one.text)]
    elif wanted.side and lists:
        votes = [(one, hit) for one, hit in lists if _SIDES[wanted.side].search(one.text)]
    elif wanted.who or not totals:
        votes = lists[-2:]
    else:
        votes = _with_what_won([(one, hit) for one, hit in totals if _MAIN_VOTE in one.heading] or totals, said)
    if wanted.abstained:
        votes += [pair for pair in _all(said, lambda one: _TELLS[Act.ABSTAINED].search(one.text) is not None) if pair not in votes]
    on = [(one, hit) for one, hit in propositions if votes and one.unit.start < votes[-1][0].unit.start]
    return [(one.unit, hit) for one, hit in (*votes, *on[-2:])]


def _lists_voters(one: Statement) -> bool:
    """Tell whether a statement lists who voted how; told in the past, only with the voters' parties."""
    if _PROPOSITION.search(one.text) or not _LISTED.search(one.text):
        return False
    return "röstade" not in one.text or _OF_PARTY.search(one.text) is not None


def _with_what_won(totals: Said, said: Said) -> list[tuple[Statement, Hit]]:
    """Return the last two votes, each with the sentence after it that says what won, or who abstained."""
    found: list[tuple[Statement, Hit]] = []
    for one, hit in totals[-2:]:
        at = next(at for at, (other, _) in enumerate(said) if other.unit.start == one.unit.start)
        after = said[at + 1 : at + 2]
        found += [(one, hit), *(pair for pair in after if _same_paragraph(one, pair[0]) and _ENDS.search(pair[0].text))]
    return found


def _decision(hits: Sequence[Hit]) -> list[tuple[Unit, Hit]]:
    """Return what a § decided, to be told beside the votes: all of it where it is short, else on whose motion."""
    decisions = [hit for hit in hits if hit.chunk.kind is ChunkKind.DECISION] or [hit for hit in hits if _proposes(hit)]
    units = [(unit, hit) for hit in decisions[:1] for unit in units_of(hit.chunk) if unit.kind is UnitKind.DECISION]
    if len(decisions) == 1 and units and len(units[0][0].text) <= _MOST_DECIDED:
        return units
    said = [one for hit in decisions[:1] for one in statements(hit.chunk) if _ON_WHOSE_MOTION.match(one.text)]
    return [(_with_points(one), decisions[0]) for one in said[:1] if len(one.text) <= _MOST_DECIDED]


def _proposes(hit: Hit) -> bool:
    """Tell whether a passage is what a board proposes to the one above it, and no member's motion."""
    return hit.chunk.kind is ChunkKind.PROPOSAL and bool(hit.chunk.path) and _OF_A_BOARD.search(hit.chunk.path[-1]) is not None


def _moved(wanted: ActAsked, said: Said) -> list[tuple[Unit, Hit]]:
    """Return who moved what: what some people or parties moved or had noted, or those who moved what is asked about."""
    found = _all(said, lambda one: _TELLS[wanted.act].search(one.text) is not None and _NAMED.search(one.text) is not None)
    if wanted.people or wanted.parties:
        found = [(one, hit) for one, hit in found if _by(wanted, one.text)]
    if wanted.demands:
        found = [(one, hit) for one, hit in found if any(stem in plain(one.text) for stem in wanted.demands)]
    if wanted.outcome and found:
        ends = _all(said, lambda one: _OUTCOME.search(one.text) is not None and _by(wanted, one.text))
        found = [*found[: _MOST - 1], *ends[-1:]]
    return [(_with_points(one), hit) for one, hit in found]


def _with_points(one: Statement) -> Unit:
    """Return a statement with the points it leads in: "... yrkar att förvaltningen ska a) ..."."""
    unit = one.unit
    points = _POINTS.match(unit.chunk.text, unit.end - unit.chunk.start)
    if points is None or len(points.group()) > _LIST:
        return unit
    end = unit.end + len(points.group().rstrip())
    return replace(unit, kind=UnitKind.LIST, end=end, block_end=max(end, unit.block_end))


def _by(wanted: ActAsked, text: str) -> bool:
    """Tell whether a statement names one of the people or parties asked about, a person by the last name alone too."""
    last = [name.split()[-1] for name in wanted.people]
    if any(re.search(rf"\b{re.escape(name)}s?\b", text) for name in last):
        return True
    return not wanted.people and any(re.search(rf"\({party}\)|\b(?:från|och|,) {party}\b", text) for party in wanted.parties)


def _all(said: Said, holds: Callable[[Statement], bool]) -> list[tuple[Statement, Hit]]:
    return [(one, hit) for one, hit in said if holds(one)]


def _same_paragraph(one: Statement, other: Statement) -> bool:
    return one.unit.block_start == other.unit.block_start
