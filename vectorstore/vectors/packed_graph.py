"""Builds the ONNX graph of the packed model: token ids in, unit sentence vectors out.

BERT's encoder (post-norm, exact GELU), mean pooling and the L2 norm, in float32. What makes it quick on a processor:

- rows of all texts in a batch are one matrix, so that each layer is four large `Gemm`s with their bias inside;
- no mask and no padding: a batch holds texts of one length in tokens, so that a text's vector never depends on the
  texts beside it (and ONNX Runtime's fused attention takes its fast way, which it has only without a mask);
- the vocabulary's table stays in 4 bits, since each text reads few of its rows; the other matrices are unpacked to
  float32 (kept in 4 bits they are as quick for long texts and a quarter slower for a question).
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from vectorstore.vectors.packed_weights import BLOCK, PackedModel

OPSET = 20  # the first with Gelu
RUNTIME_DOMAIN = "com.microsoft"  # ONNX Runtime's own operators: the 4-bit table and the fused attention
IR_VERSION = 9
INPUT = "input_ids"
OUTPUT = "sentence_embedding"


def build(model: PackedModel) -> onnx.ModelProto:
    """Returns the graph, weights inside.

    Its input `input_ids` is int64, (batch, tokens), without padding; its output `sentence_embedding` is float32,
    (batch, hidden), with rows of length 1.
    """
    return _GraphBuilder(model).build()


class _GraphBuilder:
    """Collects the nodes and the weights of one graph."""

    def __init__(self, model: PackedModel) -> None:
        self.model = model
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def build(self) -> onnx.ModelProto:
        """Builds the whole graph."""
        sizes = self.model.sizes
        rows = self._embeddings()
        for layer in range(sizes.layers):
            rows = self._layer(rows, f"l{layer}.")
        last = self._node("Reshape", [rows, "shape"], "last")
        mean = self._node("ReduceMean", [last, self._constant("tokens_axis", np.array([1]))], "mean", keepdims=0)
        self._node("LpNormalization", [mean], OUTPUT, axis=-1, p=2)
        graph = helper.make_graph(
            self.nodes,
            "sentence_encoder",
            [helper.make_tensor_value_info(INPUT, TensorProto.INT64, ["batch", "tokens"])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", sizes.hidden])],
            self.weights,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME_DOMAIN, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="kommunsvar")

    def _embeddings(self) -> str:
        """Adds word, position and type; leaves `shape` and `rows_shape` for the layers."""
        sizes, vectors = self.model.sizes, self.model.vectors
        table = self.model.matrices["emb.word"]
        table_inputs = [
            self._constant("emb.word", table.nibbles.reshape(sizes.vocabulary, -1)),
            INPUT,
            self._constant("emb.word.scales", table.scales),
        ]
        words = self._runtime_node(
            "GatherBlockQuantized", table_inputs, "words", bits=4, block_size=BLOCK, gather_axis=0, quantize_axis=1
        )
        places = vectors["emb.pos"].reshape(sizes.positions, sizes.hidden)
        table_of_places = self._constant("emb.place", places + vectors["emb.type"][: sizes.hidden])
        zero, one, two = (self._constant(f"int{n}", np.array([n])) for n in range(3))
        ids_shape = self._node("Shape", [INPUT], "ids_shape")
        length = self._node("Slice", [ids_shape, one, two], "length")
        here = self._node("Slice", [table_of_places, zero, length, zero], "places")
        self._node("Concat", [ids_shape, self._constant("rest", np.array([-1]))], "shape", axis=0)
        self._constant("rows_shape", np.array([-1, sizes.hidden]))
        embedded = self._normalized(self._node("Add", [words, here], "embedded"), "emb.ln", "normed")
        return self._node("Reshape", [embedded, "rows_shape"], "rows")

    def _layer(self, rows: str, layer: str) -> str:
        """Adds one encoder layer; rows are (batch · tokens, hidden)."""
        mixed = self._dense(rows, layer, ("q", "k", "v"))
        mixed = self._node("Reshape", [mixed, "shape"], f"{layer}qkv")
        parts = [f"{layer}query", f"{layer}key", f"{layer}value"]
        self.nodes.append(helper.make_node("Split", [mixed], parts, axis=-1, num_outputs=len(parts)))
        heads = self.model.sizes.heads
        seen = self._runtime_node("MultiHeadAttention", parts, f"{layer}seen", num_heads=heads)
        seen = self._node("Reshape", [seen, "rows_shape"], f"{layer}seen_rows")
        attended = self._node("Add", [self._dense(seen, layer, ("ao",)), rows], f"{layer}attended")
        rows = self._normalized(attended, f"{layer}aln", f"{layer}middle")
        inner = self._node("Gelu", [self._dense(rows, layer, ("fi",))], f"{layer}inner")
        fed = self._node("Add", [self._dense(inner, layer, ("fo",)), rows], f"{layer}fed")
        return self._normalized(fed, f"{layer}oln", f"{layer}out")

    def _dense(self, rows: str, layer: str, names: tuple[str, ...]) -> str:
        """Adds rows · Wᵀ + b, the named matrices one above the other."""
        matrices = np.concatenate([self.model.matrices[f"{layer}{name}.w"].dequantized() for name in names])
        bias = np.concatenate([self.model.vectors[f"{layer}{name}.b"] for name in names])
        name = layer + "".join(names)
        inputs = [rows, self._constant(f"{name}.w", matrices), self._constant(f"{name}.b", bias)]
        return self._node("Gemm", inputs, f"{name}.y", transB=1)

    def _normalized(self, rows: str, name: str, output: str) -> str:
        scale, shift = (self._constant(f"{name}.{part}", self.model.vectors[f"{name}.{part}"]) for part in "wb")
        epsilon = self.model.sizes.epsilon
        return self._node("LayerNormalization", [rows, scale, shift], output, axis=-1, epsilon=epsilon)

    def _constant(self, name: str, values: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(self, kind: str, inputs: list[str], output: str, **attributes: float) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def _runtime_node(self, kind: str, inputs: list[str], output: str, **attributes: float) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=RUNTIME_DOMAIN, **attributes))
        return output
