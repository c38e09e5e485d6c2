"""A question taken apart: its asking words, what they count or choose, its verb, and what it is about. Pure rules, no model.

There is no tagger of Swedish words here: the closed classes (asking words, pronouns, auxiliaries, prepositions) are listed, and
nouns are told by their endings where that is needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.question.kind import plain
from vectorstore.words.tokens import STOP_WORDS, stem

_ASKING = re.compile(
    r"(?:(?:fran|till|pa|i|av|med|for|om|senast|sedan|under|at|mellan) )?"
    r"(?:hur(?: (?:manga|mycket|mkt|stor[at]?|hog[at]?|lag[at]?|lang[at]?|lange|ofta|snabbt|snart|tidigt|sent|langt|dyr[at]?|val))?"
    r"|vad|vem|vems|vilken|vilket|vilka|nar|var|vart|varfor|varifran)(?= |$)"
)
_COUNTS = re.compile(r"^(?:\w+ )?(?:hur (?:manga|mycket|mkt|stor[at]?|hog[at]?|lag[at]?|lang[at]?)|vilken|vilket|vilka|vems)$")
_HOW_MUCH = re.compile(r"(?:\w+ )?hur (?:mycket|mkt)$")
#: Verbs that Swedish questions are made with, in the forms that stand second or first in them; without marks.
_VERBS = frozenset(
    """
    ar var blir blev har hade far fick kan kunde ska skall skulle vill ville maste bor borde gar gick kommer kom finns fanns ger
    gav tar tog gor gjorde star stod sager sa sade ser sag later lat galler gallde heter hette ligger lag sker kostar avvek
    avviker brot drog skrev steg sjonk foll holl valde lade la satte sat salde fann stangdes sprack vet visste tycker tyckte
    tror trodde togs gavs drogs skrevs holls lades sades behover behovde borjar borjade slutar handlar handlade jamfor beratta
    beskriv visa lista forklara antog vann beror berodde kor kors gors tas ges drivs skots fors halls skrivs laggs satts dras
    """.split()  # noqa: SIM905 - a list of eighty quoted words reads worse
)
_VERB_ENDING = re.compile(r"[a-z]{2,}(?:ade|ades|dde|ddes|tes|des)$")
#: A verb of the past by its end, whichever it is: "utförde", "ställde", "sökte".
PAST = re.compile(r"(?!.*(?:värde|fjärde|gärde)$)[^\W\d_]{2,}(?:rde|lde|jde|gde|kte|pte)s?")
_PRESENT_ENDING = re.compile(r"\w{2,}(?:ar|er|as|es)$")
HELPING = frozenset("ska skall skulle kan kunde vill ville maste bor borde far fick har hade kommer".split())  # noqa: SIM905
_INFINITIVES = frozenset(
    """
    vara bli ha fa kosta ga gora ge ta komma galla borja sluta betala besluta utreda ansoka soka oppna stanga ligga sta sitta lamna
    skriva bo anmala rapportera visa hamta ringa bygga kopa sitta saga tycka rosta anvanda fatta borjat behova hitta veta hamna
    """.split()  # noqa: SIM905
)
ABOUT = " i fråga om "  # how a question that leans is told what it is about
_NUMERAL = re.compile(r"\d+|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|bada|forsta|andra|tredje|fjarde")
_ADJECTIVES = frozenset(
    """
    nya gamla stora lilla sma senaste tidigare foregaende nuvarande kommande fasta ovriga olika egna totala hoga laga langa korta
    aldre yngre storre mindre hela halva sista nasta samma viktigaste vanligaste basta samsta unga aldsta privata kommunala ensamma
    """.split()  # noqa: SIM905 - a list of forty quoted words reads worse
)
_ADJECTIVE_ENDING = re.compile(r"\w+(?:liga|iga|aste|ande|ende|ade|tta|ella|iska|bara|samma|fria)$")
_DEFINITE = re.compile(r"\w{3,}(?:en|et|na|an|on|orn|arn|eln|ern)s?$")
#: Nouns that are measures or steps of something else: alone in the definite form they ask for whose they are.
CONNECTORS: tuple[tuple[str, str], ...] = (
    (
        "för",
        "budget utfall mål resultat prognos kostnad pris avgift anslag intäkt ram belopp taxa summa tidplan nettokostnad budgetram",
    ),
    ("av", "ökning minskning förändring höjning sänkning andel antal uppföljning utvärdering"),
    ("mellan", "skillnad"),
    ("om", "beslut förslag motion yttrande omröstning votering yrkande debatt ärende utredning fråga punkt rutin svar riktlinje"),
    ("mot", "reservation"),
    ("till", "orsak skäl anledning motivering bakgrund"),
)
CONNECTOR_OF = {stem(word): connector for connector, words in CONNECTORS for word in words.split()}
#: Words that say what is done, measured or who acts, but not with what: a question of these alone leans on the one before.
_LEANING = frozenset(
    stem(word)
    for word in """
    reserverade reserverar reservera reserverat röstade röstar rösta röstat yrkade yrkar yrka yrkat bordlades bordlade
    återremitterades återremiss avslogs bifölls bifall avslag beslutade beslutar besluta beslutat beslutades bestämde bestämt
    bestämdes föreslog föreslagit föreslår föreslå klubbade motiverade motiverar motivera överklaga överklagar överklagas
    överklagat ansvarar ansvarig ansvariga ansvaret ansvara jävig jäviga begärt begärde begära begär sa sade sagt säga tyckte
    tycker tycka kostade kostar kosta kostat betala betalar betalas betalade börja börjar började sluta slutar slutade pågår
    pågå pågick gällde gäller gälla hände händer hänt sker skett skedde blivit klar klara klart färdig färdigt genomförda
    genomfört genomförs ansöka ansöker söka söker anmäla anmäler ringa ringer kontakta vända skicka skickas lämna lämnas vänta
    väntar ökade ökat ökar ökas öka minskade minskat minskar minska förändrats ändrats förändrades beror berodde orsaken
    pengarna pengar nummer telefonnummer tid tiden lång länge tidigt sent datum dag månad gång gånger områden område delar del
    enheter sämst bäst störst minst mest mycket många flest lägst högst sist först totalt egentligen exakt nått nåddes nå nådde
    gick går gått följs följa följas upp igen senare tidigare innan efteråt ungefär alltså nu sedan redan fortfarande nämnden nämnd
    kommunen kommun förvaltningen fullmäktige utskottet partier partierna ledamöter ledamot parti förvaltning procent kronor tkr
    mkr siffran siffror siffrorna rekommendationer rekommendation kritik åtgärder åtgärd dokument står ja nej föreslås föreslogs
    planeras planerar görs gjordes vidtas vidtogs bättre sämre fler färre högre lägre större mindre dyrare billigare längre
    kortare tidigare bestämmer höjts höjdes sänkts sänktes svarade svarar svar lagt lade lägga skrivit skrev skrivet gjort
    gjorde finansieras finansiera hända innebär innebar betyder
    """.split()  # noqa: SIM905
) | frozenset(CONNECTOR_OF)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question in its parts, each as written; any may be empty.

    Attributes:
        asking: "Hur många", "Vad", "Från när"; "" for a yes/no question or a mere phrase.
        noun: what is counted or chosen: "timmar hemtjänst", "motion".
        verb: the finite verb.
        rest: what follows it.
    """

    asking: str
    noun: str
    verb: str
    rest: str


