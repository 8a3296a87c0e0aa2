"""Five real reports of three meetings, from the page to the verdicts: `python -m eval.seeds`."""

from __future__ import annotations

import json
from pathlib import Path

from eval.harness import Measures, dragoman, main, scorer


def measure(data: Path, work: Path) -> Measures:
    """Annotates and builds the seeds, and scores records, events and comparisons.

    Args:
        data: holds seeds/, gold/seeds.json and eval/seeds.py.
        work: receives what `dragoman` printed.
    """
    reports = sorted((data / "seeds").glob("*.txt"))
    records, events, conflicts = (work / f"{n}.jsonl" for n in ("records", "events", "conflicts"))
    dossier = work / "seeds.duckdb"
    dragoman("annotate", *reports, into=records)
    dragoman("build", *reports, "-o", dossier)
    dragoman("events", dossier, "--format", "jsonl", into=events, ok=(0, 1))
    dragoman("conflicts", dossier, "--all", "--format", "jsonl", into=conflicts, ok=(0, 1))
    script = data / "eval" / "seeds.py"
    options = ("--events", events, "--conflicts", conflicts, "--json")
    printed: Measures = json.loads(scorer(script, *options, stdin=records))
    return printed


if __name__ == "__main__":
    main(measure, __doc__)
