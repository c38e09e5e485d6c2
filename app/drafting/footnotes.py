"""Real footnotes in a Word file: python-docx has none, so the part is written here, as Word and LibreOffice read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_NAME = PackURI("/word/footnotes.xml")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_FOLLOWING = (
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "mathPr",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
)
TEXT_STYLE = "FootnoteText"
REFERENCE_STYLE = "FootnoteReference"


def reference(number: int, style: str = REFERENCE_STYLE) -> str:
    """Return the run that refers to a footnote, as XML; numbers count from 1 in the order the references stand."""
    look = f'<w:rStyle w:val="{style}"/>' if style else '<w:vertAlign w:val="superscript"/>'
    return f'<w:r><w:rPr>{look}</w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def add_footnotes(document: Any, texts: Sequence[str]) -> None:
    """Write a document's footnotes: number n of the references gets the nth text.

    Args:
        document: a python-docx document; its own footnotes part, if any, is replaced.
        texts: plain text, one a footnote.
    """
    styles = {style.style_id for style in document.styles}
    blob = _xml(texts, TEXT_STYLE in styles, REFERENCE_STYLE in styles).encode("utf-8")
    part = document.part
    for relation in list(part.rels.values()):
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            part.drop_rel(relation.rId)
            part.rels.pop(relation.rId, None)
    part.relate_to(Part(_NAME, _TYPE, blob, part.package), RELATIONSHIP_TYPE.FOOTNOTES)
    _declare(document.settings.element)


def _xml(texts: Sequence[str], styled: bool, referenced: bool) -> str:
    paragraph = f'<w:pPr><w:pStyle w:val="{TEXT_STYLE}"/></w:pPr>' if styled else ""
    look = f'<w:rStyle w:val="{REFERENCE_STYLE}"/>' if referenced else '<w:vertAlign w:val="superscript"/>'
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p>{paragraph}<w:r><w:rPr>{look}</w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(texts, 1)
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {_SPACE}>{_SEPARATORS}{notes}</w:footnotes>'


def _declare(settings: Any) -> None:
    """Name the separators in the settings, where the schema wants them."""
    for old in settings.findall(qn("w:footnotePr")):
        settings.remove(old)
    declared = OxmlElement("w:footnotePr")
    for number in ("-1", "0"):
        one = OxmlElement("w:footnote")
        one.set(qn("w:id"), number)
        declared.append(one)
    later = next((child for child in settings if child.tag in {qn(f"w:{name}") for name in _FOLLOWING}), None)
    if later is None:
        settings.append(declared)
    else:
        later.addprevious(declared)
