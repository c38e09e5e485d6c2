"""An intake that nobody watches, for measurements that take papers in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.bootstrap import Services, services
from app.keeping.intake import Report
from app.settings import ModelSettings, Settings
from ingest.model import SourceFile
from ingest.readers.base import Step
from ingest.structure import Stated
from vectorstore.config import StoreConfig
from vectorstore.lock import LockHolder


class Unwatched:
    """Is told how an intake goes, and says nothing."""

    def waiting(self, holder: LockHolder) -> None:
        """Say nothing."""

    def begin(self, files: int, size: int) -> None:
        """Say nothing."""

    def page(self, source: SourceFile, step: Step) -> None:
        """Say nothing."""

    def file(self, name: str, size: int, pages: int) -> None:
        """Say nothing."""

    def passages(self, count: int) -> None:
        """Say nothing."""


def taken_in(given: Services, paths: Sequence[Path], municipality: str = "") -> Report:
    """Take papers in, and return what became of them.

    Raises:
        VectorStoreError: the stores are busy, full or damaged.
    """
    return given.intake.run(paths, Stated(municipality=municipality), Unwatched())


@contextmanager
def fresh(settings: Settings, folder: Path) -> Iterator[Services]:
    """Give new stores in a folder, with the model of the settings' own data folder, so that it is not written out again.

    Args:
        settings: those of the program.
        folder: a new one.
    """
    model = settings.model.embedding or str(StoreConfig(settings.data).model)
    if not Path(model).is_dir() and not settings.model.embedding:
        model = ""  # the first use of the data folder: the model is written into the new one
    named = ModelSettings(embedding=model, reranker=settings.model.reranker)
    with services(settings.model_copy(update={"data": folder, "model": named})) as given:
        yield given
