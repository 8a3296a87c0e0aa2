"""Meetings of the same people that look alike, told apart: `python -m eval.lookalike`."""

from __future__ import annotations

import json
from pathlib import Path

from eval.harness import Measures, dragoman, main, scorer


def measure(data: Path, work: Path) -> Measures:
    """Builds the composed look-alike reports, and scores events, copies and records.

    Args:
        data: holds gold/lookalike-dev and eval/lookalike.py.
        work: receives what `dragoman` printed.
    """
    corpus = data / "gold" / "lookalike-dev"
    reports = sorted(corpus.glob("d*.txt"))
    records, events, copies = (work / f"{name}.jsonl" for name in ("records", "events", "copies"))
    dossier = work / "lookalike.duckdb"
    dragoman("annotate", *reports, into=records)
    dragoman("build", *reports, "-o", dossier)
    dragoman("events", dossier, "--format", "jsonl", into=events, ok=(0, 1))
    dragoman("sources", dossier, "--copies", "--format", "jsonl", into=copies, ok=(0, 1))
    script = data / "eval" / "lookalike.py"
    options = ("--copies", copies, "--records", records, "--json")
    printed: Measures = json.loads(scorer(script, corpus, events, *options))
    return printed


if __name__ == "__main__":
    main(measure, __doc__)
