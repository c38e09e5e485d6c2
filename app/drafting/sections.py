"""What stands under each heading of a draft: the sources' own sentences, led in and cited; what is missing, said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.drafting.citing import quoted
from app.drafting.cues import About, is_law, is_on_citizens, is_on_goals, is_on_sustainability
from app.drafting.evidence import Role
from app.drafting.layout import Content
from app.drafting.material import Material
from app.drafting.model import Asks, Form, Paragraph
from app.drafting.own_papers import Own
from app.drafting.shortening import first_sentence
from app.drafting.statements import Statement
from app.drafting.summary import nothing_for, summary
from app.extract.unit_model import UnitKind
from app.matters.standing import Standing
from app.wording import in_one_line

_MOST_ECONOMY = 8  # statements on money told
_FIRM = 0.45  # share of what was asked for that a statement on law must meet: a law is named in many places
_MOST_LAW = 3
_MOST_SIDE = 3  # statements on citizens, goals, a sustainable use of means
_MOST_BASIS = 20
_MOST_UNKNOWN = 4  # claims with numbers that nothing is found for, told to be so
_CALLED = (Standing.DECISION, Standing.PROPOSAL, Standing.MOVED)
_PERSPECTIVES = (Own.ECONOMY, Own.SUSTAINABILITY, Own.CITIZENS)  # told under headings of their own
_OLD = 1  # years: figures older than last year's are told to be so


def write(content: Content, material: Material) -> list[Paragraph]:
    """Return the paragraphs of a heading, except for the proposals (`app.drafting.proposals`)."""
    return _WRITERS[content](material)


def _matter(material: Material) -> list[Paragraph]:
    motion = material.motion
    found = [] if any(one.content is Content.SUMMARY for one in material.template.sections) else summary(material)
    if motion.demands:
        lead = "Revisorerna rekommenderar:" if motion.asks is Asks.AUDIT else "Motionen yrkar:"
        found += [Paragraph(lead), *(material.demand(index) for index in range(len(motion.demands)))]
    else:
        what = "rekommendationer" if motion.asks is Asks.AUDIT else "yrkanden (att-satser)"
        found.append(material.lack(f"{what}; inga sådana har kunnat läsas ut ur ”{motion.title}”"))
    return [*found, *_claims(material), *_timeline(material)]


def _claims(material: Material) -> list[Paragraph]:
    """Return what the motion states, each claim with what the papers hold of the same."""
    found: list[Paragraph] = []
    unknown = 0
    for index, claim in enumerate(material.motion.claims):
        best = next(iter(material.evidence.of(Role.CLAIM, index)), None)
        numbers = re.search(r"\d", claim.text) is not None
        citation = material.register.asked(claim) if best or numbers else None
        if citation is None:
            continue
        seen = material.register.statement(best) if best and (best.document_id, best.start) in material.told else None
        see = f" Se källa [{seen.number}]." if seen else ""
        cites = (citation.number, *((seen.number,) if seen else ()))
        found.append(Paragraph(f"Motionen anger: {quoted(citation)}.{see}", cites, True))
        if best is not None and seen is None:
            found += material.tell_all([best])
        elif best is None and (unknown := unknown + 1) <= _MOST_UNKNOWN:
            found.append(material.lack(f"uppgifter i handlingarna att jämföra med motionens ”{first_sentence(claim.text)}”"))
    return [Paragraph("Motionens uppgifter", form=Form.SUBHEADING), *found] if found else []


def _timeline(material: Material) -> list[Paragraph]:
    rows = []
    for event in material.events:
        citation = material.register.event(event)
        what = in_one_line(event.what)
        standing = f"{event.standing.value.capitalize()}: " if event.standing in _CALLED else ""
        where = ", ".join(part for part in (event.date or "utan datum", event.body, event.paragraph) if part)
        rows.append(Paragraph(f"{where}: {standing}”{what}” [{citation.number}]", (citation.number,), True, Form.BULLET))
    if not rows:
        material.lack("tidigare handläggning av ärendet; ingen har hittats i de inlästa handlingarna")
        return []
    return [Paragraph("Tidigare handläggning", form=Form.SUBHEADING), *rows]


def _assessment(material: Material) -> list[Paragraph]:
    found: list[Paragraph] = []
    elsewhere = {_place(one) for own in _PERSPECTIVES for one in material.evidence.of(Role.OWN, own)}
    for index, demand in enumerate(material.motion.demands):
        found.append(Paragraph(f"{material.asked} {index + 1}: {demand.text}", form=Form.SUBHEADING))
        strongest = [one for one in material.strongest(index) if not material.in_timeline(one) and _place(one) not in elsewhere]
        on_money = [one for one in strongest if one.about is About.COST]
        rows = material.evidence.of(Role.FACET, _rows_of(index))
        found += material.argue(demand.text, [*(one for one in strongest if one not in on_money), *rows])
        if on_money:
            found.append(Paragraph("Kostnader och finansiering redovisas under den ekonomiska rubriken."))
        if not material.evidence.of(Role.DEMAND, index):
            found.append(nothing_for(material, index))
        else:
            found += _age(material, index)
    if not material.motion.demands:
        found += material.tell_all(material.evidence.of(Role.FACET, 0))
    counted = material.tell_all(material.evidence.of(Role.FACET, 2))
    figures = [Paragraph("Uppgifter i siffror", form=Form.SUBHEADING), *counted] if counted else []
    return found + figures + _law(material)


def _place(one: Statement) -> tuple[str, int]:
    return one.document_id, one.start


def _rows_of(index: int) -> int:
    """Return the number of the facet that holds a demand's table rows; see `app.drafting.drafter`."""
    return 100 + index


