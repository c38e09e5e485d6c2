"""Footnotes at the foot of a page that cut a sentence in two: where they stand, and where they may stand instead. Pure."""

from __future__ import annotations

import re

_NOTE = re.compile(r"(?P<number>\d{1,2})[ \t]+\S")
_ENDED = re.compile(r"[.:!?…][\"”)\]]?\d{0,2}$")  # a mark may stand after the sentence's end
_GOES_ON = re.compile(r"[a-zåäöé]")
_MOST_LINES = 30  # of a page's footnotes
_MOST_PARAGRAPH = 2500  # characters of the paragraph that is cut in two


def footnotes_within(page: str, after: str) -> tuple[int, int, int] | None:
    """Return where the footnotes of a page begin and end, and where the paragraph begins that they cut in two; or None.

    A page whose last paragraph ends without an end, over lines that begin with the numbers of marks on the page, before a page
    that goes on in small letters: "Det med anledning" / "1 Lagen om ..." / "av att avtalet ...".

    Args:
        page: the text of a page, without its header and footer.
        after: the text of the next page, likewise.
    """
    if not _GOES_ON.match(after.lstrip()):
        return None
    start = _notes_start(page)
    body = page[:start].rstrip() if start is not None else ""
    if start is None or not body or _ENDED.search(body):
        return None
    paragraph = body.rfind("\n\n") + 2 if "\n\n" in body else 0
    if len(body) - paragraph > _MOST_PARAGRAPH:
        return None
    return start, len(page.rstrip()), paragraph


def _notes_start(page: str) -> int | None:
    """Return where the footnotes at the end of a page begin: lines that begin with numbers one after the other; or None."""
    lines = page.rstrip().split("\n")
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    found, number = None, None
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _MOST_LINES), -1):
        note = _NOTE.match(lines[at])
        if note is None or (number is not None and int(note["number"]) != number - 1):
            continue
        if not _marked(page[: starts[at]], note["number"]):
            break
        found, number = starts[at], int(note["number"])
    return found


def _marked(body: str, number: str) -> bool:
    """Tell whether a text has a footnote's mark: its number glued to a word or to what closes one."""
    return re.search(rf"[^\W\d_][)\].,”\"]?{number}(?!\d)", body) is not None
