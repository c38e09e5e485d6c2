"""Kills writers of real stores and looks at what they leave. Run as a program of its own: see test_crash.py.

Each writer and each look is a forked process that opens the stores afresh; this one never opens them.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.fakes import FakeEmbedder, fake_tokens
from tests.samples import ALE, ANY_ACCESS, FINGERPRINT, Sample, sample
from vectorstore.catalogue.model import EVERYTHING
from vectorstore.config import StoreConfig
from vectorstore.index import Index
from vectorstore.model import Filter, LexicalField, Term
from vectorstore.vectors.chroma import ChromaVectorIndex
from vectorstore.words.lexical import TantivyLexicalIndex
from vectorstore.writer import IndexWriter

EMBEDDER = FakeEmbedder()
State = dict[str, Sample]  # the documents that are live, by key


@dataclass(frozen=True)
class Change:
    """A batch of documents to write, or one to delete."""

    put: tuple[Sample, ...] = ()
    delete: str = ""

    def apply(self, writer: IndexWriter) -> None:
        if self.delete:
            writer.delete(sample(self.delete).id)
            return
        with writer.batch():
            for item in self.put:
                vectors = EMBEDDER.passages([chunk.text for chunk in item.chunks])
                tokens = [fake_tokens(chunk) for chunk in item.chunks]
                writer.write(item.source, item.document, item.chunks, vectors, tokens)

    def after(self, state: State) -> State:
        if self.delete:
            return {key: item for key, item in state.items() if key != self.delete}
        return {**state, **{item.source.key: item for item in self.put}}


def paper(key: str, n: int, place: str = "Ale") -> Sample:
    texts = [f"utgåva{n} stycke{m} av {key}" for m in range(4)]
    return sample(f"/{key}", texts, [replace(ALE, municipality=place)])


@contextmanager
def opened(folder: Path) -> Iterator[Index]:
    index = Index(StoreConfig(folder), lambda path: ChromaVectorIndex(path, FINGERPRINT), TantivyLexicalIndex)
    try:
        yield index
    finally:
        index.close()


def forked(work: Callable[[], None]) -> int:
    """Run work in a process of its own and return its id; it ends with 0 when the work did."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it was, the one who waits is told
        traceback.print_exc()
    sys.stderr.flush()
    os._exit(code)


def finished(pid: int) -> bool:
    """Wait for a process; True when it ended well, False when it was killed."""
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code not in (0, -signal.SIGKILL):
        raise SystemExit(f"a process ended with {code}")
    return code == 0


def look(folder: Path, allowed: Sequence[State], again: Change | None = None) -> None:
    """Check that one of the states is live and whole, before and after recovery, and after the change is made again."""
    with opened(folder) as index:
        whole(index, allowed)
        with index.writer(wait=0):
            pass
        state = whole(index, allowed)
        assert index.catalogue.leftovers() == []
        assert index.in_use().vectors.ids() == index.in_use().lexical.ids() == index.catalogue.chunk_ids()
        index.check()
        if again is not None and not (again.delete and again.delete not in state):
            with index.writer(wait=0) as writer:
                again.apply(writer)
            whole(index, [again.after(state)])
            index.check()


def whole(index: Index, allowed: Sequence[State]) -> State:
    live = {stored.key: index.catalogue.restore(stored.id) for stored in index.catalogue.documents(EVERYTHING)}
    states = [state for state in allowed if {key: item.document for key, item in state.items()} == live]
    assert states, f"live: {sorted(live)}; allowed: {[sorted(state) for state in allowed]}"
    ids = index.catalogue.chunk_ids()
    assert ids <= index.in_use().vectors.ids()
    assert ids <= index.in_use().lexical.ids()
    where = Filter(access=ANY_ACCESS)
    for item in states[0].values():
        stored = index.catalogue.chunks_of(item.id)
        assert [chunk.text for chunk in stored] == [chunk.text for chunk in item.chunks]
        near = index.catalogue.chunks([*index.vectors.search(EMBEDDER.query(stored[1].text), 20, where)])
        assert stored[1] in near.values()
        words = [Term(LexicalField.STEMS, word) for word in stored[2].text.split()]
        assert stored[2].id in index.lexical.search(words, 40, where)
    return states[0]


