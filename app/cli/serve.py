"""`kommunsvar serve`: one process that answers over HTTP until it is told to stop."""

from __future__ import annotations

import errno
import ipaddress
import signal
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.main import command, err, out, settings, told_failures
from app.errors import ServerError

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.settings import Settings

_STOP_SECONDS = 3  # for answers under way; a page that is open holds its connection and is cut off
_LONGEST_LINE = 256_000  # bytes of a request's address and headers: a long question in a search is refused by us, in Swedish
_LOCAL = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # how this machine reaches itself where it listens to all
_ELSEWHERE = ("192.0.2.1", 9)  # an address for examples: which way there tells this machine's own

Host = Annotated[str, typer.Option("--host", metavar="ADRESS", help="Adress att lyssna på; 0.0.0.0 släpper in andra datorer.")]
Port = Annotated[int | None, typer.Option("--port", metavar="PORT", min=0, max=65_535, help="Port att lyssna på; 0 tar en ledig.")]


@command("serve", "Starta tjänsten: webbsidan och API:et.")
def serve(host: Host = "", port: Port = None) -> None:
    """Serve until told to stop."""
    with told_failures():
        given = settings()
        listener = listen(host or given.server.host, given.server.port if port is None else port)
        with listener:
            from app.bootstrap import services  # noqa: PLC0415 - loads the stores

            with services(given) as opened:
                run(opened, listener)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address; who connects is answered once the server runs.

    Raises:
        ServerError: the address is taken, not this machine's, or not allowed.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        bound = socket.socket(family)
    except OSError as error:
        raise ServerError(f"Adressen {host} finns inte på den här datorn. Ange --host 127.0.0.1.") from error
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
        bound.listen()  # two may bind; only one may listen: better told now than after the model is loaded
    except OSError as error:
        bound.close()
        raise ServerError(_refused(error, host, port)) from error
    return bound


def _refused(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65_535 else 8000
        told = f"ange --port {other} (med make: KOMMUNSVAR_SERVER_PORT={other} make run)"
        return f"Port {port} är upptagen: stäng det som använder den, eller {told}."
    if error.errno == errno.EACCES:
        return f"Port {port} kräver högre behörighet. Ange --port 8000."
    return f"Adressen {host} finns inte på den här datorn. Ange --host 127.0.0.1."


def address_of(listener: socket.socket) -> str:
    """Return the address a browser on this machine reaches the server by."""
    host, port = listener.getsockname()[:2]
    shown = _LOCAL.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def address_for_others(listener: socket.socket) -> str:
    """Return the address a browser on another machine reaches the server by, or "" where none does."""
    host, port = listener.getsockname()[:2]
    if ipaddress.ip_address(host).is_loopback:
        return ""
    shown = _own_address() if host in _LOCAL else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


def _own_address() -> str:
    """Return what this machine is called on its network: the address it would send from, else its name. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])


def warning(listener: socket.socket, given: Settings) -> str:
    """Return what is to be said of a server that lets in whoever reaches it, or ""."""
    if not address_for_others(listener) or given.password or given.server.user_header:
        return ""
    return (
        "Obs: tjänsten släpper in alla som når den, utan lösenord: de får fråga, lägga in och ta bort. "
        "Sätt KOMMUNSVAR_PASSWORD, se SECURITY.md."
    )


def run(services: Services, listener: socket.socket) -> None:
    """Serve until a signal comes, then answer what is under way and return.

    Args:
        services: the assistant and the stores.
        listener: a bound socket.

    Raises:
        VectorStoreError: the model or an index cannot be used: better told at once than to everyone who asks.
    """
    services.embedder.load()
    services.index.vectors.count()
    services.index.lexical.count()
    import uvicorn  # noqa: PLC0415 - as below: only the server needs them

    from app.api.logs import configure  # noqa: PLC0415
    from app.api.main import create_app  # noqa: PLC0415

    class Server(uvicorn.Server):
        """Tells when it is ready."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                others = address_for_others(listener)
                told = f", för andra datorer på {others}" if others and others != address_of(listener) else ""
                out.print(f"Kommunsvar svarar på {address_of(listener)}{told}  (Ctrl+C avslutar)")

    configure()
    if told := warning(listener, services.settings):
        err.print(told)
    config = uvicorn.Config(
        create_app(services),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # who connects is who counts: `app.api.gate` reads the proxy's word itself
        http="h11",  # the one whose longest line can be set
        ws="none",
        timeout_graceful_shutdown=_STOP_SECONDS,
        h11_max_incomplete_event_size=_LONGEST_LINE,
    )
    # uvicorn raises the signal again once it has stopped; by then all is done, and the stores are to be closed in peace.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    Server(config).run(sockets=[listener])
    err.print("Kommunsvar är avslutat.")
