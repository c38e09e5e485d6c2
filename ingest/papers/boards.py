"""Whose a paper is: the municipality and the board (nämnd). Pure.

A board named in a letterhead or a page header wins over one in the text: papers speak of other boards all the time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from ingest.papers.letterhead import Top, is_board, top_of
from ingest.papers.paper_text import PaperText
from ingest.profile import Profile, municipalities
from ingest.text.lines import Line

_TOP_LINES = 10  # of a paper in which its letterhead stands
_TITLES = 2  # lines that may be the title, before the letterhead ends
_TEXT_LINE = 200  # characters: a longer line is text
_OPENING = 3  # lines, one of which may open with the board: "Socialnämnden. Publicerad ..."
_HEAD = 2500  # characters in which a board decides or proposes
_WIDE = 12000  # characters in which boards are counted
_LEAST_NAMED = 3  # times a board is named in a text without a letterhead before the paper is taken for its own
_NAMED_SHARE = 0.5  # of all boards named
_MIN_VOTES = 2  # a municipality named once may be any neighbour
_CLEAR = 1.5  # times the votes of the next
_KOMMUN, _GENITIVE, _NAME, _ELSEWHERE = 3, 4, 1, 2  # votes: "X kommun", "X kommuns mål", "X", "i X kommun" (a visit)
_UNLISTED = 2  # times a name stands before "kommun" that SCB's list does not have: a made-up or a future municipality
_OTHER_KOMMUN = re.compile(
    r"(?<!\w)(?!(?:En|Ett|Den|Denna|Vår|Varje|Annan|Ingen|Hela|Samma|Egen|Svensk|Någon|Er|Min|Sveriges)\b)"
    r"(?P<name>[A-ZÅÄÖ][a-zåäöé]{2,}(?:-[A-ZÅÄÖ][a-zåäö]+)?) kommuns?\b"
)
_CAPITALS = re.compile(r"(?<!\w)([A-ZÅÄÖ]{2,}(?:[ -][A-ZÅÄÖ]{2,})?) (KOMMUNS?|STADS?)(?!\w)")  # "YSTADS KOMMUN" in a letterhead
_REGION = re.compile(r"(?<!\w)Region (?!(?:och|som|i)\b)[A-ZÅÄÖ][a-zåäö]{2,}(?: län)?(?!\w)")
_LONG_NAME = 5  # letters of a municipality's name in a file's
_PLAIN = str.maketrans("åäöé", "aaoe")
_OFFICES = re.compile(
    r"stadslednings|kommunlednings|kommunstyrelseförvaltning|kommunstyrelsens förvaltning|kommunkansli|stadskansli"
)
_ACTS = r"(?:beslutar|föreslår|noterar|godkänner|antar|fastställer|tillstyrker|avstyrker|översänder|förslag)"


#: What a letterhead's other columns say, printed beside a board's name on one line: "Kommunfullmäktige Sammanträdesdatum".
_BESIDE = re.compile(
    r"\s+(?:sammanträdes(?:datum|protokoll|dag)|protokoll|kallelse|tjänste(?:skrivelse|utlåtande)|datum|dnr|diarienummer|sida)\b.*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _municipality_pattern() -> re.Pattern[str]:
    names = sorted(municipalities(), key=len, reverse=True)
    return re.compile(
        r"(?P<at>\b[iI] |\btill )?(?<![\w-])(?P<name>"
        + "|".join(map(re.escape, names))
        + r")(?:s)?(?: (?P<kind>kommuns?|stads?|Stads?))?(?![\w-])"
    )


def municipality(text: str, name: str = "") -> str:
    """Return the municipality a text names most, "X kommun" counting more than "X"; "" where it is not clear.

    Args:
        text: the file's.
        name: the file's, looked at where the text names none ("Protokoll_Sandviken.pdf").
    """
    return _named_most(_CAPITALS.sub(lambda match: f"{match[1].title()} {match[2].lower()}", text)) or _named_by_file(name)


def _named_by_file(name: str) -> str:
    """Return the only municipality that a file's name has among its words; short ones may be any word."""
    words = {_plain_name(word) for word in re.findall(r"[^\W\d_]+", name)}
    found = [town for town in municipalities() if len(town) >= _LONG_NAME and _plain_name(town) in words]
    return found[0] if len(found) == 1 else ""


