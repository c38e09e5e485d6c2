"""What the tests of the doors share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.api.main import create_app
from tests.app.rig import Rig, rig


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Rig]:
    """Papers in real stores."""
    with rig(tmp_path_factory.mktemp("served"), model_folder) as made:
        yield made


@pytest.fixture(scope="session")
def client(served: Rig) -> Iterator[TestClient]:
    """The API over them."""
    with TestClient(create_app(served.services, ui=False), raise_server_exceptions=False) as given:
        yield given
