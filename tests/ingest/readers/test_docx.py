"""Word documents made with python-docx, and with the XML that Word writes and python-docx cannot."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.shared import RGBColor

from ingest.config import Limits
from ingest.errors import NoTextError
from ingest.model import SourceText
from ingest.readers.docx import DocxReader
from ingest.readers.docx_styles import spelled

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(folder: Path, document: Any) -> SourceText:
    path = folder / "a.docx"
    document.save(str(path))
    return DocxReader().read(path, Limits())


def add(document: Any, xml: str) -> None:
    """Add elements at the end of the body, before its section properties."""
    for element in parse_xml(f"<w:body {W}>{xml}</w:body>"):
        document.element.body[-1].addprevious(element)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def test_headings_paragraphs_and_tables_come_in_order(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "Tjänsteskrivelse"
    document.add_heading("Svar på motion", 0)
    document.add_heading("Ärendet", 2)
    document.add_paragraph("Före\ttabellen\nny rad")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Enhet", "Budget", "A", "1\u00a0200"], strict=True):
        cell.text = text
    document.add_paragraph("Efter")
    document.sections[0].header.paragraphs[0].text = "SIDHUVUD"
    document.sections[0].footer.paragraphs[0].text = "SIDFOT"

    found = read(tmp_path, document)

    (page,) = found.pages
    assert page.text == "Svar på motion\n\nÄrendet\n\nFöre\ttabellen\nny rad\n\nEnhet | Budget\nA | 1\u00a0200\n\nEfter"
    assert [(page.text[mark.start : mark.end], mark.level) for mark in page.headings] == [
        ("Svar på motion", 1),
        ("Ärendet", 2),
    ]
    assert (found.title, found.paged, found.warnings) == ("Tjänsteskrivelse", False, ())


def test_an_outline_level_makes_a_heading_also_through_the_style(tmp_path: Path) -> None:
    document = Document()
    style = document.styles.add_style("Rubrik kommun", 1)
    style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="1"/>'))
    derived = document.styles.add_style("Rubrik nämnd", 1)
    derived.base_style = style
    document.add_paragraph("Ärvd", style=derived)
    add(document, paragraph(run("Egen"), '<w:outlineLvl w:val="0"/>') + paragraph(run("Ej"), '<w:outlineLvl w:val="9"/>'))

    assert [mark.level for mark in read(tmp_path, document).pages[0].headings] == [2, 1]


def test_numbering_is_counted_as_word_shows_it(tmp_path: Path) -> None:
    document = Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, start, kind, text in [(0, 1, "decimal", "%1."), (1, 1, "decimal", "%1.%2"), (2, 2, "lowerLetter", "%3)")]
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/>{again}</w:num>'))
    for text, level, number in [
        ("a", 0, 90), ("b", 1, 90), ("c", 1, 90), ("d", 2, 90), ("e", 0, 90), ("f", 1, 90), ("g", 0, 91), ("h", 0, 90)
    ]:  # fmt: skip
        add(document, paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))
    document.add_paragraph("punkt", style="List Bullet")
    add(document, paragraph(run("avstängd"), '<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>'))

    assert read(tmp_path, document).pages[0].text == ("1. a\n1.1 b\n1.2 c\nb) d\n2. e\n2.1 f\n5. g\n3. h\n• punkt\n\navstängd")


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [(4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (28, "lowerLetter", "bb"), (3, "decimalZero", "03"),
     (3, "none", ""), (3, "unknown", "3")],
)  # fmt: skip
def test_number_formats(number: int, kind: str, text: str) -> None:
    assert spelled(number, kind) == text


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    document = Document()
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>gammal </w:delText></w:r></w:del>'
    moved = f"<w:moveFrom>{run('flyttad ')}</w:moveFrom><w:moveTo>{run('hit ')}</w:moveTo>"
    add(document, paragraph(f"{deleted}<w:ins w:id='2' w:author='x'>{run('ny ')}</w:ins>{moved}{run('slut')}"))

    found = read(tmp_path, document)

    assert found.pages[0].text == "ny hit slut"
    assert found.warnings == ("spårade ändringar: tillägg läses, borttagen text utelämnas",)


def test_hidden_and_white_text_is_dropped_and_told(tmp_path: Path) -> None:
    document = Document()
    hidden = run("dold", "<w:vanish/>") + run("synlig ", '<w:vanish w:val="0"/>')
    white = run("vit", '<w:color w:val="FFFFFF"/>') + run("på svart", '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>')
    add(document, paragraph(hidden + white))
    table = document.add_table(1, 2)
    for cell, text in zip(table._cells, ["Vit rubrik", "på färg"], strict=True):
        cell.paragraphs[0].add_run(text).font.color.rgb = RGBColor(255, 255, 255)

    found = read(tmp_path, document)

    assert found.pages[0].text == "synlig på svart\n\nVit rubrik | på färg"
    assert found.warnings == ("dold text utelämnad (7 tecken)",)


def test_merged_cells_nested_tables_and_header_rows(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(3, 3)
    for at, cell in enumerate(table._cells):
        cell.text = str(at)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "2025"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Enhet"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
    inner = table.cell(2, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "x", "y"

    (page,) = read(tmp_path, document).pages

    assert page.text == "Enhet | 2025\n | 4 | 5\n6 | 7 | 8\n\nx | y"
    shown = [(c.row, c.column, c.row_span, c.column_span, c.header) for c in page.grids[0].cells]
    assert shown[:4] == [(0, 0, 2, 1, True), (0, 1, 1, 2, True), (1, 1, 1, 1, False), (1, 2, 1, 1, False)]
    assert len(page.grids) == 2


def test_content_controls_links_fields_and_text_boxes(tmp_path: Path) -> None:
    document = Document()
    control = f"<w:sdt><w:sdtContent>{paragraph(run('i kontroll'))}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('länk ')}</w:hyperlink><w:fldSimple w:instr='PAGE'>{run('fält')}</w:fldSimple>"
    field = "<w:r><w:instrText>SECRET</w:instrText></w:r>"
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing><w:txbxContent>{paragraph(run('i ruta'))}</w:txbxContent></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{paragraph(run('i ruta'))}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    signs = "<w:r><w:t>Vård</w:t><w:noBreakHyphen/><w:t>avgift</w:t></w:r>"
    add(document, control + paragraph(link + field) + paragraph(run("text") + box) + paragraph(signs))

    assert read(tmp_path, document).pages[0].text == "i kontroll\n\nlänk fält\n\ntext\n\ni ruta\n\nVård-avgift"


def test_footnotes_come_last_in_the_order_of_their_references(tmp_path: Path) -> None:
    document = Document()
    notes = "".join(f'<w:footnote w:id="{at}">{paragraph(run(text))}</w:footnote>' for at, text in [(7, "två"), (9, "ett")])
    add(document, paragraph(run("a") + '<w:r><w:footnoteReference w:id="9"/></w:r>' + run("b")))
    add(document, paragraph(run("c") + '<w:r><w:footnoteReference w:id="7"/></w:r>'))
    path = tmp_path / "a.docx"
    document.save(str(path))
    _add_part(path, "footnotes", f"<w:footnotes {W}>{notes}</w:footnotes>")

    assert DocxReader().read(path, Limits()).pages[0].text == "ab\n\nc\n\nFotnot 1: ett\n\nFotnot 2: två"


def test_a_table_of_ten_thousand_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    Document().save(str(path))
    row = f"<w:tr>{''.join(f'<w:tc>{paragraph(run(text))}</w:tc>' for text in ('Enhet', '1 200', '-3'))}</w:tr>"
    _change(path, {"word/document.xml": ("<w:sectPr", f"<w:tbl>{row * 10_000}</w:tbl><w:sectPr")})

    (page,) = DocxReader().read(path, Limits()).pages

    assert page.text.count("\n") == 9_999
    assert len(page.grids[0].cells) == 30_000


def test_a_document_of_pictures_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(NoTextError, match=r"\.pdf"):
        read(tmp_path, Document())


def test_page_headers_are_no_text_but_say_whose_the_paper_is(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Biblioteken får nya tider.")
    document.sections[0].header.paragraphs[0].text = "TUNADALS KOMMUN"
    document.sections[0].footer.add_table(1, 1, 1000).cell(0, 0).text = "Stadshuset"
    told = read(tmp_path, document)
    assert told.heads.split("\n") == ["TUNADALS KOMMUN", "Stadshuset"]
    assert "TUNADAL" not in told.pages[0].text


def _add_part(path: Path, name: str, xml: str) -> None:
    """Add a part to a saved document, as Word does for notes."""
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
    override = f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/></Types>'
    link = f'<Relationship Id="rIdN" Type="{relation}" Target="{name}.xml"/></Relationships>'
    _change(
        path,
        {"[Content_Types].xml": ("</Types>", override), "word/_rels/document.xml.rels": ("</Relationships>", link)},
        {f"word/{name}.xml": xml},
    )


def _change(path: Path, changes: dict[str, tuple[str, str]], added: dict[str, str] | None = None) -> None:
    """Replace text in the parts of a saved document, and add parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in changes.items():
        assert old.encode() in parts[name]
        parts[name] = parts[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **{name: text.encode() for name, text in (added or {}).items()}}.items():
            archive.writestr(name, content)
