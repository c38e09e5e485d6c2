"""Whether a company or a thing with a name of its own is asked for, and whether a text names it. Pure."""

from __future__ import annotations

import re

from app.question.kind import plain
from ingest.profile import municipalities

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
    rf"|\banlita\w* (?:(?:t ?\.? ?ex\.?|bland annat|bl ?\.? ?a\.?) )?{_NAME}|{_NAME} som (?:ny(?:a|tt)? )?\w*(?:{_FIRMS})"
    rf"|\b(?:leverans\w*|avtal\w*|tilldel\w*|drivs|utförs|köps) (?:(?:\w+ )?(?:av|med|till|från) )?{_NAME}"
    rf"|{_NAME} från {_NAME}",
    re.IGNORECASE,
)
#: "Vad heter webbutbildningen ...?": the word for what has a name, without its definite ending.
_HAS_NAME = re.compile(
    r"\b(?:vad (?:heter|hette|kallas)|namnet på) (?:(?:den|det|de|nya|nytt|ny|[^\W\d_]+s) ){0,3}?"
    r"(?P<thing>[^\W\d_]{5,}?)(?:en|et|n|t)?\b"
)
#: "I vilket system hittar jag mallen?": it may be told by its name alone, after what says where: "återfinns i Ekoporten".
_ASKS_TOOL = re.compile(
    r"\bvilke[nt] (?:\w+ )?\w*(?:system|program|verktyg|app|applikation|plattform|databas|register)(?:et|en)?\b"
)
_IN_ONE = re.compile(r"(?<=[^\W\d_.:] )(?:i|via|genom|med) (?P<name>[A-ZÅÄÖ][\w&-]+)(?! kommun| stad)")


def asks_company(question: str) -> bool:
    """Tell whether a question asks which company it is."""
    return _ASKS.search(plain(question)) is not None


def names_company(text: str) -> bool:
    """Tell whether a text names a company: a service or project in quotation marks is none."""
    return _COMPANY.search(text) is not None


def names_thing(question: str, text: str) -> bool:
    """Tell whether a text names what a question asks the name of: by a capital letter or a quote right after the word for it."""
    asked = _HAS_NAME.search(question.casefold())
    if asked is None:
        return _ASKS_TOOL.search(question.casefold()) is not None and _in_one_by_name(question, text)
    called = rf"\b\w*{re.escape(asked['thing'])}\w*,? (?:(?:heter|kallas|kallad|med namnet) )?(?:[”\"]|{_NAME})"
    return re.search(called, text, re.IGNORECASE) is not None


def _in_one_by_name(question: str, text: str) -> bool:
    """Tell whether a text says in what something is by a name that the question does not say, and that is no municipality's."""
    named = {name.casefold().removesuffix("s") for name in _IN_ONE.findall(" ".join(text.split()))}
    return any(name not in question.casefold() and name not in _PLACES for name in named)


_PLACES = frozenset(name.casefold().removesuffix("s") for name in municipalities())
