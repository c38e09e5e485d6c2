"""Figures against the hand-made truth of tests/ingest/gold: everything stored is right, and most of what can be read is stored."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.config import Limits
from ingest.figures.cells import figures_of
from ingest.model import Document, SourceFile
from ingest.readers import read as read_file
from ingest.structure import Stated, make_document
from ingest.tables.model import Figure

GOLD = Path(__file__).parent / "gold"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
LEAST_TAKEN = 0.9  # of the cells under a readable header, as issue 3 asks
Record = dict[str, Any]


def records(name: str) -> list[Record]:
    """Returns the objects of one gold file."""
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def folded(text: str) -> str:
    """Returns a text with its white space folded."""
    return re.sub(r"\s+", " ", text).strip()


def plain(text: str) -> str:
    """Returns the letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text).casefold()


@cache
def read(doc: str) -> tuple[Document, tuple[Figure, ...]]:
    """Returns a paper with its figures; skips the test when it is absent."""
    found = [*(SHARED / "seeds").glob(f"{doc}_*.txt"), *(SHARED / "pdf").glob(f"{doc}.pdf")]
    if not found:
        pytest.skip("the papers do not lie beside the checkout")
    path = found[0]
    told = SourceFile(path, doc, path.name, path.stat().st_size, 0, hashlib.sha256(path.read_bytes()).hexdigest())
    document, _ = make_document(told, read_file(told, Limits()), Stated())
    return document, tuple(figures_of(document))


@cache
def line_spans(doc: str) -> dict[int, tuple[int, int]]:
    """Returns where the lines of a seed stand in the clean text; lines that the clean-up joined are found by their start."""
    document, _ = read(doc)
    raw = next((SHARED / "seeds").glob(f"{doc}_*.txt")).read_text(encoding="utf-8").split("\n")
    where: dict[str, list[tuple[int, int]]] = defaultdict(list)
    at = 0
    for line in document.text.split("\n"):
        where[folded(line)].append((at, at + len(line)))
        at += len(line) + 1
    seen: dict[str, int] = defaultdict(int)
    spans = {}
    for number, line in enumerate(raw, start=1):
        key = folded(line)
        if key and seen[key] < len(where[key]):
            spans[number] = where[key][seen[key]]
        elif len(key) > 12:
            starts = [span for told, found in where.items() if told.startswith(key[:18]) for span in found]
            if len(starts) == 1:
                spans[number] = starts[0]
        seen[key] += 1
    return spans


def place(record: Record) -> tuple[int, int] | None:
    """Returns the line or the page that a record points at, or None where the clean-up left no trace of it."""
    document, _ = read(record["doc"])
    if "line" in record:
        return line_spans(record["doc"]).get(record["line"])
    (page,) = [page for page in document.pages if page.number == record["page"]]
    return page.start, page.end


def near(record: Record) -> list[Figure]:
    """Returns the figures on the record's line, or in its row on the page."""
    span = place(record)
    assert span is not None
    figures = [f for f in read(record["doc"])[1] if span[0] <= f.start < span[1]]
    if "line" in record:
        return figures
    names = {plain(record["label"]), plain(record["row"])}
    return [f for f in figures if plain(f.label) in names or any(name in plain(f.label) for name in names)]


def same_period(told: str, found: str) -> bool:
    """Says whether two texts name one period: "jan–dec 2025" is 2025, and months have several abbreviations."""
    one, other = (re.sub(r"jan-dec (?=\d)", "", p.replace("–", "-").replace("mars", "mar")) for p in (told, found))
    years = [sorted(re.findall(r"(?:19|20)\d\d", p)) for p in (told, found)]
    undated = told == "" and not re.search(r"\d", found)
    return one == other or undated or (len(years[0]) == 2 and years[0] == years[1])


def allowed(record: Record, key: str) -> list[str]:
    """Returns every reading of a record's field that is right."""
    return [record[key], *record.get(f"{key}_also", [])]


def is_right(record: Record, figure: Figure) -> bool:
    """Says whether a figure is the record's cell: value, measure, period and unit."""
    return (
        figure.value == Decimal(record["value"])
        and figure.measure in allowed(record, "measure")
        and any(same_period(period, figure.period.text) for period in allowed(record, "period"))
        and figure.unit in allowed(record, "unit")
    )


def cells(files: Sequence[str] = ("cells_seeds.jsonl", "cells_pdf.jsonl")) -> list[Record]:
    """Returns the cells whose place is found, with a value."""
    return [cell for name in files for cell in records(name) if place(cell) is not None]


def may_stay(cell: Record) -> bool:
    """Says whether leaving the cell as text is right too."""
    return "may stay text" in cell.get("note", "")


@pytest.mark.shared
def test_no_stored_figure_is_wrong() -> None:
    wrong = []
    for cell in cells():
        same = [f for f in near(cell) if folded(f.printed).strip("*") == folded(cell["printed"]).strip("*")]
        if cell["value"] is not None and same and not any(is_right(cell, figure) for figure in same):
            wrong.append(
                (cell["doc"], cell["row"], cell["column"], cell["printed"], [(f.measure, f.period.text, f.unit) for f in same])
            )
    assert wrong == []


@pytest.mark.shared
def test_what_the_source_lacks_is_not_stored() -> None:
    stored = []
    for cell in cells():
        if cell["value"] is None and cell["column"]:
            hits = [
                f
                for f in near(cell)
                if plain(f.column) == plain(cell["column"]) and plain(f.label) in (plain(cell["label"]), plain(cell["row"]))
            ]
            stored += [(cell["doc"], cell["row"], cell["column"], f.printed) for f in hits]
    assert stored == []


@pytest.mark.shared
@pytest.mark.parametrize("name", ["cells_seeds.jsonl", "cells_pdf.jsonl"])
def test_most_cells_are_stored(name: str) -> None:
    due = [cell for cell in cells([name]) if cell["value"] is not None and not may_stay(cell)]
    taken = [cell for cell in due if any(is_right(cell, figure) for figure in near(cell))]
    assert len(taken) >= LEAST_TAKEN * len(due), f"{len(taken)} of {len(due)}"


@pytest.mark.shared
def test_labels_groups_and_key_figures_go_with_the_numbers() -> None:
    odd = []
    for cell in cells():
        if cell["value"] is None:
            continue
        figure = next((f for f in near(cell) if is_right(cell, f)), None)
        if figure is None:
            continue
        words = plain(" ".join((*figure.group, figure.label, figure.caption)))
        named = plain(cell["row"]) in words or plain(figure.label) in plain(cell["row"])
        grouped = any(all(plain(name) in words for name in names) for names in [cell["group"], *cell.get("group_also", [])])
        if not (named and grouped and figure.key_figure == cell.get("key_figure", "")):
            odd.append((cell["doc"], cell["row"], cell["group"], figure.label, figure.group))
    assert odd == []


@pytest.mark.shared
def test_no_trap_is_a_figure() -> None:
    caught = []
    for trap in records("traps.jsonl"):
        span = place(trap)
        document, figures = read(trap["doc"])
        if span is None or (at := document.text.find(trap["printed"], *span)) < 0:
            continue
        digits = re.search(r"\d", trap["printed"])
        start = at + (digits.start() if digits else 0)
        hits = [f for f in figures if f.start < at + len(trap["printed"]) and f.end > start]
        caught += [(trap["doc"], trap["printed"], f.label, f.printed) for f in hits]
    assert caught == []