def _plain_name(word: str) -> str:
    """Return a name as it stands in a file's: without marks, in lower case."""
    return word.casefold().translate(_PLAIN)


def _is_genitive(name: str) -> bool:
    """Tell whether an unlisted name can only be a genitive: "Tunadals"; after a vowel the s may be its own ("Ekås")."""
    return re.fullmatch(r".{3,}[bcdfghjklmnpqrtvxz]s", name) is not None


def _named_most(text: str) -> str:
    votes: Counter[str] = Counter()
    called = False  # a municipality by its whole name
    for match in _municipality_pattern().finditer(text):
        kind = match["kind"]
        weight = _NAME if not kind else _GENITIVE if kind.endswith("s") else _ELSEWHERE if match["at"] else _KOMMUN
        votes[match["name"]] += weight
        called = called or weight >= _KOMMUN
    listed = {part for name in municipalities() for word in name.split() for part in (word, f"{word}s")}
    others = Counter(match["name"] for match in _OTHER_KOMMUN.finditer(text) if match["name"] not in listed)
    for name in [name for name in others if f"{name}n" in listed]:
        votes[f"{name}n"] += _KOMMUN * others.pop(name)  # "Falu kommun" is of Falun
    for name in [
        name for name in others if _is_genitive(name) or (name.endswith("s") and re.search(rf"(?<!\w){name[:-1]}(?!\w)", text))
    ]:
        others[name[:-1]] += others.pop(name)  # "Tunadals kommun" in a text that also says "Tunadal"
    if not called and (region := _region(text, max(votes.values(), default=0))):
        return region
    least = _UNLISTED if votes or len(others) > 1 else 1
    votes.update({name: _KOMMUN * times for name, times in others.items() if times >= least})
    if not votes:
        return ""
    (name, most), *rest = votes.most_common(2)
    return name if most >= _MIN_VOTES and (not rest or most >= _CLEAR * rest[0][1]) else ""


def _region(text: str, most: int) -> str:
    """Return the region a text is of, where it names one much more than any municipality ("Region Uppland"); else ""."""
    named = Counter(match.group() for match in _REGION.finditer(text))
    for name in [name for name in named if name.endswith("s") and name[:-1] in named]:
        named[name[:-1]] += named.pop(name)
    name, times = next(iter(named.most_common(1)), ("", 0))
    return name if times >= _MIN_VOTES and _KOMMUN * times >= _CLEAR * most else ""


@lru_cache(maxsize=32)
def _board_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<board>{known}|nämnden för [\w-]+(?: och [\w-]+)?|(?:[\w-]+- och )?\w{{3,}}nämnd(?:en)?|kommunstyrelsen|"
        r"kommunfullmäktige|(?:stads|kommun)revisionen|styrelsen för (?-i:[A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+){0,3}))"
        r"(?P<genitive>s)?(?P<committee>\s+arbetsutskott(?:et)?)?(?!\w)",
        re.IGNORECASE,
    )


_OFFICE_ENDINGS = ("nämnden", "förvaltningen", "styrelsen", "fullmäktige", "utskott", "revisionen")
_OFFICE_OF = {"nämnden": ("n", "f", "")}  # VON, and its office: VOF or VoO; of others only their own letter


@lru_cache(maxsize=512)
def abbreviations(name: str) -> frozenset[str]:
    """Return what a board and its office may be called for short, in lower case: the first letters of its words.

    "vård- och omsorgsnämnden" gives "von", "vof" and "voo". Names of one word are left out: "kf" and "ks" are listed.
    """
    ending = next((one for one in _OFFICE_ENDINGS if name.endswith(one) and name != one), "")
    parts = [part for part in re.split(r"[\s-]+", name.removesuffix(ending)) if part]
    letters = "".join(part[0] for part in parts if part not in ("och", "för"))
    joined = "".join(part[0] for part in parts if part != "för")
    found = {f"{letters}{last}" for last in _OFFICE_OF.get(ending, (ending[:1],))} | ({joined} if "och" in parts else set())
    return frozenset(one for one in found if len(one) > 1)


