"""What a statement of a paper is about, and what it says of a demand, by its words. Pure.

The cues sort what the papers say; they decide nothing: the secretary reads the words themselves.
"""

from __future__ import annotations

import re
from enum import StrEnum

from ingest.model import Chunk, ChunkKind, DocType


class About(StrEnum):
    """What a statement tells of; the words are the headings it is told under."""

    DECIDED = "Beslutat"
    PROPOSED = "Föreslaget"
    ONGOING = "Pågående och planerat arbete"
    COST = "Kostnader och finansiering"
    LAW = "Lagar och regler"
    ROUTINE = "Riktlinjer och rutiner"
    NUMBERS = "Uppgifter i siffror"
    OTHER = "Övriga uppgifter"


class Stance(StrEnum):
    """What a statement says of what is asked for."""

    FOR = "för"
    AGAINST = "emot"
    DONE = "tillgodosett"


_MONEY = re.compile(r"\d\s?(?:kr\b|kronor|tkr|mkr|mnkr|miljoner|tusen kronor)", re.IGNORECASE)
_COST = re.compile(
    r"\b(?:kostnad\w*|kostar|budget\w*|finansier\w*|intäkt\w*|anslag|statsbidrag\w*|stadsbidrag\w*|\w+kostnad\w*)\b", re.IGNORECASE
)
_DECIDED = re.compile(
    r"\b(?:nämnd\w*|styrelse\w*|fullmäktige\w*|utskott\w*|förvaltning\w*)\b[^.]{0,60}\b(?:beslutade|beslutat|antog|antagit|fastställt|återremitterade)\b"
    r"|\b(?:beslutade|beslutat|antog|antagit|återremitterade)\b[^.]{0,80}\b(?:nämnd\w*|styrelse\w*|fullmäktige)\b"
    r"|\b(?:inget|inga|tidigare|redan fattade?) beslut\b",
    re.IGNORECASE,
)
_ONGOING = re.compile(
    r"\b(?:pågå\w+|arbetar med|håller på att|införs|införande\w*|har påbörjat\w*|påbörja\w*|planera\w*|planering\w*|förväntas"
    r"|förstudie\w*|projekt\w*|implementer\w*|utveckla[rst]\w*|ska testas|(?:första|andra|tredje|fjärde) kvartalet|kommer att)\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:\d+ kap\.|\w*lagen\b|\w+lag \(|LSS|SoL|HSL|LOV|IVO|kommunallag\w*|förordning\w*|föreskrift\w*|särskild avgift"
    r"|lagstad\w*)",
)
_ROUTINES = frozenset({DocType.RUTIN, DocType.RIKTLINJE, DocType.REGLEMENTE, DocType.POLICY, DocType.TAXA})
_NUMBER = re.compile(r"(?<![\d§.-])\d")

