"""Who holds a post or signed a paper: "Ordförande: Siv Lund (S)", "Siv Lund, ordförande", a name over its title. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app import wording
from app.extract.choice import Extract
from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.model import Question
from app.question.kind import folded, plain
from ingest.model import Chunk
from vectorstore.coverage import Asked, coverage, told
from vectorstore.model import Hit

_OFFICES = (
    r"ordförande|direktör|sekreterare|controller|rektor|utredare|samordnare|sköterska|intendent|assistent|antikvarie|ekonom|strateg"
    r"|chef|ledare"
)
_POST = re.compile(rf"\b(?P<vice>vice )?(?P<title>[a-z-]*(?:{plain(_OFFICES)}))(?:e?n|s|ns|ens)?\b")
_ASKS = re.compile(r"^(?:vem|vilka|vilken|vad) (?:ar|var|heter|hette|sitter som)\b(?! det som (?!ar |var |heter |sitter som ))")
_CALLED = frozenset({"heter", "hette", "sitter"})  # of no post
_SIGNED = re.compile(r"\b(?:undertecknat?|undertecknade|skrivit under|skrev under|signerat?|signerade)\b")
_A_NAME = (
    r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?(?: (?:von|af|de))?(?: [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?){1,2}"
    r"(?: \([A-ZÅÄÖ]{1,4}\))?"
)
_NAME = re.compile(_A_NAME)
_TITLE = re.compile(rf"(?:(?:vice|förste|andre|tf\.?|ersättare för) )*[\w-]*(?:{_OFFICES})(?=(?:en|n)?\b)", re.IGNORECASE)
_NO_NAME = re.compile(
    rf"{_OFFICES}|förvaltning|nämnd|kontor|enhet|avdelning|kommun|bolag|styrelse|omsorg|revision"
    r"|dokument|rutin|riktlinje|datum|version|beslut|delega|diarie|\bdnr\b|ärende|blankett|giltig|fastställ",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?P<definite>en|n)?[ \t]*:?[ \t]+(?P<name>{_A_NAME})")
_BEFORE = re.compile(rf"(?P<name>{_A_NAME}),[ \t]*\Z")
_FIELD = re.compile(r"(?:en|n)?(?:[ \t]+(?:för|på|inom|vid))? (?P<field>[a-zåäö-]+(?:(?: och| inom| för)? [a-zåäö-]+){0,3})")
_MOST_LINE = 120  # characters of a line of names, or of titles
_HALF = 0.5  # share of what is asked that a passage with a signature must meet
_LEAST_FIT = 0.3  # share of the words that say of what the post is, for a holder found elsewhere to be told


@dataclass(frozen=True, slots=True)
class _Holder:
    """A name in a passage with its title as printed; `block`: both, as they are quoted; `field`: what follows the title."""

    name: tuple[int, int]
    title: str
    block: tuple[int, int]
    field: str = ""


def holder_of(question: Question, asked: Sequence[Asked], hits: Sequence[Hit]) -> Extract | None:
    """Return who holds the post that a question asks about, by the latest paper; None where it asks for none, or none is found.

    Args:
        question: as understood.
        asked: the words that say what is asked.
        hits: passages, best first.
    """
    post = post_asked(question)
    if post is None:
        return _signers(asked, hits) if _SIGNED.search(folded(question.standalone)) else None
    topic = [one for one in asked if _POST.fullmatch(plain(one.word)) is None and one.word not in _CALLED]
    found: list[tuple[float, date, int, Hit, _Holder]] = []
    for at, hit in enumerate(hits):
        metadata = hit.chunk.metadata
        if question.bodies and metadata.body not in question.bodies:
            continue
        paper = coverage(topic, told(f"{hit.chunk.context} {metadata.body}")) if topic and not question.bodies else 1.0
        for holder in _holders(hit.chunk):
            fit = max(paper, coverage(topic, told(holder.field)))  # "Verksamhetschef äldreomsorgen" in a paper of another thing
            if fit >= _LEAST_FIT and _is_post(post, holder.title):
                found.append((round(fit, 1), metadata.day or date.min, -at, hit, holder))
    if not found or ("ordforande" in post and not question.bodies):
        return None
    _, _, _, hit, holder = max(found, key=lambda one: one[:3])
    return Extract((_told(hit, holder),), 1.0, 1.0)


def _told(hit: Hit, holder: _Holder) -> Picked:
    """Return a name as it is told: after its title."""
    chunk = hit.chunk
    span = (chunk.start + holder.name[0], chunk.start + holder.name[1])
    unit = Unit(chunk, UnitKind.SENTENCE, *span, chunk.start + holder.block[0], chunk.start + holder.block[1])
    title = f"{holder.title[:1].upper()}{holder.title[1:]} {holder.field}".strip()
    return Picked(unit, hit, hit.score, wording.placed(title, chunk.metadata, ""))


def _signers(asked: Sequence[Asked], hits: Sequence[Hit]) -> Extract | None:
    """Return those who signed the paper that the best passages with a signature are of."""
    topic = [one for one in asked if not _SIGNED.fullmatch(plain(one.word))]
    for hit in hits:
        signed = (
            list(_signatures(hit.chunk.text)) if coverage(topic, told(f"{hit.chunk.context} {hit.chunk.text}")) >= _HALF else []
        )
        if signed:
            return Extract(tuple(_told(hit, one) for one in signed), 1.0, 1.0)
    return None


def post_asked(question: Question) -> str | None:
    """Return the title asked about, in lower case without å, ä and ö and its ending; None where no one's post is asked about."""
    text = folded(question.standalone)
    match = _POST.search(text) if _ASKS.search(text) else None
    return f"{match['vice'] or ''}{match['title']}" if match else None


