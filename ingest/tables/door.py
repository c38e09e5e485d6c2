"""The door to tables: those the file marks and those found in its text, read into rows and columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Cell, DocType, Page, Paper, TextOrigin, TextTable
from ingest.tables.columns import deviations_told, named_by_sisters
from ingest.tables.grid_fields import header_rows
from ingest.tables.grid_tables import read_grid
from ingest.tables.lines import regions_beside
from ingest.tables.measures import counted_unit, unit_throughout
from ingest.tables.model import Table
from ingest.tables.periods import YEAR_ALONE
from ingest.tables.text_tables import read_region

_GROUP = 60  # characters of a heading of a group
_GAP = 3  # characters of white space between it and the page's end
#: Papers that tell of many things of many years.
_ANY_YEAR = frozenset({DocType.PROTOKOLL, DocType.PROTOKOLLSUTDRAG, DocType.KALLELSE, DocType.MOTION})


def find_tables(text: str, pages: Sequence[Page] = (), grids: Sequence[TextTable] = ()) -> list[Table]:
    """Return the tables of a text, in order.

    Args:
        text: the clean text of a document.
        pages: where its pages lie; what stands on a page read by OCR makes no table.
        grids: the tables whose cells the file marks; elsewhere tables are looked for in the lines.
    """
    marked = [grid for grid in grids if grid.cells]
    return read_tables(text, sorted([*marked, *regions_beside(text, marked)], key=lambda region: region.start), pages)


def read_tables(text: str, regions: Sequence[TextTable], pages: Sequence[Page] = (), papers: Sequence[Paper] = ()) -> list[Table]:
    """Return the tables that stand in these places of a text.

    Args:
        text: the clean text of a document.
        regions: where tables stand, as `Document.tables` gives them; hidden ones give nothing.
        pages: where the pages lie; what stands on a page read by OCR makes no table.
        papers: for the year that months are of.
    """
    unsure = [page for page in pages if page.origin is not TextOrigin.TEXT]
    tables: list[Table] = []
    regions = _whole(text, regions, [page.start for page in pages[1:]])
    for region in regions:
        if region.hidden or any(page.start < region.end and region.start < page.end for page in unsure):
            continue
        year = next((sure_year(paper) for paper in papers if paper.start <= region.start < paper.end), None)
        found = read_grid(text, region, year) if region.cells else read_region(text, region, year)
        tables += [replace(table, caption=table.caption or region.caption) for table in found]
    told = _with_units(deviations_told(named_by_sisters(tables)), regions)
    unit = unit_throughout(text)
    return [replace(table, unit=unit) if unit and not _says_unit(table) else table for table in told]


def _says_unit(table: Table) -> bool:
    """Tell whether a table states what its numbers are: by itself, by a column, or by a row that counts something."""
    return bool(table.unit) or any(c.unit for c in table.columns) or any(counted_unit(row.label) for row in table.rows)


def _whole(text: str, regions: Sequence[TextTable], breaks: Sequence[int]) -> list[TextTable]:
    """Return the tables, one that a page break parts as one: the rest has as many columns, no new header, and nothing before it.

    Args:
        breaks: where pages begin, the first left out.
    """
    whole: list[TextTable] = []
    for region in regions:
        above = whole[-1] if whole else None
        parted = above is not None and any(above.end <= one <= region.start for one in breaks)
        if above is not None and parted and _goes_on(text, above, region, breaks):
            rows = max(cell.row + cell.row_span for cell in above.cells)
            heading = _between(text, above, region)
            group = (Cell(rows, min(cell.column for cell in above.cells), *heading),) if heading else ()
            moved = tuple(replace(cell, row=cell.row + rows + len(group)) for cell in region.cells)
            whole[-1] = replace(above, end=region.end, cells=(*above.cells, *group, *moved))
        else:
            whole.append(region)
    return whole


def _goes_on(text: str, above: TextTable, region: TextTable, breaks: Sequence[int]) -> bool:
    if not above.cells or not region.cells or above.hidden or region.hidden:
        return False
    same = _has_header(text, region) and _same_header(text, above, region)
    if _has_header(text, region) and not same:
        return False
    columns = [max(cell.column + cell.column_span for cell in table.cells) for table in (above, region)]
    heading = _between(text, above, region)
    return columns[0] == columns[1] and (heading is None or (same and _heads_group(text, above, heading, breaks)))


def _between(text: str, above: TextTable, region: TextTable) -> tuple[int, int] | None:
    """Return where the words between two tables stand, None where there are none."""
    words = text[above.end : region.start]
    start = above.end + len(words) - len(words.lstrip())
    return (start, start + len(words.strip())) if words.strip() else None


def _heads_group(text: str, above: TextTable, heading: tuple[int, int], breaks: Sequence[int]) -> bool:
    """Tell whether words are the last row of the page above, the heading of a group whose rows follow: a table of such groups."""
    words = text[heading[0] : heading[1]]
    short = len(words) <= _GROUP and "\n" not in words and words[:1].isalpha() and not words.endswith((".", ":", ",", ";"))
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in above.cells:
        rows[cell.row].append(cell)
    first = min(cell.column for cell in above.cells)
    groups = sum(len(held) == 1 and held[0].column == first and not held[0].header for held in rows.values())
    return short and groups > 0 and any(heading[1] <= one <= heading[1] + _GAP for one in breaks)


def _same_header(text: str, above: TextTable, region: TextTable) -> bool:
    """Tell whether two tables begin with the same header: one repeated on the next page."""
    heads = []
    for table in (above, region):
        rows = header_rows(text, table.cells)
        filled = [cell for cell in table.cells if text[cell.start : cell.end].strip()]
        first = min((cell.row for cell in filled), default=0)
        heads.append([(c.row - first, c.column, text[c.start : c.end].split()) for c in filled if c.row in rows])
    return bool(heads[0]) and heads[0] == heads[1]


def _has_header(text: str, region: TextTable) -> bool:
    """Tell whether a table begins with a header of its own: marked so, or words, years or measures over its columns."""
    return any(cell.header for cell in region.cells) or bool(header_rows(text, region.cells))


def sure_year(paper: Paper) -> int | None:
    """Return the one year a paper is about: the only one in its title, or the only one it names; None where it may be another."""
    if paper.metadata.doc_type in _ANY_YEAR:
        return None
    named = {int(year) for year in YEAR_ALONE.findall(paper.metadata.title)}
    years = named or set(paper.metadata.years)
    return years.pop() if len(years) == 1 else None


def _with_units(tables: Sequence[Table], regions: Sequence[TextTable]) -> list[Table]:
    """Return the tables, one without a unit given that of the others in its region under the same heading."""
    told = list(tables)
    for region in regions:
        inside = [at for at, table in enumerate(told) if region.start <= table.start < region.end]
        units = {told[at].unit for at in inside} - {""}
        if len(units) == 1 and "%" not in units:
            unit = units.pop()
            captions = {told[at].caption for at in inside if told[at].unit}
            for at in inside:
                bare = not told[at].unit and told[at].caption in captions and not any(column.unit for column in told[at].columns)
                if bare and _has_money(told[at]):
                    told[at] = replace(told[at], unit=unit)
    return told


def _has_money(table: Table) -> bool:
    return any(column.measure in {"budget", "avvikelse", "utfall"} for column in table.columns) and not any(
        row.unit for row in table.rows
    )
