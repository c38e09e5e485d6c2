"""What of a thing a question asks for: its measure, its line, the months it is of, and what is to be computed. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.model import Question, QuestionKind
from app.numbers.months_asked import MONTHS, SUMS, asked_part
from app.question.kind import mended
from app.question.patterns import QUESTIONS, in_question
from vectorstore.words.compounds import respelled
from vectorstore.words.tokens import stem


class Measure(StrEnum):
    """What of a thing is asked for."""

    OUTCOME = "utfall"
    BUDGET = "budget"
    DEVIATION = "avvikelse"
    FORECAST = "prognos"
    GOAL = "mål"
    CHANGE = "differens"


class Extreme(StrEnum):
    """Which of several rows is asked for."""

    MOST = "mest"
    LEAST = "minst"
    BEST = "bäst"
    WORST = "sämst"


_ASKS: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        Measure.DEVIATION,
        re.compile(
            r"avv[ie]k(?!elser(?:na)?\b)|mot (?:sin )?budget|(?:över|over|under|än) (?:sin )?budget|"
            r"\båterst(?:år|od)\b|\bkvar av\b|\b(?:blev|blir|fanns|finns|är|var) (?:\w+ ){0,2}kvar\b|\bblev (?:\w+ ){0,2}över\b|"
            r"(?<![\w-])(?:underskott|överskott)|"
            r"minus(?! prognos|resultat)|\bplus\b|gick (?:back|plus)|jämfört med (?:sin )?budget|"
            r"\b(?:över|under)st(?:eg|iger|igit)\b.*\bbudget|"
            r"\b(?:överträffa|underskr[ei]d)\w*|"
            r"\böverskr[ei]d|överdrag|\bback\b|sprack|spräck|\b(?:drog|drar|dragit|dra)\b(?: \w+){0,3} över\b|budgetavvik"
            r"|\bmiss(?:ade|ar|at|en)?\b.*budget|budget.*\bmiss(?:ade|en)\b|\bmissen\b"
            r"|från budget|röda siffror|svarta siffror|\bgick det (?:ekonomiskt|för|i(?! (?:snitt|genomsnitt|medel))|med)\b"
            r"|\b(?:använd|utnyttja|nyttja|förbruka)(?:es|des|s|ts) (?:inte|aldrig)\b"
            r"|\b(?:inte|aldrig) (?:har |hade )?(?:använ|utnyttja|nyttja|förbruka)\w+|\bo(?:utnyttja|förbruka|använ[dt])\w*"
        ),
    ),
    (
        Measure.GOAL,
        re.compile(
            r"\bmål(?:et|värde\w*|nivå\w*)?\b|\bsikta(?:r|de|t)\b"
            r"|\b(?:skulle|ville) (?:[^\s,.?]+ ){0,5}?ha(?:ft)?\b"
        ),
    ),
    (Measure.FORECAST, re.compile(r"\w*prognos\w*|\bväntas\b|\bförväntas\b|\bräknar\b.*\bmed\b|\btro(?:r|dde|tt)\b")),
    (
        Measure.BUDGET,
        re.compile(
            r"\bbudget(?:en|erat|erade|erad|eras|erats)?\b|\w+budget(?:en)?\b|\banslag|\w+anslag(?:en|et)?\b|\bram(?:en|ar)?\b|\bavs(?:att|atte|attes)\b"
            r"|\b(?:hade|var) (?:\w+ ){0,2}(?:räknat|planerat|tänkt|beräknat|uppskatta\w*)|\buppskatta(?:d|de|des|t|ts)\b"
        ),
    ),
)
_PARTS = re.compile(r",? (?:och|samt) (?=(?:hur|vad|vilke[nt]|vilka)\b)|\? +")
_USED_OF = re.compile(  # "Hur mycket av budgeten förbrukades?"
    r"\bav \w*(?:budget|anslag|ram)(?:en|et)\b.*\b(?:använ[dt]\w*|utnyttja\w*|nyttja\w*|förbruka\w*|gick åt|gått åt|spendera\w*)"
    r"|\b(?:använde|utnyttjade|nyttjade|förbrukade|spenderade)\b.*\bav \w*(?:budget|anslag|ram)(?:en|et)\b"
)
_STATED_FIRST = re.compile(r"\. +(?=(?:hur|vad)\b)")  # "Till inköp var 27 tkr tänkta. Hur mycket gick åt?"
_COST_AGAINST = re.compile(r"\bkostade\b.*\b(?:jämfört|gentemot|mot|i förhållande|i relation)\b")
_PLUS_OR_MINUS = re.compile(
    r"\bplus eller minus\b|\bminus eller plus\b|\bhur mycket (?:plus|minus)\b|\bgick det (?:ekonomiskt|för|i|med)\b"
)
_AGAINST_PLAN = re.compile(r"budget|avvik|prognos")
_INCIDENTS = re.compile(r"\b(?:hur många|antal\w*)\b.{0,40}\bavvikelser(?!\w* (?:mot|från|i förhållande|jämfört)\b)")  # of mishaps
_FORECAST = re.compile(
    r"\w*prognos\w*|\bväntas\b|\bförväntas\b|\bräknar\b.*\bmed\b|\btro(?:r|dde|tt)\b|\bspå(?:r|dde)\b|\bser ut att\b"
)
_OUTCOME_TOO = re.compile(
    r"\bhade\b(?!.*\b(?:satt|som mål|i mål)\b)"
    r"|\bblev\b|\butfall|\bvar(?:it)?\b.*\b(?:och|o)\b|\bhur m[aå]nga\b.*\b(?:och|o)\b"
)
_GOAL_ITSELF = re.compile(r"\bvilke[nt] mål(?:värde|nivå|sättning)? (?:hade|har)\b")  # "Vilket mål hade nämnden för ...?"
TIME_WORD = re.compile(
    rf"(?:(?:{'|'.join(MONTHS)})(?:s?(?:siffr|prognos|rapport|uppföljning|bokslut)\w*)?|kvartal\w*|första|andra|tredje|fjärde|halvår\w*|helår\w*|nästa|läsår\w*|höst(?:en|terminen)"
    r"|vår(?:en|terminen)|sommaren|vintern)"
)
_COMPARES = re.compile(
    r"\b(?:fler|färre|mer|mindre|högre|lägre|större|dyrare|billigare|bättre|sämre|längre|kortare)\b.*\bän\b|"
    r"\beller\b(?! (?:mer|mindre|fler|färre|längre|kortare|äldre|yngre|högre|lägre|senare|tidigare)\b(?!.*\bän\b))|"
    r"\bhur långt (?:efter|före|under|över|ifrån|från)\b|"
    r"skil(?:jer|de|jde)\b|skillnad|jämför|\bjmf\b|förändr\w*|\bök(?:ar|ade|at|ning\w*)\b|\bminsk(?:ar|ade|at|ning\w*)\b|"
    r"\bhöj(?:ts|des|ning\w*|er|t)\b|\bsänk(?:ts|tes|ning\w*|er|t)\b|\bstig(?:it|er)\b|\bsteg\b|\bsjunk(?:it|er)\b|\bsjönk\b|\bföll\b|\bfallit\b"
)
_SCHOOL_YEAR = re.compile(r"\b(?:20)?\d\d/(?:20)?\d\d\b")
_STATED_TWICE = re.compile(r"\bstämmer\b|\bsamma (?:siffr|antal|belopp|tal)\w*|\bolika (?:siffr|uppgift|belopp|tal)\w*|\böverens")
_EXTREMES = (
    (
        Extreme.WORST,
        re.compile(
            r"\bsämst\w*|\b(?:störst|mest|högst)\w*\s+(?:\w+\s+)?(?:underskott|minus|back)|\bmest (?:back|minus|negativt)"
            r"|\b(?:drog|drar|dragit|gick|går|spräckte|spräcker|sprack|översk(?:red|rider|ridit)|överdrog)\b"
            r"(?: \w+){0,4} (?:allra )?mest\b"
            r"|\bmest åt fel håll\b"
        ),
    ),
    (Extreme.BEST, re.compile(r"\bbäst\w*|\b(?:störst|mest|högst)\w*\s+(?:\w+\s+)?(?:överskott|plus)|\bmest plus")),
    (Extreme.LEAST, re.compile(r"\bminsta?\b|\blägsta?\b|\bbilligasta?\b|\bfärst\b|\bkortasta?\b")),
    (
        Extreme.MOST,
        re.compile(r"\bmest\b|\bsnabbast\b|\bkraftigast\b|\bflesta?\b|\bstörsta?\b|\bhögsta?\b|\bdyrasta?\b|\blängsta?\b"),
    ),
)
_OPPOSITES = {Extreme.WORST: Extreme.BEST, Extreme.BEST: Extreme.WORST, Extreme.LEAST: Extreme.MOST, Extreme.MOST: Extreme.LEAST}
_WHICH = re.compile(r"\b(?:vilken|vilket|vilka|var|vem|vad|vilkens)\b")
_ASKS_OUTCOME = in_question(r"\butfall(?:et)?\b")
_PER = in_question(r"\b(?:per|i|om) (vecka|månad|dygn|timme|termin)(?:n|en)?\b(?! \d{1,2}\b)")
_RATES = {
    "vecka": re.compile(r"veck|/v\b", re.IGNORECASE),
    "månad": re.compile(r"månad|/mån|\bmån\b", re.IGNORECASE),
    "dygn": re.compile(r"dygn", re.IGNORECASE),
    "timme": re.compile(r"\btim|/h\b", re.IGNORECASE),
    "termin": re.compile(r"termin", re.IGNORECASE),
}
_SHARES = re.compile(r"\bandel(?:en)?\b|\bprocent\b|%|\bhur stor del\b")

_COMPARATIVES = frozenset("billigare billigast billigaste dyrare dyrast dyraste".split())  # noqa: SIM905 - one line
#: Words that say which measure, line or form is asked for: they name no row.
FORM_WORDS = frozenset(
    stem(word)
    for word in """
    alltså tappat tappade tappar kvar näst tvåan hittills
    inom dvs början förändrades förändrats sjunkit sjunker sjönk stigit stiger steg vuxit sedan
    skrevs skrivs skriva siktade siktar siktat neddraget neddragna neddragning dras ner skärs
    överskred överskrider överskridit överskreds överdrag överdraget budgetöverdrag översteg understeg
    minus plus mot budget budgeten utfall utfallet resultat resultatet avvikelse avvek avviker underskott överskott
    kostnad kostnader kostade kostar intäkter intäkt mål målet prognos prognosen back sprack andel andelen andelarna antal
    procent tkr mkr kronor totalt totala sammanlagt tillsammans helår året skillnad skillnaden jämfört jämför ökade
    minskade ökat minskat ökar minskar fler färre mer mindre större högre lägre flest minst mest bäst sämst bättre sämre
    störst lägst högst drog mellan stort netto nettokostnad bokslut bokslutet blev
    hamnade landade gick uppgick uppgår pengar pengarna belopp beloppet siffra siffran siffror siffrorna tal summa summan
    stämmer användes använts förbrukades räknar räknade räknas väntas förväntas fick får fått flytta höll håller måttet
    ligger låg nådde når klarade betalar betalade betala redovisade redovisar redovisades rapporterades registrerades
    gjordes genomfördes driva driver drev lagt lägga lades avsatt avsatta avsattes planerades anslogs höjts höjdes höjt
    sänktes sänkts sänkt trodde trott tror säger sades står bland skiljer skilde skiljde respektive ange värde värdet
    tusenlapp tusenlappar tusen miljon miljoner miljard miljarder procentenhet procentenheter verksamhetsområde lade
    samma period perioden månad månader innan föregående förra fjol
    budgetera budgeterat budgeterad budgeterade beräknad beräknat uppskattad uppskattat
    projekt projektet nota notan slutade motsvarar motsvarade motsvara all alla startade
    belasta belastade kosta spenderade spenderades
    snitt genomsnitt genomsnittet medeltal ar och röda svarta ram ramen ramar anslag anslaget
    minusresultat minusresultatet plusresultat plusresultatet gap gapet glapp glappet verkligheten
    begär begärs begärdes begärt äskar äskas äskade äskades äskat föreslås föreslogs
    allra ökning ökningen minskning minskningen procentuell procentuellt håll marginal
    förbättrades förbättrats förbättrade försämrades försämrats försämrade
    samlade samlat stannade stannar väntar kolumn kolumnen jämförelsekolumn jämförelsekolumnen tabell tabellen
    snabbast snabbare kraftigast kraftigt faktiskt egentligen verkligen åt tänkt tänkta
    """.split()  # noqa: SIM905 - a list of a hundred quoted words reads worse
)
MEASURE_WORD = re.compile(
    r"(?:hel)?(?:års)?(?:prognos|budget|utfall|bokslut|avvikelse|budgetavvikelse|målvärde|måltal|nettokostnad)(?:en|et|er|erna|t|n|na)?s?"
)


def names_incidents(text: str) -> bool:
    """Tell whether the "avvikelser" of a question are events that are counted, and so what its row is called by."""
    return _INCIDENTS.search(text.casefold()) is not None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question about numbers wants.

    Attributes:
        measures: in the order of its words; outcome where it names none.
        forecast: the deviation asked for is the forecast's.
        compares: two things, years or sources are to be held against each other.
        twice: whether two sources say the same.
        extremes: which of several rows, one or two ("sämst och bäst"); none for a row that is named.
        sums: several rows are to be summed.
        shares: as a share, or in percent.
        part: first and last month, or None.
    """

    measures: tuple[Measure, ...]
    forecast: bool = False
    compares: bool = False
    twice: bool = False
    extremes: tuple[Extreme, ...] = ()
    sums: bool = False
    shares: bool = False
    part: tuple[int, int] | None = None


