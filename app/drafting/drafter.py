"""From a motion to a draft: evidence gathered, sections written, every citation and number checked."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from app.assistant import where
from app.citations import verified
from app.drafting.citing import Register
from app.drafting.evidence import SAME_MATTER, Evidence, Gatherer, Need, Only, Role
from app.drafting.layout import Content, load_template, template_for
from app.drafting.material import Material, Papers
from app.drafting.model import Asks, Draft, DraftSection, Form, Motion, Paragraph, TimelineRow
from app.drafting.own_papers import Own
from app.drafting.proposals import as_paragraphs, proposals
from app.drafting.reading import Source
from app.drafting.rewriting import Rewriter
from app.drafting.sections import write
from app.drafting.summary import was_raised
from app.generation.chat_model import ChatModel
from app.matters.matter import Event, Matter, Matters, Search
from app.matters.standing import Standing
from app.model import Limits, Mode, Question
from app.number_check import unsupported_numbers
from vectorstore.coverage import coverage, told

_MOST_CLAIMS = 8  # claims looked up: each is a search, and a draft is to take three seconds at most
_MOST_SEARCHED = 12  # demands looked up by two queries; past that by one
_OF_OWN = 6  # told of one thing by the matter's own papers
_STATEMENTS = 5  # told of a demand
_MOST_QUERY = 600  # characters of a query
_NUMBERS = re.compile(
    r"\d[\d\u00a0 .,]*|\b(?:ca|cirka|ungefär|omkring|st)\b"
)  # that the papers say otherwise is what is looked for
_COSTS = "kostnad budget finansiering kronor"
_ROWS = "antal andel utfall"
_WAITING = "ej verkställda beslut kö väntetid"


@dataclass(frozen=True, slots=True)
class Drafter:
    """Drafts replies from what is indexed.

    Attributes:
        search: the assistant: searches and understands.
        papers: documents and figures.
        matters: matters over time.
        templates: a municipality's own folder of templates, or None.
        model: a chat model that rewrites paragraphs, or None.
    """

    search: Search
    papers: Papers
    matters: Matters
    templates: Path | None = None
    model: ChatModel | None = None

    def draft(self, source: Source, template: str = "", limits: Limits | None = None, today: date | None = None) -> Draft:
        """Return the reply to a motion or an audit report.

        Args:
            source: the motion as read.
            template: a template's name; "" for the municipality's own, or the generic one.
            limits: what may be looked at.
            today: the day the draft is made.

        Raises:
            UnknownTemplateError: there is no such template.
            BrokenTemplateError: it is not as it should be.
        """
        started = time.perf_counter()
        source = self._placed(source, limits)
        limits = limits or Limits()
        chosen = load_template(template, self.templates) if template else template_for(source.motion.municipality, self.templates)
        evidence = Gatherer(self.search, self.papers, source.motion, source.text, limits).gather(_needs(source.motion))
        matter = _of_place(self.matters.about(source.motion.diary_number or source.motion.subject[:_MOST_QUERY], limits), source)
        matter = self._of_its_own(matter, source.motion, limits)
        source, raised = self._raised(source, matter, limits)
        events = _merged(matter.events, self.matters.told_in(evidence.hits, source.motion.subject[:_MOST_QUERY], limits))
        register = Register(source, self.papers.document_text)
        material = Material(
            source, chosen, evidence, matter, tuple(event for event in events if not _is_motion(event, source.motion)), self.papers,
            where(limits), today or datetime.now(tz=UTC).date(), register,
            raised=register.event(raised) if raised else None,
            rewriter=Rewriter(self.model, self._question, self.papers.document_text) if self.model else None,
        )  # fmt: skip
        found = time.perf_counter()
        made = _written(material, self._place_lacking(source.motion, evidence))
        timings = {"total_ms": round((time.perf_counter() - started) * 1000, 1), "search_ms": round((found - started) * 1000, 1)}
        return replace(made, timings=timings)

    def _question(self, demand: str) -> Question:
        """Return a demand as the verification of a model's words takes it."""
        return self.search.understand(demand[:_MOST_QUERY])

    def _placed(self, source: Source, limits: Limits | None) -> Source:
        """Return the motion with the municipality it is about: its paper's, or the one its title and demands name."""
        motion = source.motion
        if motion.municipality:
            return source
        text = " ".join((motion.title, *(one.text for one in motion.demands)))[:_MOST_QUERY]
        named = self.search.understand(text, limits).municipalities
        return replace(source, motion=replace(motion, municipality=named[0])) if len(named) == 1 else source

    def _of_its_own(self, matter: Matter, motion: Motion, limits: Limits | None) -> Matter:
        """Return a matter without the §§ of minutes whose heading is about something else than the motion."""
        asked = self.search.asked(motion.subject[:_MOST_QUERY], limits)

        def fits(event: Event) -> bool:
            own = event.diary_number and event.diary_number == motion.diary_number
            of_minutes = event.paragraph and event.standing is not Standing.TOLD
            return not of_minutes or bool(own) or coverage(asked, told(" ".join(event.citation.section))) >= SAME_MATTER

        return replace(matter, events=tuple(event for event in matter.events if fits(event)))

    def _raised(self, source: Source, matter: Matter, limits: Limits | None) -> tuple[Source, Event | None]:
        """Return the motion with the day it was raised and its diary number, where the matter's papers tell them."""
        motion = source.motion
        asked = self.search.asked(motion.subject[:_MOST_QUERY], limits)
        if motion.asks is Asks.AUDIT or coverage(asked, told(matter.title)) < SAME_MATTER:
            return source, None
        raised = next((one for one in matter.events if len(one.date) == len("2025-05-26") and was_raised(one)), None)
        council = [one.diary_number for one in matter.events if one.diary_number and one.body.startswith("kommun")]
        number = motion.diary_number or next(iter(council), "") or next(iter(matter.diary_numbers), "")
        day = date.fromisoformat(raised.date) if raised else None
        return replace(source, motion=replace(motion, raised_on=day, diary_number=number)), raised

    @staticmethod
    def _place_lacking(motion: Motion, evidence: Evidence) -> str:
        """Return what to say where nothing is indexed for the motion's municipality, or ""."""
        if evidence.hits or not motion.municipality:
            return ""
        return f"handlingar från {motion.municipality}; inga som rör motionen är inlästa"


