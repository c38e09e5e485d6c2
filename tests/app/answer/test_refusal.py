"""When the assistant says no, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.answer.another_thing import of_another_thing, tells_apart
from app.answer.refusal import after_reading, before_reading, named_identifiers, still_answers, usable
from app.extract.choice import Extract
from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.extract.units import units_of
from app.model import Question, QuestionKind, Reason
from app.question.understanding import Coverage
from ingest.model import ChunkKind, Metadata
from tests.passages import LINGONBY, chunk, hit
from vectorstore.coverage import Asked, told
from vectorstore.words.tokens import stem

KNOWN = Coverage(("Lingonby",), ("omsorgsnämnden",), (2024, 2025))
TRANMALA = replace(LINGONBY, municipality="Tranmåla")
VISITS = Question("", "Hur många besök hade simhallen?", QuestionKind.NUMBER)
OF_VISITS = [Asked("besök", 0.5, {"besök": 1.0}), Asked("simhallen", 0.6, {"simhall": 1.0})]


def _question(**known: object) -> Question:
    return replace(Question("Vad?", "Vad?", QuestionKind.FACT), **known)  # type: ignore[arg-type]


def _picked(text: str, support: float, kind: ChunkKind = ChunkKind.PROSE, paragraph: str = "") -> Extract:
    passage = chunk(text, kind=kind, paragraph=paragraph)
    return Extract((Picked(units_of(passage)[0], hit(passage), 1.0),), support)


def test_passages_that_may_answer_are_read() -> None:
    assert before_reading(_question(), [hit(chunk("Simhallen stängs."))], KNOWN) is None


def test_nothing_found_is_no_evidence() -> None:
    said_no = before_reading(_question(), [], KNOWN)
    assert said_no is not None
    assert said_no.reason is Reason.NO_EVIDENCE
    assert "Det framgår inte" in said_no.text


def test_a_place_without_papers_is_outside_and_named() -> None:
    said_no = before_reading(_question(municipalities=("Tranmåla",)), [hit(chunk("Simhallen stängs."))], KNOWN)
    assert said_no is not None
    assert said_no.reason is Reason.OUTSIDE_COVERAGE
    assert "inga handlingar från Tranmåla" in said_no.text
    assert "Lingonby" in said_no.text


def test_a_place_with_papers_of_which_none_was_found_is_told() -> None:
    said_no = before_reading(_question(municipalities=("Lingonby",)), [hit(chunk("Text.", TRANMALA, context=""))], KNOWN)
    assert said_no is not None
    assert said_no.reason is Reason.OUTSIDE_COVERAGE
    assert "handlingarna från Lingonby" in said_no.text


def test_a_paper_of_another_place_that_names_the_one_asked_about_may_answer() -> None:
    assert before_reading(_question(municipalities=("Lingonby",)), [hit(chunk("Lingonbys avtal.", TRANMALA))], KNOWN) is None


@pytest.mark.parametrize(
    ("named", "printed"),
    [
        ({"paragraphs": ("§ 99",)}, "§ 99"),
        ({"diary_numbers": ("ON 2026/99",)}, "ON 2026/99"),
        ({"key_figures": ("N99999",)}, "N99999"),
    ],
)
def test_an_identifier_that_stands_nowhere_is_named(named: dict[str, object], printed: str) -> None:
    passages = [hit(chunk("Simhallen stängs.", paragraph="§ 9", diary_number="ON 2026/14"))]
    said_no = before_reading(_question(**named), passages, KNOWN)
    assert said_no is not None
    assert said_no.reason is Reason.OUTSIDE_COVERAGE
    assert f"{printed} finns inte" in said_no.text


def test_an_identifier_of_another_place_is_told_whose_it_is() -> None:
    question = _question(key_figures=("N00671",), municipalities=("Lingonby",))
    said_no = before_reading(question, [hit(chunk("N00671 är 12.", TRANMALA, context=""))], KNOWN)
    assert said_no is not None
    assert "N00671 finns för Tranmåla men inte för Lingonby" in said_no.text


def test_only_passages_with_the_identifier_asked_for_may_answer() -> None:
    right, wrong = hit(chunk("Ett.", paragraph="§ 5")), hit(chunk("Två.", paragraph="§ 51"))
    assert usable(_question(paragraphs=("§ 5",)), [wrong, right]) == [right]
    by_number = hit(chunk("Tre.", diary_number="ON 2026/14"))
    assert usable(_question(diary_numbers=("2026/14",)), [wrong, by_number]) == [by_number]
    in_text = hit(chunk("Enligt § 5 gäller annat."))
    assert usable(_question(paragraphs=("§ 5",)), [in_text]) == [in_text]


def test_identifiers_are_compared_normalised() -> None:
    question = _question(paragraphs=("§ 5",), diary_numbers=("ON 2026/14",), key_figures=("N00671",))
    assert named_identifiers(question) == {"§5", "on2026/14", "n00671"}


def test_a_withheld_paragraph_asked_for_by_its_number_is_withheld() -> None:
    withheld = hit(chunk("Borttagen på grund av sekretess.", kind=ChunkKind.WITHHELD, paragraph="§ 7"))
    said_no = before_reading(_question(paragraphs=("§ 7",)), [withheld], KNOWN)
    assert said_no is not None
    assert said_no.reason is Reason.WITHHELD
    assert said_no.text.startswith("§ 7 (omsorgsnämnden 2026-02-10)")


def test_a_withheld_paragraph_does_not_hide_one_of_another_meeting() -> None:
    withheld = hit(chunk("Borttagen på grund av sekretess.", kind=ChunkKind.WITHHELD, paragraph="§ 7"))
    public = hit(chunk("Nämnden godkänner.", paragraph="§ 7", kind=ChunkKind.DECISION))
    assert before_reading(_question(paragraphs=("§ 7",)), [withheld, public], KNOWN) is None


def test_a_year_that_no_passage_is_of_is_outside() -> None:
    passages = [hit(chunk("Simhallen stängs.", replace(LINGONBY, years=(2019,)), context=""))]
    said_no = before_reading(_question(years=(2025,)), passages, KNOWN)
    assert said_no is not None
    assert said_no.reason is Reason.OUTSIDE_COVERAGE
    assert "2025" in said_no.text
    assert before_reading(_question(years=(2019,)), passages, KNOWN) is None


def test_passages_of_no_known_place_or_year_may_answer() -> None:
    passages = [hit(chunk("Simhallen stängs.", Metadata(), context=""))]
    assert before_reading(_question(years=(2025,), municipalities=("Lingonby",)), passages, KNOWN) is None


def test_too_little_support_is_no_evidence() -> None:
    for read in (Extract((), 0.0), _picked("Simhallen stängs.", 0.2)):
        said_no = after_reading(_question(), read, KNOWN, 0.25)
        assert said_no is not None
        assert said_no.reason is Reason.NO_EVIDENCE
    assert after_reading(_question(), _picked("Simhallen stängs.", 0.25), KNOWN, 0.25) is None


def test_an_answer_that_is_withheld_is_withheld() -> None:
    text = "Paragrafen är borttagen på grund av sekretess."
    said_no = after_reading(_question(), _picked(text, 1.0, ChunkKind.WITHHELD, "§ 7"), KNOWN, 0.25)
    assert said_no is not None
    assert said_no.reason is Reason.WITHHELD
    assert "§ 7" in said_no.text


def test_what_is_picked_of_another_year_is_no_answer() -> None:
    read = _picked("Simhallen stängs 2025.", 1.0)
    assert after_reading(_question(years=(2025,)), read, KNOWN, 0.25) is None
    said_no = after_reading(_question(years=(2019,)), read, KNOWN, 0.25)
    assert said_no is not None
    assert said_no.reason is Reason.OUTSIDE_COVERAGE
    assert "2019" in said_no.text


def test_what_lacks_the_form_asked_for_is_named_where_it_is_near() -> None:
    asked = _question(standalone="Vad kostar en båtplats?", kind=QuestionKind.NUMBER)
    read = replace(_picked("Båtplatser delas ut i mars.", 0.6, paragraph="§ 4"), formed=False)
    said_no = after_reading(asked, read, KNOWN, 0.25)
    assert said_no is not None
    assert "(Årsbokslut 2025, § 4) anger inget belopp" in said_no.text
    far = after_reading(asked, replace(read, support=0.3), KNOWN, 0.25)
    assert far is not None
    assert "närmast" not in far.text


def test_a_meeting_that_is_not_there_is_told() -> None:
    asked = _question(bodies=("omsorgsnämnden",), dates=(date(2023, 6, 8),))
    said_no = before_reading(asked, [hit(chunk("Simhallen stängs."))], KNOWN)
    assert said_no is not None
    assert said_no.reason is Reason.OUTSIDE_COVERAGE
    assert "omsorgsnämnden 2023-06-08" in said_no.text
    assert before_reading(asked, [hit(chunk("Den 8 juni 2023 stängdes simhallen."))], KNOWN) is None


def test_what_is_told_of_another_thing_than_the_rarest_asked_for_is_no_answer() -> None:
    asked = [Asked("ofta", 0.2, {"oft": 1.0}), Asked("matlagning", 0.9, {"matlagning": 1.0})]
    often = replace(Question("", "Hur ofta beviljas matlagning?", QuestionKind.WHEN))
    elsewhere = [hit(chunk("Matlagning ingår."))]
    cleaning = _picked("Städning beviljas varje vecka.", 1.0)
    said_no = of_another_thing(often, asked, cleaning, elsewhere, KNOWN)
    assert said_no is not None
    assert said_no.reason is Reason.NO_EVIDENCE
    assert of_another_thing(often, asked, cleaning, [], KNOWN) is None
    assert of_another_thing(often, asked, _picked("Matlagning beviljas varje vecka.", 1.0), elsewhere, KNOWN) is None


def test_the_sentence_after_may_say_of_what_a_name_is() -> None:
    asked = [Asked("projektet", 0.2, {"projek": 1.0}), Asked("bryggor", 0.9, {"brygg": 1.0})]
    named = Question("", "Vad heter projektet om bryggor?", QuestionKind.FACT)
    passage = chunk("Kurser ges inom ramen för Klarvatten. Klarvatten lagar bryggor.")
    first, after = (Picked(unit, hit(passage), 1.0) for unit in units_of(passage))
    apart = chunk("Kurser ges inom ramen för Klarvatten. Plank AB lagar bryggor.", document="b")
    assert of_another_thing(named, asked, Extract((first, after), 1.0), [], KNOWN) is None
    assert of_another_thing(named, asked, Extract((first, Picked(units_of(apart)[1], hit(apart), 1.0)), 1.0), [], KNOWN) is not None


def test_a_sum_of_something_else_is_no_answer() -> None:
    asked = [Asked("vite", 0.9, {"vit": 1.0}), Asked("simhallen", 0.9, {"simhall": 1.0})]
    fines = Question("", "Hur stora viten fick simhallen betala?", QuestionKind.NUMBER)
    said_no = of_another_thing(fines, asked, _picked("Övriga kostnader avvek med 10 mkr.", 1.0), [], KNOWN)
    assert said_no is not None
    assert said_no.reason is Reason.NO_EVIDENCE
    assert of_another_thing(fines, asked, _picked("Simhallen fick viten på 10 mkr.", 1.0), [], KNOWN) is None


def test_a_row_that_does_not_say_a_rare_thing_asked_about_is_no_answer() -> None:
    asked = [Asked("ärenden", 0.4, {"ärend": 1.0}), Asked("badjouren", 0.9, {"badjour": 1.0})]
    cases = Question("", "Hur många ärenden hade badjouren?", QuestionKind.NUMBER)

    def told_by(text: str, title: str = "", above: str = "Badjouren finns.") -> bool:
        passage = replace(chunk(f"{above}\n{text}"), metadata=replace(LINGONBY, title=title))
        start = len(f"{above}\n")
        row = Unit(passage, UnitKind.ROW, start, start + len(text), start, start + len(text))
        return of_another_thing(cases, asked, Extract((Picked(row, hit(passage), 1.0),), 1.0), [], KNOWN) is None

    assert not told_by("Stora ärenden 30 29")
    assert told_by("Ärenden, badjouren 30 29")
    assert told_by("Stora ärenden 30 29", title="Badjouren, årsbokslut")
    assert told_by("varav stora ärenden 30 29", above="Badjouren 2025 2024")


def test_a_row_of_the_same_sort_is_not_of_the_thing() -> None:
    mishaps = Asked("läkemedelshändelserna", 1.0, {"läkemedelshänd": 1.0, "läkemedel": 0.6, stem("händelserna"): 0.6})
    assert not tells_apart(mishaps, told("Allvarliga fallhändelser 12"))
    assert tells_apart(mishaps, told("Händelser med läkemedel 12"))


def test_what_a_paper_is_of_by_its_title_need_not_stand_in_its_passage() -> None:
    asked = [Asked("bryggor", 0.8, {"brygg": 1.0}), Asked("kattholmen", 1.0, {"kattholm": 1.0})]
    named = Question("", "Hur många bryggor har Kattholmen?", QuestionKind.NUMBER)
    assert of_another_thing(named, asked, _picked("Det finns 12 bryggor.", 1.0), [], KNOWN) is not None
    passage = replace(chunk("Det finns 12 bryggor."), metadata=replace(LINGONBY, title="Hamnplan för Kattholmen"))
    told_of = Extract((Picked(units_of(passage)[0], hit(passage), 1.0),), 1.0)
    assert of_another_thing(named, asked, told_of, [], KNOWN) is None


def test_what_is_told_of_another_quarter_is_no_answer() -> None:
    asked = [Asked("beslut", 0.5, {"beslut": 1.0})]
    fourth = Question("", "Hur många beslut väntade kvartal 4?", QuestionKind.NUMBER)
    assert of_another_thing(fourth, asked, _picked("Under kvartal tre väntade 12 beslut.", 1.0), [], KNOWN) is not None
    assert of_another_thing(fourth, asked, _picked("Under kvartal fyra väntade 12 beslut.", 1.0), [], KNOWN) is None


@pytest.mark.parametrize(("label", "answers"), [("Simhallen, anställda", False), ("Simhallen, antal besök", True)])
def test_a_row_that_counts_another_thing_is_no_answer(label: str, answers: bool) -> None:
    table = chunk(f"Antal{'2023':>30}{'2024':>10}\n{label:<25}{'1 400':>10}{'1 600':>10}\n", kind=ChunkKind.TABLE)
    row = next(unit for unit in units_of(table) if unit.kind is UnitKind.ROW and label in unit.text)
    extract = Extract((Picked(row, hit(table), 1.0),), 1.0)
    assert (of_another_thing(VISITS, OF_VISITS, extract, [], KNOWN) is None) is answers


def test_a_sentence_may_call_what_it_counts_otherwise() -> None:
    assert of_another_thing(VISITS, OF_VISITS, _picked("Simhallen tog emot 1 400 gäster.", 1.0), [], KNOWN) is None


def test_the_vote_of_a_paragraph_is_of_what_its_heading_says() -> None:
    asked = [Asked("ombilda", 0.9, {"ombild": 1.0}), Asked("rösterna", 0.5, {"röst": 1.0})]
    question = Question("", "Hur föll rösterna om att ombilda bryggan?", QuestionKind.FACT)
    vote = chunk("Omröstningen slutar med 7 ja-röster mot 5 nej-röster.", paragraph="§ 5", document="p", start=200)
    picked = Extract((Picked(units_of(vote)[0], hit(vote), 1.0),), 0.5)
    heading = chunk("Motion om att ombilda bryggan", paragraph="§ 5", document="p")
    elsewhere = chunk("Motion om att ombilda bryggan", paragraph="§ 6", document="p")
    assert of_another_thing(question, asked, picked, [hit(vote), hit(heading)], KNOWN) is None
    assert of_another_thing(question, asked, picked, [hit(vote), hit(elsewhere)], KNOWN) is not None


def test_a_row_answers_nothing_that_its_passage_does_not_name() -> None:
    asked = [Asked("avgift", 0.6, {"avgift": 1.0}), Asked("trygghetslarm", 1.0, {"trygghetslarm": 1.0})]
    question = Question("", "Vad tar Tranmåla i avgift för trygghetslarm?", QuestionKind.FACT)
    picked = _picked("Avgift för båt 156 39 31 86", 0.5)
    assert of_another_thing(question, asked, picked, [picked.picked[0].hit], KNOWN) is not None


LEVEL = Question("", "Hur hög var frånvaron i simhallen 2025?", QuestionKind.NUMBER, years=(2025,))


@pytest.mark.parametrize(
    ("left", "answers"),
    [("Två enheter med hög frånvaro var med i projektet.", False), ("Frånvaron i simhallen var 7,5 procent.", True)],
)
def test_what_is_left_when_a_row_of_another_time_is_dropped_must_tell_a_quantity(left: str, answers: bool) -> None:
    row = _picked("Total frånvaro 9,1 9,8", 1.0).picked
    assert still_answers(LEVEL, [], _picked(left, 1.0), row) is answers
    assert still_answers(LEVEL, [], Extract((), 0.0), row) is False
    assert still_answers(LEVEL, [], Extract(row, 1.0), row) is True


def test_a_compound_that_begins_with_a_word_told_is_told_of() -> None:
    asked = [Asked("vattenprovsprotokollxen", 1.0, {"vattenprovsprotokollx": 1.0})]
    question = Question("", "Hur länge gäller vattenprovsprotokollxen?", QuestionKind.WHEN)
    hits = [hit(chunk("Ett vattenprov gäller i sex veckor.")), hit(chunk("Om vattenprovsprotokollxen.", start=200))]
    extract = Extract((Picked(units_of(hits[0].chunk)[0], hits[0], 1.0),), 1.0)
    assert of_another_thing(question, asked, extract, hits, KNOWN) is None


def test_a_sentence_of_just_the_name_with_an_amount_may_call_the_thing_otherwise() -> None:
    parking = Question("", "Vad kostar det att stå med bilen vid Granviken?", QuestionKind.NUMBER)
    asked = [Asked("bilen", 0.55, {"bil": 1.0}), Asked("granviken", 1.0, {"granvik": 1.0})]
    assert of_another_thing(parking, asked, _picked("Vid Granviken är avgiften 20 kronor per timme.", 0.5), [], KNOWN) is None
    assert of_another_thing(parking, asked, _picked("Vid Granviken bor tjugo familjer.", 0.5), [], KNOWN) is not None
    assert of_another_thing(parking, asked, _picked("Vid Lingonet är avgiften 20 kronor per timme.", 0.5), [], KNOWN) is not None


def test_a_list_with_a_line_for_each_name_asked_about_may_call_the_rest_otherwise() -> None:
    names = [Asked(name, 1.0, {name: 1.0}) for name in ("norrvall", "östvall")]
    asked = [Asked("kvällarna", 0.7, {"kväll": 1.0}), Asked("timmar", 0.4, {"timm": 1.0}), *names]
    free = Question("", "Hur många timmar på kvällarna har Norrvall och Östvall?", QuestionKind.NUMBER)
    for lines, answers in (
        ("Norrvall: 142 timmar\nÖstvall: 967 timmar", True),
        ("Norrvall: 142 timmar\nVästvall: 9 timmar", False),
    ):
        passage = chunk(f"Lediga timmar:\n{lines}")
        whole = replace(units_of(passage)[0], kind=UnitKind.LIST, start=0, end=len(passage.text))
        said_no = of_another_thing(free, asked, Extract((Picked(whole, hit(passage), 1.0),), 1.0), [], KNOWN)
        assert (said_no is None) is answers
