"""Municipality profiles: how one municipality lays out its papers, as a TOML file (see `ingest/profiles/`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import ProfileError
from ingest.text.furniture import Furniture

_FOLDER = Path(__file__).parent / "profiles"
_KOMMUNER = Path(__file__).parent / "data" / "kommuner.txt"
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[A-ZÅÄÖ][.)/])\s+")
_TRAILING = re.compile(r"[\s:.*]+$")
_BODY = (
    r"(?:(?!(?:för|av|om|till|från|på|över|i|att|angående|enligt|efter|med|mot|genom|vid|under|utan)\b)[\w-]+,? ){0,4}?"
    r"[\w-]*(?:nämnden|styrelsen|fullmäktige|utskottet|beredningen|förvaltningen|kontoret)(?: för [\w-]+(?: och [\w-]+)?)?"
)
#: Whose decision or proposal a heading says that it heads: "Tekniska nämndens beslut", "Förslag till beslut i socialnämnden".
_DECIDES = re.compile(rf"(?:{_BODY}s )?beslut(?: i {_BODY})?")
_PROPOSES = re.compile(rf"(?:{_BODY}s )?förslag till beslut(?: i {_BODY})?|{_BODY}s förslag(?: till {_BODY})?")
_LONGEST_KEY = 110  # characters of a heading with the boards it names


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _FurnitureFile(_Section):
    marks: list[str] = Field(default_factory=list)
    near: list[str] = Field(default_factory=list)
    board: list[str] = Field(default_factory=list)


class _HeadingsFile(_Section):
    decision: list[str] = Field(default_factory=list)
    proposal: list[str] = Field(default_factory=list)
    parts: list[str] = Field(default_factory=list)


class _ParagraphFile(_Section):
    pattern: str = ""
    withheld: list[str] = Field(default_factory=list)


class _DiaryFile(_Section):
    patterns: list[str] = Field(default_factory=list)


class _StatusFile(_Section):
    draft: list[str] = Field(default_factory=list)
    superseded: list[str] = Field(default_factory=list)
    final: list[str] = Field(default_factory=list)


class _ProfileFile(_Section):
    name: str = ""
    aliases: list[str] = Field(default_factory=list)
    furniture: _FurnitureFile = Field(default_factory=_FurnitureFile)
    headings: _HeadingsFile = Field(default_factory=_HeadingsFile)
    paragraph: _ParagraphFile = Field(default_factory=_ParagraphFile)
    diary: _DiaryFile = Field(default_factory=_DiaryFile)
    boards: dict[str, str] = Field(default_factory=dict)
    status: _StatusFile = Field(default_factory=_StatusFile)


def heading_key(line: str) -> str:
    """Return a heading as it is compared: no number before it, no colon after it, one space, lower case.

    Whose decision or proposal it heads is left out: "Tekniska nämndens beslut" is "beslut".
    """
    key = " ".join(_TRAILING.sub("", _NUMBERING.sub("", line.strip())).split()).casefold()
    if len(key) > _LONGEST_KEY or not ("beslut" in key or "förslag" in key):
        return key
    return "beslut" if _DECIDES.fullmatch(key) else "förslag till beslut" if _PROPOSES.fullmatch(key) else key


@dataclass(frozen=True)
class Profile:
    """How a municipality lays out its papers.

    Attributes:
        decision, proposal, parts: heading keys (see `heading_key`) of what was decided, what is proposed, other parts.
        paragraph: matches a line that starts a §, with groups `number` and `rest`.
        diary: finds a diary number, as printed.
        boards: abbreviation → full name.
    """

    name: str
    aliases: tuple[str, ...]
    furniture: Furniture
    decision: frozenset[str]
    proposal: frozenset[str]
    parts: frozenset[str]
    paragraph: re.Pattern[str]
    withheld: tuple[re.Pattern[str], ...]
    diary: re.Pattern[str]
    boards: Mapping[str, str]
    draft: tuple[re.Pattern[str], ...]
    superseded: tuple[re.Pattern[str], ...]
    final: tuple[re.Pattern[str], ...] = ()

    @cached_property
    def headings(self) -> frozenset[str]:
        """All heading keys."""
        return self.decision | self.proposal | self.parts

    @cached_property
    def run_in(self) -> re.Pattern[str]:
        """Matches a known heading and its colon where text goes on after it on the same line: "Beslut Nämnden ..."."""
        words = "|".join(re.escape(key) for key in sorted(self.headings, key=len, reverse=True))
        decides = rf"(?:{_BODY}s )?(?:förslag till )?beslut(?: i {_BODY})?|{_BODY}s förslag"
        return re.compile(rf"(?i:{words}|{decides}):?(?=\s{{1,2}}(?:[A-ZÅÄÖ”\"“]|1\.\s|- ?[A-ZÅÄÖ]))")


def _joined(base: _ProfileFile, more: _ProfileFile) -> _ProfileFile:
    """Return the generic profile with a municipality's own added: lists joined, values replaced."""

    def join(a: BaseModel, b: BaseModel) -> dict[str, object]:
        out: dict[str, object] = {}
        for key in type(a).model_fields:
            old, new = getattr(a, key), getattr(b, key)
            if isinstance(old, BaseModel):
                out[key] = join(old, new)
            elif isinstance(old, list):
                out[key] = [*new, *old]
            elif isinstance(old, dict):
                out[key] = {**old, **new}
            else:
                out[key] = new or old
        return out

    return _ProfileFile.model_validate(join(base, more))


