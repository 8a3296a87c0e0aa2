"""What stands before every request: who may ask, in which form, and what a browser may do with it.

A dossier is full of strangers' words, and a page in another tab may try to reach it under a name of
its own (DNS rebinding): so only known hosts are answered, forms are taken from our own pages alone,
and the browser is told to run nothing but our one script and to fetch nothing from elsewhere.
"""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.answer import FORMS

_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_READING: Final = frozenset({"GET", "HEAD"})
HEADERS: Final = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not no-referrer, under which browsers hide the origin of our own forms as well
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Middleware that refuses foreign hosts and forms, and splits `.json` off addresses.

    Args:
        app: what answers.
        hosts: names besides localhost, with or without port.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...] = ()) -> None:
        self._app = app
        self._hosts = _LOCAL | set(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on what is asked, and add the headers to what is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await PlainTextResponse(refusal, 403)(scope, receive, guarded)
            return
        await self._app(_formed(scope), receive, guarded)

    def _refusal(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if not self._known(host):
            return f"This server is not known as {host[:80]!r}."
        if scope["method"] not in _READING:
            origin = headers.get("origin", "").lower()
            if origin != f"{scope['scheme']}://{host}":
                return "Forms are taken from this server's own pages only."
        return None

    def _known(self, host: str) -> bool:
        name, _, port = host.rpartition(":")
        bare = name if port.isdigit() else host
        return host in self._hosts or bare in self._hosts


def _formed(scope: Scope) -> Scope:
    """The scope with the ending of its path (`.json`) taken off and kept as `form`."""
    path = scope["path"]
    stem, dot, form = path.rpartition(".")
    if not dot or form not in FORMS or path.startswith("/static/"):
        return scope
    return {**scope, "path": "/" if stem == "/index" else stem, "raw_path": b"", "form": form}
