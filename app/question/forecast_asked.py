"""When the forecast was made that a question asks for: "oktoberprognosen", "prognosen i augusti", "prognosen vid T2". Pure."""

from __future__ import annotations

import re

from ingest.tables.forecasts import occasion
from ingest.tables.periods import MONTHS

_MONTH = "|".join(sorted((name for names in MONTHS.values() for name in names), key=len, reverse=True))
_PART = (
    r"t\s?[1-3]|tertial(?:et)?\s?[1-3]|(?:första|andra|tredje)\s+tertialet|(?:kvartal|kv|q)\.?\s?[1-4]"
    r"|(?:första|andra|tredje|fjärde)\s+kvartalet|delår(?:et|srapporten|sbokslutet)?(?:\s+[1-3])?"
)
_WHEN = rf"(?:(?:den|sista|slutet\s+av)\s+)*(?:\d+\s+)?(?P<when>{_MONTH}|{_PART})(?![^\W_])"
_FORESAW = r"(?:prognos\w*|trodde|räknade|väntade|spådde|bedömde)"
#: The words of a question that say when a forecast was made.
_SAID = (
    re.compile(rf"\b(?:(?:{_MONTH})s?-?(?:helårs|års)?prognos\w*|(?:delårs|tertial)prognos\w*(?:\s+[1-3])?|t[1-3]-?prognos\w*)"),
    re.compile(rf"\bprognos\w*\s+(?:(?P<when>{_MONTH}|{_PART})|(?:nr\.?\s*)?[1-4](?![\d/:]|\s*%))(?![^\W_])"),
    re.compile(
        rf"\w*prognos\w*(?:\s+för(?:\s+[\w-]+){{1,6}}?)?(?:\s+20\d\d)?\s+(?:(?:som\s+)?(?:gjordes|gjord)\s+)?(?:i|per|från|efter|vid)\s+{_WHEN}"
    ),
    re.compile(rf"\b(?:i|per|efter|vid)\s+{_WHEN}[^.?]*?\b{_FORESAW}"),
    re.compile(rf"\b{_FORESAW}\b(?:\s+[\w-]+){{0,6}}?\s+(?:i|per|efter|vid)\s+{_WHEN}"),
    re.compile(
        r"\b(?:(?:första|andra|tredje|fjärde|föregående|förra|tidigare)\s+(?:helårs)?prognos\w*|[1-4]\s?:?[ae]\s+prognos\w*)"
    ),
)


def occasions_asked(text: str) -> tuple[str, ...]:
    """Return when the forecasts were made that a question asks for ("oktober", "tertial 2", "föregående"), in order.

    Args:
        text: the question.
    """
    return tuple(dict.fromkeys(occasion(said) for said in _said(text)))


def words_of_occasions(text: str) -> frozenset[str]:
    """Return the words of a question that say when a forecast was made, in lower case: they name no row."""
    return frozenset(word for said in _said(text) for word in re.findall(r"[^\W_]+", said))


def _said(text: str) -> list[str]:
    """Return the phrases of a question that say when a forecast was made, in its order."""
    folded = " ".join(text.casefold().split())
    matches = sorted((match for pattern in _SAID for match in pattern.finditer(folded)), key=lambda match: match.start())
    told = [match.groupdict().get("when") or match.group() for match in matches]
    return [said for said in told if occasion(said)]
