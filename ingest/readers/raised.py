"""Raised digits as the signs that are raised: "398" with a small 3 above it is "398³", not 3983. Pure."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """Return a text that is set raised with its digits as raised ones; other signs stay."""
    return text.translate(_RAISED)
