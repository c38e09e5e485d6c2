"""The logs of the process, as they come out on stderr."""

from __future__ import annotations

import json
import subprocess
import sys

PROGRAM = """
import logging
import structlog
from app.api.logs import configure

configure()
log = structlog.get_logger("prov")
log.info("asked", outcome="answered", å="ö")
try:
    raise ValueError("Xyzzy: vad den som frågade skrev")
except ValueError:
    log.exception("unexpected", trace_id="1")
    logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    logging.getLogger("annat").exception("Något annat")
logging.getLogger("httpx").info("GET https://example.org/?q=Xyzzy")
"""


def test_each_line_is_json_and_no_exceptions_message_is_among_them() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.stdout == ""
    assert "Xyzzy" not in done.stderr
    assert [line["event"] for line in lines] == ["asked", "unexpected", "Något annat"]
    assert lines[0]["å"] == "ö"
    assert lines[1]["error"] == lines[2]["error"] == "ValueError"
    assert lines[1]["raised_at"]
