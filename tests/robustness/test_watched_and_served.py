"""One dossier is watched and served at once: real feeds, real commands, real requests."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

import dragoman as api
from dragoman.run import build
from tests.robustness.corpora import REPORT, TOWNS
from tests.webserver import Site, answer, page, serving

ROUNDS = 3
EVERY = 0.02  # minutes between two looks at the feed
PATIENCE = 240  # seconds; a machine may be busy
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@contextmanager
def command(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A command of Dragoman's that runs until the block ends."""
    started = [sys.executable, "-m", "dragoman", *map(str, arguments)]
    with subprocess.Popen(
        started, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def publish(site: Site, number: int) -> None:
    """Puts so many entries into the feed, each with a page."""
    items = ""
    for n in range(number):
        town = TOWNS[n]
        lines = REPORT.format(town=town, nth=f"{n + 2}th", number=n + 3).split("\n\n")
        site.routes[f"/{n}"] = answer(page(lines[0], *lines[1:]))
        items += f"<item><title>{lines[0]}</title><link>{site.url(f'/{n}')}</link></item>"
    feed = f"<rss version='2.0'><channel><title>Dock News</title>{items}</channel></rss>"
    site.routes["/rss"] = answer(feed.encode(), kind="application/rss+xml", ETag=f'"{number}"')


def reports_served(address: str) -> list[str]:
    """The paths of the reports that the server tells of, by its interface."""
    with urlopen(f"{address}/reports.json", timeout=PATIENCE) as response:
        assert response.status == 200
        return [row["path"] for row in json.load(response)["reports"]]


def test_pages_follow_a_watch_that_adds_reports(site: Site, tmp_path: Path) -> None:
    into, feeds = tmp_path / "x.duckdb", tmp_path / "feeds.toml"
    (first := tmp_path / "first.txt").write_text(REPORT.format(town="Oslo", nth="9th", number=40))
    assert build([first], into).exit_code == 0
    feeds.write_text(f'every = {EVERY}\n[[feed]]\naddress = "{site.url("/rss")}"\n')
    publish(site, 0)
    seen: list[int] = []
    with command("serve", into, "--port", "0") as server:
        assert server.stderr is not None
        found = ADDRESS.search(server.stderr.readline())
        assert found
        with command("watch", feeds, "-o", into, "--allow-private") as watcher:
            for number in range(1, ROUNDS + 1):
                publish(site, number)
                until = time.monotonic() + PATIENCE
                while not seen or seen[-1] < 1 + number:
                    seen.append(len(reports_served(found[0])))
                    assert watcher.poll() is None
                    assert time.monotonic() < until, seen
                    time.sleep(0.2)
        assert server.poll() is None
    assert seen[0] == 1
    assert seen == sorted(seen), "a report that was shown is gone again"
    with api.open(into) as dossier:
        assert dossier.verify() == []
        assert len(dossier.reports()) == 1 + ROUNDS
