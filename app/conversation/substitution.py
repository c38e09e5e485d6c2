"""What a fragment puts in the place of a part of the question before it: years, months, municipalities, boards, names. Pure rules.

"Hur gick hemtjänsten i Tallmo mot budget 2025?" with "Norrgärde" is "Hur gick hemtjänsten i Norrgärde mot budget 2025?".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.question.kind import plain
from app.question.phrases import definite, is_verb, leaning, parse
from app.question.understanding import Coverage, boards, places, years
from ingest.tables.periods import MONTH_NAMES

YEARS = re.compile(
    r"(?<![\d/.:-])(?:19|20)\d\d(?:(?:\s?[-–/]\s?|\s(?:och|till|eller|mot)\s)(?:(?:19|20)?\d\d)(?!\d))*(?![\d/]|\.\d)"
)
MONTH = re.compile(
    r"\b(?:(?:kvartal|kv\.?|q) ?[1-4]|(?:första|andra|tredje|fjärde) kvartalet|(?:första|andra) halvåret|"
    rf"{MONTH_NAMES}|(?:jan|feb|aug|sept?|okt|nov|dec)\b\.?)",
    re.IGNORECASE,
)
PARAGRAPH = re.compile(r"§\s*\d+|\bparagraf(?:en)? \d+", re.IGNORECASE)
BOARD = re.compile(
    r"\b(?:[\wåäö]+-,? (?:[\wåäö]+-,? )*och )?[\wåäö]*(?:nämnden|nämndens|styrelsen|styrelsens|fullmäktiges?|utskottet|utskottets|"
    r"förvaltningen|förvaltningens|kontoret|kontorets)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?:i|på|bland|hos|för|vid|inom|under|till|från|av|med|om|kring|utan|mot|per)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:om|när|ifall) (?:jag|man|vi|du|ni|den|det|de|någon|en|ett|hon|han)\b.*", re.IGNORECASE)
_ADJECTIVE = "lig|ligt|ilt|ild|iskt|isk|ad|at"
_SAME_PART = 3.0  # a word that shares a part with it is what it replaces: "deltid" for "heltidsanställda"
_SAME_FORM = 1.0  # both definite, or neither
_LATER = 0.1  # a place nearer the end: that is where Swedish puts what is new
_LEAST_PART = 5  # letters in a row; fewer are an ending or chance


@dataclass(frozen=True, slots=True)
class Slots:
    """What a fragment names, apart from its other words.

    Attributes:
        rest: its other words, prepositions with them.
    """

    years: tuple[int, ...]
    month: str
    paragraph: str
    places: tuple[str, ...]
    board: str
    rest: str


def slots_of(fragment: str, coverage: Coverage) -> Slots:
    """Return what a fragment names."""
    rest = fragment
    named_years = years(fragment)
    rest = YEARS.sub(" ", rest)
    month = MONTH.search(rest)
    rest = MONTH.sub(" ", rest, count=1)
    paragraph = PARAGRAPH.search(rest)
    rest = PARAGRAPH.sub(" ", rest)
    named_places = places(fragment, coverage)
    for place in named_places:
        rest = place_pattern(place).sub(" ", rest)
    board = _board_in(rest, coverage)
    if board:
        rest = re.sub(re.escape(board), " ", rest, count=1, flags=re.IGNORECASE)
    words = rest.split()
    while words and (_PREPOSITION.fullmatch(words[-1]) or words[-1].casefold() in ("kommun", "stad", "och", "år")):
        words.pop()
    return Slots(
        named_years,
        month.group() if month else "",
        paragraph.group() if paragraph else "",
        named_places,
        board,
        " ".join(words),
    )


def _board_in(text: str, coverage: Coverage) -> str:
    """Return the board that a text names, as it names it; "nämnden" alone is none of them."""
    match = next((one for one in BOARD.finditer(text) if plain(one.group()) not in ("namnden", "forvaltningen", "kontoret")), None)
    if match is not None:
        return match.group()
    return next((word for word in text.split() if word.isupper() and boards(word, coverage)), "")


def place_pattern(place: str) -> re.Pattern[str]:
    """Return what finds a municipality's name, also in the genitive and without its marks; group 1 is the genitive's s."""
    letters = "".join({"å": "[åa]", "ä": "[äa]", "ö": "[öo]"}.get(letter, re.escape(letter)) for letter in place.casefold())
    return re.compile(rf"(?<!\w){letters}(s?)(?!\w)", re.IGNORECASE)


def with_years(text: str, wanted: Sequence[int]) -> str:
    """Return a question with its years replaced; they are put at its end where it has none."""
    told = " och ".join(str(year) for year in wanted)
    return YEARS.sub(told, text, count=1) if YEARS.search(text) else f"{text} {told}"


def with_month(text: str, month: str) -> str:
    """Return a question with its month or quarter replaced."""
    if MONTH.search(text):
        return MONTH.sub(month, text, count=1)
    before = "" if month.casefold().endswith("et") or re.match(r"kv|q", month, re.IGNORECASE) else "i "
    found = YEARS.search(text)
    if found is None:
        return f"{text} {before}{month}"
    return f"{text[: found.start()]}{before}{month} {text[found.start() :]}"


def with_place(text: str, place: str, before: Sequence[str]) -> str:
    """Return a question with its municipality replaced.

    Args:
        text: the question.
        place: the new municipality.
        before: those that the question names.
    """
    for old in before:
        match = place_pattern(old).search(text)
        if match is not None:
            genitive = "s" if match[1] and not place.endswith("s") else ""
            return f"{text[: match.start()]}{place}{genitive}{text[match.end() :]}"
    return _put_before_year(text, f"i {place}")


def with_board(text: str, board: str, coverage: Coverage) -> str:
    """Return a question with its board replaced."""
    old = _board_in(text, coverage)
    if not old:
        generic = re.search(r"\b(?:nämnden|förvaltningen|utskottet)\b", text, re.IGNORECASE)
        old = generic.group() if generic else ""
    if not old:
        return _put_before_year(text, f"i {board}")
    if old.casefold().endswith("s") and not board.casefold().endswith(("s", "fullmäktige")):
        board = f"{board}s"
    return re.sub(re.escape(old), board, text, count=1)


def with_words(text: str, words: str, focus: str, named: Sequence[str] = ()) -> tuple[str, str]:
    """Return a question with one of its parts replaced by words of the same sort, and what was put in.

    Args:
        text: the question.
        words: the fragment's words: "bland kvinnor", "Norrgärde", "om man ligger på sjukhus".
        focus: what the fragment before put in; it is replaced first.
        named: municipalities that the question names; they stay.
    """
    condition = _CONDITION.match(words)
    if condition is not None:
        return _with_condition(text, words), words
    head = words.split(maxsplit=1)[0]
    preposition = head if _PREPOSITION.fullmatch(head) and len(words.split()) > 1 else ""
    inner = words[len(preposition) :].strip()
    if focus and focus in text:
        kept = focus.split(maxsplit=1)[0] if _PREPOSITION.fullmatch(focus.split(maxsplit=1)[0]) else ""
        new = words if preposition else f"{kept} {inner}".strip()
        return text.replace(focus, new, 1), new
    if preposition:
        old = _phrase_after(text, preposition)
        loose = preposition.casefold() in ("för", "med")  # "och för X?" says of what, not where
        if old and (not loose or not _more_after(text, old, named)):
            return text.replace(old, words, 1), words
        if not loose:
            return _put_before_year(text, words), words
    target = _like(text, inner, named)
    if not target:
        return _put_before_year(text, words), words
    new = _in_the_form_of(inner, target)
    adjective = (
        "" if _is_name(target) or len(inner.split()) > 1 else rf"(?:\w+(?:{_ADJECTIVE}) )?"
    )  # "särskilt boende" is one thing
    return re.sub(rf"(?<!\w){adjective}{re.escape(target)}(?!\w)", lambda _: new, text, count=1), new


def _with_condition(text: str, condition: str) -> str:
    """Return a question with its "om man ..." replaced; what that was about is kept."""
    old = _CONDITION.search(text)
    if old is None:
        return f"{text} {condition}"
    things = [word for word in old.group().split()[2:] if definite(word) and not leaning(word) and not is_verb(word)]
    kept = f"för {' och '.join(things)} " if things else ""
    return f"{text[: old.start()]}{kept}{condition}"


def _phrase_after(text: str, preposition: str) -> str:
    """Return the phrase of a question that begins with a preposition: "i Tallmo" of "hemtjänsten i Tallmo mot budget"."""
    words = text.split()
    for at in range(len(words) - 2, 0, -1):
        if words[at].casefold() != preposition.casefold() or YEARS.fullmatch(words[at + 1]) or MONTH.fullmatch(words[at + 1]):
            continue
        end = at + 2
        if not definite(words[at + 1]) and words[at + 1][0].islower() and end < len(words) and not _ends_phrase(words[end]):
            end += 1  # an adjective and its noun
        return " ".join(words[at:end])
    return ""


def _more_after(text: str, phrase: str, named: Sequence[str]) -> bool:
    """Tell whether another thing stands after a phrase: what is asked for may stand instead of that."""
    words = text[text.index(phrase) + len(phrase) :].split()
    return any(
        not leaning(word) and not YEARS.fullmatch(word) and not any(place_pattern(one).fullmatch(word) for one in named)
        for word in words
    )


def _ends_phrase(word: str) -> bool:
    return bool(_PREPOSITION.fullmatch(word) or YEARS.fullmatch(word) or is_verb(word) or word in ("och", "eller", "som", "att"))


def _like(text: str, inner: str, named: Sequence[str] = ()) -> str:
    """Return the words of a question that new words stand instead of, or ""."""
    parsed = parse(text)
    body = [*parsed.noun.split(), parsed.verb.casefold(), *parsed.rest.split()]
    if _is_name(inner.split(maxsplit=1)[0]):
        names = [name for name in _names(body) if not any(place_pattern(place).fullmatch(name) for place in named)]
        if names:
            return names[-1]
    own = inner.casefold().split()
    best, target = 0.0, ""
    for at, word in enumerate(body):
        if not word or leaning(word) or YEARS.fullmatch(word) or MONTH.fullmatch(word) or _is_name(word):
            continue
        shared = any(_share(word.casefold(), other) for other in own)
        score = _SAME_PART * shared + _SAME_FORM * (definite(word) == definite(own[-1])) + _LATER * at
        if score > best:
            best, target = score, word
    return target


def _share(one: str, other: str) -> bool:
    """Tell whether two words share a part: "deltid" and "heltidsanställda", "förskolan" and "grundskolan"."""
    return any(other[at : at + _LEAST_PART] in one for at in range(len(other) - _LEAST_PART + 1))


def _names(body: Sequence[str]) -> list[str]:
    """Return the names among a question's words, each as one run of words with a capital."""
    runs: list[list[str]] = []
    open_run = False
    for word in body:
        if _is_name(word):
            if open_run:
                runs[-1].append(word)
            else:
                runs.append([word])
        open_run = _is_name(word)
    return [" ".join(run) for run in runs]


def _is_name(word: str) -> bool:
    return word[:1].isupper() or (any(letter.isupper() for letter in word) and not word.isdigit())


def _in_the_form_of(new: str, old: str) -> str:
    """Return a name in the genitive where what it replaces is."""
    genitive = old.endswith("s") and old[:1].isupper() and not old.isupper() and definite(old)
    return f"{new}s" if genitive and not new.endswith("s") else new


def _put_before_year(text: str, words: str) -> str:
    found = YEARS.search(text)
    if found is None:
        return f"{text} {words}"
    return f"{text[: found.start()]}{words} {text[found.start() :]}"
