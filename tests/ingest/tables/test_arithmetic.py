"""The identities of columns and the sums of rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.tables.arithmetic import Amounts, Identity, Verdict, accepted, amount_of, possible_identities
from ingest.tables.header import read_header
from ingest.tables.model import Column
from ingest.tables.sums import decide_by_sums, find_sums


def amounts(*values: str | None) -> Amounts:
    """Returns numbers, at most two decimals each, as amounts."""
    return [amount_of(None if value is None else Decimal(value), 2) for value in values]


def columns(header: str, count: int) -> Sequence[Column]:
    """Returns the columns of a header."""
    found = read_header(header, count)
    assert found is not None
    return found.columns


DEVIATION = Identity(2, ((0, 1), (1, -1)), named=True, text="utfall − budget = avvikelse")


def test_an_identity_holds_within_the_rounding() -> None:
    assert DEVIATION.check(amounts("-772705", "-769574", "-3131")) is Verdict.HOLDS
    assert DEVIATION.check(amounts("-772705", "-769574", "-3132")) is Verdict.HOLDS
    assert DEVIATION.check(amounts("-772705", "-769574", "-3134")) is Verdict.FAILS


def test_decimals_leave_less_room() -> None:
    assert DEVIATION.check(amounts("9.6", "8.3", "1.3")) is Verdict.HOLDS
    assert DEVIATION.check(amounts("9.6", "8.3", "1.6")) is Verdict.FAILS


def test_small_numbers_prove_only_exactly() -> None:
    assert DEVIATION.check(amounts("3", "1", "2")) is Verdict.HOLDS
    assert DEVIATION.check(amounts("3", "1", "1")) is Verdict.SILENT


def test_a_blank_term_is_nought_and_a_blank_target_says_nothing() -> None:
    assert DEVIATION.check(amounts("-1368", None, "-1368")) is Verdict.HOLDS
    assert DEVIATION.check(amounts("-1368", "-1368", None)) is Verdict.SILENT
    assert DEVIATION.check(amounts(None, None, "5")) is Verdict.SILENT


def found(header: str, count: int, rows: Sequence[Amounts]) -> set[str]:
    """Returns what the rows show to hold between the columns."""
    return {identity.text for identity in accepted(possible_identities(columns(header, count)), [[row] for row in rows])}


def test_the_header_names_the_identity_and_the_rows_its_sign() -> None:
    rows = [amounts("100", "90", "10"), amounts("250", "300", "-50"), amounts("70", "20", "50")]
    assert found("Budget Utfall Avvikelse", 3, rows) == {"budget − utfall = avvikelse"}
    turned = [amounts("100", "90", "-10"), amounts("250", "300", "50"), amounts("70", "20", "-50")]
    assert found("Budget Utfall Avvikelse", 3, turned) == {"utfall − budget = avvikelse"}


def test_income_and_costs_without_signs_have_two() -> None:
    rows = [amounts("100", "90", "-10"), amounts("300", "340", "40"), amounts("250", "300", "-50"), amounts("70", "20", "50")]
    assert len(found("Budget Utfall Avvikelse", 3, rows)) == 2


def test_nothing_is_found_where_nothing_adds_up() -> None:
    rows = [amounts("100", "90", "7"), amounts("250", "300", "11"), amounts("70", "20", "3")]
    assert found("Budget Utfall Avvikelse", 3, rows) == set()


def test_without_a_header_three_rows_must_show_it() -> None:
    bare = [Column(), Column(), Column()]
    rows = [amounts("100", "90", "10"), amounts("250", "300", "-50"), amounts("70", "20", "50")]
    assert len(accepted(possible_identities(bare), [[row] for row in rows])) >= 1
    assert accepted(possible_identities(bare), [[row] for row in rows[:2]]) == []


def test_a_total_takes_up_the_rows_above_it() -> None:
    rows = [amounts("10", "20"), amounts("30", "5"), amounts("40", "25"), amounts("2", "2"), amounts("42", "27")]
    sums = find_sums(rows, [False, False, True, False, True])
    assert [(entry.total, entry.parts) for entry in sums] == [(2, (0, 1)), (4, (2, 3))]


def test_a_total_may_stand_above_its_parts() -> None:
    rows = [amounts("42", "28"), amounts("10", "20"), amounts("30", "5"), amounts("2", "3")]
    assert [(entry.total, entry.parts) for entry in find_sums(rows, [False] * 4)] == [(0, (1, 2, 3))]


def test_one_column_that_does_not_add_up_is_the_sources_own_error() -> None:
    rows = [amounts("10", "20", "1", "100"), amounts("30", "5", "2", "200"), amounts("40", "25", "9", "300")]
    (entry,) = find_sums(rows, [False, False, True])
    assert entry.broken == {2}


def test_a_total_decides_between_two_readings() -> None:
    readings = [[], [amounts("5", "7", "9"), amounts("50", "70", "90")], []]
    rows = [amounts("1", "2", "3"), None, amounts("51", "72", "93")]
    assert decide_by_sums(rows, readings, [False, False, True]) == {1: 1}
    assert decide_by_sums([*rows[:2], amounts("7", "7", "7")], readings, [False, False, True]) == {}
