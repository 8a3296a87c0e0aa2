"""Documents a second of the whole job against the bare parser: `python -m benchmarks.throughput`.

`dragoman build` reads, annotates, stores, links and compares reports; the stock small spaCy
pipeline, all its components, goes over the same body text with as many processes in the same run.
Both start from nothing, so loading counts on both sides. The reports are real ones with other
names and days (`eval.generated`); `--copies N` has each printed by N outlets, as agencies' are.

A ratio above 1 says that the whole job is the faster. `ratio` is of the time on the wall, which
other work on the machine spoils; `cpu_ratio` is of processor time.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.processes import Cost, cost
from dragoman.annotate.parse import readable
from dragoman.model import Report
from dragoman.read import read_inputs
from eval.generated import generate, originals
from eval.harness import shared

ROUNDS = 3
_NEGLIGIBLE = 100  # MiB; a process that holds less only starts others
Row = dict[str, float]


def write_corpus(data: Path, folder: Path, reports: int, copies: int) -> tuple[Path, Path]:
    """Writes rows for `dragoman build`, and the body texts in them for the peer.

    Args:
        data: the folder of the data sets.
        folder: where both go.
        reports: how many rows.
        copies: how many outlets print each text.
    """
    rows, bodies = folder / "rows.jsonl", folder / "bodies.json"
    with rows.open("w", encoding="utf-8") as file:
        for row in generate(originals(data), -(-reports // copies)):
            for copy in range(copies):
                printed = {**row, "id": f"{row['url']}#{copy}", "outlet": f"Outlet {copy}"}
                file.write(json.dumps(printed) + "\n")
    read = [item for item in read_inputs([rows]) if isinstance(item, Report)]
    bodies.write_text(json.dumps(["\n".join(lines_of(report)) for report in read]))
    return rows, bodies


def lines_of(report: Report) -> list[str]:
    """The lines that Dragoman parses."""
    return [span.of(report.text) for span, _ in readable(report)]


def measure(rows: Path, bodies: Path, processes: int, rounds: int) -> Row:
    """Both sides by turns, and their ratios; each figure is the median of the rounds."""
    ours: list[Cost] = []
    stock: list[Cost] = []
    for number in range(rounds):
        stock.append(cost("-m", "benchmarks.stock", bodies, str(processes)))
        into = rows.with_name(f"{processes}-{number}.duckdb")
        command = ("-m", "dragoman", "build", rows, "-o", into, "--workers", str(processes))
        ours.append(cost(*command, ok=(0, 3)))
    size, text = into.stat().st_size, sum(map(len, json.loads(bodies.read_text())))
    documents = len(json.loads(bodies.read_text()))
    peaks = [sorted(one.peaks.values(), reverse=True) for one in ours]
    return {
        "processes": processes,
        "reports": documents,
        "docs_per_s": round(documents / median(one.wall for one in ours), 2),
        "docs_per_cpu_s": round(documents / median(one.cpu for one in ours), 2),
        "ratio": round(_ratio([one.wall for one in stock], [one.wall for one in ours]), 3),
        "cpu_ratio": round(_ratio([one.cpu for one in stock], [one.cpu for one in ours]), 3),
        "peak_mib": max(one[0] for one in peaks),
        "worker_mib": max(one[1 if processes > 1 else 0] for one in peaks),
        "stock_mib": max(max(one.peaks.values()) for one in stock),
        "dossier_to_text": round(size / text, 2),
    }


def _ratio(peer: Sequence[float], own: Sequence[float]) -> float:
    return median(each / mine for each, mine in zip(peer, own, strict=True))


def main() -> None:
    """Measures each number of processes and prints a line for it, then how they scale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared(), help="the folder of the data sets")
    parser.add_argument("--reports", type=int, default=960)
    parser.add_argument("--copies", type=int, default=1, help="outlets that print each text")
    parser.add_argument("--processes", default="1,2", help="how many, with commas between")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as folder:
        rows, bodies = write_corpus(given.data, Path(folder), given.reports, given.copies)
        for processes in map(int, given.processes.split(",")):
            found.append(measure(rows, bodies, processes, given.rounds))
            print(json.dumps({**found[-1], "copies": given.copies}), flush=True)
    if len(found) > 1:
        print(json.dumps({"speed_up": round(found[-1]["docs_per_s"] / found[0]["docs_per_s"], 2)}))


if __name__ == "__main__":
    main()
