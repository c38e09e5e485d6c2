"""What stands under each heading of a draft: the sources' own sentences, led in and cited; what is missing, said."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.drafting.citing import quoted
from app.drafting.cues import About, is_law, is_on_citizens, is_on_goals, is_on_sustainability
from app.drafting.evidence import Role
from app.drafting.layout import Content
from app.drafting.material import Material
from app.drafting.model import Asks, Form, Paragraph
from app.drafting.statements import Statement
from app.extract.unit_model import UnitKind
from app.matters.standing import Standing
from app.wording import in_one_line
from ingest.text.blocks import sentences

_MOST_ECONOMY = 8  # statements on money told
_FIRM = 0.45  # share of what was asked for that a statement on law must meet: a law is named in many places
_MOST_LAW = 3
_MOST_SIDE = 3  # statements on citizens, goals, a sustainable use of means
_MOST_BASIS = 20
_MOST_UNKNOWN = 4  # claims with numbers that nothing is found for, told to be so
_OLD = 1  # years: figures older than last year's are told to be so
_TOLD_SHORT = (UnitKind.SENTENCE, UnitKind.ITEM)  # what reads by itself in a summary
#: A sentence that leans on the one before it says little by itself.
_LEANS = re.compile(r"(?:Av d(?:em|essa)|De[nt]?|Dessa|Detta|Denna|Dess|Samtidigt|Därför|Därmed|Vidare|Även|Dock|Hon|Han|Där)\b")
_CALLED = (Standing.DECISION, Standing.PROPOSAL, Standing.MOVED)
_SHORT = 260  # characters of a statement in the summary


def write(content: Content, material: Material) -> list[Paragraph]:
    """Return the paragraphs of a heading, except for the proposals (`app.drafting.proposals`)."""
    return _WRITERS[content](material)


def _summary(material: Material) -> list[Paragraph]:
    found = [_introduction(material)]
    for index in range(len(material.motion.demands)):
        found_for = material.evidence.of(Role.DEMAND, index)
        best = next((one for one in found_for if one.unit.kind in _TOLD_SHORT), next(iter(found_for), None))
        citation = material.register.statement(best) if best else None
        if best is None or citation is None:
            found.append(_nothing_for(material, index))
            continue
        short = shortest(best, citation.quote)
        found.append(Paragraph(f"{material.asked} {index + 1}: ”{short}” [{citation.number}]", (citation.number,), True))
    return [*found, *_deadline(material), *_decided(material)]


def _decided(material: Material) -> list[Paragraph]:
    """Say so when the council has decided already."""
    final = (one for one in material.matter.events if one.standing is Standing.DECISION and one.body == "kommunfullmäktige")
    last = max(final, key=lambda one: one.date, default=None)
    if last is None or material.motion.asks is Asks.AUDIT:
        return []
    citation = material.register.event(last)
    when = ", ".join(part for part in (last.date, last.paragraph) if part)
    told = f"Ärendet har redan beslutats av kommunfullmäktige ({when}): ”{in_one_line(last.what)}” [{citation.number}]"
    return [Paragraph(told, (citation.number,), True)]


def _introduction(material: Material) -> Paragraph:
    motion = material.motion
    citation = material.register.asked(motion.demands[0]) if motion.demands else None
    marker = f" [{citation.number}]" if citation else ""
    cites = (citation.number,) if citation else ()
    count = len(motion.demands)
    if motion.asks is Asks.AUDIT:
        told = f"Revisorerna lämnar {count} rekommendationer i ”{motion.title}”{marker}."
        return Paragraph(told if count else f"Revisorerna har lämnat ”{motion.title}”.", cites)
    who = " och ".join(filter(None, (", ".join(motion.signers[:-1]), *motion.signers[-1:])))
    who = f"{who} ({motion.party})" if who and motion.party else who or motion.party or "Motionären"
    asks = f" Motionen har {count} {'yrkande' if count == 1 else 'yrkanden'}{marker}." if count else ""
    return Paragraph(f"{who} har lämnat motionen ”{motion.title}”.{asks}", cites)


def _deadline(material: Material) -> list[Paragraph]:
    motion = material.motion
    if motion.asks is Asks.AUDIT:
        return []
    if material.raised is not None and motion.raised_on is not None:
        by = _year_later(motion.raised_on.isoformat())
        told = (
            f"Motionen väcktes {motion.raised_on.isoformat()} [{material.raised.number}]. Den bör beredas så att "
            f"kommunfullmäktige kan fatta beslut inom ett år, det vill säga senast {by}."
        )
        return [Paragraph(told, (material.raised.number,))]
    lacking = material.lack("dagen då motionen väcktes i kommunfullmäktige; motionen bör kunna avgöras inom ett år från den")
    if motion.dated is None:
        return [lacking]
    dated = motion.dated.isoformat()
    return [Paragraph(f"Motionen är daterad {dated}; ett år från den dagen är {_year_later(dated)}."), lacking]


def _year_later(day: str) -> str:
    year, rest = int(day[:4]) + 1, day[4:]
    return f"{year}{'-02-28' if rest == '-02-29' else rest}"


def _matter(material: Material) -> list[Paragraph]:
    motion = material.motion
    found = [] if any(one.content is Content.SUMMARY for one in material.template.sections) else _summary(material)
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
    for index, demand in enumerate(material.motion.demands):
        found.append(Paragraph(f"{material.asked} {index + 1}: {demand.text}", form=Form.SUBHEADING))
        strongest = [one for one in material.strongest(index) if not material.in_timeline(one)]
        on_money = [one for one in strongest if one.about is About.COST]
        rows = material.evidence.of(Role.FACET, _rows_of(index))
        found += material.argue(demand.text, [*(one for one in strongest if one not in on_money), *rows])
        if on_money:
            found.append(Paragraph("Kostnader och finansiering redovisas under den ekonomiska rubriken."))
        if not material.evidence.of(Role.DEMAND, index):
            found.append(_nothing_for(material, index))
        else:
            found += _age(material, index)
    if not material.motion.demands:
        found += material.tell_all(material.evidence.of(Role.FACET, 0))
    counted = material.tell_all(material.evidence.of(Role.FACET, 2))
    figures = [Paragraph("Uppgifter i siffror", form=Form.SUBHEADING), *counted] if counted else []
    return found + figures + _law(material)


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
    found = material.tell_all(on_money[:_MOST_ECONOMY])
    found += [Paragraph(one.text, one.citations) for one in material.computed()]
    if not on_money:
        found.append(material.lack("kostnader och finansiering för det som föreslås"))
    return found


def _nothing_for(material: Material, index: int) -> Paragraph:
    return material.lack(f"inget i de inlästa handlingarna rör {material.asked.lower()} {index + 1}")


def _side(material: Material, fits: Callable[[str], bool], lacking: str = "") -> list[Paragraph]:
    """Return what of the evidence is about one side of the matter, not told before; or that it is missing."""
    fitting = [one for one in material.evidence.all() if fits(one.text) and one.unit.kind is not UnitKind.ROW]
    fresh = [one for one in fitting if (one.document_id, one.start) not in material.told]
    told = material.tell_all(fresh[:_MOST_SIDE])
    if told:
        return told
    again = [] if lacking else fitting[:1]
    if again and (citation := material.register.statement(again[0])) is not None:
        short = first_sentence(citation.quote)
        return [Paragraph(f"Se bedömningen ovan: ”{short}” [{citation.number}]", (citation.number,), True)]
    return [material.lack(lacking)] if lacking else _not_applicable(material)


def _not_applicable(material: Material) -> list[Paragraph]:
    return [Paragraph(material.template.not_applicable or "–")]


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


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, in one line, cut between words where it is long."""
    start, end = next(iter(sentences(text, 0, len(text))), (0, len(text)))
    return _cut(in_one_line(text[start:end]))


