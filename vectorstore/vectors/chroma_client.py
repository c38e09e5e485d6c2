"""Opening Chroma on a folder, and knowing when nobody uses it any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import chromadb
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings

from ingest.model import Access

_CLIENTS = Lock()  # Chroma keeps its clients in a registry of the process, without a lock
Collections = dict[Access, Collection]


class View:
    """An open folder, and how many searches go on in it."""

    def __init__(self, folder: Path, client: ClientAPI, collections: Collections, counts: dict[Access, int], slots: int) -> None:
        self.folder = folder
        self.collections = collections
        self.counts = counts
        self.slots = slots
        self.users = 0
        self._client = client
        self._retired = False

    def retire(self) -> None:
        """Close when the last search has ended."""
        self._retired = True
        if self.users == 0:
            close_client(self._client)

    def left(self) -> None:
        """Note that a search has ended."""
        self.users -= 1
        if self._retired and self.users == 0:
            close_client(self._client)


def open_client(folder: Path) -> ClientAPI:
    """Open Chroma on a folder, without telemetry."""
    with _CLIENTS:
        return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def close_client(client: ClientAPI) -> None:
    """Let go of its files and memory."""
    with _CLIENTS:
        client.close()


@contextmanager
def client_of(folder: Path) -> Iterator[ClientAPI]:
    """Open Chroma on a folder for the length of a with block."""
    client = open_client(folder)
    try:
        yield client
    finally:
        close_client(client)
