"""Web pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.config import Limits
from ingest.errors import NoTextError
from ingest.model import SourcePage, SourceText
from ingest.readers.html import HtmlReader


def read(folder: Path, html: str | bytes) -> SourceText:
    path = folder / "sida.html"
    path.write_bytes(html.encode() if isinstance(html, str) else html)
    return HtmlReader().read(path, Limits())


def page(folder: Path, html: str) -> SourcePage:
    return read(folder, f"<html><body>{html}</body></html>").pages[0]


def test_paragraphs_headings_and_lists(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "Löst <b>fet</b> <i>kursiv</i><p>Ett <a href='#'>stycke</a><br>ny   rad</p><h2>Mål <em>2025</em></h2>"
        "<ul><li>ett<li><p>två</p><p>mer</p><ul><li>djup</ul></ul><ol start=3 type=a><li>c<li value=7>g</ol>"
        "<pre>  a\n    b</pre>",
    )

    assert found.text == (
        "Löst fet kursiv\n\nEtt stycke\nny rad\n\nMål 2025\n\n• ett\n• två\n\nmer\n\n• djup\nc. c\ng. g\n\n  a\n    b"
    )
    assert [(found.text[mark.start : mark.end], mark.level) for mark in found.headings] == [("Mål 2025", 2)]


def test_what_is_not_shown_is_dropped(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "<script>x</script><style>y</style><nav>meny</nav><p hidden>a</p><p aria-hidden=true>b</p>"
        "<p style='color:red; DISPLAY : none'>c</p><div role=navigation>d</div><!-- e --><template>f</template>"
        "<header>logga</header><footer>sidfot</footer><p>kvar</p>",
    )

    assert found.text == "kvar"


def test_the_main_content_is_read_and_its_own_header_kept(tmp_path: Path) -> None:
    found = page(tmp_path, "<div>puff</div><main><header><h1>Taxa</h1></header><p>Avgift</p></main><div>mer</div>")

    assert found.text == "Taxa\n\nAvgift"


def test_an_empty_main_is_not_the_content(tmp_path: Path) -> None:
    assert page(tmp_path, "<main></main><p>Allt text står här</p>").text == "Allt text står här"


def test_a_page_header_with_the_title_stays(tmp_path: Path) -> None:
    assert page(tmp_path, "<header><h1>Taxa</h1></header><p>a</p>").text == "Taxa\n\na"


def test_tables_with_spans_caption_and_header_cells(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "<table><caption>Belopp i tkr</caption><thead><tr><th rowspan=2>Enhet</th><td colspan=2>2025</td></tr>"
        "<tr><td>Budget</td><td>Utfall</td></tr></thead><tr><th>A</th><td>1&nbsp;200</td><td> -3 </td></tr></table>",
    )

    assert found.text == "Belopp i tkr\n\nEnhet | 2025\n | Budget | Utfall\nA | 1\u00a0200 | -3"
    (grid,) = found.grids
    assert grid.caption == "Belopp i tkr"
    assert [(cell.row, cell.column, found.text[cell.start : cell.end], cell.header) for cell in grid.cells] == [
        (0, 0, "Enhet", True),
        (0, 1, "2025", True),
        (1, 1, "Budget", True),
        (1, 2, "Utfall", True),
        (2, 0, "A", True),
        (2, 1, "1\u00a0200", False),
        (2, 2, "-3", False),
    ]


def test_nested_tables_keep_their_own_rows(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "<table><tr><td>a</td><td>b<table><tr><td>x</td><td>y</td></tr></table></td></tr><tr><td>c</td><td>d</td></tr></table>",
    )

    assert found.text == "a | b\nc | d\n\nx | y"


@pytest.mark.parametrize(
    "html",
    [
        '<html><head><meta charset="iso-8859-1"></head><body>Åtgärd – äldre</body></html>'.encode("cp1252"),
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">Åtgärd – äldre'.encode("cp1252"),
        "\ufeff<html>Åtgärd – äldre".encode("utf-16"),
        "<html>Åtgärd – äldre".encode(),
        "<html>Åtgärd – äldre".encode("cp1252"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, html: bytes) -> None:
    assert read(tmp_path, html).pages[0].text == "Åtgärd – äldre"


def test_the_title(tmp_path: Path) -> None:
    assert read(tmp_path, "<title> Taxa\n 2025</title><p>a").title == "Taxa 2025"


def test_a_page_without_text(tmp_path: Path) -> None:
    with pytest.raises(NoTextError):
        read(tmp_path, "<html><body><script>app()</script><img src=a.png></body></html>")


@pytest.mark.parametrize("tag", ["div", "ul><li", "table><tr><td", "span"])
def test_nesting_without_end_is_read(tmp_path: Path, tag: str) -> None:
    assert "djupt" in page(tmp_path, f"<p>först</p>{f'<{tag}>' * 3000}djupt").text


def test_a_span_beyond_reason_costs_nothing(tmp_path: Path) -> None:
    found = page(tmp_path, "<table><tr><td colspan=99999999 rowspan=0>a</td><td>b</td></tr></table>")

    assert found.grids[0].cells[0].column_span < 1000
    assert found.grids[0].cells[0].row_span == 1
