"""The things that a question names side by side ("Surte, Bohus och Nol", "A än B"), and a question for each. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vectorstore.words.compounds import frequency, parts

_TOKEN = re.compile(r"[^\W_]+(?:[-/&.][^\W_]+)*|[,;:?!]")
_JOINS = frozenset("och o samt plus eller än mot respektive resp vs kontra gentemot".split())  # noqa: SIM905 - one line
_COMPARED_WITH = frozenset({"jämfört", "jämförelse", "förhållande", "relation"})  # … "med", "till"
#: Words that may stand between a joining word and the thing it joins.
_BETWEEN = frozenset("med till på i hos för av vid det den de inom från en ett hela".split())  # noqa: SIM905 - one line
_AFTER_THAN = frozenset("vad som stod står låg var är".split())  # noqa: SIM905 - "än vad som stod i budgeten"
_TIME = re.compile(r"(?:19|20)\d\d")
#: Words that name no thing: where one stands beside a joining word, what is joined is something else than things.
_NO_THING = frozenset(
    """
    hur vad vem vilken vilket vilka när varför var blev blir är har hade fick får gick går kostade kostar finns fanns ligger låg
    mycket många stor stort det den de som för på i till med av om inte mer mindre fler färre större högre lägre bättre sämre
    dyrare billigare längre kortare man vi jag ni året år åren månad månaden period perioden samma innan före att ska skulle
    budget budgeten budgeterat överskott underskott plus minus
    """.split()  # noqa: SIM905 - a list of words reads better
)
#: "... än vad nämnden hade räknat med" joins no other thing: what was planned.
_PLANNED = re.compile(
    r"än (?:vad )?(?:[^\s,.?]+ ){0,7}?(?:räkna(?:t|de|r)|budgetera(?:t|de)|planera(?:t|de)|tänkt)\b", re.IGNORECASE
)
_THAN_FIRST = re.compile(
    r"\b(?P<more>mer|mindre|fler|färre|högre|lägre|större) än (?P<other>[^?,.]+?)"
    r" (?P<verb>kostade|kostar|var|är|hade|har|fick|får|blev|omsatte|använde|förbrukade) (?P<one>[^?,.]+?)"
    r"(?P<where>(?: (?:i|på|hos|under|inom)\b| (?:19|20)\d\d)[^?]*)?\?*$"
)
#: "månads- och timavlönade"; boards and offices are called so too.
_HALVED = re.compile(
    r"\b(?P<first>[a-zåäö]{3,})-(?P<join> (?:och|samt|eller|plus) )"
    r"(?P<last>(?!\w*(?:nämnd|förvaltning|kontor|styrelse))[a-zåäö]{6,})\b"
)
_TOGETHER = re.compile(  # "Hur många anställda var det, om man räknar ihop A och B?": A and B are kinds of them
    r"\b(?P<asks>hur många) (?P<counted>[^\W\d_]+) (?P<where>.*?),? ?(?:om (?:man|vi) )?"
    r"(?:räknar|lägger|slår) ihop (?P<listed>[^?]+)",
    re.IGNORECASE,
)
_LEAST_SHARED = 5  # letters of what two compounds share
_MOST_THINGS = 8


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Things:
    """Things named side by side.

    Attributes:
        called: what each is called, in the order of the question.
        questions: the question for each of them alone.
    """

    called: tuple[str, ...]
    questions: tuple[str, ...]


def things_named(text: str) -> Iterator[Things]:
    """Yield the ways to read what stands side by side in a question, shortest names first."""
    if (said_first := _than_first(text)) is not None:
        yield said_first
    text = _TOGETHER.sub(_said_together, text)
    yield from _joined(text)
    if (whole := _HALVED.sub(_made_whole, text)) != text:
        yield from _joined(whole)


def _joined(text: str) -> Iterator[Things]:
    """Yield the ways to read what joining words join."""
    words = _joined_names(text)
    for at, word in enumerate(words):
        if (
            not (_joins(word.text) or _spans(words, at))
            or at == 0
            or _PLANNED.match(text, word.start)
            or text[words[at - 1].end : words[at - 1].end + 1] == "-"
        ):  # "vård- och omsorg"
            continue
        right = _after(words, at)
        left = _before(words, at, right)
        if right is None or left is None:
            continue
        firsts = _listed(words, left)
        for more_left, more_right in ((0, 0), (1, 0), (0, 1), (1, 1)):
            found = _read(text, words, firsts, at, (right, more_left, more_right))
            if found is not None:
                yield found


def _than_first(text: str) -> Things | None:
    """Return the things of a question that says last what is more: "Hur mycket mer än simhallen kostade ishallen i Vik 2025?"."""
    match = _THAN_FIRST.search(text)
    if match is None:
        return None
    before, where = text[: match.start()], match["where"] or ""
    called = (match["one"], match["other"])
    return Things(called, tuple(f"{before}{match['more']} {match['verb']} {one}{where}" for one in called))


def _said_together(match: re.Match[str]) -> str:
    """Return a question for two kinds to be counted together with the kinds in the place of what they are kinds of."""
    of_kind = match["counted"].casefold() in match["listed"].casefold()
    return f"{match['asks']} {'' if of_kind else match['counted'] + ' '}{match['listed']} {match['where']}"


def _made_whole(match: re.Match[str]) -> str:
    """Return two compounds whose first leaves out what they share ("månads- och timavlönade"), both written out."""
    last = match["last"]
    ends = [last[at:] for at in range(2, len(last) - _LEAST_SHARED + 1)]
    shared = parts(last)[-1] if len(parts(last)) > 1 else max(ends, key=frequency, default="")
    cut = last.endswith(shared) and frequency(shared) > frequency(last)
    return f"{match['first']}{shared}{match['join']}{last}" if cut else match[0]


def _read(text: str, words: list[_Word], firsts: list[tuple[int, int]], join: int, last: tuple[int, int, int]) -> Things | None:
    """Return the things when the one before the joining word, and the last, are that many words longer."""
    right, more_left, more_right = last
    spans = list(firsts)
    if more_left:
        start = spans[-1][0] - more_left
        if start < 0 or not _is_thing(words[start]) or words[spans[-1][0]].capital or len(firsts) > 1:
            return None
        spans[-1] = (start, spans[-1][1])
    end = right + more_right
    if more_right and (end >= len(words) or not _is_thing(words[end]) or words[right].capital):
        return None
    spans.append((right, end))
    if len(spans) > _MOST_THINGS:
        return None
    called = tuple(text[words[first].start : words[final].end] for first, final in spans)
    before, after = text[: words[spans[0][0]].start], text[words[end].end :]
    between = text[words[spans[-2][1]].end : words[join].start]  # "2025" of "hade Ekskolan 2025 än Björkskolan"
    return Things(called, tuple(f"{before}{one} {between}{after}" for one in called))


def _joined_names(text: str) -> list[_Word]:
    """Return the words of a question with their places; names of several words ("Sankt Olof") as one."""
    found: list[_Word] = []
    for match in _TOKEN.finditer(text):
        word = _Word(match[0], match.start(), match.end())
        before = found[-1] if found else None
        if before is not None and len(found) > 1 and before.capital and word.capital and text[before.end : word.start] == " ":
            found[-1] = _Word(text[before.start : word.end], before.start, word.end)
        else:
            found.append(word)
    return found


def _joins(word: str) -> bool:
    return word.casefold() in _JOINS or word.casefold() in _COMPARED_WITH


def _spans(words: list[_Word], at: int) -> bool:
    """Tell whether a word joins what a change is from and what it is to: "från juli till augusti"."""
    return words[at].text.casefold() == "till" and at > 1 and words[at - 2].text.casefold() == "från"


def _is_thing(word: _Word) -> bool:
    folded = word.text.casefold()
    return folded[:1].isalpha() and folded not in _NO_THING and folded not in _BETWEEN and not _joins(folded)


def _after(words: list[_Word], join: int) -> int | None:
    """Return the thing after a joining word."""
    at = join + 1
    between = _BETWEEN | _AFTER_THAN if words[join].text.casefold() == "än" else _BETWEEN
    while at < len(words) and words[at].text.casefold() in between:
        at += 1
    return at if at < len(words) and _is_thing(words[at]) else None


def _before(words: list[_Word], join: int, right: int | None) -> int | None:
    """Return the thing before a joining word: the nearest, years left aside; a name where the other is a name."""
    if right is None:
        return None
    at = join - 1
    while at >= 0 and (_TIME.fullmatch(words[at].text) or words[at].text == ","):
        at -= 1
    if words[right].capital and at >= 0 and not words[at].capital:
        names = [one for one in range(1, join) if words[one].capital]
        return names[-1] if names else (at if _is_thing(words[at]) else None)
    return at if at >= 0 and _is_thing(words[at]) else None


def _listed(words: list[_Word], last: int) -> list[tuple[int, int]]:
    """Return the things listed with commas up to the last before the joining word, each with its first and last word."""
    found = [(last, last)]
    if last > 1 and words[last - 2].text == "," and _is_thing(words[last - 1]) and not words[last].capital:
        found = [(last - 1, last)]  # "skola, anpassad skola och ..."
    while found[0][0] >= 2 and words[found[0][0] - 1].text == "," and _is_thing(words[found[0][0] - 2]):
        found.insert(0, (found[0][0] - 2,) * 2)
    return found