def _needs(motion: Motion) -> list[Need]:
    """Return what is looked for: each demand, the facts stated, costs, and the rows of tables for each demand."""
    subject = motion.subject[:_MOST_QUERY]
    needs = []
    for index, demand in enumerate(motion.demands):
        text = demand.text[:_MOST_QUERY]
        both = (text, f"{text} {subject}"[: 2 * _MOST_QUERY]) if index < _MOST_SEARCHED else (text,)
        needs.append(Need(Role.DEMAND, index, text, both, _STATEMENTS))
        if index < _MOST_SEARCHED // 2:
            needs.append(Need(Role.FACET, 100 + index, text, (f"{text} {_ROWS}"[: 2 * _MOST_QUERY],), 2, Only.ROW, text))
    needs += [
        Need(Role.CLAIM, index, _NUMBERS.sub(" ", claim.text[:_MOST_QUERY]), (claim.text[:_MOST_QUERY],), 2)
        for index, claim in enumerate(motion.claims[:_MOST_CLAIMS])
    ]
    needs.append(Need(Role.FACET, 0, subject, (subject,), _STATEMENTS))
    needs.append(Need(Role.FACET, 1, subject, (f"{subject} {_COSTS}",), 4, Only.MONEY, subject))
    needs.append(Need(Role.FACET, 2, f"{subject} {_WAITING}", (f"{subject} {_WAITING}",), 2, Only.ROW, subject))
    needs += [Need(Role.OWN, own, subject, (f"{subject} {own.query}",), _OF_OWN) for own in Own]
    return needs


