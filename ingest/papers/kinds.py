"""What kind a paper is. Pure.

Told by, in this order: the line of its letterhead that says so, the way its title begins, its §§, the parts it has, what
a motion says, and at last the words it uses; the last is a guess, and is told as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.model import DocType
from ingest.papers.letterhead import stated_type
from ingest.papers.movers import own_paper
from ingest.papers.paper_text import PaperText
from ingest.profile import Profile, heading_key

_TOP_LINES = 6  # of a paper in which its letterhead stands
_START = 400  # characters at the start of a paper in which its kind is named
_WIDE = 12000  # characters in which the words of a kind are counted
_LEAST = 2.0  # weighed mentions that make a guess
_COMMON_WORD_WEIGHT = 0.3
_SHORT = 60  # characters of a line that may head a part

#: Words that tell the kind of a paper, looked for in its title first, then at its start; the first that fits counts.
_WORDS: tuple[tuple[DocType, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (DocType.PROTOKOLLSUTDRAG, r"\bprotokollsutdrag\b(?! skickas)|\butdrag ur protokoll"),
        (DocType.TJANSTESKRIVELSE, r"\btjänsteutlåtande\b|\btjänsteskrivelse\b"),
        (DocType.YTTRANDE, r"\byttrande över\b|\bsvar på (?:remiss|revision|granskning)|\bremissvar\b"),
        (DocType.REVISIONSRAPPORT, r"\brevisionsrapport\b|\bstadsrevisionen\b|\brevisionsberättelse\b|\brapportsammandrag\b"),
        (DocType.KALLELSE, r"\bkallelse\b|\bföredragningslista\b"),
        (DocType.DELEGATIONSBESLUT, r"\bdelegations?beslut\b|\bdelegeringsbeslut\b"),
        (DocType.INTERNKONTROLL, r"\bintern ?kontroll(?:plan)?(?:en|ens)?\b"),
        (DocType.KVALITETSBERATTELSE, r"\b(?:kvalitets?-? ?och )?patientsäkerhetsberättelse|\bkvalitetsberättelse"),
        (DocType.MANADSUPPFOLJNING, r"\bmånads(?:uppföljning|rapport)"),
        (DocType.DELARSRAPPORT, r"\bdelårs(?:rapport|bokslut|uppföljning)|\btertial(?:rapport|uppföljning|bokslut)"),
        (DocType.ARSREDOVISNING, r"\bårs(?:redovisning|bokslut|berättelse|redogörelse)|\bverksamhetsberättelse"),
        (DocType.BUDGET, r"\b\w*budget\b|\bnämndplan\b|\bverksamhetsplan\b"),
        (DocType.REGLEMENTE, r"\breglemente\b|\bdelegations?ordning\b|\bdelegeringsordning\b"),
        (DocType.POLICY, r"\b\w*policy\b"),
        (DocType.RIKTLINJE, r"\briktlinjer?\b"),
        (DocType.RUTIN, r"\brutin(?:er)?\b"),
        (DocType.TAXA, r"\btax(?:a|or)\b|\bavgifter\b"),
        (DocType.PROTOKOLL, r"\bprotokoll\b(?! skickas)"),
    )
)
#: The ways titles begin that settle the kind, whatever the paper is about.
_BEGINNINGS: tuple[tuple[DocType, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (DocType.TJANSTESKRIVELSE, r"svar (?:på|till) (?:motion|interpellation|medborgarförslag|remiss)"),
        (DocType.YRKANDE, r"(?:reviderat )?(?:tilläggs|ändrings|återremiss)?yrkande\b|särskilt yttrande\b|reservation\b(?! för)"),
        (
            DocType.YTTRANDE,
            r"yttrande (?:över|angående|till|från|gällande)|\w[\w -]{2,60}nämndens yttrande|remissvar",
        ),
        (DocType.MOTION, r"motion\b"),
        (DocType.INTERPELLATION, r"interpellation\b"),
        (DocType.MEDBORGARFORSLAG, r"(?:medborgar|e-)förslag\b"),
        (DocType.KALLELSE, r"kallelse\b|föredragningslista\b"),
        (DocType.PROTOKOLLSUTDRAG, r"protokollsutdrag\b"),
    )
)
#: Parts that, beside a proposed decision, only an official's paper has.
_OFFICIALS_PARTS = frozenset(
    heading_key(part)
    for part in ("Beslutet skickas till", "Beslutet ska skickas till", "Förvaltningens bedömning", "Ekonomisk bedömning",
                 "Förvaltningens yttrande", "Ärendet", "Motivering till beslut", "Beslutsunderlag")
)  # fmt: skip
#: Papers whose §§ are rules, not items of a meeting.
_RULES = frozenset({DocType.REGLEMENTE, DocType.TAXA, DocType.POLICY, DocType.RIKTLINJE, DocType.RUTIN})
#: Kinds whose word stands in every paper: named often, it tells little.
_COMMON_WORDS = frozenset({DocType.BUDGET, DocType.RUTIN, DocType.RIKTLINJE, DocType.PROTOKOLL, DocType.TAXA, DocType.POLICY})
_DEMANDS = re.compile(
    r"\byrkar (?:därför|att|på)\b|\byrkar:|föreslår (?:därför )?(?:att )?kommunfullmäktige"
    r"|fullmäktige (?:föreslås )?(?:att )?besluta"
    r"|\b(?:denna|vår) motion|\bföreslår (?:vi|jag|därför)\b",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"\([A-ZÅÄÖ]{1,3}\)\s*$|^(?:Socialdemokraterna|Moderaterna|Vänsterpartiet|Centerpartiet|Liberalerna|Kristdemokraterna"
    r"|Miljöpartiet|Sverigedemokraterna|Feministiskt initiativ)\b.{0,30}$|^För \w+(?:erna|partiet)\b",
    re.MULTILINE,
)
_MONTHS = re.compile(r"\bjan\w*\s+feb\w*\s+mar\w*\s+apr", re.IGNORECASE)
_OUTCOME = re.compile(r"\butfall\b", re.IGNORECASE)
_OF_A_YEAR = re.compile(  # a title that no motion has: "Mål och budget 2026"
    r"\b\w*(?:budget|redovisning|rapport|bokslut|uppföljning|plan|berättelse|redogörelse)\b.*\b20\d\d", re.IGNORECASE
)
_MOTION_MOST = 9000  # characters: a longer paper with demands and parties is minutes or a budget


@dataclass(frozen=True, slots=True)
class Kind:
    """A paper's kind, and whether its own words state it (or it is guessed from the words it uses)."""

    doc_type: DocType
    stated: bool


