"""The real reports that the large corpora are made of, annotated once and kept as a dossier."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from dragoman.dossier import Dossier, Store
from dragoman.model import Annotated
from eval.generated import originals
from eval.harness import dragoman, shared

BATCH: Final = 200
"""Reports stored at a time."""


def arguments(about: str | None, sizes: str, called: str = "--sizes") -> argparse.ArgumentParser:
    """Reads what the benchmarks of linking are told: `data`, `base` and `sizes`, however called."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--data", type=Path, default=shared(), help="the folder of the data sets")
    parser.add_argument(
        "--base", type=Path, help="a dossier of real reports; made of --data if there is none"
    )
    parser.add_argument(
        called,
        type=lambda given: [int(size) for size in given.split(",")],
        default=sizes,
        help=f"how many reports, with commas between ({sizes})",
    )
    return parser


def annotated(base: Path | None, data: Path) -> list[Annotated]:
    """The reports of the dossier at `base`, which is built of `news_cluster` if it is not there."""
    if base is not None and base.exists():
        return _held(base)
    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as folder:
        rows = Path(folder) / "originals.jsonl"
        rows.write_text(
            "".join(
                json.dumps(
                    {
                        "id": one.name,
                        "text": one.text,
                        "title": one.title,
                        "outlet": one.host,
                        "published": one.published.isoformat(),
                    }
                )
                + "\n"
                for one in originals(data)
            )
        )
        made = base or Path(folder) / "base.duckdb"
        dragoman("build", rows, "-o", made, ok=(0, 3))
        return _held(made)


def _held(path: Path) -> list[Annotated]:
    with Dossier.open(path) as dossier:
        return dossier.annotated()


def put(store: Store, reports: Iterable[Annotated]) -> None:
    """Store reports, so many at a time."""
    waiting = iter(reports)
    while batch := list(islice(waiting, BATCH)):
        store.put(batch, "benchmark")
