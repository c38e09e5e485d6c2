"""Swedish text as tokens: stems, parts of compounds, character n-grams, and identifiers kept whole. Pure.

The same functions make the tokens of a passage and those of a question; å, ä and ö are never folded.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from threading import local

import simplemma
import snowballstemmer

from ingest.model import Chunk
from ingest.papers.dates import days_named
from vectorstore.model import LexicalField, Term
from vectorstore.words.compounds import parts, respelled, with_marks

#: Changes whenever the same text would give other tokens.
ANALYSER_VERSION = "4"
_WORD = re.compile(r"[^\W_]+(?:[-–:/.’'][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")
_PARAGRAPH = re.compile(r"§§?\s*(\d{1,4})(?!\d|\s*kap)")
_BOARD = "[A-ZÅÄÖ]{2,5}"
_ANY_CASE = f"(?i:{_BOARD})"
#: A board apart from its number is told from a word before a number ("tel 0303-33") by its capitals, or by the year's slash.
_DIARY = re.compile(
    r"(?<![\w/.-])(?:(?:"
    rf"\d{{4}}\.\d{{3,5}}(?:\s{_BOARD}|{_ANY_CASE})?|(?:{_ANY_CASE}\s?)?\d{{4}}/\d{{2,5}}|"
    rf"(?:{_BOARD}\s|{_ANY_CASE}-?)\d{{2,4}}[-/]\d{{1,5}}|"
    rf"{_ANY_CASE}-\d{{4}}-\d{{3,5}}|\d{{2}}/\d{{4}}-\d{{1,3}}|\d{{5}}/\d{{4}})(?![\w/])|"
    r"\d{5}/\d{4}(?=\d{1,2}\.))"  # glued to the number of a heading
)
_DATE = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])")
_KOLADA = re.compile(r"(?<![A-Za-z\d])([NU]\d{5})(?!\d)", re.IGNORECASE)
_GRAM_SIZES = (4, 5)
_GRAM_LEAST_WORD = 5  # letters: shorter words are found by their stem

#: Words that carry no meaning in a question; they are indexed, but not asked for.
STOP_WORDS = frozenset(
    """
    och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år säger under
    också efter eller nu sin där vid mot ska skulle hade ut då över än få blir upp vad ut dem vara mer bara bli ha hur vilka
    vilket vilken vilkas vem vems vart varför finns fanns man alla någon något några denna detta dessa dom sina sitt ens ni
    du oss er ju ändå även samt dess deras hennes hans min mitt mina din ditt dina vår vårt våra fick göra gör gjorde gjort
    vill ville bör måste skall blev blivit varit haft the of and in to was what how many much hos per via resp respektive enligt
    """.split()  # noqa: SIM905 - a list of a hundred quoted words reads worse
)
#: Of a verb, which its object may part from it: "ställs bussen in".
PARTICLES = frozenset("tillbaka in ut av på upp ner bort ihop över".split())  # noqa: SIM905 - one line
_LONGEST_SMALL = max(map(len, STOP_WORDS))
_NEUTER = re.compile(r"(.{3,}[^aeiouyåäöh])ets?")
_VERBAL_NOUN = re.compile(r"(.+[ae]nde)(?:[tn]s?|na|nas|s)?")
_LEAST_LOOKED_UP, _MOST_LOOKED_UP = 3, 60  # letters of a word that may be in a dictionary
_ARTICLES = ("en", "et", "n")
_NOUNS = {"skulder": "skuld", "skulderna": "skuld"}  # which the dictionary takes for "skuldra"
_MOST_STEMMED = 6  # times; real words are done after three
_threads = local()


def stem(word: str) -> str:
    """Return the stem of a word in lower case: Snowball's, of its dictionary form ("bostäder" → "bostad" → "bost")."""
    stemmer = getattr(_threads, "stemmer", None)
    if stemmer is None:
        stemmer = _threads.stemmer = _CachedStemmer()
    return stemmer(word)


