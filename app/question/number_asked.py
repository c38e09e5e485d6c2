"""Whether a question may be answered by a cell of a table: by its kind, its words, or as what a row is called and a year. Pure."""

from __future__ import annotations

import re

from app.model import Question, QuestionKind
from app.question.forecast_asked import occasions_asked
from app.question.phrases import is_verb

_OPEN_KINDS = (QuestionKind.FACT, QuestionKind.YES_NO, QuestionKind.LIST)
_GATE = re.compile(
    r"\b(?:dyrare|billigare|bäst|sämst|mest|minst|flest|högst|lägst|störst|dyrast|billigast)\b|\bstämmer\b.*\b(?:siffr|antal|belopp)|"
    r"\bpris(?:et)?\b|\bintäkt|\butgift|\bdrog\b.*\bin\b|\btaxa|\bavgift|\bbudget|\bresultat|\butfall|\bunderskott|\böverskott|\bkosta"
    r"|\bgick (?:med )?(?:förlust|vinst)\b"
    r"|\bbetalar?\b|\w*kostnad|\bindex\b|^vad (?:låg|ligger|hamnade|landade|uppgick|slutade|blir|blev|får)\b|\bnetto\b|\bback\b|"
    r"\bplus\b|\bminus\b|"
    r"\bhur (?:var|är|såg|ser|gick|går)\b|\bvad (?:var|är) målet\b|\b(?:räknat|tänkt) (?:med )?att (?:lägga|få in|betala)\b|"
    r"\bök(?:ade|at|ar)\b|\bminsk(?:ade|at|ar)\b|\bhöj(?:ts|des)\b|\bsänk(?:ts|tes)\b"
)
_OF_A_YEAR = re.compile(  # asks what something was, in a year
    r"^vad (?:var|är|blev|löd)\b|^vilk(?:en|et|a) [^\W\d_]+ (?:hade|har|var|fick|får|är|blev)\b"
    r"|\b(?:bokslut|målvärde|prognos)(?:et|en)?\b"
    r"|^vilke[nt] (?:[^\W\d_]+ )?(?:\w*avvikelse|mål(?:värde|tal)?|summa|belopp|\w*ersättning)\b|^vad gick\b.*\bpå\b"
    r"|^vad f(?:ick|år) .*\bi \w*(?:bidrag|stöd|ersättning)\b|^vad räknar\b.*\bmed att få in\b"
    r"|^vad (?:har |hade )?(?:[^\W\d_]+ ){0,3}?(?:lades?|lagts?|(?:spendera|investera|satsa)(?:des?|ts?))\b"
)
_ASKS_WHAT = re.compile(r"^(?:vad|vilken|vilket|hur (?:stor|stort|mycket|hög|högt|låg|lågt|många))\b")
_IS_A_RATE = re.compile(
    r"^(?:vad|vilken|vilket) (?:är|var|blev|blir|har|hade)\b.*\b(?:skattesats|utdebitering|skattekraft|soliditet|meritvärde"
    r"|frisktal|medelålder|folkmängd|invånarantal|sjukfrånvaro|personalomsättning)(?:en|et)?\b"
)
_GOALS = re.compile(r"vilka (?:\w+ ){0,2}?(?:mål|målen|uppdrag|uppdragen)\b(?! för)")  # what is to be reached, and no measure of it
_TO_PAY = re.compile(r"^vad (?:ska|får|måste)\b.*\bbetala\b")  # asks for a price, however it is to be paid
_BEST_TIME = re.compile(  # the year or month is told by a row of them
    r"\bvilke[nt] (?:år|månad)\b.*\b(?:flest|färst|mest|minst|högst|lägst|störst|bäst|sämst|dyrast|billigast)\w*\b"
)
_MOST_WORDS = 12  # of what a row is called, asked for without a verb
_ASKS = re.compile(r"vad|vem|vems|vilk(?:en|et|a)|hur|när|var|varför|vart|finns|är")


def asks_for_number(question: Question) -> bool:
    """Tell whether a question may be answered by a cell of a table."""
    if question.kind in (QuestionKind.NUMBER, QuestionKind.COMPARISON) or question.key_figures:
        return True
    folded = question.standalone.casefold()
    if question.kind is QuestionKind.ROUTINE and _TO_PAY.search(folded):
        return True
    if question.kind is QuestionKind.WHEN and _BEST_TIME.search(folded):
        return True
    if question.kind not in _OPEN_KINDS:
        return False
    if _GOALS.match(folded) is not None:
        return False
    of_a_year = bool(question.years) and _OF_A_YEAR.search(folded) is not None
    return of_a_year or _GATE.search(folded) is not None or _names_a_number(question) or _asks_for_one(folded)


def _asks_for_one(folded: str) -> bool:
    """Tell whether a question asks what something is that is always a number: a rate, a forecast made at a time that it names."""
    return _IS_A_RATE.search(folded) is not None or (_ASKS_WHAT.search(folded) is not None and bool(occasions_asked(folded)))


def _names_a_number(question: Question) -> bool:
    """Tell whether a question is no sentence, but what a row is called and a year: "Kommunbidrag 2022"."""
    words = re.findall(r"[^\W_]+", question.standalone.casefold())
    return bool(question.years) and len(words) <= _MOST_WORDS and not any(_ASKS.fullmatch(one) or is_verb(one) for one in words)
