"""The templates: a municipality's headings and what stands under each (TOML), with a Word file that says how it looks."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.drafting.errors import BrokenTemplateError, UnknownTemplateError
from app.wrong_values import what_is_wrong, why_not_read

FOLDER = Path(__file__).parents[1] / "templates"
GENERIC = "generic"
_PLAIN = str.maketrans("åäö", "aao")
_NAMES = {"generell": GENERIC, "allman": GENERIC}


class Content(StrEnum):
    """What can stand under a heading."""

    PROPOSALS = "proposals"
    MOTIVE = "motive"
    SUMMARY = "summary"
    BASIS = "basis"
    MATTER = "matter"
    ASSESSMENT = "assessment"
    ECONOMY = "economy"
    CITIZENS = "citizens"
    SUSTAINABILITY = "sustainability"
    GOALS = "goals"
    CONSULTATION = "consultation"
    NOT_APPLICABLE = "not_applicable"
    EFFECTS = "effects"
    RECEIVERS = "receivers"
    MISSING = "missing"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Heading(_Part):
    """A heading, and what stands under it."""

    heading: Annotated[str, Field(min_length=1, max_length=200)]
    content: Content


class Proposals(_Part):
    """The decisions that can be proposed, as they can go into the minutes; `audit` answers an audit report."""

    bifall: str
    avslag: str
    besvarad: str
    delvis: str
    audit: str


class Template(_Part):
    """A template.

    Attributes:
        municipality: whose; "" for any.
        title, audit_title: with {subject} or {subject_lower}.
        not_applicable: what is written where nothing applies; "" where the municipality writes nothing.
    """

    name: str
    municipality: str = ""
    title: str
    audit_title: str
    not_applicable: str = ""
    proposals: Proposals
    sections: Annotated[tuple[Heading, ...], Field(min_length=1)]


def template_names(own: Path | None = None) -> list[str]:
    """Return the names of all templates: ours, and those in a municipality's own folder."""
    folders = [folder for folder in (own, FOLDER) if folder is not None and folder.is_dir()]
    return sorted({path.stem for folder in folders for path in folder.glob("*.toml")})


def load_template(name: str, own: Path | None = None) -> Template:
    """Return a template by its name ("ale", "Alingsås", "generic"); a municipality's own wins over ours.

    Raises:
        UnknownTemplateError: there is none.
        BrokenTemplateError: it is not as it should be.
    """
    path = _file(name, ".toml", own)
    try:
        return Template.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenTemplateError(f"Mallen {path.name} går inte att läsa: {why_not_read(error)}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BrokenTemplateError(f"Mallen {path.name} är fel: {where} {what_is_wrong(first, own=True)}.") from error


def template_for(municipality: str, own: Path | None = None) -> Template:
    """Return a municipality's template, or the generic one.

    Raises:
        BrokenTemplateError: a template is not as it should be.
    """
    for name in template_names(own):
        template = load_template(name, own)
        if municipality and template.municipality == municipality:
            return template
    return load_template(GENERIC, own)


def word_file(template: str, own: Path | None = None) -> Path:
    """Return the Word file of a template.

    Raises:
        UnknownTemplateError: there is none.
    """
    return _file(template, ".docx", own)


def _file(name: str, suffix: str, own: Path | None) -> Path:
    stem = name.strip().casefold().translate(_PLAIN)
    stem = _NAMES.get(stem, stem)
    for folder in (own, FOLDER):
        if folder is not None and stem in {path.stem for path in folder.glob(f"*{suffix}")}:
            return folder / f"{stem}{suffix}"
    raise UnknownTemplateError(f"Mallen {name} finns inte. De som finns: {', '.join(template_names(own))}.")
