"""Numbers and dates as Excel shows them, the Swedish way."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.number_format import shown


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234567.891, "General", "1234567,891"),
        (0.1 + 0.2, "General", "0,3"),
        (1e20, "General", "100000000000000000000"),
        (1234567.891, "#,##0", "1\u00a0234\u00a0568"),
        (1234567.891, "#,##0.00", "1\u00a0234\u00a0567,89"),
        (12345, "# ##0", "12\u00a0345"),
        (12345, "#\\ ##0", "12\u00a0345"),
        (0.0834, "0.0%", "8,3\u00a0%"),
        (0.0834, '0.0" "%', "8,3\u00a0%"),
        (1, "0%", "100\u00a0%"),
        (-1702, "#,##0;[Red]-#,##0", "-1\u00a0702"),
        (-1702, "#,##0_);(#,##0)", "-1\u00a0702"),
        (1234567, "#,##0,", "1\u00a0235"),
        (1234567, '#,##0,\\ "tkr"', "1\u00a0235 tkr"),
        (1234.5, '_-* #,##0.00\\ "kr"_-;\\-* #,##0.00\\ "kr"_-;_-* "-"??\\ "kr"_-;_-@_-', "1\u00a0234,50 kr"),
        (0, '_-* #,##0\\ _k_r_-;\\-* #,##0\\ _k_r_-;_-* "-"\\ _k_r_-;_-@_-', "0"),
        (5, "#,##0.00\\ [$kr-41D]", "5,00 kr"),
        (7, '"SEK" 0', "SEK 7"),
        (42, "0000", "0042"),
        (2025, "0", "2025"),
        (1.005, "0.00", "1,01"),
        (-0.3, "0", "0"),
        (0.5, "# ?/?", "0,5"),
        (123456, "0.00E+00", "123456"),
        (1e300, "#,##0", "1e+300"),
        (float("nan"), "0", ""),
        (True, "General", "SANT"),
        (None, "0", ""),
        ("text", "0", "text"),
        (datetime(2025, 1, 31), "yyyy\\-mm\\-dd", "2025-01-31"),
        (datetime(2025, 1, 31, 14, 30), "yyyy-mm-dd hh:mm", "2025-01-31 14:30"),
        (datetime(2025, 5, 1), "mmm-yy", "2025-05"),
        (datetime(2025, 5, 1), "mmmm", "maj"),
        (date(2025, 5, 1), "yyyy", "2025"),
        (date(2025, 5, 1), "General", "2025-05-01"),
        (time(8, 5), "hh:mm", "08:05"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_values_are_shown_as_in_the_sheet(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


@given(st.floats(), st.text(st.sampled_from('#0?.,;%"\\_*[$]-() kr+E/ymdhs'), max_size=20))
def test_no_format_breaks_the_reading(value: float, number_format: str) -> None:
    assert isinstance(shown(value, number_format), str)


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_keeps_its_digits(value: int) -> None:
    assert int(shown(value, "#,##0").replace("\u00a0", "")) == value
    assert int(shown(value, "General")) == value