def is_form(word: str) -> bool:
    """Tell whether a word of a question says which measure, line or form is asked for, and names no row."""
    spellings = (word, *list(respelled(word))[:1])  # a stem ("budg") is no slip of the pen
    return any(stem(one) in FORM_WORDS or one in _COMPARATIVES or MEASURE_WORD.fullmatch(one) for one in spellings)


@lru_cache(maxsize=QUESTIONS)
def wanted(question: Question) -> Wanted:
    """Return what a question about numbers wants."""
    folded = mended(question.standalone)
    measures = asked_measures(folded)
    two_years = len(question.years) == 2 and _SCHOOL_YEAR.search(folded) is None
    compares = question.kind is QuestionKind.COMPARISON or two_years or _COMPARES.search(folded) is not None
    return Wanted(
        measures,
        measures[0] is Measure.DEVIATION and _FORECAST.search(folded) is not None,
        compares,
        _STATED_TWICE.search(folded) is not None,
        _extremes(folded),
        SUMS.search(folded) is not None,
        _SHARES.search(folded) is not None,
        asked_part(folded),
    )


def _extremes(folded: str) -> tuple[Extreme, ...]:
    """Return which of several rows a question asks for: one, or two that are opposites, in the order of its words."""
    found = {kind: match.start() for kind, pattern in _EXTREMES if (match := pattern.search(folded))}
    if not found or not _WHICH.search(folded):
        return ()
    first = next(iter(found))
    both = [kind for kind in (first, _OPPOSITES[first]) if kind in found]
    return tuple(sorted(both, key=found.__getitem__))


