"""The demo papers' text, read with the libraries alone and none of the project's own readers."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pypdfium2
from docx.table import Table

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "demo" / "papers"
ENCODINGS = {
    "Motion_avgiftsfri_buss_75_plus.txt": "cp1252",
    "VON_sarskilt_boende_kvartal_2025.txt": "latin-1",
    "VON_yttrande_revision_hemtjanst.txt": "utf-8-sig",
    "Kolada_nyckeltal_2023-2025.csv": "cp1252",
}


@cache
def pages(name: str) -> tuple[str, ...]:
    """Return a PDF's pages as their text layer prints them."""
    document = pypdfium2.PdfDocument(str(FOLDER / name))
    try:
        return tuple(document[n].get_textpage().get_text_range().replace("\r\n", "\n") for n in range(len(document)))
    finally:
        document.close()


def raw(name: str) -> str:
    """Return the text of a text file, a web page or a CSV file as it stands."""
    return (FOLDER / name).read_bytes().decode(ENCODINGS.get(name, "utf-8"))


@cache
def text(name: str) -> str:
    """Return a paper's text with white space collapsed and hyphenation marks (U+FFFE, soft hyphens) taken out."""
    if name.endswith(".pdf"):
        found = "\n".join(pages(name))
    elif name.endswith(".docx"):
        found = _word(name)
    elif name.endswith(".xlsx"):
        found = _workbook(name)
    elif name.endswith(".html"):
        bare = re.sub(r"(?s)<(script|style)>.*?</\1>|</?sup>", "", raw(name))
        found = html.unescape(re.sub(r"<[^>]+>", " ", bare))
    else:
        found = raw(name).replace("|", " ").replace(";", " ")
    return collapsed(found)


def collapsed(found: str) -> str:
    """Return a text with every run of white space as one space, and without hyphenation marks."""
    return " ".join(found.replace("\ufffe", "").replace("\u00ad", "").split())


def _word(name: str) -> str:
    out = []
    for block in docx.Document(str(FOLDER / name)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = [cell.text for n, cell in enumerate(row.cells) if n == 0 or cell._tc is not row.cells[n - 1]._tc]
                out.append(" ".join(cells))
        else:
            out.append(block.text)
    return "\n".join(out)


def _workbook(name: str) -> str:
    book = openpyxl.load_workbook(FOLDER / name, data_only=True)
    try:
        rows = [row for sheet in book for row in sheet.iter_rows(values_only=True) if sheet.sheet_state == "visible"]
    finally:
        book.close()
    return "\n".join(" ".join(str(value) for value in row if value is not None) for row in rows)
