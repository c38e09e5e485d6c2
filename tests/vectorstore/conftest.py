"""The real default model, made once for all tests of the stores."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from vectorstore.vectors.bundled import write_model


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    parent = tmp_path_factory.mktemp("default-model")
    yield write_model(parent / "multilingual-e5-small")
    shutil.rmtree(parent)  # 600 MB, which pytest would keep for its last three runs
