"""The API against its own description: schemathesis makes requests of it, good and bad, to a real server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from app.api.main import create_app
from app.settings import ServerSettings
from tests.app.rig import rig

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis saknas: make setup")

_EXAMPLES = 6  # of each operation, good and bad: the suite has seconds, not minutes
_QUICK = settings(
    max_examples=_EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[str]:
    """A real server over stores of its own: what is asked for may change them."""
    with rig(tmp_path_factory.mktemp("schema"), model_folder) as made:
        server_settings = ServerSettings(requests_per_minute=0)
        given_settings = made.services.settings.model_copy(update={"server": server_settings})
        object.__setattr__(made.services, "settings", given_settings)
        config = uvicorn.Config(
            create_app(made.services, ui=False), port=0, log_config=None, access_log=False, http="h11", ws="none"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.mark.filterwarnings("ignore")
def test_no_request_makes_a_server_error_or_an_undocumented_status(address: str) -> None:
    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    modes = list(schemathesis.GenerationMode)
    asked: dict[str, set[int]] = {}
    for found in schema.get_all_operations():
        operation = found.ok()
        described = {str(status) for status in operation.definition.raw["responses"]}
        for mode in modes:
            _probe(operation, mode, described, asked)
    assert len(asked) > 12
    assert any(status < 300 for statuses in asked.values() for status in statuses)


def _probe(operation: Any, mode: Any, described: set[str], asked: dict[str, set[int]]) -> None:
    @_QUICK
    @given(case=operation.as_strategy(generation_mode=mode))
    def probe(case: Any) -> None:
        response = case.call()
        asked.setdefault(operation.label, set()).add(response.status_code)
        told = f"{operation.label}: {response.status_code} {response.content[:300]!r}"
        assert response.status_code < 500 or response.status_code == 503, told
        assert str(response.status_code) in described, f"undocumented {told}"

    try:
        probe()
    except (Unsatisfiable, schemathesis.errors.SchemathesisError):
        return  # nothing bad can be made of a request that takes nothing
