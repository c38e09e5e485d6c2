"""The summary of a draft: who asks for what, what the papers hold of it, when it is to be decided, what is decided."""

from __future__ import annotations

import re

from app.drafting.evidence import Role
from app.drafting.material import Material
from app.drafting.model import Asks, Paragraph
from app.drafting.shortening import shortest
from app.extract.unit_model import UnitKind
from app.matters.matter import Event
from app.matters.standing import Standing
from app.wording import in_one_line

_TOLD_SHORT = (UnitKind.SENTENCE, UnitKind.ITEM)  # what reads by itself in a summary
#: That a motion was raised; "den väckta motionen" says no day of it.
_RAISED = re.compile(r"\bväck(?:tes|ts|te|t)\b(?! (?:\w+ )?motion)", re.IGNORECASE)
_REMITS = re.compile(r"\bremitter", re.IGNORECASE)
_PUT_OFF = re.compile(r"\b(?:bordl[äa]|remitter|återremi)", re.IGNORECASE)  # decided on, and not on the matter itself


def was_raised(event: Event) -> bool:
    """Tell whether an event is that a motion was raised: a paper tells its day, or the council's own § tells it or remits it."""
    if event.standing is Standing.TOLD:
        return _RAISED.search(event.what) is not None
    council = event.body.endswith("fullmäktige") and bool(event.paragraph) and event.standing is not Standing.PROPOSAL
    return council and (_RAISED.search(event.what) or _REMITS.search(event.what)) is not None


def summary(material: Material) -> list[Paragraph]:
    """Return who asks for what, and for each demand what the papers hold; the year to decide in, and what is decided."""
    found = [_introduction(material)]
    for index in range(len(material.motion.demands)):
        found_for = material.evidence.of(Role.DEMAND, index)
        best = next((one for one in found_for if one.unit.kind in _TOLD_SHORT), next(iter(found_for), None))
        found.append(_asked(material, index))
        citation = material.register.statement(best) if best else None
        if best is None or citation is None:
            found.append(nothing_for(material, index))
            continue
        short = shortest(best, citation.quote)
        found.append(Paragraph(f"{material.standing_of(best)}: ”{short}” [{citation.number}]", (citation.number,), True))
    return [*found, *_deadline(material), *_decided(material)]


def _asked(material: Material, index: int) -> Paragraph:
    """Return a demand in the motion's own words."""
    demand = material.demand(index)
    return Paragraph(f"{material.asked} {index + 1}: {demand.text}", demand.citations, demand.quoted)


def _decided(material: Material) -> list[Paragraph]:
    """Say so when the council has decided already."""
    final = (one for one in material.matter.events if one.standing is Standing.DECISION and one.body == "kommunfullmäktige")
    final = (one for one in final if not _PUT_OFF.search(one.what))
    last = max(final, key=lambda one: one.date, default=None)
    if last is None or material.motion.asks is Asks.AUDIT:
        return []
    citation = material.register.event(last)
    when = ", ".join(part for part in (last.date, last.paragraph) if part)
    told = f"Ärendet har redan beslutats av kommunfullmäktige ({when}): ”{in_one_line(last.what)}” [{citation.number}]"
    return [Paragraph(told, (citation.number,), True)]


def _introduction(material: Material) -> Paragraph:
    motion = material.motion
    citation = material.register.asked(motion.demands[0]) if motion.demands else None
    marker = f" [{citation.number}]" if citation else ""
    cites = (citation.number,) if citation else ()
    count = len(motion.demands)
    if motion.asks is Asks.AUDIT:
        told = f"Revisorerna lämnar {count} rekommendationer i ”{motion.title}”{marker}."
        return Paragraph(told if count else f"Revisorerna har lämnat ”{motion.title}”.", cites)
    who = " och ".join(filter(None, (", ".join(motion.signers[:-1]), *motion.signers[-1:])))
    who = f"{who} ({motion.party})" if who and motion.party else who or motion.party or "Motionären"
    asks = f" Motionen har {count} {'yrkande' if count == 1 else 'yrkanden'}{marker}." if count else ""
    return Paragraph(f"{who} har lämnat motionen ”{motion.title}”.{asks}", cites)


def _deadline(material: Material) -> list[Paragraph]:
    motion = material.motion
    if motion.asks is Asks.AUDIT:
        return []
    if material.raised is not None and motion.raised_on is not None:
        how = "väcktes" if _RAISED.search(material.raised.quote) else "remitterades av kommunfullmäktige"
        by = _year_later(motion.raised_on.isoformat())
        told = (
            f"Motionen {how} {motion.raised_on.isoformat()} [{material.raised.number}]. Den bör beredas så att "
            f"kommunfullmäktige kan fatta beslut inom ett år, det vill säga senast {by}."
        )
        return [Paragraph(told, (material.raised.number,))]
    lacking = material.lack("dagen då motionen väcktes i kommunfullmäktige; motionen bör kunna avgöras inom ett år från den")
    if motion.dated is None:
        return [lacking]
    dated = motion.dated.isoformat()
    return [Paragraph(f"Motionen är daterad {dated}; ett år från den dagen är {_year_later(dated)}."), lacking]


def _year_later(day: str) -> str:
    year, rest = int(day[:4]) + 1, day[4:]
    return f"{year}{'-02-28' if rest == '-02-29' else rest}"


def nothing_for(material: Material, index: int) -> Paragraph:
    """Return that the papers hold nothing of a demand."""
    return material.lack(f"inget i de inlästa handlingarna rör {material.asked.lower()} {index + 1}")
