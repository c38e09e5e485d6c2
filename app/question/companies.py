"""Whether a company is asked for, and whether a text names one: a service or project in quotation marks is none. Pure."""

from __future__ import annotations

import re

from app.question.kind import plain

_FIRMS = r"leverantör|företag|bolag|firma|konsult|entreprenör|utförare|tillverkare"
_NAME = r"(?-i:[A-ZÅÄÖ][\wåäö&-]+)"
_ASKS = re.compile(
    r"\bvilk(?:en|et) (?:\w+ )?\w*(?:foretag|bolag|leverantor|firma|konsult\w*|entreprenor)s?\b"
    r"|\bvad (?:heter|hette) (?:\w+ )?\w*(?:foretag|bolag|leverantor|firma|konsult|entreprenor|utforar)\w*"
)
#: Its name after the word for it, with the form of a company, or after who sells, runs or does something.
_COMPANY = re.compile(
    rf"\b\w*(?:{_FIRMS})\w*,? (?:(?:är|var|heter|hette|blev|från|med|namnet|kallat|kallad) ){{0,2}}[”\"]?{_NAME}"
    rf"|{_NAME}(?: {_NAME})* (?-i:AB|HB|KB)\b|{_NAME}(?: {_NAME})* & {_NAME}"
    rf"|\b(?:leverans\w*|avtal\w*|tilldel\w*|drivs|utförs|köps) (?:\w+ )?(?:av|med|till|från) {_NAME}",
    re.IGNORECASE,
)


def asks_company(question: str) -> bool:
    """Tell whether a question asks which company it is."""
    return _ASKS.search(plain(question)) is not None


def names_company(text: str) -> bool:
    """Tell whether a text names a company."""
    return _COMPANY.search(text) is not None
