"""Runs a sentence encoder's ONNX graph: text in, unit vectors out, without torch.

Importing sentence-transformers takes ten seconds and 400 MB on two cores, this half a second and 40 MB; the vectors
are the same (a test holds the two together). The folder is the one that sentence-transformers reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as runtime_errors
from tokenizers import Tokenizer

from vectorstore.errors import ModelBrokenError

GRAPH_FILE = "onnx/model.onnx"
TOKENIZER_FILE = "tokenizer.json"
PROMPTS_FILE = "config_sentence_transformers.json"
LENGTH_FILE = "sentence_bert_config.json"
TOKENS_A_RUN = 512  # texts of one length run together up to this: more is no quicker, and a question waits for a run
ERROR_SEVERITY = 3  # onnxruntime's log level for errors

_GRAPH_ERRORS = (
    runtime_errors.Fail,
    runtime_errors.InvalidGraph,
    runtime_errors.InvalidProtobuf,
    runtime_errors.NoSuchFile,
    runtime_errors.NotImplemented,
    runtime_errors.RuntimeException,
)


class OnnxEncoder:
    """A sentence encoder behind ONNX Runtime; safe to use from several threads.

    Attributes:
        engine: What runs it, for status and doctor.
        dimension: Numbers in a vector.
    """

    engine = "onnxruntime"

    def __init__(self, folder: Path, threads: int, prompts: Mapping[str, str] | None = None) -> None:
        """Loads the tokenizer and the graph.

        Args:
            folder: A sentence-transformers folder with `onnx/model.onnx`, whose graph takes `input_ids` (batch,
                tokens) without padding and gives unit rows (batch, dimension).
            threads: Processor threads for one run.
            prompts: Prompts in place of the folder's own.

        Raises:
            ModelBrokenError: A file is missing or damaged, or this ONNX Runtime cannot run the graph.
        """
        remedy = f"Ta bort mappen {folder}; standardmodellen görs då om."
        try:
            stored = json.loads((folder / PROMPTS_FILE).read_text(encoding="utf-8"))["prompts"]
            longest = json.loads((folder / LENGTH_FILE).read_text(encoding="utf-8"))["max_seq_length"]
            tokenizer_json = (folder / TOKENIZER_FILE).read_text(encoding="utf-8")
        except (OSError, ValueError, KeyError) as error:
            raise ModelBrokenError(f"Modellens inställningar kan inte läsas i {folder}.", remedy) from error
        try:
            self._session = onnxruntime.InferenceSession(
                folder / GRAPH_FILE, _session_options(threads), providers=["CPUExecutionProvider"]
            )
        except _GRAPH_ERRORS as error:
            raise ModelBrokenError(f"Modellens graf kan inte köras: {folder / GRAPH_FILE}.", remedy) from error
        self._prompts: dict[str, str] = dict(prompts or stored)
        self._tokenizer = Tokenizer.from_str(tokenizer_json)
        self._tokenizer.enable_truncation(longest)
        self.dimension = int(self._session.get_outputs()[0].shape[1])

    def encode(self, texts: Sequence[str], role: str) -> NDArray[np.float32]:
        """Embeds texts.

        Args:
            texts: Any number of texts; each is cut at the model's longest input.
            role: "query" or "passage": which prompt goes before each.

        Returns:
            Unit rows, (len(texts), dimension).
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        prompt = self._prompts.get(role, "")
        encodings = self._tokenizer.encode_batch_fast([prompt + text for text in texts])
        for batch in _batches([encoding.ids for encoding in encodings]):
            ids = np.array([encodings[i].ids for i in batch], dtype=np.int64)
            vectors[batch] = self._session.run(None, {"input_ids": ids})[0]
        return vectors


def _session_options(threads: int) -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = ERROR_SEVERITY
    # The graph is already as it should be; more fusion puts a slower layer norm in (4.5 ns a number instead of 1.3).
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    # Waiting threads sleep: ingest reads files on the other core, and the server answers others.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yields the places of texts that run together: of one length, within the budget of a run."""
    by_length = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
    for length, group in groupby(by_length, key=lambda i: len(tokens[i])):
        places = list(group)
        size = max(1, TOKENS_A_RUN // length)
        for start in range(0, len(places), size):
            yield places[start : start + size]
