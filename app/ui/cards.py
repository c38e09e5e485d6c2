"""Questions, answers and sources as HTML. Pure; everything that comes from outside is escaped.

The HTML is one line: Gradio's Markdown passes an HTML block on as it is, up to a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from app.model import Answer, Citation, Outcome, Reason
from ingest.model import SectionKind

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_MARKER = re.compile(r"\[(\d{1,3})\]")
_ITEM = re.compile(r"(?:[•–*-]|\d{1,2}[.)]|[a-zåäö]\))\s")
_CAUTION = "Obs:"
_MOST_QUOTE = 360  # characters of a quote on a card; the answer above it and the page it links to show all
_MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
           "december")  # fmt: skip
_REFUSALS = {
    Reason.NO_EVIDENCE: "Det framgår inte",
    Reason.OUTSIDE_COVERAGE: "Utanför det som är inläst",
    Reason.WITHHELD: "Borttaget på grund av sekretess",
    Reason.AMBIGUOUS: "Frågan kan förstås på flera sätt",
}
#: What a place is in its paper, where that must not be mistaken.
_STANDING = {
    SectionKind.DECISION: ("beslut", "Beslut"),
    SectionKind.PROPOSAL: ("forslag", "Förslag – inte beslutat"),
    SectionKind.WITHHELD: ("forslag", "Sekretess"),
}

_SEARCHING = '<p class="soker">Söker i handlingarna …</p>'
_HOW = '<p class="hur">Hämtat ordagrant ur källan av en maskin. Kontrollera alltid mot handlingen.</p>'

StandingOf = Callable[[Citation], SectionKind | None]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it.

    Attributes:
        number: of the question in the conversation, from 1.
        question: as asked.
        reply: HTML; "" while the answer is being looked for.
    """

    number: int
    question: str
    reply: str = ""


def thread(turns: Sequence[Turn]) -> str:
    """Return a conversation."""
    return "".join(_turn(turn) for turn in turns)


def _turn(turn: Turn) -> str:
    asked = safe(turn.question) if turn.question.strip() else "(tom fråga)"
    return (
        f'<section class="tur" id="tur-{turn.number}"><h2 class="fraga"><span class="lasare">Fråga: </span>{asked}</h2>'
        f"{turn.reply or _SEARCHING}</section>"
    )


def reply(answer: Answer, number: int, standing_of: StandingOf) -> str:
    """Return an answer with its sources.

    Args:
        answer: the answer.
        number: of the question, for addresses within the page.
        standing_of: tells whether a citation is from a decision or a proposal.
    """
    told = _told(answer.text, number)
    if answer.outcome is Outcome.UNSUPPORTED:
        title = _REFUSALS.get(answer.reason or Reason.NO_EVIDENCE, _REFUSALS[Reason.NO_EVIDENCE])
        return f'<div class="svar nej"><h3>{title}</h3>{told}</div>'
    cards = "".join(_card(citation, number, standing_of(citation)) for citation in answer.citations)
    heading = "Källa" if len(answer.citations) == 1 else f"Källor ({len(answer.citations)})"
    return f'<div class="svar">{told}{_HOW}</div><div class="kallor"><h3>{heading}</h3>{cards}</div>'


def failure(title: str, detail: str, trace_id: str = "") -> str:
    """Return what is shown when a question could not be taken."""
    trace = f'<p class="hur">Spårnummer: {safe(trace_id)}</p>' if trace_id else ""
    return f'<div class="svar fel" role="alert"><h3>{safe(title)}</h3><p>{safe(detail)}</p>{trace}</div>'


def safe(text: str) -> str:
    """Return outside text as it may stand in HTML, on one line."""
    return escape(_CONTROL.sub(" ", text))


def _told(text: str, number: int) -> str:
    """Return an answer's text, a paragraph a line, its markers as links to the cards."""
    lines = [line for line in text.split("\n") if line.strip()]
    return "".join(_line(line, number) for line in lines)


def _line(line: str, number: int) -> str:
    kind = ' class="obs"' if line.startswith(_CAUTION) else ' class="punkt"' if _ITEM.match(line.strip()) else ""
    linked = _MARKER.sub(
        lambda found: f'<a class="markor" href="#kalla-{number}-{found[1]}" aria-label="Källa {found[1]}">{found[1]}</a>',
        safe(line),
    )
    return f"<p{kind}>{linked}</p>"


def _card(citation: Citation, number: int, standing: SectionKind | None) -> str:
    tags = "".join(f'<span class="marke {look}">{safe(told)}</span>' for look, told in _tags(citation, standing))
    facts = "".join(f"<li>{safe(fact)}</li>" for fact in _facts(citation))
    title = safe(citation.title or citation.source)
    path = " › ".join(citation.section[-2:])
    where = f'<p class="avsnitt">{safe(path)}</p>' if path else ""
    opens = f"Visa sidan {citation.page}" if citation.url.endswith(_png(citation)) else "Visa texten"
    return (
        f'<article class="kalla" id="kalla-{number}-{citation.number}">'
        f'<p class="nummer" aria-hidden="true">{citation.number}</p><div class="om"><h4>{title}</h4>'
        f'<p class="marken">{tags}</p><ul class="fakta">{facts}</ul>{where}<blockquote>{_quote(citation.quote)}</blockquote>'
        f'<p class="lank"><a href="{safe(citation.url)}" target="_blank" rel="noopener noreferrer">{opens} med citatet utmärkt'
        f'<span class="lasare"> (källa {citation.number}, {title}; öppnas i en ny flik)</span></a> '
        f'<span class="fil">{safe(citation.source)}</span></p></div></article>'
    )


def _quote(quote: str) -> str:
    """Return a quote as it is read: the lines of a list kept, other line breaks folded, the end of a long one left out."""
    lines: list[str] = []
    for line in (" ".join(line.split()) for line in quote.split("\n")):
        if lines and not _ITEM.match(line):
            lines[-1] = f"{lines[-1]} {line}".strip()
        else:
            lines.append(line)
    told = "\n".join(line for line in lines if line)
    if len(told) > _MOST_QUOTE:
        told = f"{told[:_MOST_QUOTE].rsplit(' ', 1)[0]} …"
    return "<br>".join(safe(line) for line in told.split("\n"))


def _png(citation: Citation) -> str:
    return f"/pages/{citation.page}.png?start={citation.start}&end={citation.end}"


def _tags(citation: Citation, standing: SectionKind | None) -> list[tuple[str, str]]:
    tags = [_STANDING[standing]] if standing in _STANDING else []
    return [*tags, ("slag", citation.doc_type.capitalize())] if citation.doc_type else tags


def _facts(citation: Citation) -> list[str]:
    """Return where a citation stands: municipality, board, date, §, diary number, page."""
    body = citation.body[:1].upper() + citation.body[1:]
    diary = f"Dnr {citation.diary_number}" if citation.diary_number else ""
    page = f"s. {citation.page}" if citation.page else ""
    facts = (citation.municipality, body, in_words(citation.date), citation.paragraph or "", diary, page)
    return [fact for fact in facts if fact]


def in_words(day: str) -> str:
    """Return a date as people write it: "2026-03-17" → "17 mars 2026"; anything else as it is."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", day)
    if found is None or not 1 <= int(found[2]) <= len(_MONTHS):
        return day
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"
