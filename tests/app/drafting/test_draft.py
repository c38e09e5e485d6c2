"""A draft from made-up papers: what it finds, what it says is missing, and that nothing stands without a source."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.bootstrap import Services
from app.drafting.errors import BrokenTemplateError, UnknownTemplateError
from app.drafting.layout import Template, load_template, template_for, template_names
from app.drafting.model import Draft, Form, ProposalKind
from app.drafting.serialise import MARK, draft_json, draft_markdown
from app.number_check import unsupported_numbers
from tests.app.drafting.papers import AUDIT, MOTION

MARKER = re.compile(r"\[(\d+)\]")


def paragraphs(draft: Draft) -> list[str]:
    return [one.text for section in draft.sections for one in section.paragraphs]


def test_each_demand_gets_its_evidence_or_is_said_to_lack_it(drafted: Draft) -> None:
    text = "\n".join(paragraphs(drafted))
    assert "alla hemtjänsttagare ska erbjudas en digital nyckelgömma" in text
    assert "ryms inte i nämndens budget" in text
    assert any("yrkande 3" in one for one in drafted.missing)
    assert "Mars" not in " ".join(one.quote for one in drafted.citations if one.source != "motion.txt")


def test_every_quote_is_verbatim_and_every_marker_resolves(drafted: Draft, tunadal: Services) -> None:
    numbers = {one.number for one in drafted.citations}
    assert numbers == set(range(1, len(numbers) + 1))
    live = {one.id for one in tunadal.index.catalogue.documents()}
    assert any(one.document_id in live for one in drafted.citations)
    for one in drafted.citations:
        if one.document_id in live:
            assert tunadal.index.catalogue.text(one.document_id)[one.start : one.end] == one.quote
    for section in drafted.sections:
        for paragraph in section.paragraphs:
            assert set(paragraph.citations) <= numbers
            assert {int(n) for n in MARKER.findall(paragraph.text)} == set(paragraph.citations)


def test_no_number_without_a_source(drafted: Draft) -> None:
    cited = {one.number: one for one in drafted.citations}
    for section in drafted.sections:
        for one in section.paragraphs:
            if not one.citations:
                continue
            quotes = [cited[number].quote for number in one.citations]
            places = [f"{cited[n].title} {cited[n].date} {cited[n].paragraph} {cited[n].diary_number}" for n in one.citations]
            formulas = [str(figure["formula"]) for figure in drafted.figures if figure["derived"]]
            given = [MOTION, "1 2 3 2026-03-24", *places, *formulas]
            assert unsupported_numbers(one.text, quotes, drafted.figures, given) == [], one.text


def test_the_motions_own_arithmetic_is_done_again(drafted: Draft) -> None:
    text = "\n".join(paragraphs(drafted))
    assert "120 × 500 = 60 000" in text
    assert "120 × 0,5 = 60,00" in text
    assert any(figure["derived"] for figure in drafted.figures)


def test_alternatives_with_reasons_and_none_chosen(drafted: Draft) -> None:
    assert [one.kind for one in drafted.proposals] == [
        ProposalKind.BIFALL,
        ProposalKind.AVSLAG,
        ProposalKind.BESVARAD,
        ProposalKind.DELVIS,
    ]
    against = next(one for one in drafted.proposals if one.kind is ProposalKind.AVSLAG)
    assert any("ryms inte" in one.text for one in against.reasons)
    done = next(one for one in drafted.proposals if one.kind is ProposalKind.BESVARAD)
    assert any("digital nyckelgömma" in one.text or "pågår" in one.text for one in done.reasons)
    first = drafted.sections[0]
    assert first.heading == "Förslag till beslut"
    assert first.paragraphs[0].form is Form.NOTE
    assert "Inget är förvalt" in first.paragraphs[0].text


def test_the_matter_is_followed_across_boards(drafted: Draft) -> None:
    dates = [one.date for one in drafted.timeline]
    assert dates == sorted(dates, key=lambda day: day or "9999")
    assert any(one.paragraph == "§ 31" and "remitteras" in one.what for one in drafted.timeline)
    assert not any("torgplatser" in one.what for one in drafted.timeline)
    assert drafted.motion.diary_number == "KF 2025/77"


def test_a_year_to_decide(drafted: Draft) -> None:
    assert drafted.decide_by == date(2026, 3, 24)  # of the council's § that remitted it: the motion's own day is earlier
    assert any(one.startswith("Motionen remitterades av kommunfullmäktige 2025-03-24") for one in paragraphs(drafted))
    assert not any("redan beslutats" in one for one in paragraphs(drafted))


def test_the_contract_as_json(drafted: Draft) -> None:
    values = draft_json(drafted)
    assert {
        "title",
        "template",
        "mode",
        "motion",
        "decide_by",
        "sections",
        "proposals",
        "missing",
        "timeline",
        "citations",
        "figures",
        "trace_id",
    } <= set(values)
    assert set(values["motion"]) == {"title", "party", "signers", "demands", "claims", "raised_on", "diary_number"}
    assert set(values["sections"][0]["paragraphs"][0]) == {"text", "citations", "quoted"}
    assert set(values["timeline"][0]) == {"date", "body", "paragraph", "what", "citation"}
    assert values["mode"] == "extractive"


def test_markdown_has_its_sources_and_its_mark(drafted: Draft) -> None:
    text = draft_markdown(drafted)
    assert MARK in text.splitlines()[2]
    used = {int(n) for n in re.findall(r"\[\^(\d+)\](?!:)", text)}
    told = {int(n) for n in re.findall(r"(?m)^\[\^(\d+)\]:", text)}
    assert used <= told


def test_an_audit_report_gets_an_answer_for_each_recommendation(tunadal: Services) -> None:
    draft = tunadal.drafts.from_text(AUDIT)
    text = "\n".join(paragraphs(draft))
    assert "Rekommendation 1" in text
    assert "alla hemtjänsttagare ska erbjudas en digital nyckelgömma" in text
    assert "Rekommendation 2" in text
    assert [one.kind for one in draft.proposals] == [ProposalKind.BESVARAD]
    assert draft.decide_by is None
    assert "Kommunens revisorer" in text


def test_twenty_demands_and_none(tunadal: Services) -> None:
    many = (
        "Motion om scheman\n\nVi yrkar\n"
        + "\n".join(f"att schema nummer {n} för hemtjänsten ses över," for n in range(1, 21))
        + "\n\nEva Ek (X)"
    )
    assert len(tunadal.drafts.from_text(many).motion.demands) == 20
    none = tunadal.drafts.from_text(
        "Motion om nyckelgömmor\n\nNyckelgömmor är viktiga för många i hemtjänsten i Tunadals kommun.\n\nEva Ek (X)"
    )
    assert any("yrkanden" in one for one in none.missing)


def test_another_municipality_gets_no_evidence_from_here(tunadal: Services) -> None:
    text = MOTION.replace("Tunadals kommun", "Haparanda kommun").replace("Tunadal", "Haparanda")
    draft = tunadal.drafts.from_text(text)
    assert all(one.municipality != "Tunadal" for one in draft.citations)
    assert any("Haparanda" in one for one in draft.missing)


def test_templates_are_chosen_and_refused() -> None:
    assert {"ale", "alingsas", "generic"} <= set(template_names())
    assert template_for("Alingsås").name == "alingsas"
    assert template_for("Tunadal").name == "generic"
    assert load_template("Ale").sections[0].heading == "Förslag till beslut"
    assert load_template("generell").name == "generic"
    with pytest.raises(UnknownTemplateError, match="De som finns: ale"):
        load_template("finnsinte")
    with pytest.raises(UnknownTemplateError):
        load_template("../ale")
    assert all(isinstance(load_template(name), Template) for name in template_names())


def test_a_municipalitys_own_template_wins(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "ale.toml").write_text("name = 'ale'\nfel = 1\n", "utf-8")
    with pytest.raises(BrokenTemplateError, match=r"Mallen ale\.toml är fel"):
        load_template("ale", folder)