_AGAINST = re.compile(
    r"\binte (?:\w+ ){0,2}(?:lönsam\w*|möjlig\w*|finansiera\w*|aktuell\w*|ändamålsenlig\w*)|\bryms inte|\b(?:saknas?|ingen|utan) "
    r"(?:\w+ ){0,2}(?:finansiering|tillskott|budget|medel)|\bavslå\w*|\bavslag|\bavstyrk\w*|\bstrid\w+ mot"
    r"|\brisk(?:en|er|erar|era)?\b|\bkräver\b|\bintäktsbortfall\w*|\bökar? (?:\w+ ){0,3}kostnad\w*|\bökade kostnader"
    r"|\bmerkostnad\w*"
    r"|\bstor variation|\bförsena\w*|\bstå tillbaka|\binte (?:en )?lagstad\w*|\bminska\w* intäkt\w*|\beffektivisering\w* behöver",
    re.IGNORECASE,
)
_IF_NOTHING_IS_DONE = re.compile(r"\b[Oo]m\b[^.]{0,120}\binte\b[^.]{0,120}\brisk\w*|\b[Uu]tan\b[^.]{0,60}\briskerar\b")
_LESS_RISK = re.compile(r"\b(?:minska|motverka|förebygg|undvik)\w*\s+(?:\w+\s+){0,2}risk\w*", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:redan|har beslutat|beslutade|beslutat|beslutad|antog|antagit|infördes|införs|håller på att införas"
    r"|pågår|har köpt|köpa in|köps|är beaktad\w*|uppfylld\w*|tillgodose\w*|genomförs|har infört|erbjuds|skickas|redovisas"
    r"|finns (?:idag|i dag)|sedan (?:\w+ )?\d{4})\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:(?<!vid )behov\w*|växande|ökande|kö(?:n|er)?\b|brist\w*|når inte|inte når|ej verkställ\w*|väntar|väntan|väntetid\w*"
    r"|vänta|nyttor\w*|nyttan|bidrar|stärk\w*|förbättr\w*"
    r"|trygg(?:a|are|het|heten)?\b|positiv\w*|delar motionär\w*|tillstyrk\w*|bifall\w*|utsatt\w*"
    r"|självständig\w*|patientsäkerhet\w*)",
    re.IGNORECASE,
)
_CITIZENS = re.compile(
    r"\b(?:invånar\w*|brukar\w*|medborgar\w*|den enskilde?\w*|kund\w*|äldre|barn\w*|elev\w*|anhörig\w*|personer med|målgrupp\w*)\b",
    re.IGNORECASE,
)
_SUSTAINABLE = re.compile(
    r"\b(?:hållbar\w*|miljö\w*|klimat\w*|begagna\w*|återbruk\w*|jämställd\w*|jämlik\w*|social dimension)\b", re.IGNORECASE
)
_GOALS = re.compile(r"\b(?:fullmäktiges mål|riktningsmål\w*|målvärde\w*|indikator\w*|mål(?:et|en)?\b)", re.IGNORECASE)


def about(text: str, chunk: Chunk) -> About:
    """Return what a statement of a passage tells of."""
    if chunk.kind is ChunkKind.DECISION:
        return About.DECIDED
    if chunk.kind is ChunkKind.PROPOSAL:
        return About.PROPOSED
    if chunk.metadata.doc_type in _ROUTINES:
        return About.ROUTINE
    tests = ((_DECIDED, About.DECIDED), (_MONEY, About.COST), (_ONGOING, About.ONGOING), (_LAW, About.LAW), (_COST, About.COST))
    found = next((kind for pattern, kind in tests if pattern.search(text)), None)
    return found or (About.NUMBERS if _NUMBER.search(text) else About.OTHER)


def stances(text: str) -> frozenset[Stance]:
    """Return what a statement says of what is asked for; more than one is usual, none too."""
    text = _LESS_RISK.sub(" ", text)
    if _IF_NOTHING_IS_DONE.search(text):  # the risk of doing nothing speaks for what is asked for
        return frozenset({Stance.FOR, *({Stance.DONE} if _DONE.search(text) else ())})
    tests = ((_FOR, Stance.FOR), (_AGAINST, Stance.AGAINST), (_DONE, Stance.DONE))
    return frozenset(stance for pattern, stance in tests if pattern.search(text))


def is_money(text: str) -> bool:
    """Tell whether a statement tells of money."""
    return _MONEY.search(text) is not None or _COST.search(text) is not None


def is_law(text: str) -> bool:
    """Tell whether a statement names a law or what follows from one."""
    return _LAW.search(text) is not None


def is_on_citizens(text: str) -> bool:
    """Tell whether a statement is about those who live in the municipality."""
    return _CITIZENS.search(text) is not None


def is_on_sustainability(text: str) -> bool:
    """Tell whether a statement is about a sustainable use of means, the environment or equality."""
    return _SUSTAINABLE.search(text) is not None


def is_on_goals(text: str) -> bool:
    """Tell whether a statement is about goals."""
    return _GOALS.search(text) is not None
