"""Turns text into unit vectors with a sentence-transformers model.

The default model's folder (see `bundled`) is run by ONNX Runtime, which starts in a second and needs no torch; if
that cannot run it, and for every other model, sentence-transformers does. Nothing is loaded before the first text.
"""

from __future__ import annotations

import hashlib
import os
import threading
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
import structlog
from numpy.typing import NDArray

from vectorstore.errors import ModelBrokenError, ModelMissingError
from vectorstore.vectors.bundled import read_stamp

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Role = Literal["query", "passage"]
Vectors = NDArray[np.float32]

QUERY_CACHE = 1024  # questions remembered: 1.5 MB at 384 numbers; a chat repeats its question in search and answer
TORCH_BATCH = 16  # texts a run; larger batches fall out of a small processor's cache
SAMPLE = 64  # numbers of each tensor that go into a fingerprint

# Where a model may keep a role's prompt. encode_document alone would take an empty "document" before a "passage".
PROMPT_NAMES: Mapping[Role, Sequence[str]] = {"query": ("query",), "passage": ("document", "passage", "corpus")}

_log = structlog.get_logger(__name__)


class Encoder(Protocol):
    """What runs a model."""

    @property
    def engine(self) -> str:
        """The library that runs it."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:
        """Return one unit row a text, with the role's prompt before it."""


