"""The pages of composed dossiers, asked directly and through the system's Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import composed
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright
from watching import Watched, serving, watching

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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; its tests are skipped only where nobody promised it.

    Playwright's event loop runs until the fixture ends, and no other can be run beside it: held for
    the session, it would fail every test of another file that runs a loop of its own.
    """
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium; .ci/run installs Debian's package")
        pytest.skip("needs Chromium: install the package chromium")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def watched(chromium: Browser, served: str) -> Iterator[Watched]:
    """A page of the composed dossier on which nothing may go wrong."""
    with watching(chromium, served) as found:
        yield found