def _cut(told: str) -> str:
    return told if len(told) <= _SHORT else told[:_SHORT].rsplit(" ", 1)[0] + " …"


def first_sentence_with(text: str, wanted: Callable[[str], bool]) -> str:
    """Return the first sentence of a text that is what is wanted, in one line; the first one where none is."""
    told = [text[a:b] for a, b in sentences(text, 0, len(text))]
    return first_sentence(next((one for one in told if wanted(in_one_line(one))), text))


def shortest(one: Statement, quote: str) -> str:
    """Return the sentence that a statement was picked for, where the quote holds it; else the quote's first."""
    unit = in_one_line(one.unit.text)
    if _LEANS.match(unit) and unit in in_one_line(quote):
        return _cut(in_one_line(quote))
    return first_sentence(unit) if unit in in_one_line(quote) else first_sentence(quote)


_WRITERS: dict[Content, Callable[[Material], list[Paragraph]]] = {
    Content.MOTIVE: lambda _: [Paragraph("[Fylls i av handläggaren när ett förslag till beslut är valt.]", form=Form.NOTE)],
    Content.SUMMARY: _summary,
    Content.BASIS: _basis,
    Content.MATTER: _matter,
    Content.ASSESSMENT: _assessment,
    Content.ECONOMY: _economy,
    Content.CITIZENS: lambda m: _side(m, is_on_citizens, "påverkan för invånarna"),
    Content.SUSTAINABILITY: lambda m: _side(m, is_on_sustainability),
    Content.GOALS: lambda m: _side(m, is_on_goals, "ärendets koppling till kommunfullmäktiges mål"),
    Content.CONSULTATION: lambda _: [Paragraph("[Fylls i av handläggaren: remissinstanser och samråd.]", form=Form.NOTE)],
    Content.NOT_APPLICABLE: _not_applicable,
    Content.EFFECTS: lambda _: [Paragraph("[Fylls i av handläggaren när ett förslag till beslut är valt.]", form=Form.NOTE)],
    Content.RECEIVERS: _receivers,
    Content.MISSING: _missing,
}
