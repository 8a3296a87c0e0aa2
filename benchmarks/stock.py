"""The peer of `benchmarks.throughput`: the stock pipeline over texts, in so many processes.

`python -m benchmarks.stock TEXTS.json PROCESSES`; each process loads the pipeline once, sends its
part of the texts through all its components and keeps nothing of what comes out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import spacy

from dragoman.annotate.parse import PIPELINE


def pipe(texts: Sequence[str]) -> int:
    """Sends texts through the pipeline; gives back how many tokens they had."""
    return sum(len(doc) for doc in spacy.load(PIPELINE).pipe(texts))


def main() -> None:
    """Reads the texts, and prints the number of their tokens."""
    texts, processes = json.loads(Path(sys.argv[1]).read_text()), int(sys.argv[2])
    if processes == 1:
        print(pipe(texts))
        return
    parts = [texts[part::processes] for part in range(processes)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        print(sum(pool.map(pipe, parts)))


if __name__ == "__main__":
    main()
