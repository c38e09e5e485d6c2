"""Taking a paper out, the one way for all doors: out of the catalogue and the indexes, and the files that were put in with it.

What a stopped process left in `uploads` is taken in when the server starts (see `app.keeping.jobs`), so a file that stays there
brings its paper back. Which files are to go is therefore noted on disk before the catalogue forgets the paper: killed in
between, the next one who deletes, or the server's start, takes them away. Without the paper's being forgotten they stay.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ingest.discover import source_key
from vectorstore.index import Index
from vectorstore.lock import LockHolder
from vectorstore.model import StoredDocument
from vectorstore.writer import silent

FOLDER = "uploads"  # in the data folder: a folder a job, in it a folder a file
STATED = "stated.json"  # in a job's folder: what is stated of its files
_NOTES = ".removing"  # in `uploads`: a note a paper that is being taken out
_DEPTH = 3  # job, number and name: what names a file put in, wherever the data folder lies


class Removal:
    """Takes papers out."""

    def __init__(self, index: Index, data: Path) -> None:
        """Take the stores and the data folder; nothing is touched yet."""
        self._index = index
        self._folder = data / FOLDER

    def delete(
        self,
        document_id: str,
        on_wait: Callable[[LockHolder], None] | None = None,
        after_step: Callable[[str], None] = silent,
    ) -> bool:
        """Delete a document, and the files that were put in with its content; tell whether there were any.

        A file that was taken in from elsewhere is left where it is.

        Args:
            document_id: the document's.
            on_wait: called once when another process writes, with which.
            after_step: see `vectorstore.writer.IndexWriter`.

        Raises:
            UnknownDocumentError: no such document.
            VectorStoreError: the stores are busy or damaged.
            OSError: a file cannot be noted, or removed.
        """
        with self._index.writer(on_wait=on_wait, after_step=after_step) as writer:
            files = self._put_in(self._index.catalogue.document(document_id))
            if files:
                self._note(document_id, files)
            writer.delete(document_id)
            self.finish()
        return bool(files)

    def finish(self) -> None:
        """Remove the files of papers that are gone, also those that a killed process left.

        Raises:
            OSError: a file cannot be removed.
        """
        notes = self._notes()
        known = self._index.catalogue.known_files() if notes else {}
        for note, files in notes.items():
            gone = [path for path in files if source_key(path) not in known]
            for path in gone:
                _remove(path)
            if gone == files:
                note.unlink(missing_ok=True)

    def noted(self) -> list[Path]:
        """Return the files that are to go when the catalogue knows them no more."""
        return [path for files in self._notes().values() for path in files]

    def _notes(self) -> dict[Path, list[Path]]:
        """Return the files of each note."""
        found: dict[Path, list[Path]] = {}
        for note in sorted((self._folder / _NOTES).glob("*.json")):
            with suppress(FileNotFoundError):  # another process has just done what it says
                found[note] = [self._folder / name for name in json.loads(note.read_text("utf-8"))]
        return found

    def _put_in(self, stored: StoredDocument) -> list[str]:
        """Return the files with a document's content that were put in, as paths in the folder.

        They are known by their last names: the data folder may have been moved since they were taken in.
        """
        places = [Path(key).parts[-_DEPTH - 1 :] for key in (stored.key, *stored.duplicate_keys)]
        named = ["/".join(place[1:]) for place in places if place[:1] == (FOLDER,)]
        return [name for name in named if (self._folder / name).is_file()]

    def _note(self, document_id: str, files: list[str]) -> None:
        """Write down, so that it is on disk, which files are to go."""
        note = self._folder / _NOTES / f"{document_id}.json"
        note.parent.mkdir(exist_ok=True)
        half = note.with_suffix(".part")
        with half.open("w", encoding="utf-8") as file:
            json.dump(files, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        half.replace(note)


def _remove(path: Path) -> None:
    """Remove a file, and its job's folder when nothing else is left in it."""
    path.unlink(missing_ok=True)
    job = path.parents[_DEPTH - 2]
    if job.is_dir() and not any(other.is_file() and other.name != STATED for other in job.rglob("*")):
        shutil.rmtree(job, ignore_errors=True)