def asked_measures(text: str) -> tuple[Measure, ...]:
    """Return the measures a question asks for, in the order of its words; outcome where it names none."""
    folded = text.casefold()
    found = [(match.start(), measure) for measure, pattern in _ASKS if (match := pattern.search(folded))]
    measures = [measure for _, measure in sorted(found)]
    if Measure.DEVIATION in measures and names_incidents(folded):
        measures.remove(Measure.DEVIATION)
    if Measure.DEVIATION in measures and _PLUS_OR_MINUS.search(folded) and not _AGAINST_PLAN.search(folded):
        return (Measure.DEVIATION, Measure.OUTCOME)  # a result by itself, and against its budget
    if Measure.DEVIATION in measures:
        if _budget_alone_first(folded):
            return (Measure.BUDGET, Measure.DEVIATION)
        measures = [one for one in measures if one not in (Measure.BUDGET, Measure.FORECAST)]
    if measures == [Measure.BUDGET] and _USED_OF.search(folded):
        return (Measure.OUTCOME, Measure.BUDGET)
    if measures in ([Measure.DEVIATION], [Measure.BUDGET]) and _COST_AGAINST.search(folded):
        return (Measure.OUTCOME, *measures)
    if len(measures) == 1 and (first := _first_alone(folded, measures[0])) is not None:
        return (Measure.OUTCOME, *measures) if first else (*measures, Measure.OUTCOME)
    if Measure.GOAL in measures:
        both = _OUTCOME_TOO.search(folded) is not None and (_GOAL_ITSELF.search(folded) is None or len(_PARTS.split(folded)) > 1)
        return (Measure.OUTCOME, *measures) if both else tuple(measures)
    return tuple(measures) or (Measure.OUTCOME,)


