"""What kind of answer a question wants, and its words as they are compared. Pure rules, no model."""

from __future__ import annotations

import re
from functools import lru_cache

from app.model import QuestionKind
from app.question.patterns import QUESTIONS
from vectorstore.words.compounds import respelled

_PLAIN = str.maketrans("åäöéÅÄÖÉ", "aaoeAAOE")
_WITHIN = re.compile(r"(?<![^\W\d_])(?P<before>[^\W\d_]+) hur (?=(?:manga|mycket|mkt|stor|lang|hog|lag|ofta))")
_SOME = re.compile(r"\bett (?:(?:visst|bestämt|begränsat|stort|litet|större|mindre|ökat|växande) )?antal\b", re.IGNORECASE)
_IS = re.compile(r"\b(vilk(?:a|en|et)|hur många) är\b")
#: Words before a "hur" that asks outright.
_LEADS_IN = frozenset(
    """
    och samt eller men o med pa i av under efter inom for till vid om fran over ungefar cirka exakt totalt da sa ange undrar
    respektive alltsa
    """.split()  # noqa: SIM905 - a list of quoted words reads worse
)
#: What is asked for by a word for one thing and may be several: duties, recommendations, demands, steps, contents.
_SEVERAL = re.compile(
    r"\bvad (?:ansvarar|ansvarade)\b.*\bfor\b|\bvad (?:\w+ ){0,3}?rekommender\w+|\b(?:alla|samtliga) (?:\w+ )?rekommendation"
    r"|\bvad (?:ingar|omfattas|omfattar|innehaller|kravs)\b"
    r"|\bvad (?:ska|maste|behover|bor) .*\b(?:innehalla|finnas|gora|skriva|lamna|bocka)\b"
    r"|\bvad vill \w+(?: \w+){0,6}? att\b|\bvad (?:gor|gjorde) (?:\w+ ){1,4}(?:mot|for att)\b"
    r"|\bvad\b.*\b(?:malen|atgarderna|kraven|reglerna|villkoren|uppdragen|uppgifterna|forslagen|insatserna|delarna|stegen)\b"
    r"|\bvad (?:ska|maste|behover|bor|kan) (?:\w+ ){1,4}bli battre pa\b"
    r"|\bvad ar det som (?:\w+ )?(?:ska|kan)\b|\bvad (?:gor|ska|maste) (?:jag|vi|man)\b"
)
#: What asks for a reason by other words than "varför".
ASKS_REASON = r"\bvad bero(?:r|dde)\b|\borsak|^hur kommer det sig\b|\bvad är (?:skälet|anledningen)\b"
_MATTER = r"motion|förslag|ärende|yrkande|interpellation|votering|omröstning|överklag|upphandling|remiss"
_OF_MONEY = r"\b(?:budget|ekonomi|resultat|utfall|(?:19|20)\d\d\b)"
#: Kinds of questions by their words, first that fits; each pattern is looked for in the question in lower case.
_KIND_PATTERNS: tuple[tuple[QuestionKind, tuple[str, ...]], ...] = (
    (QuestionKind.FACT, (r"\bförkortningen\b.*\b(?:betyda|betyder|för)\b",)),
    (
        QuestionKind.COMPARISON,
        (
            r"\b(?:jämför|skillnad|skilde|förändr)|\b(?:fler|färre|högre|lägre|större|mindre|bättre|sämre)(?: \w+)? än\b",
            r"\b(?:ökade|minskade) eller (?:ökade|minskade)|\bhur mycket (?:har |hade )?\w* ?(?:ökat|minskat|ökade|minskade)\b",
        ),
    ),
    (
        QuestionKind.WHY,
        (rf"^varför\b|^av vilken anledning\b|{ASKS_REASON}",),
    ),
    (
        QuestionKind.DECISION,
        (
            r"\b(?:vad|vilket beslut|hur(?! många)) (?:har )?\S* ?(?:beslut|föreslå|föresl|klubba|antog)",
            r"\bbeslutsförslag|\bföreslås\b",
            r"\bvilk\w+ beslut\b|^(?:antog|avslog|bifölls|godkänd|klubba|beslutade?s?\b|sa \w+ (?:ja|nej) till\b)",
            r"\bbestäm(?:de|des|t|ts)\b|\bklubba\w*|\b(?:godkändes|antogs|avslogs|bifölls|återremitt\w+|bordl\w+)\b|\bomröstning|\bvotering",
            r"\bvad (?:hände|blev det|skedde) (?:med|av|om|i)\b|\btog\b.*\bbeslut\b",
            rf"\bhur gick det (?:med|för)\b(?!(?!.*(?:{_MATTER})).*{_OF_MONEY})",  # "... för hemtjänsten 2025?" asks for its result
            r"\b(?:vad|hur) (?:blev|löd|lyder) (?:beslutet|förslaget)|\bbeslutade\b.*\bom\b|\bbifall|\bavslag",
            r"^(?!.*\bvem\b).*\bbesluta om\b",
            r"\bvad händer med\b.*\b(?:kf|ks|fullmäktige|beslutet|motionen|interpellationen|medborgarförslaget|ärendet)\b",
            r"\bvad (?:tyck(?:er|te)|anser|ansåg|vill|ville|rekommendera[rd]e?|förorda[rd]e?) .*"
            r"\b\w*(?:fullmäktige|nämnden|styrelsen|utskottet) (?:ska|skall|skulle|bör|borde) (?:göra|besluta|svara)\b",
            r"^(?:får|ska|blir|blev|kan) .*\b(?:efter|genom|på grund av) (?:\w+ ){1,3}"
            r"(?:förslag|motion|medborgarförslag|yrkande)\w*\b",
        ),
    ),
    (
        QuestionKind.WHEN,
        (
            r"\b(?:mellan|under|pa|på) vilka (?:klockslag|tider|dagar|datum|veckodagar|år|månader)\b",
            r"\bhur (?:långt (?:i förväg|innan|före)|tidigt)\b",
        ),
    ),
    (
        QuestionKind.LIST,
        (r"^(?!.*\bhur (?:många|mycket|mkt|stor)\b.*\bvilka\b).*\bvilka\b|\b(?:räkna|lista|nämn) upp\b|\bfördela\w* sig\b",),
    ),
    (
        QuestionKind.NUMBER,
        (
            r"\bhur (?:många|mycket|mkt|manga|stor[at]?|hög[at]?|låg[at]?|lång[at]?|dyr[at]?)\b",
            r"\bhur .{0,20}\b(?:gick|blev)\b.*\b(?:budget|resultat)",
            rf"\bhur gick det (?:för|i|med)\b.*{_OF_MONEY}|\bgick det ekonomiskt\b",
            r"\bvad (?:blev|var|är|går)\b.*\b(?:kost|belopp|resultat|andel|antal|summa|utfall|budget|bort)|\bvad kosta",
            r"\bvad (?:\w+ ){1,3}betala\b",
            r"^vad (?:låg|ligger|landade|landar|hamnade|hamnar)\b.*\bpå\b(?! för)|^vad (?:uppgick|uppgår)\b.*\btill\b",
            r"\bvilk(?:en|et) (?:\w+ )?\w*(?:meritvärde|ränta|frånvaro|frekvens|kostnad|belopp|underskott|överskott)\b",
            r"\bplus eller minus\b|\bsprack|\bspräckt|\bmot budget|\bgick (?:plus|minus|back)\b",
            r"^(?:resultat|utfall|pris|budget|kostnad)\w*\b|\bandel|\bantal\b|\bprocent\b|\bkronor\b|\bmkr\b|\btkr\b",
        ),
    ),
    (
        QuestionKind.WHEN,
        (
            r"^när\b|\bvilket (?:sista |senaste )?(?:datum|år)\b|\bvilken sista dag\w*\b|\bsenast\b.*\bdatum\b",
            r"\bhur (?:snabbt|snart|länge|ofta)\b",
        ),
    ),
    (QuestionKind.WHO, (r"^vem\b|\bvem ansvarar\b|\bvilken (?:chef|roll|funktion|nämnd)|\bansvarig\b",)),
    (
        QuestionKind.ROUTINE,
        (r"\bhur (?:ska|gör|skall|bör)\b|\bvad (?:ska|måste|gäller)\b|\brutin|\bfår (?:jag|man|vi)\b",),
    ),
    (QuestionKind.YES_NO, (r"^(?:är|har|finns|kan|får|ska|blev|var|lönar|gick|hade|måste|bör|kommer)\b",)),
)
_KINDS = tuple((kind, re.compile("|".join(patterns).translate(_PLAIN))) for kind, patterns in _KIND_PATTERNS)