def _without_neuter(stemmed: str) -> str:
    """Return a stem without the neuter article that Snowball's Swedish leaves on: "underskottet" → "underskott"."""
    match = _NEUTER.fullmatch(stemmed)
    return match[1] if match else stemmed


def dictionary_form(word: str) -> str:
    """Return the dictionary form of a word; of a compound that the dictionary lacks, with its last part's."""
    if not word.isalpha() or not _LEAST_LOOKED_UP <= len(word) <= _MOST_LOOKED_UP:
        return word
    lemma = _lemma(word)
    last = parts(word)[-1]
    if lemma == word and last != word and word.endswith(last):
        return word.removesuffix(last) + _lemma(last)
    return lemma


def _lemma(word: str) -> str:
    """Return simplemma's lemma; of what may be a noun or a form of a verb ("nämnd" of "nämna", "boende" of "bo") the noun."""
    if word in _NOUNS:
        return _NOUNS[word]
    if (noun := _VERBAL_NOUN.fullmatch(word)) is not None:
        return noun[1]
    lemma = str(simplemma.lemmatize(word, lang="sv")).casefold()
    if lemma != word and any(simplemma.lemmatize(f"{word}{article}", lang="sv") == word for article in _ARTICLES):
        return word
    return lemma


class _CachedStemmer:
    """A stemmer of one thread (Snowball's keeps state between calls).

    Snowball takes endings off, and leaves "skolan", "regler" and "bostäder" apart from "skola", "regel" and "bostad": simplemma's
    dictionary comes first. A word is stemmed until nothing more falls off: Snowball alone makes "kostn" of "kostnad", and
    "kostnad" of "kostnaden".
    """

    def __init__(self) -> None:
        self._snowball = snowballstemmer.stemmer("swedish")
        self._stem = lru_cache(maxsize=200_000)(self._to_the_end)

    def __call__(self, word: str) -> str:
        return str(self._stem(word))

    def _to_the_end(self, word: str) -> str:
        word = dictionary_form(word)
        for _ in range(_MOST_STEMMED):
            longer, word = word, _without_neuter(self._snowball.stemWord(word))
            if word == longer:
                break
        return word


def words(text: str) -> list[str]:
    """Return the words of a text in lower case; one with a hyphen or slash also as its pieces."""
    found: list[str] = []
    for match in _WORD.finditer(text.casefold()):
        word = match.group()
        pieces = _PIECE.findall(word)
        if len(pieces) > 1:
            found.append("".join(pieces) if "-" in word else word)
        found += pieces
    return found


def is_small(word: str, text: str) -> bool:
    """Tell whether a word carries no meaning in a question, also where the question is typed without å, ä and ö ("for", "pa")."""
    if word in STOP_WORDS:
        return True
    return text.isascii() and len(word) <= _LONGEST_SMALL and not STOP_WORDS.isdisjoint(with_marks(word))


def normalise_identifier(text: str) -> str:
    """Return a diary number, § or id as it is compared: lower case, without white space."""
    return re.sub(r"\s+", "", text).casefold()


def identifiers(text: str) -> list[str]:
    """Return the §§, diary numbers, dates and Kolada ids of a text, normalised; a diary number also without its board."""
    found = [f"§{number}" for number in _PARAGRAPH.findall(text)]
    for match in _DIARY.finditer(_DATE.sub(" ", text)):
        whole = normalise_identifier(match.group())
        bare = re.sub(r"^[a-zåäö]+|[a-zåäö]+$", "", whole).strip("-")
        found += [whole, bare] if bare != whole else [whole]
    found += [day.isoformat() for day in days_named(text)]
    found += [kolada.casefold() for kolada in _KOLADA.findall(text)]
    return list(dict.fromkeys(found))


def grams(word: str) -> list[str]:
    """Return the character 4- and 5-grams of a word."""
    if len(word) < _GRAM_LEAST_WORD or not word.isalpha():
        return []
    return [word[i : i + size] for size in _GRAM_SIZES for i in range(len(word) - size + 1)]