def _is_post(post: str, title: str) -> bool:
    return plain(" ".join(title.split())) == post


def _holders(chunk: Chunk) -> Iterator[_Holder]:
    """Yield the names in a passage that stand with a title: after it, before it, or over it as in a signature."""
    text = chunk.text
    for match in _TITLE.finditer(text):
        after = _AFTER.match(text, match.end())
        before = _BEFORE.search(text[max(0, match.start() - _MOST_LINE) : match.start()])
        start = match.start()
        if after is not None and (text[start].isupper() or after["definite"]) and not _NO_NAME.search(after["name"]):
            yield _Holder(after.span("name"), match.group(), (start, after.end()))
        elif before is not None and not _NO_NAME.search(before["name"]):
            first = max(0, start - _MOST_LINE) + before.start("name")
            yield _Holder((first, first + len(before["name"])), match.group(), (first, match.end()))
    yield from _signatures(text)


def _signatures(text: str) -> Iterator[_Holder]:
    """Yield the names of a line with the titles of the next one, where there are as many of them."""
    lines = [match for match in re.finditer(r"[^\n]*\S[^\n]*", text) if len(match.group()) <= _MOST_LINE]
    for one, other in pairwise(lines):
        titles = list(_TITLE.finditer(other.group()))
        names = _names(one.group(), len(titles))
        if not titles or len(names) != len(titles) or _NAME.search(_TITLE.sub("", other.group())):
            continue
        stops = [*(title.start() for title in titles[1:]), len(other.group())]
        for (start, end), title, stop in zip(names, titles, stops, strict=True):
            field = _FIELD.match(other.group(), title.end(), stop)
            block = (one.start(), other.end())
            yield _Holder((one.start() + start, one.start() + end), title.group(), block, field["field"] if field else "")


def _names(line: str, count: int) -> list[tuple[int, int]]:
    """Return where the names of a line of nothing else stand: parted by wide gaps, or two words each where there are so many."""
    parts = [match.span() for match in re.finditer(r"\S+(?: \S+)*", line)]
    words = [match.span() for match in re.finditer(r"\S+(?: \([A-ZÅÄÖ]{1,4}\))?", line)]
    if len(parts) != count and len(words) == 2 * count:
        parts = [(words[at][0], words[at + 1][1]) for at in range(0, len(words), 2)]
    return parts if all(_NAME.fullmatch(line[a:b]) and not _NO_NAME.search(line[a:b]) for a, b in parts) else []
