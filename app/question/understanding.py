"""What a question asks: its kind, place, board, years and identifiers. Pure rules, no model.

Places are told from what is indexed and from the list of Sweden's municipalities: a municipality that has no papers here
is as good to know as one that has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.model import Question
from app.question.board_names import boards_called, boards_meant
from app.question.counting import count_typed
from app.question.kind import kind_of, mended, plain
from app.question.synonyms import Synonyms
from ingest.papers.boards import abbreviations
from ingest.papers.dates import days_named
from ingest.profile import load, municipalities
from ingest.tables.periods import MONTH, month_number
from vectorstore.model import Filter, SearchQuery
from vectorstore.words.tokens import identifiers

_YEAR = re.compile(r"(?<![\d/.:-])((?:19|20)\d\d)(?:\s?[-–/]\s?((?:19|20)?\d\d)(?!\d))?(?![\d/]|\.\d)")
_OF_A_LAW = r"(?!\d|\s*kap|\s+(?:i\s+)?(?:\w+lag(?:en)?|LSS|SoL|HSL|OSL|LOU|LOV|LVU|LVM|PBL|MBL|FL|KL)\b)"
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:året|år|månader(?:na)?|period(?:en)?) (?:innan|före|dessförinnan)\b"
    r"|\b(?:än|mot|med|som) (?:i )?(?:samma \w+ )?(?:i )?(?:föregående|förra) (?:år|året)\b)"
    r"(?!,? ?(?:\(|alltså|dvs\.?|det vill säga|d\.?v\.?s\.?) ?(?:19|20)\d\d)",  # which says itself which one
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(rf"§§?\s*(\d{{1,4}}){_OF_A_LAW}|\bparagraf(?:en)?\s+(\d{{1,4}}){_OF_A_LAW}", re.IGNORECASE)
_DATE = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])")
_MONTH_NAME = re.compile(rf"\b{MONTH}", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(?<![\d-])(?:19|20)\d\d-(\d\d)(?!\d)")
_CALLED_TOO = re.compile(r"([^\W\d_]{3,}) \(([^\W\d_]{2,})\)")
_QUARTERS = {"ett": 1, "två": 2, "tre": 3, "fyra": 4, "första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 4}
_QUARTER = re.compile(
    r"\bkvartal(?:et)? ?([1-4]|ett|två|tre|fyra)\b|\b(första|andra|tredje|fjärde|sista) kvartalet\b|\b(?:q|kv\.?) ?([1-4])\b",
    re.IGNORECASE,
)
_KOLADA = re.compile(r"(?<![A-Za-z\d])([NU]\d{5})(?!\d)", re.IGNORECASE)
#: Words for what identifies a paper, which papers seldom print beside it.
_OFFICE = re.compile(
    r"(?:[^\W\d_]+-,? och )?[^\W\d_]{3,}f[öo]rvaltning(?:en|ens)?\b"
)  # "vård- och omsorgsförvaltningen": papers print their own often
_BOARD_ENDS = ("nämnden", "nämnd", "styrelsen", "utskottet", "beredningen")
_IDENTIFYING = frozenset("paragraf paragrafen dnr diarienr diarienummer diarienumret ärendenummer".split())  # noqa: SIM905
_ASKS_MATTER = re.compile(
    r"\b(?:vilk\w+|vad är|ange) (?:\w+ ){0,3}(?:§|paragraf|dnr|diarien|ärendenummer)|,? (?:§|dnr) och|^(?:§|dnr)"
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # soft hyphens and the like, which come along when text is pasted
#: What somebody says of themselves before they ask: "Vi behöver veta till budgetdiskussionen: hur mycket ...?"
_BEFORE_ASKING = re.compile(r"^(?:vi|jag) (?:behöver|vill|undrar|måste|skulle)\b[^:?.\d]{0,60}: ?(?=\w.*\?)", re.IGNORECASE)
_BEFORE_PLACE = frozenset({"i", "från", "fran", "för", "hos"})
_IS_PLACE = re.compile(r"(?:kommun|stad)(?:en)?s?", re.IGNORECASE)
#: Municipalities whose names are words too: at the start of a question, or without a capital, they may be just that.
_WORDS_TOO = frozenset({"berg", "boden", "kil", "lund", "mark", "mora", "nora", "sala", "trosa", "vara"})
_PEOPLE = re.compile(r"(?P<place>[^\W\d_]{3,}?)(?:bor?|borna|arna|are)s?", re.IGNORECASE)  # "Lingonbyborna", of Lingonby
_LEAST_TYPED = 4  # letters of a name in lower case: shorter ones only where a place is to be expected
_MOST_YEARS = 6  # of a span of years: a longer one says no more than the period


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
    standalone = _BEFORE_ASKING.sub("", " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split()))
    others = tuple(dict.fromkeys((*synonyms.of(standalone), *synonyms.of(mended(standalone)), *_called_too(standalone))))
    return Question(
        text=text,
        standalone=standalone,
        kind=kind_of(standalone),
        municipalities=_asked_about(places(standalone, coverage), coverage),
        bodies=boards(standalone, coverage) or boards_meant(others, coverage.bodies),
        years=_with_the_year_before(standalone, years(standalone)),
        months=months(standalone),
        paragraphs=tuple(f"§ {a or b}" for a, b in _PARAGRAPH.findall(standalone)),
        diary_numbers=_diary_numbers(standalone),
        dates=days_named(standalone),
        key_figures=tuple(found.upper() for found in _KOLADA.findall(standalone)),
        synonyms=others,
    )


@lru_cache(maxsize=1)
def _all_places() -> Mapping[str, str]:
    """Return Sweden's municipalities by their names in lower case, with their marks and without."""
    names = municipalities()
    return {plain(name): name for name in names} | {name.casefold(): name for name in names}


