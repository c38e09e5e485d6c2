"""Blocks into a web page, with the menu, the cookie box and the footer that a municipality's site has around its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from mill.markup import Block
from mill.tables import Table

HEADS = {"title": "h1", "head": "h2", "part": "h3"}
PAGE = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<title>{title} - Ljungsätra kommun</title>
<meta name="description" content="{title}">
<style>body{{font-family:sans-serif}} .sr{{position:absolute;left:-9999px}} td{{padding:2px 8px}}</style>
<script>window.dataLayer = window.dataLayer || []; function samtycke(){{ document.cookie = "ok=1"; }}</script>
</head>
<body>
<a class="sr" href="#innehall">Hoppa till innehållet</a>
<div role="dialog" class="kakor">
<p>Vi använder kakor för att webbplatsen ska fungera.</p>
<button onclick="samtycke()">Godkänn kakor</button></div>
<header><nav><ul>
<li><a href="/">Start</a></li>
<li><a href="/omsorg">Omsorg och stöd</a></li>
<li><a href="/politik">Kommun och politik</a></li>
</ul></nav></header>
<main id="innehall">
{body}
</main>
<aside><h2>Hjälpte informationen dig?</h2><button>Ja</button> <button>Nej</button></aside>
<footer><p>Ljungsätra kommun, växel 0980-31&nbsp;92&nbsp;00</p><p>Senast uppdaterad: {updated}</p></footer>
</body>
</html>
"""


def write(blocks: Iterable[Block], named: dict[str, Callable[[], Table]], title: str, updated: str) -> bytes:
    """Return an HTML page of the blocks, in UTF-8."""
    body: list[str] = []
    in_list = ""
    for block in blocks:
        kind = {"bullet": "ul", "number": "ol"}.get(block.kind, "")
        if in_list and kind != in_list:
            body.append(f"</{in_list}>")
        if kind and kind != in_list:
            body.append(f"<{kind}>")
        in_list = kind
        body.append(_block(block, named))
    if in_list:
        body.append(f"</{in_list}>")
    return PAGE.format(title=escape(title), body="\n".join(body), updated=updated).encode()


def _text(text: str) -> str:
    shown = escape(text, quote=False).replace("\u00a0", "&nbsp;").replace("\u2009", "&thinsp;")
    return re.sub(r"\^(\d+)\^", r"<sup>\1</sup>", shown).replace("\n", "<br>")


def _block(block: Block, named: dict[str, Callable[[], Table]]) -> str:
    if block.kind in HEADS:
        return f"<{HEADS[block.kind]}>{_text(block.text)}</{HEADS[block.kind]}>"
    if block.kind in ("bullet", "number"):
        return f"<li>{_text(block.text)}</li>"
    if block.kind == "table":
        return _table(named[block.text]())
    return f"<p>{_text(block.text)}</p>"


def _table(kind: Table) -> str:
    """Return a table; merged cells are colspan and rowspan."""
    spanned = {(r0, c0): (r1 - r0 + 1, c1 - c0 + 1) for r0, c0, r1, c1 in kind.spans}
    hidden = {(r, c) for r0, c0, r1, c1 in kind.spans for r in range(r0, r1 + 1) for c in range(c0, c1 + 1) if (r, c) != (r0, c0)}
    out = ["<table>"]
    for r, row in enumerate(kind.rows):
        tag = "th" if r < kind.header else "td"
        cells = []
        for c, text in enumerate(row):
            if (r, c) in hidden:
                continue
            rows, columns = spanned.get((r, c), (1, 1))
            attributes = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
            cells.append(f"<{tag}{attributes}>{_text(text)}</{tag}>")
        out.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*out, "</table>"])
