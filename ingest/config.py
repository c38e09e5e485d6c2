"""The limits on what one file may cost: size, pages, memory and time. Every limit is a setting."""

from __future__ import annotations

from dataclasses import dataclass

KB = 1024
MB = 1024 * KB
GB = 1024 * MB


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost before it is skipped, with a reason that names the limit.

    Sizes in bytes, times in seconds. A limit counts as kept when the value is equal to it.
    """

    max_file_bytes: int = 200 * MB  # a year's meeting papers with maps and scans stay under 150 MB
    max_text_bytes: int = 50 * MB  # 50 MB of plain text is 25,000 pages: a log or an export, not a paper
    max_pages: int = 1500  # the thickest package of meeting papers seen has 1,100 pages
    max_parts: int = 10_000  # files inside a .docx or .xlsx; a paper with 500 pictures has some 600
    max_unpacked_bytes: int = 400 * MB  # twice the largest file: its text packs, its pictures do not
    max_part_bytes: int = 100 * MB  # one XML part: parsed it takes five to ten times that in memory
    max_ratio: float = 200.0  # unpacked to packed; a table of 10,000 equal rows reaches 100, a bomb 1,000
    max_cells: int = 500_000  # of a workbook or a CSV file; a ledger of more is a database
    max_ocr_pages: int = 200  # some twenty minutes of tesseract on one core
    seconds_per_file: float = 300.0  # without OCR; 1,500 pages of text take 10 s
    seconds_per_page: float = 20.0  # a page of text takes 5 ms, the worst vector maps some seconds
    ocr_seconds_per_page: float = 60.0  # an A4 page takes 4–8 s on one core, a full A3 drawing 30 s
    worker_memory_bytes: int = 2 * GB  # address space of the reading process; most files need under 300 MB
    worker_start_seconds: float = 60.0  # starting the reading process takes 0.2 s on an idle machine
