"""What form the answer to a question must have: an amount, a share, a day, a span of time, a name, a reason. Pure.

The kind of a question (`app.model.QuestionKind`) says which way it is answered; the form says what must stand in a
sentence for it to be an answer at all: "Hur länge ...?" is not answered by a sentence without a time in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from app.model import Question, QuestionKind
from app.question.companies import asks_company, names_company, names_thing
from app.question.contacts import ASKS_CONTACT, gives_contact
from app.question.counting import AGE, DIARY, NUMBER_WORDS, REFERRING, counted_word, counts
from app.question.kind import ASKS_REASON, folded, plain
from app.question.patterns import QUESTIONS
from app.question.spans import MONTH, SPAN, SPAN_WORDS, tells_span
from ingest.profile import municipalities
from ingest.tables.measures import MONEY_WORD
from ingest.tables.periods import MONTH_NAMES
from vectorstore.coverage import Asked

_WEEKDAYS = "måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag"
_OFFICE = (
    r"chef|direktör|ansvar|nämnd|styrelse|fullmäktige|utskott|handläggare|samordnare|sekreterare|revisor|ordförande|ledamot"
    r"|ledare|pedagog|sköterska|assistent|controller|jurist|ombud|kontakt|rektor|förvaltning|enhet|kontor|personal|medarbetare"
    r"|utredare|leverantör|bolag"
)
_NAMED = (
    r"(?:leverantör|företag|bolag|firma|konsult|konsultbolag|entreprenör|utförare|tillverkare|system|verksamhetssystem|program|app"
    r"|applikation|plattform|verktyg|tjänst(?=en\b|\b)|projekt)\w*"
)
_HOW_MUCH = re.compile(
    r"\bhur (?:manga|mycket|mkt|stor|hog|lag|lang)|\bprocent|\bandel|\bkronor\b|\bbudget|\butfall|\bkosta|\bdyrare|\bbilligare"
)
_AMOUNT = r"\bhur (?:mycket|mkt|stor[at]?|hog[at]?|lag[at]?|manga (?:\w+ )?(?:kronor|kr|mkr|tkr|miljoner|miljarder|tusen\w*))\b"
PERSON = r"\b[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)? [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?\b"
_CAPITAL = r"(?-i:[A-ZÅÄÖ][\wåäö&-]+)"


class AnswerForm(StrEnum):
    """What must stand in a sentence for it to be an answer."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    SPAN = "span"
    DAY = "day"
    DEADLINE = "deadline"
    CLOCK = "clock"
    OFTEN = "often"
    LENGTH = "length"
    WHO = "who"
    NAME = "name"
    WHY = "why"
    NUMBER = "number"
    RULE = "rule"
    VOTES = "votes"
    DATE = "date"
    PLACE = "place"
    PEOPLE = "people"
    BODY = "body"
    CONTACT = "contact"


