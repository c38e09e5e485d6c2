"""Numbers that count something, and what a question asks to have counted. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from app.model import Question
from app.number_check import WORD_NUMBERS, parsed
from app.question.kind import mended, plain
from app.question.phrases import is_verb
from ingest.tables.measures import MONEY_WORD
from ingest.tables.periods import MONTH_NAMES
from vectorstore.coverage import Asked, meets, told
from vectorstore.words.compounds import respelled
from vectorstore.words.tokens import dictionary_form, stem

NUMBER_WORDS = (
    r"noll|ingen|inga|inget|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton"
    r"|nitton|tjugo|trettio|fyrtio|femtio|hälften|tredjedel\w*|fjärdedel\w*|dubbl\w+"
)
DIARY = re.compile(r"\b(?-i:[A-ZÅÄÖ]{2,4})[ -]\d{4}[-/]\d+|\b\d{4}[.:/]\d{2,5}\b|\b(?:Dnr|Diarienummer)\W*\S+", re.IGNORECASE)
#: Numbers that count nothing: of years and days, §§, diary numbers, laws, pages, points and times.
REFERRING = re.compile(
    rf"{DIARY.pattern}|\b(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?\b|\b\d{{1,2}} (?:{MONTH_NAMES})\b"
    r"|§§? ?\d+(?:\s*[-–,]\s*\d+)*|\d+ (?:kap\b|§)"
    r"|\b(?:nr|nummer|punkt(?:en|erna)?|bilaga|sid(?:an|orna)?|steg|kvartal|avsnitt|kapitel|version)\.? \d+(?:\s*[-–]\s*\d+)?"
    r"|\b\d+:\d+\b|^\s*\d{1,2}[.)] ",
    re.IGNORECASE | re.MULTILINE,
)
#: Ages, which say of whom something is told and count nobody: "65 år och äldre", "fyller 80 år", "16- och 17-åringar", "18–64 år".
AGE = re.compile(
    r"\b\d{1,3}(?:\s*[–-]\s*\d{1,3}|-? (?:och|eller|till) \d{1,3}(?=-åring|-årsåld))?"
    r"(?:\s*år\b(?: (?:och|eller) (?:äldre|yngre|uppåt)\b)?|-åring\w*|-årsåldern?\b)"
    r"|\b(?:fyll(?:er|t|de)|äldre än|yngre än) \d{1,3}\b",
    re.IGNORECASE,
)
OF_THEM = re.compile(  # of what the sentence before names
    rf"(?:\d|\b(?:{NUMBER_WORDS}))\s+av\s+(?:dem|dessa)\b|^Av\s+(?:dem|dessa|de\s+[^\W\d_]+[dt]a\s+[^\W\d_]+n)\b", re.IGNORECASE
)
#: Words between "hur många" and what is counted: "av de tolv ej verkställda LSS-besluten".
_BETWEEN = r"(?:olika|fler|farre|nya|av|de|alla|samtliga|totalt|ej|icke|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|\d+)"
_LEX = re.compile(r"\blex \w+-")  # a law's name before what is counted: "lex Sarah-rapporter"
_ARE = r"(?:(?:ar|var) (?:det som (?:ar|var) )?(?=[a-z]{2,}(?:da|ta|na)\b))?"  # "är anställda": people are counted by it too
_COUNTED = re.compile(rf"\bhur manga (?:{_BETWEEN} )*{_ARE}([a-z-]{{3,}})(?: ([a-z-]{{3,}}))?|\bantal(?:et)? ([a-z-]{{3,}})")
_OF_ALL = re.compile(r" av (?:de|alla|samtliga) ")
_COUNTING = re.compile(r"\d+(?:[ \u00a0\u2009\u202f]\d{3})*(?:,\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*")
#: After "hur många" no word for what is counted.
_NO_THINGS = frozenset({"ganger", "varje", "vardera", "dem", "dessa", "det", "ar", "var"})
_NUMBER_WORD = re.compile(NUMBER_WORDS, re.IGNORECASE)
_SENTENCE_PARTS = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n\s*(?:[•–-]|\d{1,2}[.)])\s")
_ASIDE = re.compile(r"\([^()]*\)")
_LISTED = re.compile(r"(?:[^,;]+[,;]\s)+[^,;]+?\s(?:och|samt|eller)\s")  # the things a sentence lists, but for the last
_LETTERED = re.compile(r"(?<![\w(])[a-hå]\)\s")
#: As `plain` writes them.
_NUMBERS = {word: count for count, word in enumerate("tva tre fyra fem sex sju atta nio tio elva tolv".split(), 2)}  # noqa: SIM905
_ASKS_TO_LIST = re.compile(rf"\b(?:vilka|de|dessa|alla|vad ar de) (?P<count>{'|'.join(_NUMBERS)}|[2-9]|1[0-2])\b")
_DIGITS = r"\d{1,3}(?: \d{3})+|\d+"
#: A whole number, in digits or as a word: several of something, or one too.
SEVERAL = rf"{_DIGITS}|\b(?:{'|'.join(word for word, value in WORD_NUMBERS.items() if value > 1)})\b"
SOME = rf"{SEVERAL}|\b(?:en|ett)\b"
_THINGS = re.compile(
    rf"(?<![\d,.:/])(?<!\d )(?P<count>{SEVERAL})(?P<things>(?: (?!(?:med|av|i|på|för|till|från|per|och)\b)[^\W\d_]+){{1,3}})",
    re.IGNORECASE,
)  # "tio fasta platser"
_ONE_OF = re.compile(
    rf"\b(?:en|ett|per|varje) (?P<thing>[^\W\d_]{{4,}})|(?:{SEVERAL}) (?P<several>[^\W\d_]{{4,}}) (?:à|á|a) (?=\d)", re.IGNORECASE
)
#: A sum of money, as text prints it: "1 200 tkr", "5,4 mnkr".
SUM = rf"\d[\d\s\u00a0]*(?:,\d+)?\s*{MONEY_WORD}\b"
A_SUM = re.compile(SUM, re.IGNORECASE)
_ALL_OF_THEM = r"\b(?:alla|samtliga|tillsammans|sammanlagt|sammantaget|ihop|totalt)\b"
_ASKS_PRICE_OF_ALL = re.compile(
    rf"{_ALL_OF_THEM}.*\bkosta\w*|\bkosta\w*\b.*{_ALL_OF_THEM}|\b(?:sammanlagda|totala|hela) (?:\w*kostnad|summa)\w*"
)
_LEAST_NAME = 4  # letters of what has a price
_BEFORE, _AFTER = 5, 4  # words between a number and what it counts: "2 nya beslut", "beslut: totalt 2"
#: "Antal ärenden som avgjorts är: 18".
_STATED = re.compile(r"^\W*(?:totalt )?antal\w*\b[^:]*(?::|\bär\b|\bvar\b)\W*\d", re.IGNORECASE)
_LEAST_COUNTED = 0.35  # of a word that is counted: as well as a synonym's part meets it


def counts(word: Asked, text: str) -> bool:
    """Tell whether a text gives a number of what a word says: the number stands near before it, or right after."""
    for part in _SENTENCE_PARTS.split(REFERRING.sub(" ", text)):
        words = _COUNTING.findall(part)
        things = [at for at, one in enumerate(words) if not one[0].isdigit() and meets(word, told(one)) >= _LEAST_COUNTED]
        numbers = [at for at, one in enumerate(words) if one[0].isdigit() or _NUMBER_WORD.fullmatch(one)]
        if any(-_BEFORE <= number - thing <= _AFTER for number in numbers for thing in things):
            return True
        if things and _STATED.search(part):
            return True
    return False


def enumerated(text: str) -> int:
    """Return how many things a sentence lists: "a, b (2 mnkr) och c" is three, and as many as its letters "a) ..., b) ..."."""
    lettered = len(_LETTERED.findall(text))
    runs = [1 + len(re.findall(r"[,;]\s", run)) for run in _LISTED.findall(_ASIDE.sub(" ", text))]
    return lettered if lettered > 1 else 1 + max(runs, default=0)


def without_references(text: str) -> str:
    """Return a text with blanks for the numbers that count nothing: years, days, §§, diary numbers, points."""
    return REFERRING.sub(lambda match: " " * len(match.group()), text)


def counted_word(question: Question, asked: Sequence[Asked]) -> Asked | None:
    """Return the word of what is counted ("Hur många besök ..."), or None where the question does not say it by a word."""
    match = _COUNTED.search(_LEX.sub("", plain(mended(question.standalone))))
    if match is None:
        return None
    word = match[1] or match[3]
    if word in _NO_THINGS:
        return None  # "Hur många gånger ...": of what happened the papers count the cases
    of_them = _OF_ALL.search(match.group()) is not None and word.endswith(("a", "de", "te"))
    after = _asked_by(match[2], asked) if match[2] and (of_them or word.endswith("a")) else None
    if after is not None and (_is_plural(after.word) or (of_them and not is_verb(after.word))):
        return after  # "Hur många lediga timmar ...": the papers may call them free otherwise
    return _asked_by(word, asked)


def _asked_by(word: str, asked: Sequence[Asked]) -> Asked | None:
    """Return what is asked by a word, as `plain` writes it."""
    word = word.rpartition("-")[2]  # "LSS-besluten"
    return next((one for one in asked if plain(next(iter(respelled(one.word)), one.word)) == word or plain(one.word) == word), None)


def in_the_present(word: str) -> bool:
    """Tell whether a word after "hur många" is what they do ("läser", "arbetar"), and not what they are ("platser")."""
    return word.endswith(("ar", "er")) and dictionary_form(word).endswith("a")


def _is_plural(word: str) -> bool:
    """Tell whether a word is a noun in the plural ("timmar", "platser") and no verb in the present ("arbetar", "ligger")."""
    if word.endswith(("arna", "erna", "orna")):
        return True
    return word.endswith(("ar", "er", "or")) and not in_the_present(word)


def listed(question: Question) -> int:
    """Return how many things a question asks to have listed ("Vilka fem saker ..."), or 0 where it does not say."""
    count = count_typed(question)
    return 0 if not count else int(count) if count.isdigit() else _NUMBERS[count]


def count_typed(question: Question) -> str:
    """Return the word for how many things are to be listed, without å, ä and ö, or ""."""
    match = _ASKS_TO_LIST.search(plain(question.standalone))
    return "" if match is None else match["count"]


def count_of(printed: str) -> Decimal:
    """Return a whole number that is printed in digits or as a word (`SOME`)."""
    word = WORD_NUMBERS.get(printed.casefold())
    return parsed(printed) if word is None else Decimal(word)


def asks_price_of_all(question: str) -> bool:
    """Tell whether a question asks what all of something cost together."""
    return _ASKS_PRICE_OF_ALL.search(plain(question)) is not None


def things_priced(sentence: str) -> set[str]:
    """Return the stems of what a sentence with one sum of money tells the price of one of: "En plats kostar 5 tkr"."""
    if len(A_SUM.findall(sentence)) != 1:
        return set()
    return {stem((match["thing"] or match["several"]).casefold()) for match in _ONE_OF.finditer(sentence)}


def things_counted(sentence: str) -> set[tuple[str, Decimal]]:
    """Return the stems of what a sentence counts, each with its number: "tio fasta platser"."""
    return {
        (thing, count_of(match["count"]))
        for match in _THINGS.finditer(without_references(sentence))
        for thing in (stem(word) for word in re.findall(r"[^\W\d_]+", match["things"].casefold()))
        if len(thing) >= _LEAST_NAME
    }
