"""Makes the Word files of the templates anew: `python -m app.drafting.make_templates [FOLDER]`.

A municipality that wants another look opens the file in Word and changes styles, header and footer; the marks in braces stay.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from app.drafting.layout import FOLDER

_WIDTHS = (1.2, 5.8, 9.0)  # centimetres of the columns of the table of sources
NOTE = "Anmärkning"  # the style of what the secretary is to fill in or check


@dataclass(frozen=True, slots=True)
class Look:
    """How a template looks."""

    name: str
    office: str
    font: str
    colour: str
    size: float


LOOKS = (
    Look("ale", "Tjänsteskrivelse", "Arial", "1F3864", 10.5),
    Look("alingsas", "Tjänsteskrivelse", "Calibri", "1E5631", 11),
    Look("generic", "Tjänsteskrivelse", "Calibri", "222222", 11),
)


def make(look: Look, folder: Path) -> Path:
    """Write a template's Word file, and return its path."""
    document = Document()
    _styles(document, look)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
    _header(section, look)
    _footer(section)
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{% if diary_number %}Diarienummer {{ diary_number }}. {% endif %}"
                           "{% if decide_by %}Bör avgöras senast {{ decide_by }}.{% endif %}")  # fmt: skip
    document.add_paragraph("{{ mark_text }}", style=NOTE)
    _body(document)
    _sources(document)
    path = folder / f"{look.name}.docx"
    document.save(str(path))
    return path


def _styles(document: Any, look: Look) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, look.font, look.size)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    colour = RGBColor.from_string(look.colour)
    for name, size, before in (("Title", 18, 0), ("Heading 1", 13, 14), ("Heading 2", 11, 8)):
        style = styles[name]
        _font(style, look.font, size)
        style.font.bold = True
        style.font.color.rgb = colour
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    border = styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)
    for name in ("List Bullet", "List Number"):
        _font(styles[name], look.font, look.size)
    note = styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = normal
    note.font.italic = True
    note.font.color.rgb = RGBColor(0x5A, 0x3A, 0x00)
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = normal
    text.font.size = Pt(8.5)
    text.paragraph_format.space_after = Pt(2)
    text.paragraph_format.line_spacing = 1.0
    text.element.set(qn("w:styleId"), "FootnoteText")
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    language = styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "sv-SE")


def _font(style: Any, name: str, size: float) -> None:
    style.font.name = name
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), name)


def _header(section: Any, look: Look) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.text = f"{{{{ municipality }}}} · {look.office}\t\t{{{{ mark }}}}"
    paragraph.runs[0].font.size = Pt(9)


def _footer(section: Any) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(9)
        if kind:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
        else:
            field = OxmlElement("w:instrText")
            field.text = text
        run._r.append(field)


def _body(document: Any) -> None:
    document.add_paragraph("{%p for section in sections %}")
    document.add_paragraph("{{ section.heading }}", style="Heading 1")
    document.add_paragraph("{%p for paragraph in section.paragraphs %}")
    forms = (("subheading", "Heading 2"), ("bullet", "List Bullet"), ("numbered", "List Number"), ("note", NOTE))
    for at, (form, style) in enumerate(forms):
        document.add_paragraph(f"{{%p {'el' if at else ''}if paragraph.form == '{form}' %}}")
        document.add_paragraph("{{r paragraph.text }}", style=style)
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{r paragraph.text }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")


def _sources(document: Any) -> None:
    document.add_paragraph("Källor", style="Heading 1")
    table = document.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, ("Nr", "Källa", "Ord i källan"), strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].font.bold = True
    heads = table.rows[0]._tr.get_or_add_trPr()
    heads.append(OxmlElement("w:tblHeader"))
    table.rows[1].cells[0].text = "{%tr for source in sources %}"
    for cell, text in zip(table.rows[2].cells, ("{{ source.number }}", "{{ source.place }}", "”{{ source.quote }}”"), strict=True):
        cell.text = text
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size = Pt(9)


def main() -> None:
    """Write all Word files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for look in LOOKS:
        sys.stdout.write(f"{make(look, folder)}\n")


if __name__ == "__main__":
    main()
