"""Periods as papers print them."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.tables.model import NO_PERIOD, PeriodKind
from ingest.tables.periods import find_period, month_range, reporting_period


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("Utfall 2025", PeriodKind.YEAR, "2025"),
        ("Jan-dec 2025", PeriodKind.RANGE, "jan–dec 2025"),
        ("januari\u00a0-\u00a0mars 2026", PeriodKind.RANGE, "jan–mars 2026"),
        ("t.o.m. augusti 2025", PeriodKind.RANGE, "jan–aug 2025"),
        ("Utfall tom 2025-08-31", PeriodKind.RANGE, "jan–aug 2025"),
        ("Diff. bokslut 2023/2022", PeriodKind.RANGE, "2022–2023"),
        ("läsåret 2024/25", PeriodKind.RANGE, "2024–2025"),
        ("mars 2025", PeriodKind.MONTH, "2025-03"),
        ("2025-03", PeriodKind.MONTH, "2025-03"),
        ("Q4 2023", PeriodKind.QUARTER, "2023 kv 4"),
        ("kvartal 4 2025", PeriodKind.QUARTER, "2025 kv 4"),
        ("2025-08-31", PeriodKind.DATE, "2025-08-31"),
        ("maj", PeriodKind.MONTH, "maj"),
    ],
)
def test_a_period_is_found(text: str, kind: PeriodKind, shown: str) -> None:
    found = find_period(text)
    assert (found.kind, found.text) == (kind, shown)


@pytest.mark.parametrize(
    "text",
    [
        "Målvärde",
        "Martin",
        "Hemtjänst 3",
        "marschfart",
        "1877 leverantörer",
        "2025-13-40",
        "Utfall t.o.m. 2024",
        "före år 2020",
        "",
    ],
)
def test_other_words_are_no_period(text: str) -> None:
    assert find_period(text) == NO_PERIOD


def test_a_month_alone_is_of_the_year_given() -> None:
    assert find_period("februari", 2024).end == date(2024, 2, 29)
    assert find_period("februari").end is None


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Delårsrapport mars 2026 - nämnder och styrelser", "jan–mars 2026"),
        ("Delårsrapport januari–augusti 2025", "jan–aug 2025"),
        ("Månadsuppföljning per oktober 2024", "jan–okt 2024"),
        ("Årsredovisning 2025", ""),
    ],
)
def test_what_part_of_a_year_a_report_is_on(title: str, shown: str) -> None:
    assert reporting_period(title, 2026).text == shown


def test_the_same_months_of_the_year_before() -> None:
    assert reporting_period("Delårsrapport mars 2026", 2026, years_back=1) == month_range(2025, 1, 3)
