"""A web server on this machine that behaves as badly as a test asks it to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[[BaseHTTPRequestHandler], None]

ARTICLE = (
    "The transport ministers of the two countries signed an accord on ferries on Friday.",
    "The accord had been in the making for nine months, a spokeswoman for the port said.",
    "“We have waited for this for years,” the minister told reporters in the harbour.",
)


def page(title: str = "Ministers sign ferry accord", *paragraphs: str) -> bytes:
    """A page with a menu, an article and a footer."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or ARTICLE)
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><nav>Home World</nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>All rights reserved</footer>"
        "</body></html>"
    ).encode()


def answer(
    body: bytes = b"", status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str
) -> Behaviour:
    """Answers with a body; header names have underscores for hyphens."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        stated = {"Content-Type": kind, "Content-Length": str(len(body))}
        for name, value in (stated | {k.replace("_", "-"): v for k, v in headers.items()}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def redirect(target: str, status: int = 302) -> Behaviour:
    return answer(status=status, Location=target)


@dataclass
class Site:
    """What the server does at each path, and what it was asked."""

    address: str
    routes: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


@contextmanager
def serving() -> Iterator[Site]:
    """A site; what it is not told of is answered with 404."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            try:
                site.routes.get(self.path, answer(b"not here", 404))(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the reader had enough, as it may

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
