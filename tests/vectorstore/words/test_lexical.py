"""Tantivy as we keep it: what the contract does not say."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.samples import entries, mixed_chunks, sample
from vectorstore.errors import StoreDamagedError
from vectorstore.model import Filter, LexicalField, Term
from vectorstore.words.lexical import TantivyLexicalIndex

ROOT = Path(__file__).parents[3]


def stem(word: str) -> list[Term]:
    return [Term(LexicalField.STEMS, word)]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[TantivyLexicalIndex]:
    with closing(TantivyLexicalIndex(tmp_path / "index")) as index:
        yield index


def other_process(code: str, folder: Path) -> subprocess.Popen[str]:
    start = f"""
        from pathlib import Path
        from tests.samples import *
        from vectorstore.words.lexical import TantivyLexicalIndex
        index = TantivyLexicalIndex(Path({str(folder)!r}))
    """
    program = textwrap.dedent(start) + textwrap.dedent(code)
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_sees_what_another_process_writes(index: TantivyLexicalIndex, tmp_path: Path) -> None:
    index.add(entries(sample("/min", ["gammal"]).chunks))
    assert index.search(stem("ny"), 5, Filter()) == {}
    code = "index.update(entries(sample('/ny', ['ny']).chunks), [chunk.id for chunk in sample('/min', ['gammal']).chunks])"
    process = other_process(code, tmp_path / "index")
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert set(index.search(stem("ny"), 5, Filter())) == index.ids() == {sample("/ny", ["ny"]).chunks[0].id}


def test_searches_go_on_while_another_process_writes(index: TantivyLexicalIndex, tmp_path: Path) -> None:
    kept = sample("/kvar", ["kvar"]).chunks[0]
    index.add(entries([kept]))
    writing = """
        for n in range(30):
            index.update(entries(sample(f'/{n}').chunks), [chunk.id for chunk in sample(f'/{n - 1}').chunks])
    """
    process = other_process(writing, tmp_path / "index")
    states = set()
    while process.poll() is None:
        assert set(index.search(stem("kvar"), 5, Filter())) == {kept.id}
        states.add(index.count())
    process.communicate()
    assert process.returncode == 0
    assert states <= {1, 3}
    assert index.count() == 3


def test_threads_search_while_one_writes(index: TantivyLexicalIndex) -> None:
    kept = sample("/kvar", ["kvar"]).chunks[0]
    index.add(entries([kept]))
    with ThreadPoolExecutor(4) as pool:
        seen = pool.map(lambda _: kept.id in index.search(stem("kvar"), 5, Filter()), range(300))
        for n in range(5):
            index.add(entries(sample(f"/{n}").chunks))
        assert all(seen)


def test_killed_in_the_middle_of_a_change_it_is_as_it_was(index: TantivyLexicalIndex, tmp_path: Path) -> None:
    kept = sample("/kvar", [f"stycke {n}" for n in range(20)]).chunks
    index.add(entries(kept))
    code = """
        batches = [entries(sample(f'/{n}', [f'{n} {m} ' + 'ord ' * 200 for m in range(200)]).chunks) for n in range(20)]
        print('nu', flush=True)
        for batch in batches:
            index.update(batch, [key for key in index.ids() if not key.startswith(KEPT)])
    """.replace("KEPT", repr(kept[0].document_id))
    for delay in (0.0, 0.08):
        process = other_process(code, tmp_path / "index")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert {chunk.id for chunk in kept} <= index.ids()
        assert index.count() in (20, 220), "a change is there half"
    index.update(entries(sample("/ny").chunks), sorted(index.ids() - {chunk.id for chunk in kept}))
    assert index.count() == 22, "the killed process keeps the lock"


@pytest.mark.parametrize("damage", ["cut", "missing"])
@pytest.mark.parametrize("kind", ["*.term", "*.idx", "*.store", "meta.json"])
def test_damage_is_stated(tmp_path: Path, kind: str, damage: str) -> None:
    with closing(TantivyLexicalIndex(tmp_path)) as index:
        index.add(entries(mixed_chunks()))
    path = next(tmp_path.glob(kind))
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with closing(TantivyLexicalIndex(tmp_path)) as index:
        if (kind, damage) == ("meta.json", "missing"):
            assert index.count() == 0, "as an index that was never made; see Index.check"
            return
        with pytest.raises(StoreDamagedError) as caught:
            index.search(stem("gemensamt"), 3, Filter())
        assert "kommunsvar reindex" in caught.value.remedy
