"""Random tables, printed as papers print them: they come back cell for cell or are left as text, never wrong."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.figures.cells import figures_of
from ingest.tables.door import find_tables
from ingest.tables.model import Figure, FigureStatus
from tests.ingest.documents import document
from tests.ingest.printed_tables import (
    Printed,
    fact_lists,
    forecast_tables,
    measured_tables,
    month_tables,
    organisation_tables,
    outcome_tables,
    summed_tables,
    worded_tables,
    year_tables,
)

_QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def check(printed: Printed) -> int:
    """Returns how many cells came back; fails on one that is wrong."""
    right = 0
    for table in find_tables(printed.text):
        for row in table.rows:
            for cell in row.cells:
                column = table.columns[cell.column]
                if not column.header and not column.measure:
                    continue  # a column without a name makes no figure
                assert len(table.columns) == len(printed.columns), (row.label, cell.printed, printed.text)
                true = printed.truth.get((row.label, cell.column))
                assert true == cell.value, (row.label, column.header, cell.printed, true, printed.text)
                right += 1
    return right


@_QUICK
@given(outcome_tables())
def test_outcome_budget_and_deviation(printed: Printed) -> None:
    check(printed)


@_QUICK
@given(year_tables())
def test_levels_over_the_years(printed: Printed) -> None:
    check(printed)


@_QUICK
@given(month_tables())
def test_months_and_their_sum(printed: Printed) -> None:
    check(printed)


@_QUICK
@given(measured_tables())
def test_key_figures(printed: Printed) -> None:
    check(printed)


@_QUICK
@given(worded_tables())
def test_a_word_a_column(printed: Printed) -> None:
    check(printed)


def figures_by_column(printed: Printed) -> list[tuple[str, Figure]]:
    """Returns the figures of a paper of Ale with the column each is truly of; fails on one with another's value."""
    made = document(printed.text, title="Årsredovisning")
    found = []
    for figure in figures_of(made):
        if figure.status is FigureStatus.PROSE:
            continue
        at = printed.columns.index(figure.column)
        assert printed.truth[figure.label, at] == figure.value, (figure.label, figure.column, printed.text)
        found.append((printed.columns[at], figure))
    return found


@_QUICK
@given(organisation_tables())
def test_columns_of_municipalities_are_each_its_own(printed: Printed) -> None:
    check(printed)
    for column, figure in figures_by_column(printed):
        assert (figure.organisation, figure.measure) == (column, "")


@_QUICK
@given(forecast_tables())
def test_forecasts_are_told_with_when_they_were_made(printed: Printed) -> None:
    check(printed)
    years = {column.split()[-1] for column in printed.columns if not column.startswith("Prognos")}
    for column, figure in figures_by_column(printed):
        called = column.removeprefix("Prognos ").replace("T", "tertial ") if column.startswith("Prognos") else ""
        assert figure.made == called
        assert figure.period.text in years


@_QUICK
@given(fact_lists())
def test_facts_come_back_with_their_units(printed: Printed) -> None:
    found = figures_by_column(printed)
    assert len(found) == len(printed.truth) or "   " in printed.text  # rows with wide gaps may be those of a table
    assert all(figure.unit in {"mkr", "tkr", "%", "antal"} for _, figure in found)


@_QUICK
@given(summed_tables())
def test_rows_under_a_total(printed: Printed) -> None:
    check(printed)


@pytest.mark.parametrize("tables", [outcome_tables(), month_tables(), summed_tables()], ids=["outcome", "months", "summed"])
def test_most_of_what_adds_up_is_taken(tables: st.SearchStrategy[Printed]) -> None:
    taken = whole = 0

    @settings(max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(tables)
    def count(printed: Printed) -> None:
        nonlocal taken, whole
        taken += check(printed)
        whole += sum(value is not None for value in printed.truth.values())

    count()
    assert taken >= 0.6 * whole


@_QUICK
@given(st.text(alphabet="0123456789 -–,.%\n\u00a0abcåÄ()*", max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    for table in find_tables(text):
        for row in table.rows:
            assert all(text[cell.start : cell.end] == cell.printed for cell in row.cells)