def _age(material: Material, index: int) -> list[Paragraph]:
    """Say so when what was found for a demand is old."""
    years = [year for one in material.evidence.of(Role.DEMAND, index) for year in _years(one)]
    if years and max(years) < material.today.year - _OLD:
        newest = max(years)
        return [
            material.lack(f"uppgifterna avser {newest}; nyare siffror saknas i underlaget ({material.asked.lower()} {index + 1})")
        ]
    return []


def _years(one: Statement) -> list[int]:
    metadata = one.hit.chunk.metadata
    return [*metadata.years, *([metadata.day.year] if metadata.day else [])]


def _law(material: Material) -> list[Paragraph]:
    firm = [one for one in material.evidence.all() if is_law(one.text) and one.met >= _FIRM]
    statements = [one for one in firm if (one.document_id, one.start) not in material.told]
    told = material.tell_all(statements[:_MOST_LAW])
    return [Paragraph("Lagar och regler i handlingarna", form=Form.SUBHEADING), *told] if told else []


def _economy(material: Material) -> list[Paragraph]:
    on_money = [one for one in material.evidence.all() if one.about is About.COST]
    on_money += [one for one in material.evidence.of(Role.FACET, 1) if one not in on_money]
    found = material.tell_all([*material.evidence.of(Role.OWN, Own.ECONOMY), *on_money[:_MOST_ECONOMY]])
    found += [Paragraph(one.text, one.citations) for one in material.computed()]
    if not on_money:
        found.append(material.lack("kostnader och finansiering för det som föreslås"))
    return found or _told_above(material, on_money) or [material.lack("kostnader och finansiering för det som föreslås")]


def _side(material: Material, fits: Callable[[str], bool], lacking: str, own: Own | None = None) -> list[Paragraph]:
    """Return what of the evidence is about one side of the matter, not told before; or that it is missing.

    Args:
        material: what the draft is written from.
        fits: whether a statement is about the side.
        lacking: what is missing where nothing is.
        own: what the matter's own papers say under a heading of that side.
    """
    fitting = [one for one in material.evidence.all() if fits(one.text) and one.unit.kind is not UnitKind.ROW]
    fresh = [one for one in fitting if (one.document_id, one.start) not in material.told]
    said = material.evidence.of(Role.OWN, own) if own is not None else ()
    told = material.tell_all([*said, *fresh][:_MOST_SIDE])
    return told or _told_above(material, fitting) or [material.lack(lacking)]


def _told_above(material: Material, statements: Sequence[Statement]) -> list[Paragraph]:
    """Return where the best of some statements is told already; nothing where there are none."""
    citation = material.register.statement(statements[0]) if statements else None
    if citation is None:
        return []
    short = first_sentence(citation.quote)
    return [Paragraph(f"Se bedömningen ovan: ”{short}” [{citation.number}]", (citation.number,), True)]


def _not_known(material: Material) -> list[Paragraph]:
    """Return that the papers do not say what is to stand under a heading, and what the municipality writes where nothing does."""
    heading = next(one.heading for one in material.template.sections if one.content is Content.NOT_APPLICABLE)
    otherwise = f"; är den inte tillämplig skrivs ”{material.template.not_applicable}”" if material.template.not_applicable else ""
    return [material.lack(f"uppgift för rubriken ”{heading}”{otherwise}")]


def _basis(material: Material) -> list[Paragraph]:
    papers: dict[str, None] = {}
    for citation in material.register.citations:
        parts = (citation.title, citation.body, citation.date)
        papers[", ".join(part for part in parts if part and (part is parts[0] or part.casefold() not in parts[0].casefold()))] = (
            None
        )
    return [Paragraph(name, form=Form.BULLET) for name in list(papers)[:_MOST_BASIS]]


def _receivers(material: Material) -> list[Paragraph]:
    names = ("Kommunens revisorer",) if material.motion.asks is Asks.AUDIT else ("Kommunstyrelsen", "Motionärerna")
    return [Paragraph(name, form=Form.BULLET) for name in names]


def _missing(material: Material) -> list[Paragraph]:
    listed = [Paragraph(f"[underlag saknas: {what}]", form=Form.BULLET) for what in material.missing]
    notes = [Paragraph(note, form=Form.BULLET) for note in material.source.notes]
    return [*notes, *listed] or [Paragraph("Inget underlag har noterats som saknat.")]


_WRITERS: dict[Content, Callable[[Material], list[Paragraph]]] = {
    Content.MOTIVE: lambda _: [Paragraph("[Fylls i av handläggaren när ett förslag till beslut är valt.]", form=Form.NOTE)],
    Content.SUMMARY: summary,
    Content.BASIS: _basis,
    Content.MATTER: _matter,
    Content.ASSESSMENT: _assessment,
    Content.ECONOMY: _economy,
    Content.CITIZENS: lambda m: _side(m, is_on_citizens, "påverkan för invånarna", Own.CITIZENS),
    Content.SUSTAINABILITY: lambda m: _side(m, is_on_sustainability, "påverkan ur ett hållbarhetsperspektiv", Own.SUSTAINABILITY),
    Content.GOALS: lambda m: _side(m, is_on_goals, "ärendets koppling till kommunfullmäktiges mål"),
    Content.CONSULTATION: lambda _: [Paragraph("[Fylls i av handläggaren: remissinstanser och samråd.]", form=Form.NOTE)],
    Content.NOT_APPLICABLE: _not_known,
    Content.EFFECTS: lambda _: [Paragraph("[Fylls i av handläggaren när ett förslag till beslut är valt.]", form=Form.NOTE)],
    Content.RECEIVERS: _receivers,
    Content.MISSING: _missing,
}
