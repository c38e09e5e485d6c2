"""Questions, answers and sources as HTML. Pure; everything that comes from outside is escaped.

The HTML is one line: Gradio's Markdown passes an HTML block on as it is, up to a blank line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.citations import place
from app.excerpt import excerpt, told_of
from app.extract.units import ITEM_MARK
from app.model import Answer, Citation, Mode, Outcome, Reason
from app.ui.places import Spot, Standing, age, copied, in_words, link, safe, upper_first
from ingest.model import SectionKind, Status

_MARKER = re.compile(r"\[(\d{1,3})\]")
#: A space that no line may break at: within a number, before its unit, after "§" and "Dnr".
_HELD = re.compile(
    r"(?<=\d) (?=\d{3}(?!\d)|(?:kr|kronor|tkr|mkr|mnkr|procent|miljoner|%)(?!\w))|(?<=[§−]) (?=\d)|(?<=\bDnr) (?=\S)"
)
_NO_BREAK = "\u00a0"
_CAUTION = "Obs:"
_MOST_QUOTE = 360  # characters of a quote on a card; the answer above it and the page it links to show all
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

#: How a paper stands, where that matters to who relies on it.
_VALIDITY = {
    Status.DRAFT: ("forslag", "Utkast – gäller inte än"),
    Status.SUPERSEDED: ("forslag", "Ersatt av en nyare"),
}

_SEARCHING = '<p class="soker">Söker i handlingarna …</p>'
_HOW = {
    Mode.EXTRACTIVE: "Hämtat ordagrant ur källan av en maskin. Kontrollera alltid mot handlingen.",
    Mode.FIGURES: "Siffran är hämtad ur en tabell av en maskin. Kontrollera alltid mot handlingen.",
    Mode.GENERATED: "Skrivet av en språkmodell och prövat mot källorna. Kontrollera alltid mot handlingen.",
}

StandingOf = Callable[[Citation], Standing]


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


def under_way(text: str, number: int, verified: bool) -> str:
    """Return an answer as far as it has come.

    Args:
        text: so far.
        number: of the question.
        verified: against the sources; else it may change.
    """
    note = "" if verified else '<p class="hur">Skrivs just nu, och är inte prövat mot källorna än.</p>'
    return f'<div class="svar {"" if verified else "preliminart"}">{_told(text, number)}{note}</div>'


def reply(answer: Answer, number: int, standing_of: StandingOf, indexed: str = "") -> str:
    """Return an answer with its sources.

    Args:
        answer: the answer.
        number: of the question, for addresses within the page.
        standing_of: tells whether a citation is from a decision or a proposal, and how its paper stands.
        indexed: what is indexed, in words, for a refusal.
    """
    understood = f'<p class="forstatt">Frågan förstods som: {safe(answer.standalone)}</p>' if _rewritten(answer) else ""
    told = _told(answer.text, number)
    if answer.outcome is Outcome.UNSUPPORTED:
        title = _REFUSALS.get(answer.reason or Reason.NO_EVIDENCE, _REFUSALS[Reason.NO_EVIDENCE])
        there = f'<p class="hur">Inläst: {safe(indexed)}</p>' if indexed and answer.reason is Reason.NO_EVIDENCE else ""
        return f'<div class="svar nej">{understood}<h3>{title}</h3>{told}{there}{_tools(answer)}</div>{_further(answer)}'
    cards = "".join(
        _card(citation, number, standing_of(citation), told_of(answer.text, citation.number)) for citation in answer.citations
    )
    heading = "Källa" if len(answer.citations) == 1 else f"Källor ({len(answer.citations)})"
    how = f'<p class="hur">{_HOW[answer.mode]}</p>'
    return (
        f'<div class="svar">{understood}{told}{how}{_tools(answer)}</div>'
        f'<div class="kallor"><h3>{heading}</h3>{cards}</div>{_further(answer)}'
    )


def _rewritten(answer: Answer) -> bool:
    return " ".join(answer.standalone.split()).casefold() != " ".join(answer.question.split()).casefold()


def _tools(answer: Answer) -> str:
    """Return the buttons under an answer: copy it with its references, say that it is right or wrong."""
    sources = "\n".join(f"[{one.number}] {place(one)}" for one in answer.citations)
    whole = f"{answer.text}\n\n{sources}\n\nHämtat av Kommunsvar (en maskin) ur kommunens handlingar." if sources else answer.text
    said = {
        "trace_id": answer.trace_id,
        "question": answer.question,
        "standalone": answer.standalone,
        "outcome": answer.outcome.value,
        "citations": [{"document_id": c.document_id, "start": c.start, "end": c.end} for c in answer.citations],
    }
    return (
        f'<div class="verktyg" data-svar="{safe(json.dumps(said, ensure_ascii=False))}">'
        f'<button type="button" class="knapp kopiera" data-text="{copied(whole)}">Kopiera med källor</button>'
        '<span class="omdome"><span class="omdome-fraga">Stämmer svaret?</span>'
        '<button type="button" class="knapp ratt">Ja</button><button type="button" class="knapp fel-svar">Nej</button></span></div>'
    )


def _further(answer: Answer) -> str:
    if not answer.follow_ups:
        return ""
    buttons = "".join(f'<button type="button" class="knapp folj">{safe(one)}</button>' for one in answer.follow_ups)
    return f'<div class="foljdfragor"><h3>Fråga vidare</h3>{buttons}</div>'


def failure(title: str, detail: str, trace_id: str = "") -> str:
    """Return what is shown when a question could not be taken."""
    trace = f'<p class="hur">Spårnummer: {safe(trace_id)}</p>' if trace_id else ""
    return f'<div class="svar fel" role="alert"><h3>{safe(title)}</h3><p>{safe(detail)}</p>{trace}</div>'


def _told(text: str, number: int) -> str:
    """Return an answer's text, a paragraph a line, its markers as links to the cards."""
    lines = [line for line in text.split("\n") if line.strip()]
    return "".join(_line(line, number) for line in lines)


