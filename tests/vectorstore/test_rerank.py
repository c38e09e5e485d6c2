"""The cross-encoder of the settings: a real, tiny one made here."""

from __future__ import annotations

from pathlib import Path

import pytest

from vectorstore.errors import ModelMissingError
from vectorstore.rerank import CrossEncoderReranker


def test_a_model_that_is_not_there_is_told_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelMissingError) as told:
        CrossEncoderReranker(tmp_path / "finns-inte").scores("fråga", ["stycke"])
    assert "finns-inte" in str(told.value)
    assert "KOMMUNSVAR_MODEL_RERANKER" in told.value.remedy


def test_no_passages_need_no_model(tmp_path: Path) -> None:
    assert CrossEncoderReranker(tmp_path / "finns-inte").scores("fråga", []) == []


def test_one_score_a_passage_in_order(tmp_path: Path) -> None:
    folder = _tiny_cross_encoder(tmp_path / "omrangordnare")
    reranker = CrossEncoderReranker(folder)
    passages = ["a b c", "d e f g", "a " * 5_000]
    scores = reranker.scores("a b", passages)
    assert len(scores) == 3
    assert all(isinstance(score, float) for score in scores)
    assert reranker.scores("a b", passages[::-1]) == pytest.approx(scores[::-1], abs=1e-5)


def _tiny_cross_encoder(folder: Path) -> Path:
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefg"]
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=64,
    )
    fast.save_pretrained(folder)
    torch.manual_seed(0)
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    config = BertConfig(vocab_size=len(words), max_position_embeddings=64, num_labels=1, **size)
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder
