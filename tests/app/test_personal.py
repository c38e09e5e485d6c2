"""Personal identity numbers masked, and nothing else."""

from __future__ import annotations

import pytest

from app.personal import MASK, masked


@pytest.mark.parametrize(
    "number",
    [
        "19900101-2385",
        "199001012385",
        "900101-2385",
        "9001012385",
        "900101+2385",
        "900101–2385",
        "19900161-2382",
        "900101-1111",
        "19900101 2385",
    ],
)
def test_a_personal_identity_number_is_masked(number: str) -> None:
    assert masked(f"Vad gäller för {number}?") == f"Vad gäller för {MASK}?"
    assert masked(f"({number}), {number}.") == f"({MASK}), {MASK}."


@pytest.mark.parametrize(
    "text",
    [
        "Dnr 2025.016 VON, SN 2025/97 och KS23-373",
        "556036-0793 är ett organisationsnummer",
        "Utfallet blev 1 234 567 890 kr",
        "den 2025-03-12 klockan 14.30",
        "0303-33 00 00 eller 070-123 45 67",
        "bankgiro 5050-1055 och 9901-2385",
        "Perioden 2023–2025, sidan 1234567890",
        "",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text
