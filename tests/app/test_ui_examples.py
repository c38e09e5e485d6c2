from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.ui.examples import candidates, wanted
from ingest.model import DocType, Metadata, Section, SectionKind
from tests.app.test_api_text_page import STORED
from vectorstore.model import StoredDocument


def _paper(kind: DocType, title: str, body: str, *headings: str, years: tuple[int, ...] = ()) -> StoredDocument:
    metadata = Metadata(title=title, doc_type=kind, body=body, years=years)
    return replace(STORED, id=title, metadata=metadata)


def _sections(kind: SectionKind, *headings: str) -> Sequence[Section]:
    return [Section(at, 0, kind, heading, 1, (heading,), 0, 1) for at, heading in enumerate(headings)]


def _questions(stored: StoredDocument, sections: Sequence[Section]) -> list[str]:
    return [question for kind in candidates([(stored, sections)]) for question, _ in kind]


def test_minutes_are_asked_for_what_was_decided_and_not_for_formalities() -> None:
    minutes = _paper(DocType.PROTOKOLL, "Protokoll", "socialnämnden")
    sections = _sections(
        SectionKind.PARAGRAPH,
        "Val av justerare",
        "Godkännande av dagordning",
        "Svar på motion om fria bussresor (KS 2025/1)",
        "LSS-boende på Storgatan",
        "Revidering av taxa för bygglov",
        "Anmälan av delegationsbeslut",
    )
    assert _questions(minutes, sections) == [
        "Vad blev beslutet på motionen om fria bussresor?",
        "Vad beslutade socialnämnden om LSS-boende på Storgatan?",
        "Vad beslutade socialnämnden om revidering av taxa för bygglov?",
    ]


def test_a_heading_that_asks_is_a_question() -> None:
    routine = _paper(DocType.RUTIN, "Rutin för nycklar", "")
    sections = _sections(SectionKind.HEADING, "1 Syfte", "2 Vem får låna nycklar", "Hur då", "3.1 Förlorade nycklar")
    assert _questions(routine, sections) == ["Vem får låna nycklar?", "Vad står det om ”förlorade nycklar” i rutin för nycklar?"]


def test_accounts_are_asked_about_the_budget() -> None:
    account = _paper(DocType.ARSREDOVISNING, "Årsbokslut", "socialnämnden", years=(2025, 2024))
    assert _questions(account, []) == ["Hur gick det för socialnämnden mot budget 2025?"]


def test_other_papers_and_empty_ones_give_nothing() -> None:
    assert _questions(_paper(DocType.OKAND, "Något", "socialnämnden"), _sections(SectionKind.HEADING, "Vem gör vad här")) == []
    assert not wanted(_paper(DocType.OKAND, "Något", ""))
    assert wanted(_paper(DocType.RUTIN, "Något", ""))
    assert _questions(_paper(DocType.PROTOKOLL, "Protokoll", ""), []) == []


def test_a_heading_that_ran_into_its_paragraph_is_left_alone() -> None:
    minutes = _paper(DocType.PROTOKOLL, "Protokoll", "socialnämnden")
    assert _questions(minutes, _sections(SectionKind.PARAGRAPH, "Yttrande som " + "går vidare och " * 10)) == []
