"""Whether a question may be answered by a cell of a table."""

from __future__ import annotations

import pytest

from app.question.number_asked import asks_for_number
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, understand


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Vilka mål hade nämnden 2025?", False),
        ("Vilka uppdrag fick nämnden i budgeten 2025?", False),
        ("Vilket mål hade nämnden för sjukfrånvaron 2025?", True),
        ("Vilka enheter gick med förlust 2025?", True),
        ("Hur nöjda var de boende med maten 2025 och vad var målet?", True),
        ("Vad hade nämnden räknat med att lägga på bemanning?", True),
        ("Hur nöjda var de boende?", False),
        ("Vilket år hade badet flest besökare?", True),
        ("Vilket år öppnade badet?", False),
    ],
)
def test_goals_are_said_and_losses_are_counted(text: str, number: bool) -> None:
    assert asks_for_number(understand(text, Coverage(), Synonyms(()))) is number
