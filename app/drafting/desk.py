"""Where drafts are ordered and kept: from a file, a text or an indexed document to a draft filed in the data folder."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from app.drafting.drafter import Drafter
from app.drafting.errors import UnknownDraftError
from app.drafting.layout import load_template
from app.drafting.model import Draft
from app.drafting.reading import Source, document_of_text, motion_in, read_file
from app.drafting.serialise import draft_json, draft_markdown
from app.drafting.word import word_draft
from app.model import Limits
from ingest.config import Limits as FileLimits
from ingest.errors import EmptyFileError
from ingest.model import Document
from vectorstore.model import StoredDocument

FOLDER = "drafts"  # in the data folder
_ID = re.compile(r"[0-9a-f]{32}")


class Catalogue(Protocol):
    """What is indexed (see `vectorstore.catalogue.reader.CatalogueReader`)."""

    def restore(self, document_id: str) -> Document:
        """Return a live document, whole."""

    def by_hash(self, sha256: str) -> StoredDocument | None:
        """Return a document with this content, or None."""


class DraftDesk:
    """Drafts replies and keeps them.

    Args:
        drafter: makes them.
        catalogue: what is indexed.
        data: the data folder.
        limits: on a file read.
    """

    def __init__(self, drafter: Drafter, catalogue: Catalogue, data: Path, limits: FileLimits) -> None:
        self._drafter = drafter
        self._catalogue = catalogue
        self._folder = data / FOLDER
        self._limits = limits

    def from_file(self, path: Path, template: str = "", which: str = "", limits: Limits | None = None) -> Draft:
        """Return the reply to the motion in a file; a file that is indexed is cited where it is indexed.

        Raises:
            DraftError: there is no motion in it, or no such template.
            UnreadableFileError: it cannot be read.
        """
        self._check(template)
        document = read_file(path, self._limits)
        stored = self._catalogue.by_hash(document.version)
        if stored is not None:
            return self._draft(motion_in(self._catalogue.restore(stored.id), True, which), template, limits)
        return self._draft(motion_in(document, False, which), template, limits)

    def from_document(self, document_id: str, template: str = "", which: str = "", limits: Limits | None = None) -> Draft:
        """Return the reply to the motion in an indexed document.

        Raises:
            DraftError: there is no motion in it, or no such template.
            UnknownDocumentError: there is no such document.
        """
        self._check(template)
        return self._draft(motion_in(self._catalogue.restore(document_id), True, which), template, limits)

    def from_text(self, text: str, title: str = "", template: str = "", limits: Limits | None = None) -> Draft:
        """Return the reply to a motion given as text.

        Raises:
            DraftError: it is no motion, or there is no such template.
            EmptyFileError: there is no text.
        """
        self._check(template)
        if not text.strip():
            raise EmptyFileError("Motionens text är tom")
        return self._draft(motion_in(document_of_text(text, title)), template, limits)

    def keep(self, draft: Draft) -> str:
        """File a draft as Word, Markdown and JSON, and return its id.

        Raises:
            DraftError: the template's Word file cannot be used.
            OSError: the files cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept: Mapping[str, bytes] = {
            ".docx": self.word(draft),
            ".md": draft_markdown(draft).encode("utf-8"),
            ".json": json.dumps(draft_json(draft), ensure_ascii=False).encode("utf-8"),
        }
        for suffix, content in kept.items():
            path = self._folder / f"{draft.trace_id}{suffix}"
            part = path.with_suffix(f"{suffix}.part")
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
            part.replace(path)
        return draft.trace_id

    def word(self, draft: Draft) -> bytes:
        """Return a draft as a Word file.

        Raises:
            DraftError: the template's Word file cannot be used.
        """
        return word_draft(draft, self._drafter.templates)

    def kept(self, draft_id: str, suffix: str = ".docx") -> Path:
        """Return the file of a kept draft.

        Raises:
            UnknownDraftError: there is none.
        """
        path = self._folder / f"{draft_id}{suffix}"
        if not _ID.fullmatch(draft_id) or not path.is_file():
            raise UnknownDraftError("Utkastet finns inte. Gör ett nytt.")
        return path

    def json_of(self, draft_id: str) -> dict[str, Any]:
        """Return a kept draft's JSON.

        Raises:
            UnknownDraftError: there is none.
        """
        values: dict[str, Any] = json.loads(self.kept(draft_id, ".json").read_text("utf-8"))
        return values

    def _check(self, template: str) -> None:
        if template:
            load_template(template, self._drafter.templates)  # said before anything is read

    def _draft(self, source: Source, template: str, limits: Limits | None) -> Draft:
        return self._drafter.draft(source, template, limits)
