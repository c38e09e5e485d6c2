"""The words of a question that say in which paper it is told ("enligt kvalitetsberättelsen"): no part of what is asked. Pure."""

from __future__ import annotations

import re

_KIND = (
    r"(?:redovisning|berättelse|bokslut|rapport|delår|protokoll|flerårsplan|skrivelse|ärende|uppföljning|handling|riktlinje|rutin|policy"
    r"|dokument|underlag|sammanställning|tabell|utredning|granskning|enkät|undersökning|plan|svar|yttrande|prognos)"
)
_ACCORDING_TO = re.compile(
    rf"\benligt (?:(?:den|det|de|en|ett|sin|sitt|deras|kommunens|nämndens|förvaltningens|stadens|[^\W\d_]+s) )?"
    rf"(?P<paper>[^\W\d_]*{_KIND}[^\W\d_]*)",
    re.IGNORECASE,
)
#: Papers that many things are told in, and few are about.
_TOLD_IN = re.compile(
    r"(?:\b(?:i|ur|från)|,|\() (?:(?:den|det|[^\W\d_]+s) )?"
    r"(?P<paper>(?:årsredovisning|[^\W\d_]*berättelse|(?:års|del[åa]rs)?bokslut|del[åa]rsrapport|del[åa]r|tertialrapport|flerårsplan"
    r"|protokoll)(?:en|et|ens|ets)?)\b",
    re.IGNORECASE,
)


def papers_named(text: str) -> frozenset[str]:
    """Return the words that name the paper something is told in, in lower case.

    Args:
        text: a question.
    """
    return frozenset(match["paper"].casefold() for pattern in (_ACCORDING_TO, _TOLD_IN) for match in pattern.finditer(text))
