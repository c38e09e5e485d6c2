"""Raised digits told from others while tables are read: "398" with a small 3 above it is 398 with a footnote, not 3983. Pure.

A reader writes them as signs of their own, of Unicode's private use; the text that is kept, quoted and searched has plain
digits in their places, as every other extractor prints them.
"""

from __future__ import annotations

_FIRST = 0xE900
_RAISED = str.maketrans({str(digit): chr(_FIRST + digit) for digit in range(10)})
_PLAIN = str.maketrans({chr(_FIRST + digit): str(digit) for digit in range(10)})
#: For a class of a regular expression: digits that are raised, by a reader or in the file's own text.
RAISED_DIGITS = "\ue900-\ue909\u00b9\u00b2\u00b3\u2070\u2074-\u2079"


def raised(text: str) -> str:
    """Return a text that is set raised with its digits as raised ones; other signs stay."""
    return text.translate(_RAISED)


def plain(text: str) -> str:
    """Return a text with the digits that a reader marked as raised as plain ones; its length stays."""
    return text.translate(_PLAIN)
