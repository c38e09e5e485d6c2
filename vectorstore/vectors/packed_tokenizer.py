"""Writes the packed vocabulary as `tokenizer.json`, the file that tokenizers and transformers read.

XLM-RoBERTa's tokenizer is a unigram model after SentencePiece's normalisation. That normalisation is stored the way
SentencePiece and the tokenizers library want it: a "precompiled charsmap", a double-array trie (Aoe 1989; the layout
is that of Darts-clone) from UTF-8 bytes to the text they become.
"""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Mapping
from typing import Any, TypeAlias

from vectorstore.vectors.packed_weights import Vocabulary

SPECIAL_TOKENS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
TRIE_BLOCK = 256  # a node's children differ from its base in the low byte alone, so they share a block of this size
HAS_LEAF = 1 << 8
LEAF = 1 << 31
OFFSET_SHIFT = 10
METASPACE = "▁"  # what SentencePiece writes for a space

Node: TypeAlias = dict[int, "Node | int"]


def tokenizer_json(vocabulary: Vocabulary) -> str:
    """Returns the content of tokenizer.json for an XLM-RoBERTa vocabulary."""
    ids = {piece: i for i, (piece, _) in enumerate(vocabulary.pieces)}
    charsmap = base64.b64encode(precompiled_charsmap(vocabulary.normalization)).decode()
    metaspace = {"type": "Metaspace", "replacement": METASPACE, "prepend_scheme": "always", "split": True}
    sentence = [_special("<s>"), {"Sequence": {"id": "A", "type_id": 0}}, _special("</s>")]
    second = [_special("</s>"), {"Sequence": {"id": "B", "type_id": 0}}, _special("</s>")]
    content: dict[str, Any] = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_added(token, ids[token]) for token in SPECIAL_TOKENS],
        "normalizer": {"type": "Precompiled", "precompiled_charsmap": charsmap},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, metaspace]},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": sentence,
            "pair": sentence + second,
            "special_tokens": {t: {"id": t, "ids": [ids[t]], "tokens": [t]} for t in ("<s>", "</s>")},
        },
        "decoder": metaspace,
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unknown,
            "vocab": vocabulary.pieces,
            "byte_fallback": False,
        },
    }
    return json.dumps(content, ensure_ascii=False)


def tokenizer_config() -> dict[str, Any]:
    """Returns the content of tokenizer_config.json."""
    return {
        "tokenizer_class": "XLMRobertaTokenizer",
        "model_max_length": 512,
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "unk_token": "<unk>",
        "pad_token": "<pad>",
        "mask_token": "<mask>",
    }


def precompiled_charsmap(normalization: Mapping[int, tuple[int, ...]]) -> bytes:
    """Compiles a map of code points for the tokenizers library's `Precompiled` normaliser.

    Args:
        normalization: Code point → the code points it becomes; what is not named stays as it is.

    Returns:
        The trie's size in bytes (uint32), the trie, and the replacements, each ended by a zero byte.
    """
    root: Node = {}
    texts = bytearray()
    for code_point, replacement in sorted(normalization.items()):
        node = root
        for byte in chr(code_point).encode():
            child = node.setdefault(byte, {})
            if not isinstance(child, dict):  # cannot be: no code point's bytes begin another's
                raise TypeError("a leaf where a branch should be")
            node = child
        node[0] = len(texts)
        texts += "".join(map(chr, replacement)).encode() + b"\0"
    units = _double_array(root)
    return struct.pack(f"<I{len(units)}I", 4 * len(units), *units) + bytes(texts)


def _double_array(root: Node) -> list[int]:
    """Lays a trie out so that the child of node n for byte c stands at base(n) ^ c; label 0 is the leaf."""
    units = [0] * TRIE_BLOCK
    taken = {0}
    bases: set[int] = set()
    tried: dict[tuple[int, ...], int] = {}  # the first base worth trying for these labels: places are never given back
    waiting: list[tuple[int, Node]] = [(0, root)]
    while waiting:
        place, node = waiting.pop()
        labels = tuple(sorted(node))
        base = tried.get(labels, 1)
        while base in bases or any(base ^ label in taken for label in labels):
            base += 1
        tried[labels] = base + 1
        bases.add(base)
        while len(units) <= base | (TRIE_BLOCK - 1):
            units += [0] * TRIE_BLOCK
        units[place] |= (place ^ base) << OFFSET_SHIFT | (HAS_LEAF if 0 in node else 0)
        for label in labels:
            child = node[label]
            taken.add(base ^ label)
            if isinstance(child, dict):
                units[base ^ label] = label
                waiting.append((base ^ label, child))
            else:
                units[base ^ label] = LEAF | child
    return units


def _special(token: str) -> dict[str, Any]:
    return {"SpecialToken": {"id": token, "type_id": 0}}


def _added(token: str, token_id: int) -> dict[str, Any]:
    """Describes a special token; a mask takes the space before it with it."""
    flags = {"single_word": False, "lstrip": token == "<mask>", "rstrip": False, "normalized": False, "special": True}
    return {"id": token_id, "content": token, **flags}
