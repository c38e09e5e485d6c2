"""What a question asks: its kind, place, board, years and identifiers. Pure rules, no model.

Places are told from what is indexed and from the list of Sweden's municipalities: a municipality that has no papers here
is as good to know as one that has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.model import Question, QuestionKind
from app.synonyms import Synonyms
from ingest.profile import load, municipalities
from vectorstore.compounds import respelled
from vectorstore.model import Filter, SearchQuery
from vectorstore.tokens import identifiers

_PLAIN = str.maketrans("åäöéÅÄÖÉ", "aaoeAAOE")
_YEAR = re.compile(r"(?<![\d/.:-])((?:19|20)\d\d)(?:\s?[-–/]\s?((?:19|20)?\d\d)(?!\d))?(?![\d/]|\.\d)")
_PARAGRAPH = re.compile(r"§§?\s*(\d{1,4})(?!\d|\s*kap)|\bparagraf(?:en)?\s+(\d{1,4})", re.IGNORECASE)
_DATE = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])")
_KOLADA = re.compile(r"(?<![A-Za-z\d])([NU]\d{5})(?!\d)", re.IGNORECASE)
_MOST_YEARS = 6  # of a span of years: a longer one says no more than the period

#: Kinds of questions by their words, first that fits; each pattern is looked for in the question in lower case.
_KIND_PATTERNS: tuple[tuple[QuestionKind, tuple[str, ...]], ...] = (
    (
        QuestionKind.COMPARISON,
        (
            r"\b(?:jämför|skillnad|skilde|förändr)|\b(?:fler|färre|högre|lägre|större|mindre|bättre|sämre)(?: \w+)? än\b",
            r"\b(?:ökade|minskade) eller (?:ökade|minskade)|\bhur mycket (?:har |hade )?\w* ?(?:ökat|minskat|ökade|minskade)\b",
        ),
    ),
    (QuestionKind.WHY, (r"^varför\b|^av vilken anledning\b|\bvad beror\b|\borsak",)),
    (
        QuestionKind.DECISION,
        (
            r"\b(?:vad|vilket beslut|hur) (?:har )?\S* ?(?:beslut|föreslå|föresl|klubba|antog)|\bbeslutsförslag|\bföreslås\b",
            r"\b(?:vad|hur) (?:blev|löd|lyder) (?:beslutet|förslaget)|\bbeslutade\b.*\bom\b|\bbesluta om\b|\bbifall|\bavslag",
        ),
    ),
    (QuestionKind.LIST, (r"\bvilka\b|\b(?:räkna|lista|nämn) upp\b|\bfördela\w* sig\b",)),
    (
        QuestionKind.NUMBER,
        (
            r"\bhur (?:många|mycket|mkt|manga|stor[at]?|hög[at]?|låg[at]?|lång[at]?)\b",
            r"\bhur .{0,20}\b(?:gick|blev)\b.*\b(?:budget|resultat)",
            r"\bvad (?:blev|var|är|går)\b.*\b(?:kost|belopp|resultat|andel|antal|summa|utfall|budget|bort)|\bvad kosta",
            r"\bplus eller minus\b|\bsprack|\bspräckt|\bmot budget|\bgick (?:plus|minus|back)\b",
            r"^(?:resultat|utfall|pris|budget|kostnad)\w*\b|\bandel|\bantal\b|\bprocent\b|\bkronor\b|\bmkr\b|\btkr\b",
        ),
    ),
    (
        QuestionKind.WHEN,
        (r"^när\b|\bvilket (?:datum|år)\b|\bsenast\b.*\bdatum\b|\bhur (?:snabbt|snart|länge|ofta)\b",),
    ),
    (QuestionKind.WHO, (r"^vem\b|\bvem ansvarar\b|\bvilken (?:chef|roll|funktion|nämnd)|\bansvarig\b",)),
    (
        QuestionKind.ROUTINE,
        (r"\bhur (?:ska|gör|skall|bör)\b|\bvad (?:ska|måste|gäller)\b|\brutin|\bfår (?:jag|man|vi)\b",),
    ),
    (QuestionKind.YES_NO, (r"^(?:är|har|finns|kan|får|ska|blev|var|lönar|gick|hade|måste|bör|kommer)\b",)),
)
_KINDS = tuple((kind, re.compile("|".join(patterns))) for kind, patterns in _KIND_PATTERNS)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is indexed: each municipality, board and year that has papers."""

    municipalities: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    boards: Mapping[str, str] | None = None