#: What asks for each form, looked for in the question in lower case without å, ä and ö.
_ASKS: tuple[tuple[AnswerForm, str], ...] = (
    (
        AnswerForm.VOTES,
        r"\brost(?:siffr|etal|fordelning)\w*|\bhur (?:foll|fordelade\w*|blev|gick) (?:\w+ )?(?:rost|omrostning|votering)\w*"
        r"|\bhur rostade\w*|\bhur manga rost\w*|\bange rost\w*"
        r"|\b(?:hur|vad) (?:slutade|utfoll|blev|gick|foll) (?:\w+ ){0,3}(?:omrostning|votering|rostning)\w*",
    ),
    (
        AnswerForm.SHARE,
        r"^(?!.*\bi (?:kronor|kr|tkr|mkr|mnkr|miljoner|tusental|pengar)\b).*(?:\bhur (?:stor|hog|lag) (?:andel|del)"
        r"|\bhur manga procent|\bvilken andel"
        r"|\bandel(?:en)? av|\bprocent\b|\bvilken (?:\w+ )?rant(?:a|esats)\b)",
    ),
    (
        AnswerForm.CLOCK,
        r"\b(?:hur dags|nar pa (?:dygnet|dagen)|vilka (?:klockslag|tider)|vilk\w+ tid(?:er|en)? (?:pa|om)|klockan|vilken tid)\b",
    ),
    (
        AnswerForm.OFTEN,
        r"\bhur (?:ofta|tatt)\b"
        r"|\bhur manga ganger (?:per|om|i|ska|skall|maste|bor|far|kan)\b|\bhur manga ganger\b.*\b(?:per \w+|om (?:aret|dagen))\b",
    ),
    (
        AnswerForm.SPAN,
        r"\bhur (?:lange|snabbt|snart|fort|manga (?:dagar|dar|dygn|veckor|manader|timmar|minuter|ar)\b|lang[at]? (?:\w*tid|semester"
        r"|ledig|\w*frist)|gam(?:mal|la|malt)\b|langt (?:i forvag|innan|fore|efter)\b|tidigt\b)|\bvilken alder\b|\binom vilken tid",
    ),
    (AnswerForm.DATE, r"\bvilket datum\b|\bvilken (?:dag|veckodag)\b|\bvilka (?:vecko)?dagar\b.*\b(?:oppe[nt]?|oppna|stang\w*)\b"),
    (AnswerForm.DEADLINE, r"\bsista (?:dag|datum|ansokningsdag)\w*|\b(?:nar|vilk\w+ dag|vilket datum) senast\b|\bsenast nar\b"),
    (
        AnswerForm.DAY,
        r"^(?:till |fran |sedan )?nar\b|(?:\boch|\bsamt|,) nar\b|\bvilk\w+ (?:datum|dag|ar|manad)\b|\bdatumet\b|\bhur snart\b",
    ),
    (
        AnswerForm.LENGTH,
        r"\bhur (?:langt(?! (?:i forvag|innan|fore|efter)\b| (?:ifran|fran|over|under) (?:\w+ )?\w*(?:mal|budget|prognos))"
        r"|nara|hogt|brett|djupt)\b"
        r"|\bhur stor(?:t)? (?:yta|omrade|tomt)\b|\bavstand",
    ),
    (
        AnswerForm.MONEY,
        rf"{_AMOUNT}.*\b(?:kosta\w*|pris\w*|avgift\w*|belopp\w*|dyr\w*|beta(?:la\w*|lt)|pengar|\w*bidrag\w*|viten?|boter|lan)\b"
        rf"|{_AMOUNT} (?:\w+ )?(?:far|ersatts?|kompenseras) (?:\w+ )?(?:tillbaka|i ersattning|betalt)\b"
        r"|\bvad\b.*\b(?:ga|gar|gick|gatt) (?:loss )?pa\b|\bvad (?:tar|tog|tas) .*\bavgift\b"
        r"|^vad gick \w.* pa(?: (?:totalt|sammanlagt|(?:19|20)\d\d))?\W*$|^vilken \w*(?:budget|kostnad|summa)\b"
        rf"|{_AMOUNT}.*\b(?:skuld\w*|kop(?:te|tes|t|ts|er))\b"
        r"|\b(?:vad|vilk\w+(?! \w+ (?:ska|skall|bor|far|kan)\b)) (?:\w+ ){0,2}?(?:kosta\w*|pris\w*|avgift\w*|belopp\w*|betala\w*)"
        r"|\bvad\b.*\b(?:\w*hyran?|\w*arvodet?|lonen|portot)\b"
        r"|\bvad\b.*\b(?:betalt|kosta|kostat)\b|\bvad tjanar\b(?!.* till\b)|\bi (?:kronor|tkr|mkr|mnkr|miljoner)\b"
        r"|\bhur dyr[at]?\b|\bpris(?:et)? (?:pa|for)\b|\bkostnad(?:en)? for\b|^(?:pris|avgift|kostnad)|\bnotan?\b|\btusenlapp\w*"
        r"|\bmanga (?:\w+ )?(?:kronor|kr|mkr|tkr|miljoner|miljarder|tusenlapp\w*)\b",
    ),
    (AnswerForm.COUNT, r"\bhur (?:manga|mkt|mycket)\b|\bantal\w*\b"),
    (
        AnswerForm.WHO,
        r"^vem\b|\bvem (?:ansvar|ska|har|kan|far|beslut|gor|tar|skriv|utser|ser)"
        r"|\bvilken (?:chef|roll|funktion|namnd|enhet|forvaltning)|\bansvarig\b",
    ),
    (
        AnswerForm.NAME,
        r"\bvad heter\b|\bvad kallas\b|\bvilket (?:(?:\w+ )?\w*(?:foretag|bolag)|system|program|namn)"
        r"|\bvilken (?:leverantor|firma|konsult|entreprenor)|\bnamnet pa\b",
    ),
    (AnswerForm.PLACE, r"\bvilk(?:en|a|et) (?:\w+ )?(?:kommun|stad|stader|lan)(?:er|erna)?\b"),
    (
        AnswerForm.PEOPLE,
        r"\bvilka (?:\w+ ){0,2}(?:ledamoter|ersattare|politiker|personer)\b.*"
        r"\b(?:narvar\w*|var med|deltog|rostade|la|lade|reserverade|avstod)\b",
    ),
    (AnswerForm.BODY, r"\bvilk(?:en|a) (?:\w+ )?(?:namnd|styrelse|namnder|bolag)(?:er|erna)?\b"),
    (AnswerForm.CONTACT, ASKS_CONTACT),
    (
        AnswerForm.WHY,
        rf"\bvarfor\b|\bav vilken anledning\b|{plain(ASKS_REASON)}",
    ),
)
#: Where a question's second part begins, which asks for something of its own: "Hur länge ... och hur mycket ...?"
_PART = re.compile(r"(?:(?<=\boch )|(?<=\bsamt ))(?=(?:hur|vad|vem|nar|vilk\w+|varfor)\b)|(?<=\?)(?= )")
_PATTERNS = tuple((form, re.compile(pattern)) for form, pattern in _ASKS)

