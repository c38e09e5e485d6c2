"""A cross-encoder that reads question and passage together. None comes with the program: it is a setting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from vectorstore.errors import ModelMissingError

_MOST_CHARACTERS = 2_000  # of a passage: past some 500 tokens a cross-encoder cuts it anyway


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder; loaded at the first question."""

    def __init__(self, model: Path | str) -> None:
        """Note which model: a folder, or a name on the hub."""
        self._model = model
        self._lock = Lock()
        self._loaded: Any = None

    def scores(self, query: str, passages: Sequence[str]) -> list[float]:
        """Return one score a passage, higher is better.

        Raises:
            ModelMissingError: there is no such model.
        """
        pairs = [(query, passage[:_MOST_CHARACTERS]) for passage in passages]
        return [float(score) for score in self._open().predict(pairs)] if pairs else []

    def _open(self) -> Any:
        with self._lock:
            if self._loaded is None:
                from sentence_transformers import CrossEncoder  # noqa: PLC0415 - takes seconds to import

                try:
                    self._loaded = CrossEncoder(str(self._model))
                except OSError as error:
                    raise ModelMissingError(
                        f"Omrangordnaren {self._model} finns inte.", "Rätta KOMMUNSVAR_MODEL_RERANKER, eller ta bort den."
                    ) from error
            return self._loaded
