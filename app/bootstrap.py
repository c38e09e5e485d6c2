"""The composition root: the one place that names concrete classes and puts them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.assistant import Assistant
from app.courtesy import CourteousEmbedder, Courtesy
from app.errors import NotReadyError
from app.generation.chat_model import EndpointModel
from app.generation.writer import ModelWriter
from app.keeping.intake import Intake
from app.keeping.removal import Removal
from app.library import CatalogueLibrary
from app.matters.matter import Matters
from app.question.synonyms import BUILT_IN, Synonyms, load_synonyms
from app.settings import Settings
from ingest.chunks import CHUNKER_VERSION
from ingest.structure import chunks_of
from vectorstore.config import StoreConfig
from vectorstore.entries import entries_for
from vectorstore.index import Index
from vectorstore.model import IndexFingerprint
from vectorstore.rerank import CrossEncoderReranker
from vectorstore.search import Searcher
from vectorstore.vectors.bundled import write_model
from vectorstore.vectors.chroma import ChromaVectorIndex
from vectorstore.vectors.embedder import SentenceTransformerEmbedder
from vectorstore.words.lexical import TantivyLexicalIndex
from vectorstore.words.tokens import ANALYSER_VERSION

if TYPE_CHECKING:
    from app.drafting.desk import DraftDesk


@dataclass(frozen=True)
class Services:
    """Everything a door needs."""

    settings: Settings
    index: Index
    embedder: SentenceTransformerEmbedder
    library: CatalogueLibrary
    assistant: Assistant
    courtesy: Courtesy

    @property
    def intake(self) -> Intake:
        """Takes papers in; questions go before."""
        return Intake(self.index, CourteousEmbedder(self.embedder, self.courtesy), self.settings.limits.limits())

    @property
    def removal(self) -> Removal:
        """Takes papers out."""
        return Removal(self.index, self.settings.data)

    @property
    def matters(self) -> Matters:
        """Tells matters over time."""
        return Matters(self.assistant, self.library)

    @property
    def drafts(self) -> DraftDesk:
        """Drafts replies to motions and audit reports, and keeps them; what writes Word files is loaded here and not before."""
        from app.drafting.desk import DraftDesk  # noqa: PLC0415 - see above
        from app.drafting.drafter import Drafter  # noqa: PLC0415

        model = EndpointModel(self.settings.chat) if self.settings.chat.base_url else None
        drafter = Drafter(self.assistant, self.library, self.matters, self.settings.drafts.templates, model)
        return DraftDesk(drafter, self.index.catalogue, self.settings.data, self.settings.limits.limits())


@contextmanager
def services(settings: Settings, *, make: bool = True) -> Iterator[Services]:
    """Open the stores and give everything a door needs; closed at the end of the with block.

    Args:
        settings: which data folder, which models.
        make: make the data folder where there is none. Who only asks does not: the model alone takes 600 MB.

    Raises:
        NotReadyError: there is no data folder, and none is to be made.
        SettingsError: the synonyms' file is not as it should be.
        VectorStoreError: the stores cannot be opened, or the model is not there.
    """
    store = StoreConfig(settings.data)
    if not make and not store.catalogue.is_file():
        remedy = "Läs in handlingar med kommunsvar ingest MAPP, eller ange en annan datamapp i KOMMUNSVAR_DATA."
        raise NotReadyError(f"Inget är inläst i {settings.data.absolute()}. {remedy}")
    embedder = make_embedder(settings, store)
    index = Index(store, lambda folder: ChromaVectorIndex(folder, fingerprint(embedder)), TantivyLexicalIndex)
    try:
        library = CatalogueLibrary(index.catalogue)
        reranker = CrossEncoderReranker(settings.model.reranker) if settings.model.reranker else None
        searcher = Searcher(embedder, index.vectors, index.lexical, index.catalogue, reranker)
        courtesy = Courtesy()
        assistant = Assistant(searcher, library, synonyms(settings), settings.answers, writer(settings), courtesy)
        yield Services(settings, index, embedder, library, assistant, courtesy)
    finally:
        index.close()


def writer(settings: Settings) -> ModelWriter | None:
    """Return what writes answers with the chat model of the settings, or None where there is none."""
    if not settings.chat.base_url:
        return None
    model = EndpointModel(settings.chat)
    return ModelWriter(model, settings.chat.evidence_characters, settings.answers.least_support, lambda: datetime.now(UTC).date())


def make_embedder(settings: Settings, store: StoreConfig) -> SentenceTransformerEmbedder:
    """Return the embedder of the settings; the bundled model is written out the first time.

    Raises:
        ModelMissingError: the package with the bundled model is not installed.
        ModelBrokenError: its files are damaged.
    """
    named = settings.model.embedding
    if not named:
        return SentenceTransformerEmbedder(write_model(store.model))
    folder = Path(named)
    return SentenceTransformerEmbedder(folder if folder.is_dir() else named)


def fingerprint(embedder: SentenceTransformerEmbedder) -> IndexFingerprint:
    """Return what an index made now is made with."""
    version = f"{CHUNKER_VERSION}.{ANALYSER_VERSION}"
    return IndexFingerprint(embedder.name, embedder.dimension, embedder.fingerprint, version)


def synonyms(settings: Settings) -> Synonyms:
    """Return the other words that are looked for: ours, and the municipality's own.

    Raises:
        SettingsError: a file is not as it should be.
    """
    return load_synonyms(*BUILT_IN, *([settings.synonyms] if settings.synonyms else []))


def rebuild(given: Services, progress: Callable[[int, int], None]) -> None:
    """Make both indexes anew from the catalogue, with the passages as this version of the program cuts them.

    Raises:
        VectorStoreError: the stores are busy, full or damaged.
    """
    given.index.reindex(lambda chunks: entries_for(chunks, given.embedder), chunks_of, progress)
