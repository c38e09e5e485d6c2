"""A tiny model packed as the real one is, with other weights for every seed: what is written from it takes no time."""

from __future__ import annotations

import hashlib
import random
import struct
from collections.abc import Iterator
from pathlib import Path

HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS = 64, 2, 4, 96, 32
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyzåäö:.?", "▁nämnd", "<mask>")
SPARE_ROWS = 3  # the table has more rows than the vocabulary has pieces, as the real one
NORMALIZATION = {0xA0: (0x20,), 0xAD: (), 0xBD: (0x31, 0x2044, 0x32), 0xFB01: (0x66, 0x69)}


def write_packed(folder: Path, seed: int = 0) -> tuple[Path, str]:
    """Writes the packed weights; gives their path and sha256."""
    data = _packed(random.Random(seed))
    path = folder / f"tiny-{seed}.bin"
    path.write_bytes(data)
    return path, hashlib.sha256(data).hexdigest()


def _packed(rng: random.Random) -> bytes:
    rows = len(PIECES) + SPARE_ROWS
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, LAYERS, HEADS, FEED_FORWARD, rows, POSITIONS, 2, 1e-12, 32)
    blob = "".join(PIECES).encode()
    offsets = [0]
    for piece in PIECES:
        offsets.append(offsets[-1] + len(piece.encode()))
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + struct.pack(f"<{len(offsets)}I", *offsets)
    head += struct.pack(f"<{len(PIECES)}f", *(-float(i) for i in range(len(PIECES)))) + blob
    table = b"".join(struct.pack(f"<IB{len(to)}I", cp, len(to), *to) for cp, to in NORMALIZATION.items())
    head += struct.pack("<iI", len(NORMALIZATION), len(table)) + table
    tensors = list(_tensors(rng, rows))
    directory = struct.pack("<i", len(tensors))
    offset = len(head) + len(directory) + sum(2 + len(name) + 21 for name, *_ in tensors)
    for name, quantized, items, data in tensors:
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", quantized, items, offset, len(data))
        offset += len(data)
    return head + directory + b"".join(data for *_, data in tensors)


def _tensors(rng: random.Random, rows: int) -> Iterator[tuple[str, int, int, bytes]]:
    def matrix(name: str, out: int, into: int) -> tuple[str, int, int, bytes]:
        blocks = (struct.pack("<e", rng.uniform(0.005, 0.05)) + rng.randbytes(16) for _ in range(out * into // 32))
        return name, 1, out * into, b"".join(blocks)

    def vector(name: str, length: int, around: float = 0.0) -> tuple[str, int, int, bytes]:
        return name, 0, length, struct.pack(f"<{length}f", *(around + rng.gauss(0, 0.1) for _ in range(length)))

    yield matrix("emb.word", rows, HIDDEN)
    yield vector("emb.pos", POSITIONS * HIDDEN)
    yield vector("emb.type", 2 * HIDDEN)
    yield vector("emb.ln.w", HIDDEN, 1.0)
    yield vector("emb.ln.b", HIDDEN)
    for layer in range(LAYERS):
        for name, out, into in (
            *((part, HIDDEN, HIDDEN) for part in ("q", "k", "v", "ao")),
            ("fi", FEED_FORWARD, HIDDEN),
            ("fo", HIDDEN, FEED_FORWARD),
        ):
            yield matrix(f"l{layer}.{name}.w", out, into)
            yield vector(f"l{layer}.{name}.b", out)
        for name in ("aln", "oln"):
            yield vector(f"l{layer}.{name}.w", HIDDEN, 1.0)
            yield vector(f"l{layer}.{name}.b", HIDDEN)