class SentenceTransformerEmbedder:
    """A sentence-transformers model; safe to use from several threads, loaded at the first text."""

    def __init__(
        self,
        model: Path | str,
        *,
        prompts: Mapping[str, str] | None = None,
        threads: int | None = None,
        query_cache: int = QUERY_CACHE,
    ) -> None:
        """Notes which model; loads nothing.

        Args:
            model: A sentence-transformers folder, or a name on the hub (a str that is no folder).
            prompts: Prompts under "query" and "passage", for a model that has none stored; the default model has.
            threads: Processor threads; by default as many as the process may use.
            query_cache: Questions whose vectors are remembered.
        """
        self._model = model
        self._prompts = dict(prompts) if prompts else None
        self._threads = threads or _usable_processors()
        self._stamp = read_stamp(Path(model))
        self._lock = threading.Lock()
        self._loaded: Encoder | None = None
        self._query: Callable[[str], Vectors] = lru_cache(maxsize=query_cache)(self._embed_query)

    @property
    def name(self) -> str:
        """The model's name: as published for the default model, else the folder's or the hub's."""
        if self._stamp:
            return str(self._stamp["name"])
        return Path(self._model).name if Path(self._model).is_dir() else str(self._model)

    @property
    def dimension(self) -> int:
        """Numbers in a vector; loads the model unless it is the default one.

        Raises:
            ModelMissingError: There is no such model.
            ModelBrokenError: It cannot be loaded.
        """
        return int(self._stamp["dimension"]) if self._stamp else self.load().dimension

    @property
    def fingerprint(self) -> str:
        """Name, dimension and a hash of the weights: vectors of two models with one fingerprint may be mixed.

        Raises:
            ModelMissingError: There is no such model.
            ModelBrokenError: It cannot be loaded.
        """
        if self._stamp:
            weights = str(self._stamp["weights_sha256"])
        else:
            encoder = self.load()
            weights = encoder.weights_sha256() if isinstance(encoder, TorchEncoder) else ""
        prompts = repr(sorted(self._prompts.items())) if self._prompts else ""
        digest = hashlib.sha256(f"{weights}{prompts}".encode()).hexdigest()[:16]
        return f"{self.name}:{self.dimension}:{digest}"

    @property
    def engine(self) -> str:
        """The library that runs the model: "onnxruntime" or "torch"; loads the model."""
        return self.load().engine

    def load(self) -> Encoder:
        """Loads the model now, if it is not loaded; the first text does so by itself.

        Raises:
            ModelMissingError: There is no such model.
            ModelBrokenError: It cannot be loaded.
        """
        with self._lock:
            if self._loaded is None:
                self._loaded = self._open()
            return self._loaded

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Embeds passages.

        Args:
            texts: Any number; what is over the model's longest input (512 tokens for the default) is not seen.

        Returns:
            Unit rows, (len(texts), dimension), float32.

        Raises:
            ModelMissingError: There is no such model.
            ModelBrokenError: It cannot be loaded.
        """
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        return self.load().encode([_clean(text) for text in texts], "passage")

    def query(self, text: str) -> Vectors:
        """Embeds a question; the same question again comes from memory.

        Returns:
            A unit vector, (dimension,), float32, read-only.

        Raises:
            ModelMissingError: There is no such model.
            ModelBrokenError: It cannot be loaded.
        """
        return self._query(_clean(text))

    def _embed_query(self, text: str) -> Vectors:
        vector: Vectors = self.load().encode([text], "query")[0]
        vector.setflags(write=False)  # it is shared by all who ask the same
        return vector

    def _open(self) -> Encoder:
        """Picks what runs the model."""
        if self._stamp:
            try:
                return _open_graph(Path(self._model), self._prompts, self._threads)
            except (ImportError, ModelBrokenError) as error:
                _log.warning("embedder.onnx_unusable", model=str(self._model), error=str(error))
        return TorchEncoder(self._model, self._prompts, self._threads)


class TorchEncoder:
    """A model behind sentence-transformers.

    Attributes:
        engine: What runs it.
        dimension: Numbers in a vector.
    """

    engine = "torch"

    def __init__(self, model: Path | str, prompts: Mapping[str, str] | None, threads: int) -> None:
        """Loads the model.

        Raises:
            ModelMissingError: There is no such folder, or the hub's model is not to be had.
            ModelBrokenError: It cannot be loaded.
        """
        local = Path(model).is_dir()
        if not local and (isinstance(model, Path) or Path(model).is_absolute()):
            raise ModelMissingError(f"Modellmappen finns inte: {model}.", "Rätta inställningen för modellen.")
        # Imported here: they take ten seconds to load, and the default model needs neither.
        import torch  # noqa: PLC0415
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        torch.set_num_threads(threads)
        try:
            self._model: SentenceTransformer = SentenceTransformer(
                str(model), prompts=dict(prompts) if prompts else None, local_files_only=local
            )
        except OSError as error:
            remedy = "Kontrollera namnet; en modell från hubben kräver nätverk (HF_HUB_OFFLINE=0) första gången."
            raise ModelMissingError(f"Modellen {model} kan inte hämtas eller läsas.", remedy) from error
        except (ValueError, KeyError, RuntimeError) as error:
            raise ModelBrokenError(f"Modellen {model} kan inte laddas.", "Hämta modellen på nytt.") from error
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:
        """Embeds texts as unit rows, (len(texts), dimension), with the prompt the model has for the role."""
        encode = self._model.encode_query if role == "query" else self._model.encode_document
        prompt = next((name for name in PROMPT_NAMES[role] if self._model.prompts.get(name)), None)
        rows = encode(list(texts), prompt_name=prompt, batch_size=TORCH_BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(rows, dtype=np.float32)

    def weights_sha256(self) -> str:
        """Returns a hash over every tensor's name, shape and some of its numbers."""
        digest = hashlib.sha256()
        for name, tensor in sorted(self._model.state_dict().items()):
            numbers = tensor.detach().float().flatten()
            step = max(1, len(numbers) // SAMPLE)
            digest.update(f"{name}{tuple(tensor.shape)}".encode())
            digest.update(numbers[::step].contiguous().cpu().numpy().tobytes())
        return digest.hexdigest()


def _open_graph(folder: Path, prompts: Mapping[str, str] | None, threads: int) -> Encoder:
    # Imported here: a command that embeds nothing starts without onnxruntime, and torch serves where it is missing.
    from vectorstore.vectors.onnx_encoder import OnnxEncoder  # noqa: PLC0415

    return OnnxEncoder(folder, threads, prompts)


def _usable_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _clean(text: str) -> str:
    """Composes letters and their accents, as the model saw them, and replaces halves of characters."""
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
