"""The words of forms, and the names of their records."""

from __future__ import annotations

from ingest.sections.labels import find_labels
from ingest.text.lines import split_lines

RECORDS = ["Ny simhall i Tunadal", "Upprustning av parken", "Fler cykelvägar", "Utbildning i brandskydd", "Digitala tjänster"]
FORM = "\n\n".join(
    f"{name}\n\nBeskrivning\n\nArbetet med {name.lower()} beskrivs här med egna ord.\n\nStatus\n\nAvslutad\n\n"
    f"Under året har {name.lower()} följts upp och redovisats för nämnden."
    for name in RECORDS
)


def read(text: str) -> tuple[set[str], list[str]]:
    lines = split_lines(text)
    labels = find_labels(lines, lambda line: line.text == "Beslut")
    return {lines[at].text for at in labels.words}, [
        " ".join(line.text for line in lines[a : b + 1]) for a, b in sorted(labels.names.items())
    ]


def test_labels_and_values_are_words_of_the_form_and_the_record_is_named() -> None:
    words, names = read(FORM)
    assert words == {"Beskrivning", "Status", "Avslutad"}
    assert names == RECORDS


def test_a_record_with_a_wrapped_name_is_named_whole() -> None:
    text = FORM.replace(
        "Fler cykelvägar\n\nBeskr", "Prioritera arbetet med fler cykelvägar i hela kommunen och\n\nplaner för gångvägar\n\nBeskr"
    )
    assert "Prioritera arbetet med fler cykelvägar i hela kommunen och planer för gångvägar" in read(text)[1]


def test_headings_that_come_back_over_text_are_no_labels() -> None:
    text = "\n\n".join(f"Ekonomi\n\nUtfallet för enhet {n} blev bättre än väntat detta år." for n in range(6))
    assert read(text)[0] == set()


def test_known_headings_are_never_labels() -> None:
    text = "\n\n".join(f"Ärende {n}\n\nBeslut\n\nBifall" for n in range(6))
    assert "Beslut" not in read(text)[0]
