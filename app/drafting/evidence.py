"""What the papers hold for each demand and claim of a motion: found by the search, picked sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from app.citations import DocumentText
from app.drafting.cues import About, about, is_money, stances
from app.drafting.model import Motion
from app.drafting.own_papers import Own
from app.drafting.statements import LEAST_TOLD, WHOLE, Statement, echoes, repeats, retells, span, tells_something, unit_words
from app.extract.party_papers import of_party
from app.extract.unit_model import Unit, UnitKind
from app.extract.units import units_of
from app.matters.matter import Search
from app.model import Limits
from app.wording import in_one_line
from ingest.model import ChunkKind, DocType
from ingest.papers.titles import folded
from vectorstore.coverage import Asked, coverage, meets, told
from vectorstore.errors import UnknownDocumentError
from vectorstore.model import Hit
from vectorstore.search import in_place

_HITS = 12  # passages looked at for each thing asked for
_OWN = 0.6  # weight of what a statement itself meets of what is asked for
_FOUND = 0.3  # weight of how well its passage was found
_AROUND = 0.45  # share that the headings and the sentences beside count for
_INFORMS = 0.06  # gained for each of: a number, a decision or work told of
_LEAST = 0.34  # below that a statement is about something else
_LEAST_MET = {
    "demand": 0.30,
    "claim": 0.5,
    "facet": 0.30,
}  # share of what is asked for that a statement with what stands around it must meet
_LEAST_MUST = 0.38  # share of the words a statement must tell of itself
_MOSTLY = 0.75  # share of what is asked for from which a statement is on it, whatever the subject
_RARE = 0.7  # rarity of a word that names a thing by itself
_RARE_MET = 0.65  # a part of a compound (0.6) is another thing
_SUBJECT_MET = 0.25  # share of the motion's subject that a statement, with the headings over it, must meet otherwise
_MOST_SUBJECT = 300  # characters of the subject
_NEAR = 0.62  # times the best: weaker statements are left out
_MOST_LIST = 900  # characters of a list told whole
SAME_MATTER = 0.7  # share of the motion's subject that the title of a matter, or of a paper, must meet to be the motion's
_KALLELSE = frozenset({DocType.KALLELSE})  # a plan tells nothing of what is


class Role(StrEnum):
    """What a need is."""

    DEMAND = "demand"
    CLAIM = "claim"
    FACET = "facet"
    OWN = "own"  # in the papers of the motion's own matter (`app.drafting.own_papers.Own`)


class Only(StrEnum):
    """What kind of statements a need wants."""

    ANY = "any"
    MONEY = "money"
    ROW = "row"

    def admits(self, words: str, unit: Unit) -> bool:
        """Tell whether a statement is of this kind."""
        if self is Only.ROW:
            return unit.kind is UnitKind.ROW
        return self is Only.ANY or is_money(words)


@dataclass(frozen=True, slots=True)
class Need:
    """Something evidence is looked for.

    Attributes:
        index: the demand's or claim's number, from 0.
        queries: what is searched.
        most: statements picked at most.
        only: what kind of statements.
        must: words that a statement must tell of itself, beside what it is found by; "" for none.
    """

    role: Role
    index: int
    text: str
    queries: tuple[str, ...]
    most: int
    only: Only = Only.ANY
    must: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found: for each need its statements, best first, and all passages looked at."""

    found: dict[tuple[Role, int], tuple[Statement, ...]]
    hits: tuple[Hit, ...]

    def of(self, role: Role, index: int = 0) -> tuple[Statement, ...]:
        """Return the statements found for a need."""
        return self.found.get((role, index), ())

    def all(self) -> tuple[Statement, ...]:
        """Return every statement picked, each once, best first."""
        best: dict[tuple[str, int], Statement] = {}
        found = (one for (role, _), some in self.found.items() if role is not Role.OWN for one in some)
        for one in sorted(found, key=lambda one: -one.score):
            best.setdefault((one.document_id, one.start), one)
        return tuple(best.values())


class Documents(Protocol):
    """Gives documents (see `app.library.CatalogueLibrary`)."""

    def document_text(self, document_id: str) -> DocumentText:
        """Return a live document's text."""


