"""The pages of composed dossiers, asked directly and through the system's Chromium."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import composed
import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dragoman.web import application

# What keeps Chromium from asking its maker for anything; its sandbox needs no root.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The composed dossier."""
    return composed.write(tmp_path_factory.mktemp("web") / "composed.duckdb")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier in which every word is an attack."""
    reports = composed.hostile()
    path = tmp_path_factory.mktemp("web") / "hostile.duckdb"
    return composed.write(path, reports, composed.hostile_links(reports))


@pytest.fixture(scope="session")
def client(dossier: Path) -> TestClient:
    """Asks for pages without a browser or a network."""
    return TestClient(application(dossier), base_url="http://127.0.0.1")


@pytest.fixture(scope="session")
def served(dossier: Path) -> Iterator[str]:
    """The address of the composed dossier's pages."""
    with serving(dossier) as address:
        yield address


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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; its tests are skipped only where nobody promised it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium; .ci/run installs Debian's package")
        pytest.skip("needs Chromium: install the package chromium")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


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


@pytest.fixture
def watched(chromium: Browser, served: str) -> Iterator[Watched]:
    """A page of the composed dossier on which nothing may go wrong."""
    with watching(chromium, served) as found:
        yield found


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
