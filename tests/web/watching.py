"""The pages of a dossier on a free port, and a browser's page on which nothing may go wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from dragoman.web import application


@contextmanager
def serving(path: Path, reviewer: str | None = None) -> Iterator[str]:
    """The pages of a dossier on a free port of this machine."""
    config = uvicorn.Config(
        application(path, reviewer=reviewer), host="127.0.0.1", port=0, log_level="error"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server ended before it began"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


class Watched:
    """A page that keeps what went wrong on it: console errors, and requests to elsewhere."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.page: Page = context.new_page()
        self.home = home
        self.troubles: list[str] = []
        self.page.on("console", self._spoken)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("request", lambda asked: self._asked(asked.url))

    def open(self, path: str) -> Page:
        """The page at a path of the server, once it asks for nothing more."""
        self.page.goto(self.home + path, wait_until="networkidle")
        return self.page

    def _spoken(self, message: object) -> None:
        if message.type in {"error", "warning"}:  # type: ignore[attr-defined]
            self.troubles.append(f"console: {message.text}")  # type: ignore[attr-defined]

    def _asked(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")):
            self.troubles.append(f"request: {url}")


@contextmanager
def watching(
    chromium: Browser, home: str, *, scripts: bool = True, dark: bool = False
) -> Iterator[Watched]:
    """A fresh page; at the end nothing must have gone wrong on it."""
    context = chromium.new_context(
        java_script_enabled=scripts, color_scheme="dark" if dark else "light"
    )
    context.set_default_timeout(60_000)  # a machine's speed is no property of the code
    found = Watched(context, home)
    yield found
    context.close()
    assert not found.troubles
