"""Editing a draft: what is as it was keeps its form, what is changed is the secretary's own."""

from __future__ import annotations

from app.drafting.model import Asks, Draft, DraftSection, Form, Motion, Paragraph, Proposal, ProposalKind
from app.model import Citation, Mode
from app.ui.draft_edit import edited, section_text, with_proposal

CITED = Citation(1, "abc", "Protokoll", "p.pdf", "Ale", "socialnämnden", "", "", (), None, None, None, "Orden.", 0, 6, "")
MOTION = Motion(Asks.MOTION, "Motion", "larm", "", (), (), (), None, None, "", "Ale", "abc", "m.txt", 0, 1)
PROPOSALS = (
    Proposal(ProposalKind.BIFALL, "Kommunfullmäktige bifaller motionen.", ()),
    Proposal(ProposalKind.AVSLAG, "Kommunfullmäktige avslår motionen.", ()),
)
DECISION = DraftSection(
    "Förslag till beslut", (Paragraph("Välj ett:", form=Form.NOTE), *(Paragraph(one.text, form=Form.NUMBERED) for one in PROPOSALS))
)
MATTER = DraftSection(
    "Ärendet", (Paragraph("”Orden.” [1]", (1,), quoted=True, form=Form.QUOTE), Paragraph("En punkt.", form=Form.BULLET))
)


def _draft() -> Draft:
    return Draft("Svar", "generic", Mode.EXTRACTIVE, MOTION, None, (DECISION, MATTER), PROPOSALS, (), (), (CITED,), (), "t" * 32)


def test_a_draft_that_is_not_edited_is_the_same_under_another_id() -> None:
    draft = _draft()
    same = edited(draft, [section_text(one) for one in draft.sections])
    assert same.sections == draft.sections
    assert same.trace_id != draft.trace_id
    assert len(same.trace_id) == 32


def test_changed_words_are_the_secretarys_own_and_keep_their_sources() -> None:
    draft = _draft()
    changed = edited(draft, [section_text(DECISION), "”Orden.” [1]\n\n- En annan punkt. [1] [9]\n\n1. Först\n\nFritt\növer rader."])
    kept, bullet, first, free = changed.sections[1].paragraphs
    assert kept == MATTER.paragraphs[0]
    assert (bullet.text, bullet.citations, bullet.quoted, bullet.form) == ("En annan punkt. [1] [9]", (1,), False, Form.BULLET)
    assert (first.text, first.form) == ("Först", Form.NUMBERED)
    assert free.text == "Fritt över rader."
    assert edited(draft, ["", ""]).sections[1].paragraphs == ()


def test_a_chosen_proposal_stands_alone_and_can_be_left_open_again() -> None:
    draft = _draft()
    assert with_proposal(draft, "avslag") == (0, "Kommunfullmäktige avslår motionen.")
    assert with_proposal(draft, "") == (0, section_text(DECISION))