def _line(line: str, number: int) -> str:
    kind = ' class="obs"' if line.startswith(_CAUTION) else ' class="punkt"' if ITEM_MARK.match(line.strip()) else ""
    linked = _MARKER.sub(
        lambda found: f'<a class="markor" href="#kalla-{number}-{found[1]}" aria-label="Källa {found[1]}">{found[1]}</a>',
        safe(_HELD.sub(_NO_BREAK, line)),
    )
    return f"<p{kind}>{linked}</p>"


def _card(citation: Citation, number: int, standing: Standing, told: str) -> str:
    tags = "".join(f'<span class="marke {look}">{safe(told)}</span>' for look, told in _tags(citation, standing))
    facts = "".join(f"<li>{safe(fact)}</li>" for fact in _facts(citation))
    title = safe(citation.title or citation.source)
    path = " › ".join(citation.section[-2:])
    where = f'<p class="avsnitt">{safe(path)}</p>' if path else ""
    pages = standing.pages if citation.url.endswith(_png(citation)) else 0
    opens = f"Visa sidan {citation.page}" if pages else "Visa texten"
    spot = Spot(citation.document_id, citation.source, citation.start, citation.end, citation.page, pages)
    about = f" (källa {citation.number}, {citation.title or citation.source})"
    return (
        f'<article class="kalla" id="kalla-{number}-{citation.number}">'
        f'<p class="nummer" aria-hidden="true">{citation.number}</p><div class="om"><h4>{title}</h4>'
        f'<p class="marken">{tags}</p><ul class="fakta">{facts}</ul>{where}<blockquote>{_quote(citation.quote, told)}</blockquote>'
        f'<p class="lank">{link(spot, f"{opens} med citatet utmärkt", about=about)} '
        f'<a class="hamta" href="/api/documents/{safe(citation.document_id)}/file" download>Hämta filen'
        f'<span class="lasare"> {safe(citation.source)}</span></a> '
        f'<span class="fil">{safe(citation.source)}</span></p></div></article>'
    )


def _quote(quote: str, rests: str) -> str:
    """Return a quote as it is read: the lines of a list kept, other line breaks folded; of a long one what the answer rests on."""
    lines: list[str] = []
    for line in (" ".join(line.split()) for line in quote.split("\n")):
        if lines and not ITEM_MARK.match(line):
            lines[-1] = f"{lines[-1]} {line}".strip()
        else:
            lines.append(line)
    told = "\n".join(line for line in lines if line)
    if len(told) > _MOST_QUOTE:
        told = excerpt(quote, rests, _MOST_QUOTE)
    return "<br>".join(safe(line) for line in told.split("\n"))


def _png(citation: Citation) -> str:
    return f"/pages/{citation.page}.png?start={citation.start}&end={citation.end}"


def _tags(citation: Citation, standing: Standing) -> list[tuple[str, str]]:
    tags = [_STANDING[standing.kind]] if standing.kind in _STANDING else []
    tags += [_VALIDITY[standing.status]] if standing.status in _VALIDITY else []
    return [*tags, ("slag", citation.doc_type.capitalize())] if citation.doc_type else tags


def _facts(citation: Citation) -> list[str]:
    """Return where a citation stands: municipality, board, date and age, §, diary number, page."""
    old = age(citation.date, datetime.now(UTC).date())
    day = f"{in_words(citation.date)} ({old})" if old else in_words(citation.date)
    diary = f"Dnr {citation.diary_number}" if citation.diary_number else ""
    page = f"s. {citation.page}" if citation.page else ""
    facts = (citation.municipality, upper_first(citation.body), day, citation.paragraph or "", diary, page)
    return [fact for fact in facts if fact]