def at_each_step(folder: Path) -> None:
    """Kill at every step of every change, and once more after the last."""
    base, work = folder / "base", folder / "work"
    changes = [
        Change(put=(paper("a", 1), paper("b", 1))),
        Change(put=(paper("a", 2), paper("b", 1, "Mölndal"), paper("c", 1))),
        Change(delete="/b"),
    ]
    state: State = {}
    base.mkdir()
    kills = 0
    for change in changes:
        for step in range(1, 100):
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(base, work)
            done = finished(forked(lambda: _change(work, change, step)))  # noqa: B023 - run at once
            allowed = [change.after(state)] if done else [state, change.after(state)]
            again = None if done or step % 2 else change
            if not finished(forked(lambda: look(work, allowed, again))):  # noqa: B023
                raise SystemExit("a look was killed")
            if done:
                break
            kills += 1
        shutil.rmtree(base)
        work.rename(base)
        state = change.after(state)
    sys.stdout.write(str(kills))


def _change(folder: Path, change: Change, step: int) -> None:
    steps = 0

    def count(_: str) -> None:
        nonlocal steps
        steps += 1
        if steps == step:
            os.kill(os.getpid(), signal.SIGKILL)

    with opened(folder) as index, index.writer(wait=0, after_step=count) as writer:
        change.apply(writer)


def at_any_time(folder: Path, kills: int, seed: int) -> None:
    """Kill writers that write, replace and delete in turn, at random moments."""
    rng = random.Random(seed)
    changes = [
        Change(delete=f"/{key}") if n % 4 == 3 else Change(put=tuple(paper(name, n) for name in {key, rng.choice("abcdef")}))
        for n, key in enumerate(rng.choices("abcdef", k=200))
    ]
    states: list[State] = [{}]
    for change in changes:
        states.append(change.after(states[-1]))
    log = folder / "log"
    done = 0
    for _ in range(kills):
        log.write_text("")
        pid = forked(lambda: _changes(folder / "data", changes, done, log))  # noqa: B023 - run at once
        begun = rng.choice((1, 1, 2, 3))
        while len(log.read_text().splitlines()) < begun:
            time.sleep(0.002)
        time.sleep(rng.uniform(0, 0.4))
        os.kill(pid, signal.SIGKILL)
        finished(pid)
        done = int(log.read_text().split()[-1])
        if not finished(forked(lambda: look(folder / "data", states[done : done + 2]))):  # noqa: B023
            raise SystemExit("a look was killed")
        log.write_text("")
        pid = forked(lambda: _which(folder / "data", states[done : done + 2], log))  # noqa: B023
        finished(pid)
        done += int(log.read_text())
    sys.stdout.write(str(done))


def _changes(folder: Path, changes: Sequence[Change], done: int, log: Path) -> None:
    with opened(folder) as index, index.writer(wait=10) as writer:
        keys = {stored.key for stored in index.catalogue.documents(EVERYTHING)}
        for number in range(done, len(changes)):
            with log.open("a") as file:
                file.write(f"{number}\n")
            change = changes[number]
            if not change.delete or change.delete in keys:
                change.apply(writer)
            keys = {stored.key for stored in index.catalogue.documents(EVERYTHING)}


def _which(folder: Path, states: Sequence[State], log: Path) -> None:
    with opened(folder) as index:
        state = whole(index, states[::-1])
        log.write_text(str(int(state == states[-1] and len(states) > 1)))


if __name__ == "__main__":
    target = Path(sys.argv[2])
    if sys.argv[1] == "steps":
        at_each_step(target)
    else:
        at_any_time(target, kills=int(sys.argv[3]), seed=int(sys.argv[4]))