def kind_of(text: str) -> QuestionKind:
    """Return the kind of answer a question wants; slips of the pen are mended first."""
    asked = folded(text)
    return next((kind for kind, pattern in _KINDS if pattern.search(asked)), QuestionKind.FACT)


def asks_for_several(text: str) -> bool:
    """Tell whether a question asks for several things by a word for one: "Vad ansvarar ... för?", "Vad rekommenderas ...?"."""
    return _SEVERAL.search(folded(text)) is not None


@lru_cache(maxsize=QUESTIONS)
def folded(text: str) -> str:
    """Return a question as its patterns are looked for: in lower case, mended, without å, ä and ö, only what it asks outright.

    The "är" of "Vilka är ..." is left out, for without its marks it would be the year of "Vilka år ...". "Ett visst antal" is
    some of them, and asks for no number.
    """
    return asked_outright(plain(_IS.sub(r"\1", mended(_SOME.sub("några", text)))))


def asked_outright(folded: str) -> str:
    """Return a question without the "hur" of a clause within it, which asks nothing: "... för att pröva hur mycket de får låna".

    Args:
        folded: as `plain` writes it.
    """
    return _WITHIN.sub(lambda match: match.group() if match["before"] in _LEADS_IN else f"{match['before']} som ", folded)


@lru_cache(maxsize=QUESTIONS)
def mended(text: str) -> str:
    """Return a text in lower case with its slips of the pen mended."""
    shouted = text.isupper()

    def word(match: re.Match[str]) -> str:
        printed = match.group()
        abbreviation = printed.isupper() and len(printed) > 1 and not shouted
        return printed.casefold() if abbreviation else next(iter(respelled(printed.casefold())), printed.casefold())

    return re.sub(r"[^\W\d_]+", word, text)


def plain(text: str) -> str:
    """Return a text in lower case without the marks of å, ä, ö and é, as people often type."""
    return text.translate(_PLAIN).casefold()