def kind_of(paper: PaperText, profile: Profile) -> Kind:
    """Return the kind of a paper.

    Args:
        paper: the paper.
        profile: the municipality's, which knows the parts that hold a proposal.
    """
    states = (stated_type(line) for line in paper.lines[:_TOP_LINES])
    top = next((kind for kind in states if kind is not None), None)
    if paper.items and top not in _RULES and not _names_rules(paper.title):
        whole = paper.items >= 2 or paper.alone
        return Kind(DocType.PROTOKOLL if whole else DocType.PROTOKOLLSUTDRAG, stated=True)
    if top is DocType.YTTRANDE and own_paper(paper.text).parties:
        return Kind(DocType.YRKANDE, stated=True)
    if top is not None:
        return Kind(top, stated=True)
    begun = next((kind for kind, pattern in _BEGINNINGS if paper.title and pattern.match(paper.title)), None)
    if begun is not None:
        return Kind(begun, stated=True)
    keys = {heading_key(line.text) for line in paper.lines if len(line.text) < _SHORT}
    if keys & profile.proposal and keys & _OFFICIALS_PARTS:
        return Kind(DocType.TJANSTESKRIVELSE, stated=True)
    if (
        _OF_A_YEAR.search(paper.title) is None
        and len(paper.text) <= _MOTION_MOST
        and _DEMANDS.search(paper.text)
        and _PARTY.search(paper.text)
    ):
        return Kind(DocType.MOTION, stated=True)
    return _by_words(paper)


def _names_rules(title: str) -> bool:
    """Tell whether a title is that of rules, which have §§ of their own."""
    return any(pattern.search(title) for kind, pattern in _WORDS if kind in _RULES)


def _by_words(paper: PaperText) -> Kind:
    text = paper.text
    name = re.sub(r"[_\W]+", " ", paper.name) if paper.alone else ""
    for where in (paper.title, paper.around, text[:_START], name):
        for kind, pattern in _WORDS:
            if where and pattern.search(where):
                months = kind is DocType.BUDGET and _MONTHS.search(text[:_START]) and _OUTCOME.search(text[:_START])
                extract = kind is DocType.PROTOKOLL and not paper.alone
                return Kind(DocType.MANADSUPPFOLJNING if months else DocType.PROTOKOLLSUTDRAG if extract else kind, stated=True)
    counts = {kind: len(pattern.findall(text[:_WIDE])) for kind, pattern in _WORDS}
    weighed = {kind: n * (_COMMON_WORD_WEIGHT if kind in _COMMON_WORDS else 1.0) for kind, n in counts.items()}
    best = max(weighed, key=lambda kind: weighed[kind])
    return Kind(best if weighed[best] >= _LEAST else DocType.OKAND, stated=False)