def bare(text: str) -> str:
    """Return a question without its closing marks."""
    return " ".join(text.split()).rstrip(" ?!.…")


def is_verb(word: str) -> bool:
    """Tell whether a word is a finite verb that questions are made with."""
    folded = plain(word)
    if word.casefold() in ("år", "lag", "lat"):  # without its mark a verb looks like them
        return False
    return folded in _VERBS or (folded not in _INFINITIVES and _VERB_ENDING.fullmatch(folded) is not None)


def is_infinitive(word: str) -> bool:
    """Tell whether a word may be an infinitive after a helping verb: it ends in "a" and is no noun or adjective."""
    folded = plain(word)
    ends = word.endswith(("a", "as")) and word.islower() and len(word) > 2 and not definite(word)
    return folded in _INFINITIVES or (ends and folded not in _ADJECTIVES and not _ADJECTIVE_ENDING.fullmatch(folded))


def parse(text: str) -> Parsed:
    """Return a question's parts."""
    text = bare(text)
    match = _ASKING.match(plain(text))
    asking = text[: match.end()] if match else ""
    words = text[len(asking) :].split()
    at = _verb_at(words, asking)
    if at is None:
        return Parsed(asking, "", "", " ".join(words))
    return Parsed(asking, " ".join(words[:at]), words[at], " ".join(words[at + 1 :]))


def _verb_at(words: list[str], asking: str) -> int | None:
    """Return the number of the finite verb among the words after the asking words."""
    if not words:
        return None
    if asking and not _COUNTS.match(plain(asking)):
        return 0
    if _HOW_MUCH.match(plain(asking)) and _PRESENT_ENDING.fullmatch(plain(words[0])) and plain(words[0]) != "pengar":
        return 0
    if not asking:
        return 0 if is_verb(words[0]) or plain(words[0]).endswith(("des", "ades")) else None
    found = next((at for at, word in enumerate(words) if is_verb(word)), None)
    if found is None:
        found = next((at for at, word in enumerate(words) if at and _PRESENT_ENDING.fullmatch(plain(word))), None)
    return found


def leaning(word: str) -> bool:
    """Tell whether a word says nothing of what a question is about."""
    folded = word.casefold().strip('.,:;()”"')
    return folded in STOP_WORDS or stem(folded) in _LEANING or is_verb(folded) or folded.isdigit() or plain(folded) in _INFINITIVES


def said_in(words: Sequence[str]) -> list[str]:
    """Return the words that say what a question is about; "per person" and the like say only how it is told."""
    return [word for at, word in enumerate(words) if not leaning(word) and (at == 0 or words[at - 1].casefold() != "per")]


def definite(word: str) -> bool:
    """Tell whether a word looks like a noun in the definite form."""
    return _DEFINITE.fullmatch(plain(word).rpartition("/")[2]) is not None


def is_article(words: list[str], at: int) -> bool:
    """Tell whether "den", "det" or "de" is the article of what follows, as in "den nya rutinen", "den 1 maj", "de som bor"."""
    after = words[at + 1 : at + 5]
    following = [plain(word.strip(",")) for word in after]
    if not following:
        return False
    first = following[0]
    if "som" in following[:3] or _NUMERAL.fullmatch(first) or first in _ADJECTIVES:
        return True
    if first in _INFINITIVES or (at and plain(words[at - 1]) in HELPING and is_infinitive(after[0])):
        return False
    for number, word in enumerate(following):
        if number and definite(word):
            return True
        if not word.endswith(("a", "e")):
            return False
    return False


def connector(word: str) -> str:
    """Return the preposition between a measure or step and what it is of; "i fråga om" for any other word."""
    return CONNECTOR_OF.get(stem(word.casefold()), ABOUT.strip())


def is_measure(word: str) -> bool:
    """Tell whether a word is a measure or a step of something else."""
    return stem(word.casefold()) in CONNECTOR_OF
