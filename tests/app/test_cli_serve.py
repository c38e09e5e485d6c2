"""Where the server listens, and what is said of it before it answers; the server itself is tested in `tests/e2e`."""

from __future__ import annotations

import pytest

from app.cli.serve import address_for_others, address_of, listen, warning
from app.errors import ServerError
from app.settings import ServerSettings, Settings


def test_a_server_for_this_machine_has_no_address_for_others_and_no_warning() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert address_of(listener).startswith("http://127.0.0.1:")
        assert address_for_others(listener) == ""
        assert warning(listener, Settings()) == ""


def test_a_server_for_all_tells_where_others_find_it_and_warns_without_a_password() -> None:
    with listen("0.0.0.0", 0) as listener:
        port = listener.getsockname()[1]
        assert address_of(listener) == f"http://127.0.0.1:{port}"
        others = address_for_others(listener)
        assert others.startswith("http://")
        assert others.endswith(f":{port}")
        assert "0.0.0.0" not in others
        told = warning(listener, Settings())
        assert "KOMMUNSVAR_PASSWORD" in told
        assert "\n" not in told
        assert warning(listener, Settings(password="hemligt")) == ""
        behind = ServerSettings(user_header="X-User", proxies="10.0.0.1")
        assert warning(listener, Settings(server=behind)) == ""


def test_a_port_that_is_taken_is_told_with_what_works_for_make_too() -> None:
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(ServerError, match=f"Port {port} är upptagen") as told:
            listen("127.0.0.1", port)
    other = port + 1 if port < 65_535 else 8000
    assert f"--port {other} (med make: KOMMUNSVAR_SERVER_PORT={other} make run)" in str(told.value)