def understand(text: str, coverage: Coverage, synonyms: Synonyms) -> Question:
    """Return a question as understood.

    Args:
        text: the question, standing alone.
        coverage: what is indexed.
        synonyms: other words for what is asked.
    """
    standalone = " ".join(text.split())
    return Question(
        text=text,
        standalone=standalone,
        kind=kind_of(standalone),
        municipalities=places(standalone, coverage),
        bodies=boards(standalone, coverage),
        years=years(standalone),
        paragraphs=tuple(f"§ {a or b}" for a, b in _PARAGRAPH.findall(standalone)),
        diary_numbers=tuple(m.group() for m in load().diary.finditer(standalone) if not _DATE.fullmatch(m.group())),
        dates=tuple(_dates(standalone)),
        key_figures=tuple(found.upper() for found in _KOLADA.findall(standalone)),
        synonyms=tuple(dict.fromkeys((*synonyms.of(standalone), *synonyms.of(mended(standalone))))),
    )


def kind_of(text: str) -> QuestionKind:
    """Return the kind of answer a question wants; slips of the pen are mended first."""
    folded = mended(text)
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), QuestionKind.FACT)


def mended(text: str) -> str:
    """Return a text in lower case with its slips of the pen mended."""
    return re.sub(r"[^\W\d_]+", lambda match: next(iter(respelled(match.group())), match.group()), text.casefold())


def plain(text: str) -> str:
    """Return a text in lower case without the marks of å, ä, ö and é, as people often type."""
    return text.translate(_PLAIN).casefold()


@lru_cache(maxsize=1)
def _all_places() -> Mapping[str, str]:
    return {name.casefold(): name for name in municipalities()}


def places(text: str, coverage: Coverage) -> tuple[str, ...]:
    """Return the municipalities a question names.

    One with papers here is known however it is typed; another one only with a capital letter inside the question, so
    that "mark", "vara" and "berg" stay the words they are.
    """
    typed = re.findall(r"[^\W\d_][\w-]*", text)
    here = {plain(name): name for name in coverage.municipalities}
    found: dict[str, None] = {}
    for at, word in enumerate(typed):
        pairs = [word, f"{word} {typed[at + 1]}"] if at + 1 < len(typed) else [word]
        for candidate in pairs:
            bases = [candidate, candidate[:-1]] if candidate.endswith("s") else [candidate]
            for base in filter(None, bases):
                known = here.get(plain(base))
                if known is None and base[0].isupper() and at > 0:
                    known = _all_places().get(base.casefold())
                if known is not None and (base[0].isupper() or len(base) > 3):
                    found[known] = None
    return tuple(found)


def boards(text: str, coverage: Coverage) -> tuple[str, ...]:
    """Return the boards a question names, in full, by their name or abbreviation."""
    folded = plain(text)
    abbreviations = {**load().boards, **(coverage.boards or {})}
    named = [name for name in coverage.bodies if name and plain(name) in folded]
    tokens = set(re.findall(r"\b[A-ZÅÄÖ]{2,5}\b", text))
    named += [name for short, name in abbreviations.items() if short in tokens and name in coverage.bodies]
    return tuple(dict.fromkeys(named))


def years(text: str) -> tuple[int, ...]:
    """Return the years a question names, a span ("2023–2025") written out."""
    found: dict[int, None] = {}
    for first, last in _YEAR.findall(text):
        start = int(first)
        end = int(last if len(last) == 4 else f"{first[:2]}{last}") if last else start
        if start <= end <= start + _MOST_YEARS:
            found.update(dict.fromkeys(range(start, end + 1)))
        else:
            found[start] = None
    return tuple(found)


def _dates(text: str) -> list[date]:
    found = []
    for year, month, day in _DATE.findall(text):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found


def search_query(question: Question, where: Filter) -> SearchQuery:
    """Return what to look for to answer a question."""
    return SearchQuery(
        text=question.standalone,
        synonyms=question.synonyms,
        where=where,
        places=question.municipalities,
        years=question.years,
        bodies=question.bodies,
        identifiers=tuple(identifiers(question.standalone)),
    )