_SUM = r"\d[\d\s\u00a0]*(?:,\d+)?\s*(?:kr|kronor|tkr|mkr|mnkr)\b"
#: What a text of each form holds.
_HELD: dict[AnswerForm, str] = {
    AnswerForm.MONEY: (
        r"\d[\d\s\u00a0]*(?:,\d+)?\s*(?:kr|kronor|tkr|mkr|mnkr|mdkr|miljon\w*|miljard\w*|tusen)\b"
        r"|\b(?:gratis|avgiftsfri\w*|kostnadsfri\w*)|\b(?:ingen|inga|inte|utan) (?:\w+ ){0,2}(?:kostnad|avgift|pris)\w*"
    ),
    AnswerForm.SHARE: (
        r"\d\s*%|\bprocent|\d+ av (?:de |totalt )?\d+|\bandel\w*\b.*\d|\b(?:hälften|tredjedel\w*|fjärdedel\w*|samtliga)\b"
        r"|\bvarav\b.*\d|\btotalt\b.*\d.*\bav (?:dessa|dem)\b.*\d"
        rf"|{_SUM}\s+av\s+(?:[^\W\d_]+\s+){{1,6}}?(?:på|om)\s+{_SUM}"
        rf"|\b(?:om|på)\s+(?:totalt\s+)?{_SUM}.*\b(?:med )?{_SUM}.*{_SUM}"  # a sum that is shared out
    ),
    AnswerForm.CLOCK: (
        r"\bkl\.?\s*\d|\bklockan\b|\b\d{1,2}[.:]\d\d\b|\b(?:natt\w*|morgon\w*|förmiddag\w*|eftermiddag\w*|kväll\w*)\b"
    ),
    AnswerForm.OFTEN: (
        rf"\b\w+ gång(?:er)?\b|\bvar(?:je|t|annan|tredje|fjärde)?\s+(?:{SPAN_WORDS})"
        r"|\bvar\s?(?:annan|annat|tredje|fjärde|femte|sjätte|sjunde|åttonde|tionde|tolfte)\b"
        rf"|\b(?:dagligen|veckovis|månadsvis|kvartalsvis|årlig\w*|regelbundet|löpande|tillfälle\w*)\b|per (?:{SPAN_WORDS})"
    ),
    AnswerForm.SPAN: SPAN,
    AnswerForm.DAY: (
        rf"\b(?:19|20)\d\d\b|\d{{1,2}} {MONTH}|\b(?:{MONTH_NAMES})\b"
        r"|\bkl\.?\s*\d|\bklockan\b"
        rf"|\b(?:senast|inom|omgående|genast|våren|hösten|sommaren|vintern|kvartal\w*|vecka \d+)\w*\b|\b(?:{_WEEKDAYS})\w*\b"
    ),
    AnswerForm.DATE: rf"\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{{1,2}} {MONTH}|\b\d{{1,2}}/\d{{1,2}}\b|\b(?:{_WEEKDAYS})\w*\b"
    r"|\b(?:vardag|helgfri|helg|dagligen)\w*",
    AnswerForm.DEADLINE: r"\b(?:senast|sista|inom|före den|till och med|t\.o\.m|dessförinnan|innan)\b",
    AnswerForm.LENGTH: r"\d\s*(?:km|m|meter|kilometer|mil|cm|kvm|kvadratmeter|m2|hektar|ha)\b",
    AnswerForm.WHO: rf"\b\w*(?:{_OFFICE})\w*|(?-i:[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+)",
    AnswerForm.NAME: (
        rf"\b\w*(?:{_NAMED}),? (?:(?:är|var|heter|hette|blev|från|med|namnet|kallat|kallad) ){{0,2}}[”\"]?{_CAPITAL}"
        rf"|{_CAPITAL}(?: {_CAPITAL})* (?-i:AB|HB|KB)\b|(?-i:(?<=[a-zåäö] )[A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ][a-zåäö]+ & [A-ZÅÄÖ])"
        rf"|\b(?:heter|hette|kallas|kallad|namnet|döpts till|benämns),? (?:är )?[”\"]?{_CAPITAL}|[”\"]{_CAPITAL}[^”\"]*[”\"]"
        rf"|benämning\w*|\bså kallad[et]? \w+|(?-i:\b[A-ZÅÄÖ]{{3,}}), som är\b"
    ),
    AnswerForm.WHY: (
        r"\b(?:eftersom|därför|därav|på grund|beror|berodde|orsak\w*|anledning\w*|till följd|därmed|genom att|medför\w*|på så sätt"
        r"|skäl\w*|innebär\w*|saknas|förklar(?:as|ing\w*)|i väntan på|orsakat\w*|med hänsyn till|mot bakgrund av"
        r"|bidrag(?:ande|it|ar till)|(?:ha|har|hade) (?:ett )?samband|(?:leder|ledde|lett) till|gör att|gjort att"
        r"|motiver\w+|sedan (?:\w+ ){1,3}\w{3,}ts)\b|, (?:då|så) "
        r"|^Då (?!\w+r\b|(?:var|blev|kom|fick|gick|ska|skulle|kan|vill|måste)\b)"  # "Då bygget försenats har kön vuxit", no time
    ),
    AnswerForm.VOTES: (
        r"\d+ ja\b|\b\w+ ja-?röst\w*|\bja-?röst\w*.*\d|\bröstar?\b.*\(\d+\)|\b\d+ (?:röster )?mot \d+"
        rf"|\b(?:{NUMBER_WORDS}) (?:röster )?mot (?:{NUMBER_WORDS})\b"
        r"|\backlamation\b|\butan omröstning\b"
    ),
    AnswerForm.PLACE: rf"(?-i:\b(?:{'|'.join(map(re.escape, municipalities()))})s?\b)",
    AnswerForm.BODY: r"\b\w*(?:nämnd|styrelse|fullmäktige)\w*|\b\w*bolag\w*|(?-i:\bAB\b)",
    AnswerForm.PEOPLE: rf"(?-i:{PERSON}(?: \([A-ZÅÄÖ]+\)|(?:,| och) {PERSON}))|\bledamöterna från \w+ (?:reserv|röst|avst)",
    AnswerForm.NUMBER: rf"\d|\b(?:{NUMBER_WORDS})\b",
    AnswerForm.RULE: r"\b(?:ska|skall|måste|bör|får|kan|ansvarar|inom|senast|alltid|aldrig|inte)\b|^[•–-]|^\d+[.)]",
}
_FLAGS = {AnswerForm.SHARE: re.IGNORECASE | re.DOTALL}  # "varav" and its number may stand on two lines
_HOLDS = {form: re.compile(pattern, _FLAGS.get(form, re.IGNORECASE)) for form, pattern in _HELD.items()}
_COUNTS = re.compile(r"\bhur manga\b|\bantal")  # a sum of money or a share counts nothing; "hur mycket" may be either
_NO_COUNT = re.compile(rf"\d[\d\s\u00a0]*(?:,\d+)?\s*(?:%|procent\w*|{MONEY_WORD}\b)", re.IGNORECASE)
#: Forms that an answer cannot do without: where nothing found has them, the papers do not say.
STRICT = frozenset(AnswerForm) - {AnswerForm.DAY, AnswerForm.DEADLINE, AnswerForm.WHO, AnswerForm.WHY, AnswerForm.RULE}
#: Forms of what is no number: no cell of a table answers.
NO_NUMBER = frozenset(
    {AnswerForm.NAME, AnswerForm.VOTES, AnswerForm.DATE, AnswerForm.DEADLINE, AnswerForm.PLACE, AnswerForm.PEOPLE, AnswerForm.BODY}
    | {AnswerForm.CONTACT}
)