def _of_place(matter: Matter, source: Source) -> Matter:
    """Return a matter with the events of the motion's municipality: another one may handle a matter of the same name."""
    place = source.motion.municipality
    events = tuple(one for one in matter.events if not place or one.citation.municipality in ("", place))
    return replace(matter, events=events) if events else Matter("", (), ())


def _merged(events: Sequence[Event], more: Sequence[Event]) -> list[Event]:
    """Return the events of a matter and those that passages tell of, each once, oldest first, those without a day last."""
    kept = {(one.date, one.body, one.what): one for one in (*events, *more)}
    places = {(one.citation.document_id, one.citation.start): one for one in kept.values()}
    return sorted(places.values(), key=lambda one: one.date or "9999")


def _is_motion(event: Event, motion: Motion) -> bool:
    """Tell whether an event is the motion itself, in the document it was read from."""
    citation = event.citation
    return citation.document_id == motion.document_id and motion.start <= citation.start < motion.end


def _written(material: Material, place_lacking: str) -> Draft:
    """Return the draft: written in the order that lets each fact be told once, set in the template's order."""
    if place_lacking:
        material.lack(place_lacking)
    offered = proposals(material)
    order = (Content.ASSESSMENT, Content.ECONOMY, Content.MATTER, Content.SUMMARY)
    contents = [one.content for one in material.template.sections]
    written: dict[Content, list[Paragraph]] = {Content.PROPOSALS: as_paragraphs(offered)}
    last = (Content.BASIS, Content.MISSING)
    rest = [one for one in contents if one not in (*order, *last, Content.PROPOSALS)]
    for content in (*(one for one in order if one in contents), *rest, *(one for one in last if one in contents)):
        written[content] = write(content, material)
    sections = tuple(DraftSection(one.heading, tuple(_sound(written[one.content], material))) for one in material.template.sections)
    motion = material.motion
    title = material.template.audit_title if motion.asks is Asks.AUDIT else material.template.title
    subject = motion.subject
    lower = subject if subject[:2].isupper() else subject[:1].lower() + subject[1:]
    timeline = tuple(
        TimelineRow(one.date, one.body, one.paragraph, one.what, material.register.event(one).number) for one in material.events
    )
    citations = tuple(verified(material.register.citations, material.register.text_of))
    raised = motion.raised_on or motion.dated
    return Draft(
        title=title.format(subject=subject, subject_lower=lower),
        template=material.template.name,
        mode=Mode.GENERATED if material.generated else Mode.EXTRACTIVE,
        motion=motion,
        decide_by=_year_after(raised) if raised and motion.asks is Asks.MOTION else None,
        sections=sections,
        proposals=offered,
        missing=tuple(material.missing),
        timeline=timeline,
        citations=citations,
        figures=tuple(material.figures),
        trace_id=uuid.uuid4().hex,
    )


def _sound(paragraphs: Sequence[Paragraph], material: Material) -> list[Paragraph]:
    """Return the paragraphs whose numbers all stand in what they cite, and that cite only what stands to the letter."""
    good = {one.number for one in verified(material.register.citations, material.register.text_of)}
    motion = material.motion
    given = [material.source.text, motion.title, *(str(n) for n in range(1, len(motion.demands) + 1)), *material.missing]
    days = [day for day in (motion.raised_on, motion.dated) if day is not None]
    given += [part for day in days for part in (day.isoformat(), _year_after(day).isoformat())]
    kept = []
    for one in paragraphs:
        if not set(one.citations) <= good:
            continue
        cited = [material.register.numbered(number) for number in one.citations]
        words = [part for c in cited for part in (c.title, c.date, c.paragraph or "", c.diary_number or "", *c.section)]
        fixed = one.form in (Form.SUBHEADING, Form.NOTE) or not one.citations
        figures = [figure for figure in material.figures if figure["citation"] in one.citations]
        words += [str(figure["formula"]) for figure in figures if figure["derived"]]  # 100 of "(100 + 2) / 100"
        if fixed or not unsupported_numbers(one.text, [c.quote for c in cited], figures, [*given, *words]):
            kept.append(one)
    return kept


def _year_after(day: date) -> date:
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