@dataclass(slots=True)
class Gatherer:
    """Finds the statements that answer needs; one for each draft."""

    search: Search
    documents: Documents
    motion: Motion
    motion_text: str
    limits: Limits
    _units: dict[str, Sequence[Unit]] = field(default_factory=dict)
    _texts: dict[str, DocumentText] = field(default_factory=dict)
    _found: dict[str, list[Hit]] = field(default_factory=dict)  # by the query: several needs share one
    _own: str = ""
    _subject: tuple[Asked, ...] = ()

    def gather(self, needs: Sequence[Need]) -> Evidence:
        """Return what the papers hold for each need."""
        self._own = folded(self.motion_text)
        self._subject = self.search.asked(self.motion.subject[:_MOST_SUBJECT] or self.motion.title, self.limits)
        found: dict[tuple[Role, int], tuple[Statement, ...]] = {}
        seen: dict[str, Hit] = {}
        for need in needs:
            hits = self._hits(need)
            seen.update({hit.chunk.id: hit for hit in hits})
            asked = self.search.asked(need.text, self.limits)
            must = self.search.asked(need.must, self.limits) if need.must else ()
            if need.role is Role.OWN:
                found[need.role, need.index] = tuple(self._of_matter(Own(need.index), need.most, asked, hits))
                continue
            found[need.role, need.index] = tuple(self._picked(need, asked, must, hits)) if asked else ()
        return Evidence(found, tuple(seen.values()))

    def _hits(self, need: Need) -> list[Hit]:
        """Return the passages for a need, best first: of the motion's municipality, and not the motion itself."""
        best: dict[str, tuple[float, Hit]] = {}
        for query in need.queries:
            if query not in self._found:
                self._found[query] = [hit for hit in self.search.search(query, _HITS, self.limits) if self._usable(hit)]
            hits = self._found[query]
            top = max((hit.score for hit in hits), default=0.0) or 1.0
            for hit in hits:
                share = hit.score / top
                if share > best.get(hit.chunk.id, (0.0, hit))[0]:
                    best[hit.chunk.id] = (share, hit)
        ranked = sorted(best.values(), key=lambda one: -one[0])
        return [Hit(hit.chunk, share, hit.source, hit.title) for share, hit in ranked]

    def _usable(self, hit: Hit) -> bool:
        chunk = hit.chunk
        if chunk.kind is ChunkKind.WITHHELD or chunk.metadata.doc_type in _KALLELSE:
            return False
        if chunk.document_id == self.motion.document_id and self.motion.start <= chunk.start < self.motion.end:
            return False
        if chunk.metadata.doc_type is DocType.MOTION and folded(chunk.metadata.title) == folded(self.motion.title):
            return False
        return not self.motion.municipality or in_place(chunk, (self.motion.municipality,))

    def _picked(self, need: Need, asked: Sequence[Asked], must: Sequence[Asked], hits: Sequence[Hit]) -> list[Statement]:
        scored: list[Statement] = []
        for hit in (one for one in hits if not of_party(one.chunk)):  # what a party says is no evidence
            for one in self._statements(asked, hit):
                listed = one.unit.kind is UnitKind.LIST and need.role is Role.CLAIM
                if listed or not need.only.admits(one.text, one.unit):
                    continue
                tells = must or (asked if one.unit.kind is UnitKind.ROW else ())
                if not tells or coverage(tells, unit_words(one.unit)) >= _LEAST_MUST:
                    scored.append(one)
        scored.sort(key=lambda one: -one.score)
        kept: list[Statement] = []
        for one in scored:
            if len(kept) == need.most or one.score < max(_LEAST, _NEAR * scored[0].score):
                break
            if one.met >= _LEAST_MET[need.role.value] and not any(repeats(one, other) for other in kept):
                kept.append(one)
        return kept

    def _of_matter(self, wanted: Own, most: int, asked: Sequence[Asked], hits: Sequence[Hit]) -> list[Statement]:
        """Return what the papers of the motion's own matter say of something: those in its file, and those with its title."""
        kept: list[Statement] = []
        for hit in hits:
            chunk = hit.chunk
            own = chunk.document_id == self.motion.document_id
            if not own and coverage(self._subject, told(chunk.metadata.title)) < SAME_MATTER:
                continue
            for one in self._statements(asked, hit):
                if len(kept) < most and self._admits(wanted, one) and not any(repeats(one, other) for other in kept):
                    kept.append(one)
        return kept

    def _admits(self, wanted: Own, one: Statement) -> bool:
        """Tell whether a statement, or the heading that it stands under, is what is looked for."""
        document = self._document(one.document_id)
        section = document.section_at(one.unit.start) if document else None
        return wanted.admits(in_one_line(one.unit.text), section.heading if section else "")

    def _statements(self, asked: Sequence[Asked], hit: Hit) -> Iterable[Statement]:
        chunk = hit.chunk
        if chunk.id not in self._units:
            self._units[chunk.id] = units_of(chunk)
        units = self._units[chunk.id]
        document = self._document(chunk.document_id)
        if document is None:
            return
        if document.text[chunk.start : chunk.end] != chunk.text:
            return  # replaced while the draft was made
        context = told(chunk.context)
        for at, unit in enumerate(units):
            long = unit.kind is UnitKind.LIST and unit.end - unit.start > _MOST_LIST
            if long or unit.kind in (UnitKind.HEADING, UnitKind.TABLE):
                continue
            beside = " ".join(u.text for u in units[max(0, at - 1) : at + 2] if u is not unit and len(u.text) < WHOLE)
            around = context | told(f"{unit.lead} {beside}")
            met = coverage(asked, unit_words(unit), around, _AROUND)
            start, end = span(unit, document.text)
            words = in_one_line(document.text[start:end])
            if not tells_something(unit, words, document) or self._is_own(words) or echoes(asked, unit) or retells(unit):
                continue
            if met < _MOSTLY and not self._on_topic(asked, unit, around):
                continue
            kind = about(words, chunk)
            informs = bool(re.search(r"\d", words)) + (kind in (About.DECIDED, About.ONGOING, About.COST))
            score = _OWN * met + _FOUND * hit.score + _INFORMS * informs
            yield Statement(hit, unit, start, end, words, kind, stances(words), score, met)

    def _document(self, document_id: str) -> DocumentText | None:
        """Return a document, read once a draft; None where it was deleted meanwhile."""
        if document_id not in self._texts:
            try:
                self._texts[document_id] = self.documents.document_text(document_id)
            except UnknownDocumentError:
                return None
        return self._texts[document_id]

    def _on_topic(self, asked: Sequence[Asked], unit: Unit, around: frozenset[str]) -> bool:
        """Tell whether a statement is about the motion's subject, or names the rare thing asked for itself.

        "Alla dagar, dygnet runt" is met by papers about anything.
        """
        own = unit_words(unit)
        if any(one.weight >= _RARE and meets(one, own) >= _RARE_MET for one in asked):
            return True
        return not self._subject or coverage(self._subject, own, around, _AROUND) >= _SUBJECT_MET

    def _is_own(self, words: str) -> bool:
        """Tell whether words are the motion's own, in a paper that repeats it."""
        told_once = folded(words)
        return told_once in self._own or any(
            folded(one.text) in told_once for one in self.motion.demands if len(one.text) > LEAST_TOLD
        )