def places(text: str, coverage: Coverage) -> tuple[str, ...]:
    """Return the municipalities a question names.

    One with papers here is known however it is typed; another one with a capital letter, or where a place is to be
    expected ("i ...", "... kommun"), so that "mark", "vara" and "berg" stay the words they are.
    """
    typed = re.findall(r"[^\W\d_][\w-]*", text)
    here = {plain(name): name for name in coverage.municipalities}
    found: dict[str, None] = {}
    for at, word in enumerate(typed):
        expected = at > 0 and typed[at - 1].casefold() in _BEFORE_PLACE
        following = typed[at + 1 : at + 3]
        for candidate, after in ((word, following[:1]), (" ".join((word, *following[:1])), following[1:])):
            called = any(_IS_PLACE.fullmatch(one) for one in after)
            people = _PEOPLE.fullmatch(candidate)
            genitive = candidate[:-1] if candidate.casefold().endswith("s") else ""
            for typed_as in filter(None, (candidate, genitive, people["place"] if people else "")):
                base = f"{typed_as}n" if called and _is_falu(typed_as) else typed_as
                known = here.get(plain(base))
                if known is not None and (base[0].isupper() or len(base) >= _LEAST_TYPED or expected or called):
                    found[known] = None
                elif known is None and _names_another(base, at, expected, called):
                    found[_all_places()[base.casefold()]] = None
    return tuple(found)


def _is_falu(typed: str) -> bool:
    """Tell whether a word before "kommun" is a municipality's name without its last letter: "Falu kommun" is Falun."""
    return typed.casefold() not in _all_places() and f"{typed.casefold()}n" in _all_places()


def _asked_about(named: tuple[str, ...], coverage: Coverage) -> tuple[str, ...]:
    """Return the municipalities a question is asked of: beside one with papers here, one without is something told of."""
    return tuple(place for place in named if place in coverage.municipalities) or named


def _names_another(base: str, at: int, expected: bool, called: bool) -> bool:
    """Tell whether a word of a question names a municipality without papers here.

    Args:
        base: the word, without its genitive.
        at: its number in the question, from 0.
        expected: a word stands before it that goes before places.
        called: it is called a kommun or stad.
    """
    if base.casefold() not in _all_places():
        return False
    if called or (base[0].isupper() and at > 0):
        return True
    return plain(base) not in _WORDS_TOO and (base[0].isupper() or (expected and len(base) >= _LEAST_TYPED))


def boards(text: str, coverage: Coverage) -> tuple[str, ...]:
    """Return the boards with papers that a question names (`board_names`)."""
    return boards_called(text, coverage.bodies, coverage.boards or {})


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