def _full(match: re.Match[str]) -> str:
    name = " ".join(match["board"].lower().split())
    name = f"{name}en" if name.endswith("nämnd") else name
    return f"{name}s arbetsutskott" if match["committee"] else name


def board(paper: PaperText, profile: Profile) -> str:
    """Return the board a paper belongs to, in full and lower case; "" where nothing tells.

    Args:
        paper: the paper.
        profile: the municipality's, which knows its boards.
    """
    pattern = _board_pattern(tuple(profile.boards.values()))
    named, office = _in_letterhead(paper.lines, pattern)
    if named:
        return named
    header = pattern.search(re.sub(r"-\n", "- ", paper.around).replace("\n", " "))
    if header is not None:
        return _full(header)
    mapped = _of_office(office, paper.text)
    if mapped:
        return mapped
    opening = next((found for line in paper.lines[:_OPENING] if (found := pattern.match(line.text))), None)
    if opening is not None and not opening["genitive"]:
        return _full(opening)
    acts = re.search(rf"(?:{pattern.pattern})\s+{_ACTS}\b", paper.text[:_HEAD], re.IGNORECASE)
    first = pattern.search(paper.title) or acts
    if first is not None and (_full(first) in profile.boards.values() or paper.text.lower().count(_stem(first)) > 1):
        return _full(first)
    return _most_named(paper.text, pattern)


def _stem(match: re.Match[str]) -> str:
    return match["board"].lower().removesuffix("en")


def _in_letterhead(lines: Sequence[Line], pattern: re.Pattern[str]) -> tuple[str, str]:
    """Return the board and the office that a paper's letterhead names, "" for none."""
    office = ""
    others = 0
    for line in lines[:_TOP_LINES]:
        top = top_of(line)
        if top in (Top.OTHER, Top.TITLED):
            others += 1
            if others > _TITLES or len(line.text) > _TEXT_LINE:
                break
            continue
        words = line.text.split("   ")[0]
        if top is Top.BOARD and is_board(words):
            found = pattern.search(words)
            if re.search(r"(?i)nämnd|styrelse|fullmäktige|utskott|revision|råd", words):
                return _line_name(words, found), office
            office = office or words.lower()
        elif top is Top.LABEL:
            found = pattern.search(line.text)
            if found is not None:
                return _full(found), office
    return "", office


def _line_name(words: str, found: re.Match[str] | None) -> str:
    """Return a board's name as its letterhead has it, without the municipality's: "Göteborgs Stads grundskolenämnd"."""
    words = _BESIDE.sub("", words)
    words = next((part.strip() for part in words.split(",") if is_board(part.strip())), words)
    plain = words if words.endswith("råd") else re.sub(r"^[A-ZÅÄÖ][\w-]+ (?:kommuns?|[Ss]tads?) ", "", words).strip().rstrip(",")
    if " och kommunfullmäktige" in plain.lower() and found is not None:
        return _full(found)
    name = " ".join(plain.lower().split())
    return f"{name}en" if name.endswith("nämnd") else name


def _of_office(office: str, text: str) -> str:
    """Return the board whose office this is, if the paper speaks of it."""
    if not office:
        return ""
    if _OFFICES.search(office):
        return "kommunstyrelsen"
    whole = text.casefold()
    stem = re.match(r"förvaltningen för (?P<of>[\w-]+(?: och [\w-]+)?)", office)
    tried = [f"nämnden för {stem['of']}", f"nämnden för {stem['of'].split()[0]}"] if stem else []
    for ending in ("sförvaltningen", "förvaltningen", "kontoret"):
        tried += [f"{office.removesuffix(ending)}{'s' if ending[0] == 's' else ''}nämnden"] if office.endswith(ending) else []
    return next((name for name in tried if name in whole), "")


def _most_named(text: str, pattern: re.Pattern[str]) -> str:
    """Return the board a text without a letterhead names most, if it is the only one it speaks of much."""
    names = Counter(_full(match) for match in pattern.finditer(text[:_WIDE]))
    if not names:
        return ""
    name, most = names.most_common(1)[0]
    return name if most >= _LEAST_NAMED and most >= _NAMED_SHARE * names.total() else ""
