"""How fast the pages of a dossier of 10,000 reports answer eight clients at once.

python -m benchmarks.serving --seed build/demo.duckdb

The dossier is grown from a small one (`benchmarks.grown`). Eight clients in a process of their own
ask for pages chosen at random, all kinds mixed; a page is seldom asked for twice, so it is made
anew. The stylesheet, which costs nothing to make, is asked for in the same run: what it takes is
the machine's and the load's, and the ratio to it is the page's own. Ends with 1 where a kind of
page misses its limit.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.grown import grow

MEDIAN_MS, P99_MS = 150.0, 500.0  # issue 8
CLIENTS = 8
PEER = "stylesheet"
WORDS = ("meeting", "talks", "president", "minister", "rally", "grenade", "truce", "summit")


def main() -> None:
    """Grow, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=Path, required=True, help="a dossier to grow")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=1500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dossier = Path(folder) / "grown.duckdb"
        grow(asked.seed, dossier, asked.reports)
        with served(dossier) as (port, process, opened):
            addresses = kinds(port)
            before, began = cpu(process), time.perf_counter()
            taken = ask(port, addresses, asked.requests)
            spent = cpu(process) - before
            wall = time.perf_counter() - began
    number = sum(map(len, taken.values()))
    print(
        f"{asked.reports} reports, laid out in {opened:.1f} s; {number} answers to {CLIENTS} "
        f"clients in {wall:.1f} s; {1000 * spent / number:.1f} ms of CPU an answer"
    )
    sys.exit(0 if report(taken) else 1)


@contextmanager
def served(dossier: Path) -> Iterator[tuple[int, int, float]]:
    """The pages in a process of their own: its port, its id, seconds until it answered."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "dragoman", "serve", str(dossier), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            told = (re.search(r"http://[^:]+:(\d+)/", line) for line in process.stderr)
            port = next(int(found[1]) for found in told if found)
            get(http.client.HTTPConnection("127.0.0.1", port), "/static/dragoman.css")
            yield port, process.pid, time.perf_counter() - began
        finally:
            process.terminate()


def kinds(port: int) -> dict[str, list[str]]:
    """Addresses by kind of page, taken from the pages' own listings."""
    asking = http.client.HTTPConnection("127.0.0.1", port)

    def listed(path: str, name: str) -> list[Any]:
        rows: list[Any] = json.loads(get(asking, path))[name]
        return rows

    pages = range(1, 9)
    events = [e["id"] for n in pages for e in listed(f"/events.json?page={7 * n}", "events")]
    reports = [r["id"] for n in pages for r in listed(f"/reports.json?page={5 * n}", "reports")]
    actors = [a["id"] for n in pages for a in listed(f"/actors.json?page={n}", "actors")]
    pairs = [p for n in pages[:4] for p in listed(f"/relations.json?page={n}", "pairs")]
    sources = [s["id"] for s in listed("/sources.json", "sources")]
    claims = [c["id"] for e in events[::9] for c in listed(f"/event/{e}.json", "claims")]
    return {
        PEER: ["/static/dragoman.css"],
        "start": ["/"],
        "events": [f"/events?page={n}" for n in range(1, 400)],
        "events, narrowed": [f"/events?actor={quote(w)}&place=a" for w in ("putin", "abiy", "un")],
        "event": [f"/event/{e}" for e in events],
        "report": [f"/report/{r}" for r in reports],
        "claim": [f"/claim/{c}" for c in claims],
        "search": [f"/search?q={a}+{b}&page={n}" for a in WORDS for b in WORDS for n in (1, 2)],
        "who said what": [f"/said?page={n}" for n in range(1, 40)],
        "speaker": [f"/said?speaker={quote(a)}" for a in actors],
        "timeline": [f"/timeline?page={n}" for n in range(1, 300)],
        "relations": [f"/relations?page={n}" for n in range(1, 20)],
        "pair": [f"/pair?one={quote(p['one'])}&other={quote(p['other'])}" for p in pairs],
        "actor": [f"/actor?id={quote(a)}" for a in actors],
        "map": [f"/map?page={n}" for n in range(1, 200)],
        "reports": [f"/reports?page={n}" for n in range(1, 150)],
        "sources": ["/sources", "/sources?page=2"],
        "source": [f"/source?id={quote(s)}" for s in sources],
        "events as JSON": [f"/events.json?page={n}" for n in range(400, 700)],
        "event as CSV": [f"/event/{e}.csv" for e in events],
    }


def ask(port: int, addresses: Mapping[str, Sequence[str]], number: int) -> dict[str, list[float]]:
    """Milliseconds an answer took, by kind, with all clients asking at once."""
    with multiprocessing.get_context("spawn").Pool(1) as elsewhere:
        found: dict[str, list[float]] = elsewhere.apply(_clients, (port, dict(addresses), number))
    return found


def _clients(port: int, addresses: dict[str, list[str]], number: int) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = defaultdict(list)
    names = list(addresses)

    def client(which: int) -> None:
        dice = random.Random(which)  # noqa: S311 -- which pages are asked for is no secret
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for turn in range(number // CLIENTS):
            kind = names[(turn + which * 3) % len(names)]
            address = dice.choice(addresses[kind])
            began = time.perf_counter()
            get(asking, address)
            taken[kind].append(1000 * (time.perf_counter() - began))

    threads = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(taken)


def get(asking: http.client.HTTPConnection, path: str) -> bytes:
    """The body of a page.

    Raises:
        RuntimeError: the answer is not 200.
    """
    asking.request("GET", path)
    answer = asking.getresponse()
    body = answer.read()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path}: {answer.status}")
    return body


def report(taken: Mapping[str, Sequence[float]]) -> bool:
    """Print a line a kind; whether every one keeps its limits."""
    peer = statistics.median(taken[PEER])
    print(
        f"{'':20}{'median':>9}{'p99':>9}{'to peer':>9}   ms; limits {MEDIAN_MS:.0f}, {P99_MS:.0f}"
    )
    kept = True
    for kind, times in taken.items():
        middle, worst = statistics.median(times), sorted(times)[int(0.99 * (len(times) - 1))]
        fits = middle <= MEDIAN_MS and worst <= P99_MS
        kept &= fits
        print(f"{kind:20}{middle:9.1f}{worst:9.1f}{middle / peer:9.1f}{'' if fits else '   over'}")
    return kept


def cpu(process: int) -> float:
    """Seconds of CPU a process has used (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
