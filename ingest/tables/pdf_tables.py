"""Tables of a PDF page: cells drawn by lines or by a shade behind each, else numbers that stand under one another.

Positions come from pdfium itself: paths in a few milliseconds a page, characters in a few more, and only on pages whose text
looks like a table. What is found is a `Grid` over the page's text, so that the rest of the way is that of any marked table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from ingest.model import Grid
from ingest.tables.grid_fields import header_rows
from ingest.tables.lines import regions_beside
from ingest.tables.pdf_aligned import aligned_grids
from ingest.tables.pdf_cells import NEAR, Edges, cells_of, clusters
from ingest.tables.pdf_words import Character, characters_of

_THIN = 3.1  # points: a path thinner is a line; pdfium gives a line of 1 point as 2, one of 1.5 as 3
_INSET = 7  # points: a shade behind words is at most this much narrower, on each side, than its cell
_LEAST_EDGE = 4.0  # points: a shorter edge belongs to a letter or a bullet
_MOST_PAGE = 0.6  # of the page: a larger shape is a background
_MOST_PATHS = 6000  # a drawing has more; a table of a full page under 2,000
_LEAST_ROWS = 2
_NUMBERS = re.compile(r"(?m)^(?:.*?\s)?[-\u2212\u2013]?\d[\d \u00a0.,%*]*\s*$")
_SEVERAL = re.compile(r"(?m)\d[\d,.%*]*(?:[ \u00a0]+[-\u2212\u2013]?\d[\d,.%*]*){2,}\s*$")
_TABULAR_LINES = 3  # lines that end in a number, for a page to be looked at
_CAPTION = 90  # characters of a line above a table that may be its caption


def looks_tabular(text: str) -> bool:
    """Tell whether a page's text may hold a table of numbers: enough lines that end in one."""
    return _SEVERAL.search(text) is not None or sum(1 for _ in _NUMBERS.finditer(text)) >= _TABULAR_LINES


def page_grids(page: Any, layer: Any, text: str) -> tuple[Grid, ...]:
    """Return the tables drawn on a page, in the order of their text.

    Args:
        page: pypdfium2's PdfPage.
        layer: its PdfTextPage.
        text: the page's text as the reader gives it: pdfium's, with other line ends and some characters replaced.
    """
    if not looks_tabular(text):
        return ()
    width, height = page.get_size()
    edges = _edges(page, width * height)
    bands = _bands(edges)
    characters = characters_of(layer, text)
    found = [grid for band in bands if (grid := _drawn(band, characters, text, height)) is not None]
    drawn = _apart(found)
    regions = regions_beside(text, drawn)
    bare = [
        grid if grid.caption or any(grid.start == r.start for r in regions) else replace(grid, caption=_caption(text, grid.start))
        for grid in aligned_grids(text, characters, regions, height)
    ]
    grids = [*drawn, *bare]
    return tuple(sorted((_with_header(grid, text) for grid in grids), key=lambda grid: grid.start))


def _drawn(band: Edges, characters: Sequence[Character], text: str, height: float) -> Grid | None:
    cells = cells_of(band, characters, text, height)
    if not cells:
        return None
    start, end = min(c.start for c in cells), max(c.end for c in cells)
    return Grid(start, end, tuple(cells), _caption(text, start))


def _with_header(grid: Grid, text: str) -> Grid:
    head = header_rows(text, grid.cells)
    return replace(grid, cells=tuple(replace(cell, header=True) if cell.row in head else cell for cell in grid.cells))


def _edges(page: Any, area: float) -> Edges:
    upright: list[tuple[float, float, float]] = []
    level: list[tuple[float, float, float]] = []
    shapes: list[tuple[float, float, float, float]] = []
    for count, path in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > _MOST_PATHS:
            return Edges((), ())
        left, bottom, right, top = path.get_bounds()
        wide, high = right - left, top - bottom
        if wide * high > _MOST_PAGE * area:
            continue
        if wide < _THIN and high >= _LEAST_EDGE:
            upright.append(((left + right) / 2, bottom, top))
        elif high < _THIN and wide >= _LEAST_EDGE:
            level.append(((bottom + top) / 2, left, right))
        elif wide >= _LEAST_EDGE and high >= _LEAST_EDGE:
            shapes.append((left, bottom, right, top))
    for left, bottom, right, top in _outermost(shapes):
        upright += [(left, bottom, top), (right, bottom, top)]
        level += [(bottom, left, right), (top, left, right)]
    return Edges(tuple(upright), tuple(level))


def _outermost(shapes: Sequence[tuple[float, float, float, float]]) -> Iterator[tuple[float, float, float, float]]:
    """Yield the shapes that are not the shade of one line of text within a cell: a little narrower than one that holds it."""
    by_left: dict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
    for shape in shapes:
        by_left[round(shape[0])].append(shape)
    for shape in shapes:
        left, bottom, right, top = shape
        near = (other for at in range(round(left) - _INSET, round(left) + 1) for other in by_left.get(at, ()))
        if not any(
            other != shape
            and other[2] - right <= _INSET
            and other[0] <= left
            and other[1] <= bottom
            and other[2] >= right
            and other[3] >= top
            for other in near
        ):
            yield shape


def _bands(edges: Edges) -> list[Edges]:
    """Return the edges of each table: those whose upright edges follow on one another down the page."""
    bands: list[list[float]] = []
    for _, bottom, top in sorted(edges.upright, key=lambda edge: edge[1]):
        if bands and bottom <= bands[-1][1] + NEAR:
            bands[-1][1] = max(bands[-1][1], top)
        else:
            bands.append([bottom, top])
    found = []
    for bottom, top in bands:
        upright = tuple(e for e in edges.upright if bottom - NEAR <= e[1] and e[2] <= top + NEAR)
        level = tuple(e for e in edges.level if bottom - NEAR <= e[0] <= top + NEAR)
        if len(clusters([e[0] for e in upright])) > 2 and len(clusters([e[0] for e in level])) > _LEAST_ROWS:
            found.append(Edges(upright, level))
    return found


def _caption(text: str, start: int) -> str:
    """Return the line above a table where it is short and no sentence, or ""."""
    above = [line.strip() for line in text[:start].split("\n") if line.strip()]
    if not above or len(above[-1]) > _CAPTION or above[-1].endswith((".", ",", ";")):
        return ""
    return above[-1].rstrip(":")


def _apart(grids: Sequence[Grid]) -> list[Grid]:
    """Return the grids without those whose text runs into another's: the drawing does not part them."""
    return [
        grid
        for at, grid in enumerate(grids)
        if not any(i != at and other.start < grid.end and grid.start < other.end for i, other in enumerate(grids))
    ]
