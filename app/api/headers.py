"""Which addresses are the API's, and the headers that every answer carries."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders

API = "/api/"
_API_ROOTS = (API, "/v1/")
METRICS = "/metrics"
_TRACE_HEADER = "X-Trace-Id"
_ANY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_API_ONLY = {
    "Cache-Control": "no-store",  # a paper may be deleted at any moment, and is then to be shown no more
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'",
}


def is_api(path: str) -> bool:
    """Tell whether an address is for programs rather than for the page."""
    return path.startswith(_API_ROOTS) or path == METRICS


def add_headers(headers: MutableHeaders, trace_id: str, is_api: bool) -> None:
    """Add the security headers that are not set already, and the trace id."""
    for name, value in {**_ANY, **(_API_ONLY if is_api else {})}.items():
        headers.setdefault(name, value)
    headers[_TRACE_HEADER] = trace_id
