"""The decisions that can be proposed, each with the reasons the papers give for it; none is chosen."""

from __future__ import annotations

import re

from app.drafting.cues import Stance, stances
from app.drafting.evidence import Role
from app.drafting.material import Material
from app.drafting.model import Asks, Form, Paragraph, Proposal, ProposalKind, Reason
from app.drafting.own_papers import Own, verdict
from app.drafting.shortening import cut, first_sentence_with, shortest
from app.drafting.statements import Statement
from app.extract.unit_model import UnitKind
from app.wording import in_one_line

_MOST_REASONS = 4
_FIRM = 0.7  # times the best found for a demand: a weaker statement gives no reason
_OF_SUBJECT = 0.45  # share of the motion's subject that a statement found for it must meet to give a reason
#: A reason that leans on the sentences before it.
_LEANS = re.compile(r"(?:Mot bakgrund av|Med hänsyn till|Utifrån) (?:detta|det|ovan\w*)\b|Därför\b|Därmed\b")
_STANCES = {ProposalKind.BIFALL: Stance.FOR, ProposalKind.AVSLAG: Stance.AGAINST, ProposalKind.BESVARAD: Stance.DONE}
_NO_REASON = (UnitKind.ROW, UnitKind.DECISION)  # a row says nothing for or against, and that it was decided is no reason
_NAMES = {
    ProposalKind.BIFALL: "bifall",
    ProposalKind.AVSLAG: "avslag",
    ProposalKind.BESVARAD: "motionen anses besvarad",
    ProposalKind.DELVIS: "bifall till delar av motionen",
}


def proposals(material: Material) -> tuple[Proposal, ...]:
    """Return what can be proposed, with the papers' reasons for each."""
    texts = material.template.proposals
    if material.motion.asks is Asks.AUDIT:
        return (Proposal(ProposalKind.BESVARAD, texts.audit, _reasons(material, Stance.DONE)),)
    made = [Proposal(kind, getattr(texts, kind.value), _reasons(material, stance)) for kind, stance in _STANCES.items()]
    if len(material.motion.demands) > 1:
        made.append(Proposal(ProposalKind.DELVIS, texts.delvis, _in_part(material)))
    return tuple(made)


def as_paragraphs(made: tuple[Proposal, ...]) -> list[Paragraph]:
    """Return the proposals as they stand in the draft: alternatives to choose between."""
    if len(made) == 1:
        return [Paragraph(made[0].text, form=Form.NUMBERED)]
    found = [Paragraph("Välj ett av alternativen och ta bort de andra. Inget är förvalt.", form=Form.NOTE)]
    for letter, one in zip("ABCD", made, strict=False):
        found.append(Paragraph(f"Alternativ {letter}: {_NAMES[one.kind]}", form=Form.SUBHEADING))
        found.append(Paragraph(one.text, form=Form.NUMBERED))
        if one.reasons:
            found.append(Paragraph("Handlingarna ger dessa skäl:"))
            found += [Paragraph(reason.text, reason.citations, True, Form.BULLET) for reason in one.reasons]
        else:
            found.append(Paragraph("Handlingarna ger inga skäl som har kunnat hittas.", form=Form.NOTE))
    return found


def _reasons(material: Material, stance: Stance) -> tuple[Reason, ...]:
    """Return the reasons of the matter's own papers, and then those of what was found for the demands, each once."""
    found: dict[str, Reason] = {}
    for one in material.evidence.of(Role.OWN, Own.VERDICT):
        if verdict(one.unit.text) is stance:
            _put(found, _said(material, one))
    wide = [one for one in material.evidence.of(Role.FACET, 0) if one.met >= _OF_SUBJECT and one.unit.kind not in _NO_REASON]
    for some in (*(_firm(material, index) for index in range(len(material.motion.demands))), wide):
        for one in some:
            if stance in one.stances:
                _put(found, _reason(material, one, stance))
    return tuple(found.values())[:_MOST_REASONS]


def _put(found: dict[str, Reason], reason: Reason | None) -> None:
    """Keep a reason by its words, unless they are there already."""
    if reason is not None:
        found.setdefault(reason.text.partition("”")[2].partition("” [")[0], reason)


def _said(material: Material, one: Statement) -> Reason | None:
    """Return the reason that a paper of the matter gives for what it wants done with the motion, and whose it is."""
    citation = material.register.statement(one)
    if citation is None:
        return None
    picked = first_sentence_with(citation.quote, lambda sentence: verdict(sentence) is not None)
    picked = cut(in_one_line(citation.quote)) if _LEANS.match(picked) else picked
    return Reason(f"{material.standing_of(one)}: ”{picked}” [{citation.number}]", (citation.number,))


def _firm(material: Material, index: int) -> list[Statement]:
    statements = material.evidence.of(Role.DEMAND, index)
    best = max((one.score for one in statements), default=0.0)
    return [one for one in statements if one.score >= _FIRM * best and one.unit.kind not in _NO_REASON]


def _reason(material: Material, one: Statement, stance: Stance, lead: str = "") -> Reason | None:
    citation = material.register.statement(one)
    if citation is None:
        return None
    picked = shortest(one, citation.quote)
    if stance not in stances(picked):
        picked = first_sentence_with(citation.quote, lambda sentence: stance in stances(sentence))
    return Reason(f"{lead}”{picked}” [{citation.number}]", (citation.number,))


def _in_part(material: Material) -> tuple[Reason, ...]:
    """Return for each demand what speaks for calling it met, or for it."""
    found = []
    for index in range(len(material.motion.demands)):
        for stance in (Stance.DONE, Stance.FOR, Stance.AGAINST):
            one = next((one for one in _firm(material, index) if stance in one.stances), None)
            reason = _reason(material, one, stance, f"{material.asked} {index + 1}: ") if one else None
            if reason is not None:
                found.append(reason)
                break
    return tuple(found)
