"""Sentences held against quotes: what says the same is kept, what says more or something else is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.citations import DocumentText
from app.generation.context import gather
from app.generation.rewriting import rewritten
from app.generation.sentences import HIDDEN, Sentence, Splitter
from app.generation.verify import Fault, Supported, check
from app.model import Question, QuestionKind
from app.numbers.ranking import Placed
from ingest.model import Chunk, ChunkKind, Page
from ingest.tables.model import Figure, FigureStatus, Period, PeriodKind
from tests.passages import LINGONBY, chunk, hit

ASKED = Question("Vad gäller?", "Vad gäller?", QuestionKind.FACT)


def _document(passage: Chunk) -> DocumentText:
    return DocumentText(passage.text, (), (Page(1, 0, len(passage.text)),), paged=True)


def _checked(text: str, paper: str | Chunk, question: Question = ASKED, cells: tuple[Placed, ...] = ()) -> Supported | Fault:
    passage = chunk(paper) if isinstance(paper, str) else paper
    evidence = gather([hit(passage)], (), lambda _: _document(passage), 10_000)
    return check(Sentence(text, (1,)), evidence, question, cells)


SICK = "Sjukfrånvaron inom hemtjänsten minskade från 9,1 till 8,3 procent under 2025. Målet var 8,0 procent."
RULE = "Den medarbetare som upptäcker en avvikelse ska skriva den samma dag i systemet Avvika. Enhetschefen utreder avvikelsen inom fjorton dagar."
TWO = "Hemtjänsten gick back 4 mkr och särskilt boende 7 mkr. Avgiften var 240 kronor 2024 och 260 kronor 2025."
REJECTED = "Kommunfullmäktige beslutar att avslå motionen. Reservation lämnas av Karin Holm (S)."


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("Sjukfrånvaron i hemtjänsten minskade till 8,3 procent.", SICK),
        ("Under 2025 minskade sjukfrånvaron inom hemtjänsten från 9,1 till 8,3 %.", SICK),
        ("Enligt årsbokslutet var målet för sjukfrånvaron 8,0 procent.", SICK),
        ("Den som upptäcker en avvikelse ska skriva den samma dag.", RULE),
        ("Avvikelsen ska utredas av enhetschefen inom 14 dagar.", RULE),
        ("Omsorgsnämnden: enhetschefen utreder avvikelsen inom fjorton dagar.", RULE),
        ("Kommunfullmäktige beslutade att avslå motionen.", REJECTED),
        ("Särskilt boende gick back 7 mkr.", TWO),
        ("Hemtjänsten gick back 4 mkr.", TWO),
        ("Hemtjänsten gick back 4 mkr och särskilt boende 7 mkr.", TWO),
        ("Avgiften var 260 kronor 2025.", TWO),
        ("Avgiften var 240 kronor 2024.", TWO),
        ("Karin Holm (S) lämnade en reservation.", REJECTED),
    ],
)
def test_what_says_the_same_is_kept_with_the_words_it_rests_on(text: str, paper: str) -> None:
    verdict = _checked(text, paper)
    assert isinstance(verdict, Supported), verdict
    [quote] = verdict.quotes
    assert paper[quote.start : quote.end] == quote.text
    assert len(quote.text) < len(paper) or text.startswith("Enligt")  # there the sentence before says what the goal is of


@pytest.mark.parametrize(
    ("text", "paper", "fault"),
    [
        ("Sjukfrånvaron inom hemtjänsten ökade till 8,3 procent.", SICK, Fault.TURNED),
        ("Sjukfrånvaron inom hemtjänsten minskade till 8,3 dagar.", SICK, Fault.NUMBER),
        ("Sjukfrånvaron inom hemtjänsten minskade till 3,8 procent.", SICK, Fault.NUMBER),
        ("Sjukfrånvaron inom hemtjänsten halverades till 8,3 procent.", SICK, Fault.NUMBER),
        ("Sjukfrånvaron inom hemtjänsten minskade till 8,3 procent under 2031.", SICK, Fault.NUMBER),
        ("Sjukfrånvaron minskade tack vare friskvård och massage på arbetstid.", SICK, Fault.NOT_SAID),
        ("Den som upptäcker en avvikelse behöver inte skriva den samma dag.", RULE, Fault.TURNED),
        ("Enhetschefen utreder avvikelsen inom tre dagar.", RULE, Fault.NUMBER),
        ("Sjukfrånvaron inom hemtjänsten minskade till 9,1 procent.", SICK, Fault.NUMBER),
        ("Sjukfrånvaron inom hemtjänsten minskade från 8,3 till 9,1 procent.", SICK, Fault.NUMBER),
        ("Särskilt boende gick back 4 mkr.", TWO, Fault.NUMBER),
        ("Avgiften var 240 kronor 2025.", TWO, Fault.NUMBER),
        ("Enhetschefen Sven Ek utreder avvikelsen inom fjorton dagar.", RULE, Fault.NAME),
        ("Rutinen säger: ”enhetschefen utreder avvikelsen omgående” inom fjorton dagar.", RULE, Fault.QUOTE),
        ("Kommunfullmäktige beslutade att bifalla motionen.", REJECTED, Fault.TURNED),
        ("The staff member must write the deviation the same day in the system Avvika.", RULE, Fault.NOT_SWEDISH),
        ("Vem utreder avvikelsen inom fjorton dagar?", RULE, Fault.QUESTION),
    ],
)
def test_what_says_something_else_is_dropped(text: str, paper: str, fault: Fault) -> None:
    assert _checked(text, paper) is fault


def test_a_proposal_is_not_told_as_decided() -> None:
    proposal = chunk("Nämnden föreslås besluta att stänga simhallen.", kind=ChunkKind.PROPOSAL)
    assert _checked("Nämnden beslutade att stänga simhallen.", proposal) is Fault.STANDING
    assert isinstance(_checked("Det föreslås att nämnden stänger simhallen.", proposal), Supported)


def _cell(text: str, printed: str, measure: str, year: str) -> Placed:
    start = text.index(printed)
    figure = Figure(
        label="Hemtjänst", group=(), column=measure, caption="", measure=measure, period=Period(PeriodKind.YEAR, year), value=Decimal(printed.replace(" ", "")),
        unit="tkr", status=FigureStatus.CONFIRMED, document_id=chunk(text).document_id, paper=0, page=1, start=start, end=start + len(printed),
        quote_start=text.index("Hemtjänst"), quote_end=len(text), printed=printed,
    )  # fmt: skip
    return Placed(figure, "", LINGONBY, 1.0)


def test_a_number_of_a_table_is_told_of_its_own_cell_alone() -> None:
    table = "Belopp i tkr\nHemtjänst 12 345 13 000"
    cells = (_cell(table, "12 345", "utfall", "2025"), _cell(table, "13 000", "budget", "2025"))
    assert isinstance(_checked("Hemtjänstens utfall var 12 345 tkr 2025.", table, cells=cells), Supported)
    assert isinstance(_checked("Hemtjänstens budget var 13 000 tkr 2025.", table, cells=cells), Supported)
    for wrong in (
        "Hemtjänstens budget var 12 345 tkr 2025.",
        "Hemtjänstens utfall var 13 000 tkr 2025.",
        "Hemtjänstens utfall var 12 345 tkr 2024.",
        "Hemtjänstens utfall var 12 345 mkr 2025.",
        "Hemtjänstens utfall var 345 tkr 2025.",
    ):
        assert _checked(wrong, table, cells=cells) in (Fault.NUMBER, Fault.NOT_SAID)
    assert _checked("Hemtjänstens utfall var 12 345 tkr 2025.", table) in (
        Fault.NUMBER,
        Fault.NOT_SAID,
    )  # nobody has confirmed the cell


def test_a_figure_is_evidence_of_its_own() -> None:
    table = "Belopp i tkr\nHemtjänst 12 345 13 000"
    cell = _cell(table, "12 345", "utfall", "2025")
    passage = chunk(table)
    evidence = gather([], (cell,), lambda _: _document(passage), 10_000)
    assert "12 345 tkr" in evidence[0].told
    verdict = check(Sentence("Utfallet för hemtjänst var 12 345 tkr 2025.", (1,)), evidence, ASKED, (cell,))
    assert isinstance(verdict, Supported)
    assert verdict.quotes[0].text == "Hemtjänst 12 345 13 000"
    assert check(Sentence("Utfallet för hemtjänst var 13 000 tkr 2025.", (1,)), evidence, ASKED, (cell,)) is Fault.NUMBER


def test_where_a_quote_stands_may_be_told() -> None:
    paper = chunk(
        "Nämnden beslutar att stänga simhallen.",
        replace(LINGONBY, day=date(2026, 2, 10)),
        kind=ChunkKind.DECISION,
        paragraph="§ 51",
    )
    verdict = _checked("Omsorgsnämnden beslutade den 10 februari 2026, § 51, att stänga simhallen.", paper)
    assert isinstance(verdict, Supported)
    assert _checked("Omsorgsnämnden beslutade den 11 februari 2026, § 51, att stänga simhallen.", paper) is Fault.NUMBER
    assert _checked("Omsorgsnämnden beslutade att stänga simhallen i 51 dagar.", paper) is Fault.NUMBER


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000])
def test_words_become_sentences_however_they_come(step: int) -> None:
    said = "<think>Källa 1? 17!</think>\n**Avgiften** är 240 kronor. [1] Den höjs kl. 8.30 den 1 maj [2, 3].\n\n- En sak [1]\n2. Två saker [källa 2][3]"
    splitter = Splitter()
    shown, found = "", []
    for at in range(0, len(said), step):
        words, sentences = splitter.feed(said[at : at + step])
        shown += words
        found += sentences
    found += splitter.end()
    assert [(one.text, one.markers, one.is_item) for one in found] == [
        ("Avgiften är 240 kronor.", (1,), False),
        ("Den höjs kl. 8.30 den 1 maj.", (2, 3), False),
        ("En sak", (1,), True),
        ("Två saker", (2, 3), True),
    ]
    assert not any(letter.isdigit() or letter in "[]" for letter in shown)
    assert "17" not in shown
    assert f"Avgiften är {HIDDEN}" in shown


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Hur gick hemtjänsten i Lingonby 2024?", True),
        ("Fråga: ”Hur gick hemtjänsten i Lingonby 2024?”\n", True),
        ("Hur gick simhallen i Tranmåla 2024?", False),  # of its own
        ("Hemtjänsten gick back 17 mkr 2024.", False),
        ("How did the home care go in Lingonby in 2024?", False),
        ("Hur gick hemtjänsten?\nDen gick bra.", False),
        ("", False),
        ("x" * 1000, False),
    ],
)
def test_a_rewritten_question_adds_nothing_of_its_own(said: str, kept: bool) -> None:
    assert bool(rewritten(said, "och året innan?", ["Hur gick hemtjänsten i Lingonby 2025?"])) is kept


def test_a_rewritten_question_keeps_what_the_follow_up_names() -> None:
    assert rewritten("Hur gick hemtjänsten 2025?", "och 2023?", ["Hur gick hemtjänsten 2025?"]) == ""
    assert rewritten("Hur gick hemtjänsten 2023?", "och 2023?", ["Hur gick hemtjänsten 2025?"])