@lru_cache(maxsize=200_000)
def _part_stems(word: str) -> tuple[str, ...]:
    cut = parts(word)
    return tuple(stem(part) for part in cut) if len(cut) > 1 else ()


def chunk_tokens(chunk: Chunk) -> dict[LexicalField, Sequence[str]]:
    """Return the tokens of a passage, field by field."""
    own = words(chunk.text)
    context = [word for word in words(chunk.context) if word not in STOP_WORDS]
    return {
        LexicalField.STEMS: [stem(word) for word in own],
        LexicalField.PARTS: [part for word in own for part in _part_stems(word)],
        LexicalField.GRAMS: [gram for word in dict.fromkeys(own) for gram in grams(word)],
        LexicalField.IDENTIFIERS: identifiers(f"{chunk.text}\n{chunk.paragraph} {chunk.diary_number}"),
        LexicalField.CONTEXT: [token for word in context for token in (stem(word), *_part_stems(word))],
    }


# The weights of a question's terms, tuned together on the development questions (docs/evaluation.md).
_PART_BOOST = 0.35  # a part of a compound of the question, or of the passage
_RESPELLED_BOOST = 0.7
_GRAM_BOOST = 0.1  # there are many of them in a word
_CONTEXT_BOOST = 0.35
_IDENTIFIER_BOOST = 4.0  # an identifier names one matter
_NARROWING_BOOST = 0.15
_SYNONYM_BOOST = 0.5  # of all other words for one together, by the root of their number


class _Terms:
    """Terms of a question being gathered; of the same term the heavier counts."""

    def __init__(self) -> None:
        self._boosts: dict[tuple[LexicalField, str], float] = {}

    def add(self, field: LexicalField, token: str, boost: float) -> None:
        if token:
            self._boosts[field, token] = max(self._boosts.get((field, token), 0.0), boost)

    def add_word(self, word: str, weight: float) -> None:
        self.add(LexicalField.STEMS, stem(word), weight)
        self.add(LexicalField.CONTEXT, stem(word), _CONTEXT_BOOST * weight)
        self.add(LexicalField.PARTS, stem(word), _PART_BOOST * weight)
        for part in _part_stems(word):
            self.add(LexicalField.PARTS, part, _PART_BOOST * weight)
            self.add(LexicalField.STEMS, part, _PART_BOOST * weight)
            self.add(LexicalField.CONTEXT, part, _CONTEXT_BOOST * _PART_BOOST * weight)

    def terms(self) -> list[Term]:
        return [Term(field, text, boost) for (field, text), boost in self._boosts.items()]


def query_terms(
    question: str,
    synonyms: Sequence[tuple[str, str]] = (),
    narrowing: Iterable[str] = (),
    spellings: Callable[[str], Sequence[str]] = respelled,
) -> list[Term]:
    """Return what to look for: the question's words as stems and parts, respelled where need be, grams, identifiers.

    Args:
        question: as asked.
        synonyms: (word asked, other word for it): looked for with less weight, shared among the words for one.
        narrowing: names and years that already narrow the search: they say little more of where the answer stands.
        spellings: gives the spellings a word may stand for.
    """
    terms = _Terms()
    narrows = {stem(word) for phrase in narrowing for word in words(phrase)}
    for word in words(question):
        if is_small(word, question):
            continue
        if stem(word) in narrows:
            terms.add_word(word, _NARROWING_BOOST)
            continue
        terms.add_word(word, 1.0)
        for spelling in spellings(word):
            terms.add_word(spelling, _RESPELLED_BOOST)
        for gram in grams(word):
            terms.add(LexicalField.GRAMS, gram, _GRAM_BOOST)
    shares = Counter(asked for asked, _ in synonyms)
    for asked, synonym in synonyms:
        weight = _SYNONYM_BOOST / math.sqrt(shares[asked])
        for word in words(synonym):
            if word not in STOP_WORDS:
                terms.add_word(word, weight)
    for identifier in identifiers(question):
        terms.add(LexicalField.IDENTIFIERS, identifier, _IDENTIFIER_BOOST)
    return terms.terms()