def _read(path: Path) -> _ProfileFile:
    try:
        return _ProfileFile.model_validate(tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError as error:
        raise ProfileError(f"Det finns ingen profil {path.name}; se ingest/profiles.") from error
    except (tomllib.TOMLDecodeError, ValidationError, UnicodeDecodeError) as error:
        first = str(error).replace("\n", " ")
        raise ProfileError(f"Profilen {path.name} går inte att läsa: {first}") from error


def _patterns(lines: list[str], where: str) -> tuple[re.Pattern[str], ...]:
    compiled = []
    for line in lines:
        try:
            compiled.append(re.compile(line, re.IGNORECASE))
        except re.error as error:
            raise ProfileError(f"Mönstret {line!r} i {where} är fel: {error}.") from error
    return tuple(compiled)


def _furniture(raw: _FurnitureFile, never: frozenset[str], where: str) -> Furniture:
    marks, near, board = (_patterns(group, where) for group in (raw.marks, raw.near, raw.board))
    return Furniture(marks, near, never, board)


def _compiled(raw: _ProfileFile) -> Profile:
    keys = {group: frozenset(map(heading_key, getattr(raw.headings, group))) for group in _HeadingsFile.model_fields}
    never = frozenset().union(*keys.values())
    where = f"profilen {raw.name or 'generic'}"
    _patterns(raw.diary.patterns, where)
    return Profile(
        name=raw.name,
        aliases=tuple(raw.aliases),
        furniture=_furniture(raw.furniture, never, where),
        decision=keys["decision"],
        proposal=keys["proposal"],
        parts=keys["parts"],
        paragraph=re.compile(_patterns([raw.paragraph.pattern], where)[0].pattern),
        withheld=_patterns(raw.paragraph.withheld, where),
        diary=re.compile(r"(?<![\w/.-])(?:" + "|".join(raw.diary.patterns) + r")(?![\w/-])"),
        boards=raw.boards,
        draft=_patterns(raw.status.draft, where),
        superseded=_patterns(raw.status.superseded, where),
        final=_patterns(raw.status.final, where),
    )


@lru_cache(maxsize=64)
def load(name: str = "", folder: Path = _FOLDER) -> Profile:
    """Return the profile of a municipality: its own file joined with the generic one, or the generic one alone.

    Args:
        name: the municipality's name ("Göteborg"); "" for the generic profile.
        folder: where the profiles are.

    Raises:
        ProfileError: a profile file is not as it should be.
    """
    generic = _read(folder / "generic.toml")
    own = available(folder).get(name)
    return _compiled(_joined(generic, _read(own)) if own else generic)


@lru_cache(maxsize=8)
def available(folder: Path = _FOLDER) -> Mapping[str, Path]:
    """Return the municipalities that have a profile of their own, with its file."""
    files = sorted(path for path in folder.glob("*.toml") if path.stem != "generic")
    return {_read(path).name: path for path in files}


@lru_cache(maxsize=1)
def municipalities() -> tuple[str, ...]:
    """Return the names of Sweden's 290 municipalities (SCB's list), and of those with a profile."""
    names = [word.replace("_", " ") for word in _KOMMUNER.read_text("utf-8").split()]
    return tuple(sorted({*names, *(name for name in available() if name)}))
