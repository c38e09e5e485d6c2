"""The words that say what a paper, a section or a passage is: closed lists, stored as written."""

from __future__ import annotations

from enum import StrEnum


class TextOrigin(StrEnum):
    """Where a page's text came from."""

    TEXT = "text"  # the file's own text
    OCR = "ocr"  # read from an image by tesseract: searchable, uncertain, never a source of figures
    MISSING = "missing"  # the page is an image and no OCR was at hand


class DocType(StrEnum):
    """The kinds of papers a municipality writes, by their Swedish names (see docs/glossary.md)."""

    KALLELSE = "kallelse"
    PROTOKOLL = "protokoll"
    PROTOKOLLSUTDRAG = "protokollsutdrag"
    HANDLINGAR = "handlingar"
    TJANSTESKRIVELSE = "tjänsteskrivelse"
    YTTRANDE = "yttrande"
    YRKANDE = "yrkande"  # a party's own paper: what it moves, states or reserves itself for; never a board's
    REVISIONSRAPPORT = "revisionsrapport"
    DELEGATIONSBESLUT = "delegationsbeslut"
    MANADSUPPFOLJNING = "månadsuppföljning"
    DELARSRAPPORT = "delårsrapport"
    ARSREDOVISNING = "årsredovisning"
    BUDGET = "budget"
    INTERNKONTROLL = "internkontroll"
    KVALITETSBERATTELSE = "kvalitetsberättelse"
    REGLEMENTE = "reglemente"
    POLICY = "policy"
    RIKTLINJE = "riktlinje"
    RUTIN = "rutin"
    TAXA = "taxa"
    MOTION = "motion"
    INTERPELLATION = "interpellation"
    MEDBORGARFORSLAG = "medborgarförslag"
    OKAND = "okänd"


class Status(StrEnum):
    """How far a paper has come."""

    DRAFT = "utkast"
    FINAL = "beslutad"
    SUPERSEDED = "ersatt"
    UNKNOWN = "okänd"


class Access(StrEnum):
    """Who may see a paper (offentlighets- och sekretesslagen)."""

    PUBLIC = "public"
    INTERNAL = "internal"


class SectionKind(StrEnum):
    """What a section is in its paper."""

    PAPER = "paper"  # a whole paper
    PARAGRAPH = "paragraph"  # a § of minutes
    HEADING = "heading"  # a headed part
    DECISION = "decision"  # the part that holds what was decided
    PROPOSAL = "proposal"  # the part that holds what is proposed
    WITHHELD = "withheld"  # a § withheld for secrecy


class ChunkKind(StrEnum):
    """What a chunk holds, for routing and for the way it is told."""

    PROSE = "prose"
    LIST = "list"
    TABLE = "table"
    DECISION = "decision"
    PROPOSAL = "proposal"
    WITHHELD = "withheld"