def _budget_alone_first(text: str) -> bool:
    """Tell whether a budget is asked for in one part of a question and what deviates from it in the next."""
    parts = _PARTS.split(text)
    asks = dict(_ASKS)
    if len(parts) != 2 or asks[Measure.DEVIATION].search(parts[0]) or not asks[Measure.DEVIATION].search(parts[1]):
        return False
    return asks[Measure.BUDGET].search(parts[0]) is not None


def _first_alone(text: str, measure: Measure) -> bool | None:
    """Return which of a question's two parts names no measure, and so asks for the outcome: the first (True), the second, none."""
    parts = _PARTS.split(text)
    stated = _STATED_FIRST.split(text)
    if len(parts) == 1 and len(stated) == 2 and any(pattern.search(stated[0]) for _, pattern in _ASKS):
        parts = stated
    if len(parts) != 2 or measure not in (Measure.BUDGET, Measure.FORECAST, Measure.GOAL, Measure.DEVIATION):
        return None
    named = [any(pattern.search(part) for _, pattern in _ASKS) for part in parts]
    return None if named[0] == named[1] else not named[0]


def asks_outcome(folded: str) -> bool:
    """Tell whether a question names the outcome itself, and not only a thing: "Vad blev utfallet för ...?"."""
    return _ASKS_OUTCOME.search(folded) is not None


def asked_rate(folded: str) -> re.Pattern[str] | None:
    """Return what a figure must say to be one per week, month, day or hour, where that is asked for; else None."""
    match = _PER.search(folded)
    return _RATES[match[1]] if match else None
