"""Tables with a long comment behind their numbers: the row is told with its label, the comment in whole sentences."""

from __future__ import annotations

from app.extract.commented_rows import commented_units
from app.extract.unit_model import UnitKind
from app.extract.units import units_of
from ingest.model import ChunkKind
from ingest.text.lines import Line, split_lines
from tests.passages import chunk

TABLE = """Mått Utfall (antal) 2024 Utfall (antal) 2025 Kommentar

Anmälda fel totalt

(till och med 15/12)

1 069 1 672 De flesta felen (984

st) finns i köket som har fått

fler gäster. Även kansliet har

fler fel.

Fel i bemötande 39 75 Felen fördelar sig med 31

i köket, 43 på kansliet och 1

på lagret.

Fel i posten

12 9"""


def _told(text: str) -> dict[UnitKind, list[str]]:
    found: dict[UnitKind, list[str]] = {}
    for unit in units_of(chunk(text, kind=ChunkKind.TABLE)):
        found.setdefault(unit.kind, []).append(" ".join(unit.text.split()))
    return found


def test_a_row_is_its_label_and_numbers_and_its_comment_whole_sentences() -> None:
    assert _told(TABLE) == {
        UnitKind.ROW: ["Anmälda fel totalt (till och med 15/12) 1 069 1 672", "Fel i bemötande 39 75", "Fel i posten 12 9"],
        UnitKind.SENTENCE: [
            "De flesta felen (984 st) finns i köket som har fått fler gäster.",
            "Även kansliet har fler fel.",
            "Felen fördelar sig med 31 i köket, 43 på kansliet och 1 på lagret.",
        ],
    }


def test_a_comment_knows_its_row() -> None:
    leads = {" ".join(unit.text.split()): unit.lead for unit in units_of(chunk(TABLE, kind=ChunkKind.TABLE))}
    assert leads["Felen fördelar sig med 31 i köket, 43 på kansliet och 1 på lagret."] == "Fel i bemötande 39 75"


def test_a_table_without_long_comments_is_read_as_before() -> None:
    table = (
        "Mått 2024 2025 Kommentar\n\nFel i köket 39 75 Fler gäster\nFel på kansliet 12 9 Färre ärenden\nFel på lagret 4 5 Ny hylla"
    )
    assert all(unit.kind in (UnitKind.ROW, UnitKind.TABLE) for unit in units_of(chunk(table, kind=ChunkKind.TABLE)))


def test_many_numbers_are_read_in_no_time() -> None:
    row = " ".join(["123 456"] * 60)
    shown = (f"Hemtjänst {row} x", f"Skola {row}")
    lines = [Line(1000 * at, 1000 * at + len(one), one, True, True, True) for at, one in enumerate(shown)]
    assert commented_units(chunk("Mått"), lines) is None


def test_numbers_that_a_passage_begins_with_are_a_row_cut_from_its_label() -> None:
    told = _told(TABLE[TABLE.index("1 069") :])
    assert told[UnitKind.ROW][0] == "1 069 1 672"
    assert told[UnitKind.SENTENCE][0].startswith("De flesta felen")


def test_text_below_the_last_row_is_no_comment() -> None:
    table = "Mått 2024 2025\n\nFel i köket 39 75 Fler gäster än förr\n\nsom har ätit mer. Nämnden följer felen."
    assert commented_units(chunk(table), split_lines(table, ())) is None