def _with_the_year_before(text: str, named: tuple[int, ...]) -> tuple[int, ...]:
    """Return the years of a question with the one before the only one it names, where it asks for that too."""
    return (*named, named[0] - 1) if len(named) == 1 and _YEAR_BEFORE.search(text) else named


def months(text: str) -> tuple[int, ...]:
    """Return the months a question names, 1 to 12: by name, or as "2026-03"."""
    named = [month_number(name) for name in _MONTH_NAME.findall(text)] + [int(month) for month in _YEAR_MONTH.findall(text)]
    return tuple(dict.fromkeys(month for month in named if 1 <= month <= 12))


def quarters(text: str) -> frozenset[int]:
    """Return the quarters of a year that a text names, 1 to 4: "kvartal 3", "kvartal tre", "tredje kvartalet"."""
    return frozenset(quarters_in_order(text))


def quarters_in_order(text: str) -> list[int]:
    """Return the quarters of a year that a text names, 1 to 4, as they stand in it."""
    found = (next(filter(None, match.groups())).casefold() for match in _QUARTER.finditer(text))
    return [int(one) if one.isdecimal() else _QUARTERS[one] for one in found]


def _called_too(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words that a question itself calls by another: "socialbidraget (försörjningsstödet)", both ways."""
    for one, other in _CALLED_TOO.findall(text.casefold()):
        yield from ((one, other), (other, one))


def _diary_numbers(text: str) -> tuple[str, ...]:
    """Return the diary numbers a question names; "2024/25" alone is a school year."""
    found = (match.group() for match in load().diary.finditer(text))
    return tuple(one for one in found if not _DATE.fullmatch(one) and not _is_span(one))


def _is_span(text: str) -> bool:
    """Tell whether a number is a year and the next: "2024/25"."""
    match = _YEAR.fullmatch(text)
    return match is not None and bool(match[2]) and int(match[2]) % 100 == (int(match[1]) + 1) % 100


def search_query(question: Question, where: Filter) -> SearchQuery:
    """Return what to look for to answer a question."""
    return SearchQuery(
        text=question.standalone,
        synonyms=question.synonyms,
        where=where,
        places=question.municipalities,
        years=question.years,
        months=tuple((year, month) for year in question.years for month in question.months),
        bodies=question.bodies,
        identifiers=tuple(identifiers(question.standalone)),
        narrowing=_narrowing(question),
    )


def asks_for_matter(question: Question) -> bool:
    """Tell whether a question asks which § or diary number it is, or names one: then the matter's heading is told too."""
    return bool(question.paragraphs or question.diary_numbers) or asks_which_matter(question)


def asks_which_matter(question: Question) -> bool:
    """Tell whether a question asks for a § or diary number that it does not name."""
    return _ASKS_MATTER.search(question.standalone.casefold()) is not None


def _narrowing(question: Question) -> frozenset[str]:
    """Return the words of a question, in lower case, by which the search is narrowed and which the papers need not print."""
    typed = frozenset(re.findall(r"[^\W\d_]+", question.standalone.casefold()))
    boards_typed = {word for body in question.bodies for word in re.findall(r"[^\W\d_]+", body)}
    short = {one for body in question.bodies for one in abbreviations(body)} | {one.casefold() for one in load().boards}
    months_typed = {word for word in typed if _MONTH_NAME.fullmatch(word)}
    bodies_typed = {word for word in typed if word in short or any(_is_form_of(one, word) for one in boards_typed)}
    offices = {word for phrase in _OFFICE.findall(question.standalone.casefold()) for word in re.findall(r"[^\W\d_]+", phrase)}
    count = {word for word in typed if plain(word) == count_typed(question)}  # "vilka fyra krav": the papers list them uncounted
    return frozenset(typed & _IDENTIFYING | months_typed | offices | count | (bodies_typed if question.bodies else set()))


def _is_form_of(board_word: str, word: str) -> bool:
    """Tell whether a word is one of a board's name ("vård", "omsorgsnämnden"), with or without its ending."""
    if board_word.endswith(_BOARD_ENDS):
        return word.startswith(board_word.removesuffix("en").removesuffix("et"))
    return word.removesuffix("s") == board_word.removesuffix("s")
