"""The Swedish sentences an answer is told in: told words, decisions and proposals, refusals. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.unit_model import Unit, UnitKind
from app.extract.units import ITEM_MARK
from app.question.understanding import Coverage
from ingest.model import ChunkKind, Metadata, Status

_MOST_TOLD = 900  # characters of one unit as told
_DIGITS_GAP = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d)")
_FOLD = re.compile(r"\s+")
_COUNTS = "två tre fyra fem sex sju åtta nio tio elva tolv".split()  # noqa: SIM905 - one line
_MOST_NAMED = 8  # of what is indexed, named in a refusal


def in_one_line(text: str) -> str:
    """Return a text as it reads aloud: line breaks gone, spaces folded, the spaces inside numbers kept together."""
    return _FOLD.sub(" ", _DIGITS_GAP.sub("\u202f", text)).replace("\u202f", " ").strip()


def tell(unit: Unit, marker: str) -> str:
    """Return a unit as it is told, with its marker: a list as lines, everything else as running text."""
    if unit.kind in (UnitKind.LIST, UnitKind.DECISION, UnitKind.TABLE):
        return f"{_told_list(unit.text)} {marker}"
    text = in_one_line(unit.text)
    if unit.kind is UnitKind.ITEM:
        text = in_one_line(ITEM_MARK.sub("", unit.text))
        text = f"{in_one_line(unit.lead)} {text}" if unit.lead else text
    text = text[:1].upper() + text[1:]
    return f"{_cut(text)} {marker}"


def of_how_many(unit: Unit) -> str:
    """Return what is said after one point of a list or decision that has more, or ""."""
    if unit.one_of < 2:
        return ""
    count = _COUNTS[unit.one_of - 2] if unit.one_of - 2 < len(_COUNTS) else str(unit.one_of)
    return f" (en av {count} punkter)"


def _told_list(text: str) -> str:
    lines: list[str] = []
    for raw in text.split("\n"):
        line = raw.strip()
        if not line:
            continue
        if lines and not ITEM_MARK.match(line) and (ITEM_MARK.match(lines[-1]) or len(lines) == 1):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    told = "\n".join(_FOLD.sub(" ", line) for line in lines)
    return _cut(told)


def _cut(text: str) -> str:
    if len(text) <= _MOST_TOLD:
        return text
    return text[:_MOST_TOLD].rsplit(" ", 1)[0] + " …"


def standing(kind: ChunkKind, metadata: Metadata, paragraph: str) -> str:
    """Return what is to be said before words from a decision or a proposal, so that neither is taken for the other."""
    if kind is ChunkKind.PROPOSAL:
        return placed("Förslag till beslut", metadata, paragraph)
    return placed("Beslut", metadata, paragraph) if kind is ChunkKind.DECISION else ""


def placed(what: str, metadata: Metadata, paragraph: str) -> str:
    """Return what is to be said before words from a § or a paper: what they are, whose, and when."""
    where = ", ".join(part for part in (metadata.body, paragraph, metadata.day.isoformat() if metadata.day else "") if part)
    return f"{what}{f' ({where})' if where else ''}: "


def caution(metadata: Metadata) -> str:
    """Return what is to be said of a paper that may not hold, or ""."""
    if metadata.status is Status.DRAFT:
        return "Obs: handlingen är ett utkast."
    return "Obs: handlingen är ersatt av en nyare." if metadata.status is Status.SUPERSEDED else ""


def _named(items: Sequence[str]) -> str:
    shown = list(items[:_MOST_NAMED])
    more = f" med flera ({len(items)} i allt)" if len(items) > _MOST_NAMED else ""
    if len(shown) > 1 and not more:
        return f"{', '.join(shown[:-1])} och {shown[-1]}"
    return ", ".join(shown) + more


def covered(coverage: Coverage) -> str:
    """Return what is indexed, in a sentence."""
    if not (coverage.municipalities or coverage.bodies or coverage.years):
        return "Inga handlingar är inlästa."
    parts = []
    if coverage.municipalities:
        parts.append(f"från {_named(coverage.municipalities)}")
    years = sorted(coverage.years)
    if years:
        parts.append(f"för {years[0]}–{years[-1]}" if years[0] != years[-1] else f"för {years[0]}")
    return f"Inläst finns handlingar {' '.join(parts)}." if parts else "Handlingar finns inlästa."


def not_found(coverage: Coverage) -> str:
    """Return the refusal when nothing answers."""
    return f"Det framgår inte av de inlästa handlingarna. {covered(coverage)}"


def outside(missing: str, coverage: Coverage) -> str:
    """Return the refusal when what is asked about is not indexed."""
    return f"Det framgår inte: {missing}. {covered(coverage)}"


def withheld(paragraph: str, metadata: Metadata) -> str:
    """Return the refusal when what is asked about is withheld."""
    where = " ".join(part for part in (metadata.body, metadata.day.isoformat() if metadata.day else "") if part)
    what = paragraph or "Den paragraf som frågan gäller"
    return f"{what}{f' ({where})' if where else ''} är borttagen på grund av sekretess och återges inte."
