"""An OpenAI-compatible endpoint of our own on loopback, which answers as it is told, also badly."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Request = dict[str, Any]


@dataclass(slots=True)
class Reply:
    """What the endpoint answers.

    Attributes:
        words: sent one at a time; an iterator may never end.
        ends: sends the end of the stream; without it the connection is cut.
        raw: the whole body, instead of words.
        before: seconds of silence before the answer; `between` words.
    """

    words: Iterator[str] | list[str] = field(default_factory=list)
    status: int = 200
    raw: bytes | None = None
    ends: bool = True
    before: float = 0.0
    between: float = 0.0
    reason: str = "stop"
    content_type: str = "text/event-stream"


def says(text: str, **how: Any) -> Reply:
    """Return a reply of whole words."""
    return Reply(re.findall(r"\s*\S+|\s+", text), **how)


@dataclass(slots=True)
class ChatServer:
    """The endpoint, while it runs.

    Attributes:
        reply: what it answers to a request.
        requests: the bodies it got, with their headers under "headers".
        gone: set when a client has left in the middle of an answer.
        first_word: when the first word of the latest answer left, on the clock of `time.perf_counter`.
    """

    url: str
    reply: Callable[[Request], Reply]
    requests: list[Request] = field(default_factory=list)
    gone: Event = field(default_factory=Event)
    sent: int = 0
    first_word: float = 0.0
    stopping: Event = field(default_factory=Event)


def source_of(request: Request, phrase: str) -> int:
    """Return the number of the evidence that holds a phrase."""
    text = request["messages"][-1]["content"]
    for number, told in re.findall(r"KÄLLA \[(\d+)\](.*?)SLUT", text, re.DOTALL):
        if phrase in told:
            return int(number)
    raise AssertionError(f"no evidence holds {phrase!r}: {text}")


def _chunk(delta: dict[str, str], reason: str | None = None) -> bytes:
    body = {
        "id": "x",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "tiny",
        "choices": [{"index": 0, "delta": delta, "finish_reason": reason}],
    }
    return b"data: " + json.dumps(body).encode() + b"\n\n"


def _handler(server: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body["headers"] = dict(self.headers)
            server.requests.append(body)
            reply = server.reply(body)
            server.stopping.wait(reply.before)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type if reply.status == 200 else "application/json")
            self.end_headers()
            try:
                if reply.raw is not None:
                    self.wfile.write(reply.raw)
                elif reply.status != 200:
                    self.wfile.write(json.dumps({"error": {"message": f"nej {reply.status}", "type": "x"}}).encode())
                else:
                    self._stream(reply)
            except OSError:
                server.gone.set()

        def _stream(self, reply: Reply) -> None:
            self.wfile.write(_chunk({"role": "assistant", "content": ""}))
            first = True
            for word in reply.words:
                if first:
                    server.first_word, first = time.perf_counter(), False
                self.wfile.write(_chunk({"content": word}))
                self.wfile.flush()
                server.sent += 1
                if reply.between and server.stopping.wait(reply.between):
                    return
            if reply.ends:
                self.wfile.write(_chunk({}, reply.reason) + b"data: [DONE]\n\n")
            else:
                self.connection.shutdown(socket.SHUT_RDWR)

    return Handler


@contextmanager
def chat_server(reply: Callable[[Request], Reply]) -> Iterator[ChatServer]:
    """Run the endpoint on a free port."""
    server = ChatServer("", reply)
    listener = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    server.url = f"http://127.0.0.1:{listener.server_port}/v1"
    thread = Thread(target=lambda: listener.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        listener.shutdown()
        listener.server_close()
        thread.join()
