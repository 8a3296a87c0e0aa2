"""How linking and comparing grow: `python -m benchmarks.growth [--base X.duckdb] [--sizes …]`.

Reports made of real ones without a parse (`benchmarks.permuted`) are linked and compared whole,
each size in a process of its own. Prints processor time and peak memory a size, and the exponent
of the time, which is the slope between sizes on logarithmic scales.
"""

from __future__ import annotations

import json
import math
import platform
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks.base import annotated, arguments
from benchmarks.permuted import permuted
from benchmarks.processes import peak_memory
from dragoman.compare import compare
from dragoman.link import link
from dragoman.model import Annotated

SIZES = "1000,3000,10000"
Row = dict[str, float]


def measure(corpus: Sequence[Annotated], size: int) -> Row:
    """Seconds of processor time and MiB of memory (peak) for so many reports."""
    reports = list(permuted(corpus, size))
    start = time.process_time()
    linked = link(reports)
    middle = time.process_time()
    comparisons = compare(reports, linked)
    end = time.process_time()
    return {
        "reports": size,
        "link_s": round(middle - start, 2),
        "compare_s": round(end - middle, 2),
        "memory_mib": peak_memory(),
        "links": len(linked.links),
        "comparisons": len(comparisons),
    }


def exponent(rows: Sequence[Row]) -> float:
    """The slope of time over reports on logarithmic scales, by least squares."""
    points = [(math.log(r["reports"]), math.log(r["link_s"] + r["compare_s"])) for r in rows]
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    above: float = sum((x - mean_x) * (y - mean_y) for x, y in points)
    below: float = sum((x - mean_x) ** 2 for x, _ in points)
    return above / below


def main() -> None:
    """Measures each size and prints a line for it, then the exponent."""
    given = arguments(__doc__, SIZES)
    corpus = annotated(given.base, given.data)
    rows = []
    for size in given.sizes:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            rows.append(pool.submit(measure, corpus, size).result())
        print(json.dumps(rows[-1]), flush=True)
    if len(rows) > 1:
        print(json.dumps({"exponent": round(exponent(rows), 3), "machine": platform.processor()}))


if __name__ == "__main__":
    main()
