"""What a paper is: its title, kind, municipality, board, date, years, diary numbers and status, read from its own text.

Pure: everything is told from the text, the file's name and the profile; what the user states on the command line wins
(see `ingest.pipeline`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.model import DocType, Metadata, Status
from ingest.profile import Profile, heading_key, municipalities

_HEAD = 2500  # characters from the start of a paper in which its kind, board and date are told
_WIDE_HEAD = 12000  # characters in which years are counted
_MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
           "december")  # fmt: skip
_DATE = re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b")
_DATE_WORDS = re.compile(r"\b(?P<d>\d{1,2}) (?P<m>" + "|".join(_MONTHS) + r") (?P<y>(?:19|20)\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/.:-])(?:19|20)\d\d(?![\d/:]|-\d\d\d|\.\d{3})")
_MIN_MENTIONS = 2  # a municipality named once may be any neighbour
_YEAR_SHARE = 0.35  # of the mentions of the most named year: a year named less often is background
_MAX_YEARS = 3

#: Words that tell the kind of a paper, looked for in its title first, then at its start; the first that fits counts.
_KINDS: tuple[tuple[DocType, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (DocType.PROTOKOLLSUTDRAG, r"\bprotokollsutdrag\b(?! skickas)|\butdrag ur protokoll"),
        (
            DocType.TJANSTESKRIVELSE,
            r"\btjänsteutlåtande\b|\btjänsteskrivelse\b|^svar på (?:motion|interpellation|medborgarförslag)",
        ),
        (DocType.YTTRANDE, r"\byttrande över\b|\bsvar på (?:remiss|revision|granskning)|\bremissvar\b"),
        (DocType.MOTION, r"^motion\b|\bmotion(?:en)? (?:om|av)\b"),
        (DocType.INTERPELLATION, r"^interpellation\b"),
        (DocType.MEDBORGARFORSLAG, r"^medborgarförslag\b"),
        (
            DocType.REVISIONSRAPPORT,
            r"\brevisionsrapport\b|\bstadsrevisionen\b|\brevisionsberättelse\b|\brapportsammandrag\b",
        ),
        (DocType.KALLELSE, r"\bkallelse\b|\bföredragningslista\b"),
        (DocType.DELEGATIONSBESLUT, r"\bdelegationsbeslut\b"),
        (DocType.INTERNKONTROLL, r"\bintern ?kontroll(?:plan)?\b"),
        (DocType.KVALITETSBERATTELSE, r"\bkvalitets?-? ?och patientsäkerhetsberättelse|\bkvalitetsberättelse\b"),
        (DocType.MANADSUPPFOLJNING, r"\bmånads(?:uppföljning|rapport)\b"),
        (DocType.DELARSRAPPORT, r"\bdelårs(?:rapport|bokslut|uppföljning)\b"),
        (DocType.ARSREDOVISNING, r"\bårs(?:redovisning|bokslut|berättelse|redogörelse)\b|\bverksamhetsberättelse\b"),
        (DocType.BUDGET, r"\bbudget\b|\bnämndplan\b|\bverksamhetsplan\b"),
        (DocType.REGLEMENTE, r"\breglemente\b|\bdelegations?ordning\b"),
        (DocType.POLICY, r"\bpolicy\b"),
        (DocType.RIKTLINJE, r"\briktlinjer?\b"),
        (DocType.RUTIN, r"\brutin(?:er)?\b"),
        (DocType.TAXA, r"\btax(?:a|or)\b|\bavgifter\b"),
        (DocType.PROTOKOLL, r"\bprotokoll\b(?! skickas)"),
    )
)


#: Kinds that a paper's title settles, whatever parts it has.
_TITLE_DECIDES = frozenset({DocType.PROTOKOLLSUTDRAG, DocType.TJANSTESKRIVELSE, DocType.YTTRANDE, DocType.MOTION,
                            DocType.INTERPELLATION, DocType.MEDBORGARFORSLAG, DocType.KALLELSE})  # fmt: skip
#: Parts that, beside a proposed decision, only an official's paper has.
_OFFICIALS_PARTS = frozenset(
    heading_key(part)
    for part in ("Beslutet skickas till", "Beslutet ska skickas till", "Förvaltningens bedömning", "Ekonomisk bedömning",
                 "Förvaltningens yttrande", "Ärendet", "Motivering till beslut")
)  # fmt: skip
#: Kinds whose word stands in every paper: named often, it tells little.
_COMMON_WORDS = frozenset({DocType.BUDGET, DocType.RUTIN, DocType.RIKTLINJE, DocType.PROTOKOLL, DocType.TAXA,
                           DocType.POLICY, DocType.MOTION})  # fmt: skip
_COMMON_WORD_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class PaperText:
    """A paper's text with what stood around it.

    Attributes:
        text: the paper, clean.
        title: its title, or "".
        furniture: the page headers taken out of it.
        name: the file's name.
        paragraphs: how many §§ it has.
    """

    text: str
    title: str
    furniture: str
    name: str
    paragraphs: int


def read_metadata(paper: PaperText, profile: Profile, of_file: Metadata | None = None) -> Metadata:
    """Return what a paper tells of itself.

    Args:
        paper: the paper.
        profile: of the file's municipality.
        of_file: what is known of the whole file: fills in what the paper does not tell.
    """
    base = of_file or Metadata()
    head = f"{paper.furniture}\n{paper.text[:_HEAD]}"
    return Metadata(
        title=paper.title or base.title,
        doc_type=doc_type(paper, profile),
        municipality=base.municipality or profile.name or municipality(paper.text),
        body=board(paper.title, head, profile) or base.body,
        day=day(paper.furniture, paper.text) or base.day,
        years=years(paper.title, paper.text) or base.years,
        diary_numbers=diary_numbers(paper.text[:_HEAD] if paper.paragraphs < 2 else "", profile),
        status=status(head, profile),
        access=base.access,
    )


def doc_type(paper: PaperText, profile: Profile) -> DocType:
    """Return the kind of a paper; OKAND where nothing tells."""
    if paper.paragraphs >= 2 or (paper.paragraphs and re.search(r"(?i)protokoll", paper.furniture)):
        return DocType.PROTOKOLL
    for kind, pattern in _KINDS:
        if paper.title and pattern.search(paper.title) and kind in _TITLE_DECIDES:
            return kind
    keys = {heading_key(line) for line in paper.text.split("\n") if len(line) < 60}
    if keys & profile.proposal and keys & _OFFICIALS_PARTS:
        return DocType.TJANSTESKRIVELSE
    name = re.sub(r"[_\W]+", " ", paper.name)
    for where in (paper.title, paper.furniture, paper.text[:400], name):
        for kind, pattern in _KINDS:
            if where and pattern.search(where):
                return kind
    counts = {kind: len(pattern.findall(paper.text[:_WIDE_HEAD])) for kind, pattern in _KINDS}
    weighed = {kind: n * (_COMMON_WORD_WEIGHT if kind in _COMMON_WORDS else 1) for kind, n in counts.items()}
    best = max(weighed, key=lambda kind: weighed[kind])
    return best if weighed[best] >= _MIN_MENTIONS else DocType.OKAND


@lru_cache(maxsize=1)
def _municipality_pattern() -> re.Pattern[str]:
    names = sorted(municipalities(), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, names)) + r")(s?)(?: (kommuns?|stads?|Stads?))?(?![\w-])")


def municipality(text: str) -> str:
    """Return the municipality a text names most, its name before "kommun" counting thrice; "" where it is not clear."""
    votes: Counter[str] = Counter()
    for match in _municipality_pattern().finditer(text):
        votes[match[1]] += 3 if match[3] else 1
    if not votes:
        return ""
    (name, most), *rest = votes.most_common(2)
    if most < _MIN_MENTIONS or (rest and rest[0][1] == most):
        return ""
    return name


@lru_cache(maxsize=32)
def _board_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<board>{known}|nämnden för [\w-]+(?: och [\w-]+)?|(?:[\w-]+- och )?[\w]{{3,}}nämnden?|kommunstyrelsen|"
        r"kommunfullmäktige)(?P<genitive>s)?(?P<committee>\s+arbetsutskott(?:et)?)?(?!\w)",
        re.IGNORECASE,
    )


def board(title: str, head: str, profile: Profile) -> str:
    """Return the board a paper belongs to: the first its letterhead, title or start names; or ""."""
    joined = re.sub(r"-\n", "- ", head).replace("\n", " ")
    pattern = _board_pattern(tuple(profile.boards.values()))
    for where in (joined[:300], title, joined):
        match = pattern.search(where)
        if match is not None:
            name = match["board"].lower()
            name = name if name.endswith(("n", "e")) else f"{name}n"
            return f"{name}s arbetsutskott" if match["committee"] else name
    return ""


def _valid(year: str, month: int, day_of_month: str) -> date | None:
    try:
        return date(int(year), month, int(day_of_month))
    except ValueError:
        return None


def day(furniture: str, text: str) -> date | None:
    """Return the date of a paper: that of its page headers, else the first at its start; None where there is none."""
    for where, pattern in ((furniture, _DATE), (text[:800], _DATE), (text[:800], _DATE_WORDS)):
        for match in pattern.finditer(where):
            month = int(match["m"]) if match["m"].isdigit() else _MONTHS.index(match["m"].lower()) + 1
            found = _valid(match["y"], month, match["d"])
            if found is not None:
                return found
    return None


def years(title: str, text: str) -> tuple[int, ...]:
    """Return the years a paper is about, most important first: those of its title, then those it names most."""
    counts = Counter(int(year) for year in _YEAR.findall(text[:_WIDE_HEAD]))
    first = [int(year) for year in _YEAR.findall(title)]
    most = max(counts.values(), default=0)
    often = [year for year, n in counts.most_common() if n >= max(2, _YEAR_SHARE * most)]
    return tuple(dict.fromkeys([*first, *often]))[:_MAX_YEARS]


def diary_numbers(text: str, profile: Profile) -> tuple[str, ...]:
    """Return the diary numbers in a text, as printed, each once."""
    return tuple(dict.fromkeys(match.group() for match in profile.diary.finditer(text)))


def status(head: str, profile: Profile) -> Status:
    """Return how far a paper has come, by the words at its top."""
    lines = [line.strip() for line in head.split("\n")[:60]]
    for found, patterns in ((Status.DRAFT, profile.draft), (Status.SUPERSEDED, profile.superseded)):
        if any(pattern.fullmatch(line) for pattern in patterns for line in lines):
            return found
    return Status.UNKNOWN
