"""Rows of a table that answer by their words are told cell by cell, and not at all where they are of another time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.extract.choice import Extract
from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.numbers.ranking import Placed
from app.numbers.row_cells import of_its_time, rows_told
from app.numbers.row_names import subject
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from ingest.model import Chunk, ChunkKind
from ingest.tables.model import NO_PERIOD, Period, PeriodKind
from tests.app.numbers.test_ranking import PAPER, figure, year
from vectorstore.coverage import asked_words
from vectorstore.model import Filter, Hit
from vectorstore.words.spelling import Speller

_ROW = "Vårdsängar 350 765 -415 544"
_CELLS = (("350", "budget", 2025, "Budget 2025"), ("765", "bokslut", 2025, "Bokslut 2025"),
          ("-415", "avvikelse", 2025, "Avvikelse"), ("544", "bokslut", 2024, "Bokslut 2024"))  # fmt: skip


def _picked(text: str) -> Extract:
    chunk = Chunk("c", "d", "v", 0, ChunkKind.TABLE, text, 0, len(text), "", None, (), "", "", -1, 0, PAPER)
    unit = Unit(chunk, UnitKind.ROW, 0, len(text), 0, len(text))
    return Extract((Picked(unit, Hit(chunk, 1.0, "fil.txt", "Årsbokslut"), 1.0),), 1.0)


def _figures(text: str = _ROW) -> list[Placed]:
    return [
        Placed(
            figure("Vårdsängar", value, measure, year(of), column=column, start=text.index(value), end=text.index(value) + len(value),
                   quote_end=len(text)),
            "", PAPER, 1.0,
        )
        for value, measure, of, column in _CELLS
    ]  # fmt: skip


def _told(question: str, text: str = _ROW, figures: list[Placed] | None = None) -> tuple[Extract, list[str]]:
    asked = understand(question, Coverage(("Ekdala",), (), (2025,)), Synonyms(()))
    picked = _picked(text)
    names = subject(asked, asked_words(search_query(asked, Filter()), Speller(lambda stems: dict.fromkeys(stems, 1))))
    rows = rows_told(asked, names, picked, _figures() if figures is None else figures)
    return of_its_time(picked, rows), [one.text for one in rows.values() if one.cells]


def told_rows(question: str, figures: list[Placed]) -> list[str]:
    """Return the rows of a table that are told of a question, were all of them picked, one figure each."""
    asked = understand(question, Coverage(("Ekdala",), (), (2025,)), Synonyms(()))
    names = subject(asked, asked_words(search_query(asked, Filter()), Speller(lambda stems: dict.fromkeys(stems, 1))))
    text = "".join(f"{one.figure.label} {one.figure.printed}".ljust(50) for one in figures)
    chunk = Chunk("c", "d", "v", 0, ChunkKind.TABLE, text, 0, len(text), "", None, (), "", "", -1, 0, PAPER)
    picked: list[Picked] = []
    placed: list[Placed] = []
    for one in figures:
        at = one.figure.quote_start
        start = at + len(one.figure.label) + 1
        end = start + len(one.figure.printed)
        placed.append(replace(one, figure=replace(one.figure, start=start, end=end, quote_end=end)))
        picked.append(Picked(Unit(chunk, UnitKind.ROW, at, end, at, end), Hit(chunk, 1.0, "fil.txt", "Årsbokslut"), 1.0))
    extract = Extract(tuple(picked), 1.0)
    return [one.text for one in rows_told(asked, names, extract, placed).values() if one.cells and not one.elsewhen]


def test_each_number_is_told_with_its_column() -> None:
    assert _told("Hur mycket kostade vårdsängarna?")[1] == [
        "Vårdsängar – Budget 2025: 350 tkr; Bokslut 2025: 765 tkr; Avvikelse 2025: −415 tkr; Bokslut 2024: 544 tkr"
    ]


def test_those_of_the_year_asked_for_are_told() -> None:
    assert _told("Vad kostade vårdsängarna 2024?")[1] == ["Vårdsängar – Bokslut 2024: 544 tkr"]
    assert _told("Vad kostade vårdsängarna 2025?")[1] == [
        "Vårdsängar 2025 – Budget: 350 tkr; Bokslut: 765 tkr; Avvikelse: −415 tkr"
    ]


@pytest.mark.parametrize("question", ["Vad kostade vårdsängarna 2019?", "Vad var budgeten för vårdsängar 2024?"])
def test_a_row_of_another_year_or_without_the_measure_in_it_is_not_told(question: str) -> None:
    kept, _ = _told(question)
    assert kept.picked == ()


def test_a_row_with_numbers_that_were_not_read_is_left_as_it_is() -> None:
    kept, rows = _told("Vad kostade vårdsängarna 2025?", f"{_ROW} 17")
    assert rows == []
    assert kept.picked
    assert _told("Vad kostade vårdsängarna 2025?", figures=_figures()[1:])[1] == []


def test_months_without_a_year_are_of_the_month_asked_for() -> None:
    text = "Dröjsmålsräntor 330 598"
    made = [
        figure("Dröjsmålsräntor", value, "", Period(PeriodKind.MONTH, name), column=column, unit="kr", quote_end=len(text),
               start=text.index(value), end=text.index(value) + 3)
        for value, name, column in (("330", "jan", "Januari"), ("598", "feb", "Februari"))
    ]  # fmt: skip
    told = _told("Hur stora var dröjsmålsräntorna i februari 2025?", text, [Placed(one, "", PAPER, 1.0) for one in made])[1]
    assert told == ["Dröjsmålsräntor – februari: 598 kr"]


def test_a_question_that_asks_for_no_number_leaves_rows_alone() -> None:
    assert _told("Vem beslutade om vårdsängarna?")[1] == []


def test_a_figure_of_no_known_time_is_told_with_its_measure() -> None:
    text = "Vårdsängar 350"
    made = figure("Vårdsängar", "350", "budget", NO_PERIOD, start=11, end=14, quote_end=14)
    paper = replace(PAPER, years=())
    assert _told("Hur stor är budgeten för vårdsängar?", text, [Placed(made, "", paper, 1.0)])[1] == [
        "Vårdsängar – budget: 350 tkr"
    ]
    assert made.value == Decimal(350)


@pytest.mark.parametrize("question", ["Vad kostade vårdsängarna för barn 2025?", "Hur många vårdsängar fick män 2025?"])
def test_a_row_of_all_is_not_told_where_those_of_some_are_asked_for(question: str) -> None:
    assert _told(question)[0].picked == ()


def test_a_share_or_a_count_is_not_told_where_money_is_asked_for() -> None:
    text = "Hemtjänst 11,6"
    share = figure("Hemtjänst", "11.6", "", year(2025), unit="%", start=10, end=14, quote_end=14, printed="11,6")
    kept, rows = _told("Hur stort blev underskottet för hemtjänst 2025?", text, [Placed(share, "", PAPER, 1.0)])
    assert (kept.picked, rows) == ((), [])


def test_columns_without_a_year_are_of_the_year_beside_them() -> None:
    text = "Fritidshem 894 -362 -360"
    made = [
        figure("Fritidshem", value, measure, period, column=column, quote_end=len(text), start=text.index(value),
               end=text.index(value) + len(value))
        for value, measure, period, column in (
            ("894", "intäkter", NO_PERIOD, "Intäkter"), ("-362", "netto", year(2026), "Netto 2026"), ("-360", "netto", year(2025), "Netto 2025"))
    ]  # fmt: skip
    told = _told("Vad kostar fritidshem 2026?", text, [Placed(one, "", PAPER, 1.0) for one in made])[1]
    assert told == ["Fritidshem – Intäkter: 894 tkr; Netto 2026: −362 tkr"]


def test_a_row_of_another_municipality_s_paper_is_told_only_where_it_names_the_one_asked_about() -> None:
    assert _told("Vad kostade vårdsängarna i Ekdala 2025?")[1] != []
    elsewhere = [replace(one, metadata=replace(PAPER, municipality="Granvik")) for one in _figures()]
    assert _told("Vad kostade vårdsängarna i Ekdala 2025?", figures=elsewhere)[0].picked == ()


def test_a_title_over_the_table_may_say_of_which_month_it_is() -> None:
    title = "Tabell 5. Anställda 30 november 2025\n"
    row = "Badvakter 24 171"
    text = title + row
    chunk = Chunk("c", "d", "v", 0, ChunkKind.TABLE, text, 0, len(text), "", None, (), "", "", -1, 0, PAPER)
    unit = Unit(chunk, UnitKind.ROW, len(title), len(text), len(title), len(text))
    picked = Extract((Picked(unit, Hit(chunk, 1.0, "fil.txt", "Årsbokslut"), 1.0),), 1.0)
    cells = [
        Placed(figure("Badvakter", value, name, NO_PERIOD, column=name.capitalize(), unit="antal", start=text.index(value),
                      end=text.index(value) + len(value), quote_start=len(title), quote_end=len(text)), "", PAPER, 1.0)
        for value, name in (("24", "män"), ("171", "kvinnor"))
    ]  # fmt: skip
    for month, there in (("november", True), ("augusti", False)):
        asked = understand(f"Hur många badvakter fanns i {month} 2025?", Coverage(("Ekdala",), (), (2025,)), Synonyms(()))
        names = subject(asked, asked_words(search_query(asked, Filter()), Speller(lambda stems: dict.fromkeys(stems, 1))))
        assert bool(of_its_time(picked, rows_told(asked, names, picked, cells)).picked) is there