@lru_cache(maxsize=QUESTIONS)
def forms_asked(question: Question) -> tuple[AnswerForm, ...]:
    """Return the forms that the answer must have, in the order asked for; none for a question of fact."""
    text = folded(question.standalone)
    found: list[tuple[int, AnswerForm]] = []
    parts = [match.start() for match in _PART.finditer(text)]
    for form, pattern in _PATTERNS:
        match = pattern.search(text)
        if match is not None and not _within(form, match.start(), found, parts):
            found.append((match.start(), form))
    compares = question.kind is QuestionKind.COMPARISON and _HOW_MUCH.search(text) is not None
    if (compares or question.kind is QuestionKind.NUMBER) and not found:
        found.append((0, AnswerForm.NUMBER))
    if question.kind is QuestionKind.ROUTINE and not found:
        found.append((0, AnswerForm.RULE))
    return tuple(form for _, form in sorted(found))


#: A form asked for makes these, asked for by wider words, no forms of their own.
_WIDER = {
    AnswerForm.WHO: {AnswerForm.VOTES},
    AnswerForm.COUNT: {AnswerForm.SHARE, AnswerForm.SPAN, AnswerForm.OFTEN, AnswerForm.MONEY},
    AnswerForm.MONEY: {AnswerForm.SHARE, AnswerForm.SPAN, AnswerForm.OFTEN, AnswerForm.WHO, AnswerForm.DAY, AnswerForm.CLOCK},
    AnswerForm.DAY: {AnswerForm.CLOCK, AnswerForm.SPAN, AnswerForm.DEADLINE, AnswerForm.DATE},
    AnswerForm.DEADLINE: {AnswerForm.DATE},
}


