"""The sign-in page, and the cookie of those who have signed in. Pure, but for the clock."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from html import escape

PATH = "/logga-in"
COOKIE = "kommunsvar"
_HOURS = 12  # a working day: then the password is asked for again
_STYLE = """
:root{color-scheme:light dark;--paper:#f6f4ee;--card:#fff;--ink:#1c2733;--soft:#4d5a66;--edge:#77828c}
:root{--lake:#0b4f6c;--on:#fff;--stop:#8c1d18}
@media (prefers-color-scheme:dark){:root{--paper:#14191e;--card:#1d242b;--ink:#ebe8e1;--soft:#aeb8c1;--edge:#8792a0;--lake:#8ecbe6}}
@media (prefers-color-scheme:dark){:root{--on:#062735;--stop:#ffb3ad}}
body{display:grid;min-height:90vh;margin:0;place-items:center;background:var(--paper);color:var(--ink)}
body{font:1.0625rem/1.5 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif}
main{width:min(22rem,86vw);padding:2rem;border-radius:1rem;background:var(--card)}
h1{margin:0 0 .25rem;font-size:1.5rem}p{margin:0 0 1.25rem;color:var(--soft)}
label{display:block;margin-bottom:.3rem;font-weight:600}
input,button{box-sizing:border-box;width:100%;padding:.7rem .9rem;border-radius:.6rem;font:inherit}
input{border:1.5px solid var(--edge);background:transparent;color:inherit}
button{margin-top:1rem;border:0;background:var(--lake);color:var(--on);font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--lake);outline-offset:2px}
.fel{color:var(--stop);font-weight:600}
"""


class Sessions:
    """Gives and checks cookies; they end with the process."""

    def __init__(self, password: str) -> None:
        """Take the password; "" lets nobody in."""
        self._password = password
        self._key = secrets.token_bytes(32)

    def is_password(self, tried: str) -> bool:
        """Tell whether it is the password, in a time that tells nothing of it."""
        known, given = (hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in (self._password, tried))
        return hmac.compare_digest(known, given) and bool(self._password)

    def cookie(self, secure: bool) -> str:
        """Return a Set-Cookie header for one who has given the password."""
        until = int(time.time()) + _HOURS * 3600
        safe = "; Secure" if secure else ""
        return f"{COOKIE}={until}.{self._seal(until)}; Path=/; Max-Age={_HOURS * 3600}; HttpOnly; SameSite=Lax{safe}"

    def holds(self, cookie: str) -> bool:
        """Tell whether a cookie is one of ours and still counts."""
        until, _, seal = cookie.partition(".")
        if not until.isascii() or not until.isdecimal() or not seal.isascii() or len(until) > len("9999999999"):
            return False
        return hmac.compare_digest(seal, self._seal(int(until))) and int(until) > time.time()

    def _seal(self, until: int) -> str:
        return hmac.new(self._key, str(until).encode(), hashlib.sha256).hexdigest()


def policy() -> str:
    """Return the page's content security policy."""
    return "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def page(told: str = "", asks: bool = True) -> str:
    """Return the sign-in page.

    Args:
        told: what went wrong, or "".
        asks: for a password; else it says that the proxy signs users in.
    """
    wrong = f'<p class="fel" role="alert" id="fel">{escape(told)}</p>' if told else ""
    described = ' aria-describedby="fel" aria-invalid="true"' if told else ""
    form = (
        f'<form method="post" action="{PATH}"><label for="losenord">Lösenord</label>'
        f'<input id="losenord" name="password" type="password" autocomplete="current-password" required autofocus{described}>'
        "<button>Logga in</button></form>"
    )
    how = "Ange lösenordet som du har fått av den som sköter tjänsten." if asks else "Logga in i kommunens inloggning först."
    return (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Logga in – Kommunsvar</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>Kommunsvar</h1><p>{how}</p>{wrong}{form if asks else ''}</main></body></html>"
    )