def _within(form: AnswerForm, start: int, found: Sequence[tuple[int, AnswerForm]], parts: Sequence[int]) -> bool:
    """Tell whether a form is asked for by wider words alone, in the same part of the question as a narrower one."""
    here = bisect_right(parts, start)
    return any(other in _WIDER.get(form, ()) and bisect_right(parts, at) == here for at, other in found)


def has_form(form: AnswerForm, text: str, question: Question, asked: Sequence[Asked], *, counted: bool = True) -> bool:
    """Tell whether a text has the form of an answer.

    Args:
        form: what is asked for.
        text: a sentence, an item or a row.
        question: as understood.
        asked: the words that say what is asked, for what is counted.
        counted: a number must be told of what is counted ("Hur många besök ..."), not of something else.
    """
    if form is AnswerForm.COUNT and asks_how_many(question):
        text = AGE.sub(" ", _NO_COUNT.sub(" ", text))
    if form is AnswerForm.COUNT and not counted:
        form = AnswerForm.NUMBER
    if form is AnswerForm.PLACE:
        names = (name.group() for name in _HOLDS[form].finditer(text))
        return any({name, name.removesuffix("s")}.isdisjoint(question.municipalities) for name in names)
    if form is AnswerForm.NAME and asks_company(question.standalone):
        return names_company(text)
    if form is AnswerForm.NAME and names_thing(question.standalone, text):
        return True
    if form is AnswerForm.CONTACT:
        return gives_contact(question.standalone, text)
    if form is AnswerForm.DAY:
        return _HOLDS[form].search(DIARY.sub(" ", text)) is not None
    if form is AnswerForm.SPAN:
        return tells_span(text, question.standalone)
    if form not in (AnswerForm.COUNT, AnswerForm.NUMBER):
        return _HOLDS[form].search(text) is not None
    if _HOLDS[AnswerForm.NUMBER].search(REFERRING.sub(" ", text)) is None:
        return False
    if form is AnswerForm.NUMBER:
        return True
    word = counted_word(question, asked)
    return word is None or counts(word, text)


def asks_how_many(question: Question) -> bool:
    """Tell whether a question asks for a number of something: a sum of money or a share is none."""
    return _COUNTS.search(folded(question.standalone)) is not None
