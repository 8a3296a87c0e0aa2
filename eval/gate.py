"""Holds every benchmark to its floors: `python -m eval.gate [NAME …]`.

`gate.toml` names, for each benchmark, the corpus it was set on (by hash) and the floors. The gate
refuses another corpus, and a floor lower than one ever committed unless the file says why.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from eval import floors
from eval.floors import Benchmark, GateError, Number, Side
from eval.harness import HERE, BenchmarkError, Measure, Measures, flat, in_folder, shared

GATE = HERE / "gate.toml"


class Result(NamedTuple):
    """One measure against its bound; `value` is None where the benchmark did not give it."""

    measure: str
    value: Number | None
    side: Side
    bound: Number
    held: bool


def corpus_hash(data: Path, corpus: Sequence[str]) -> str:
    """SHA-256 over the names and contents of the corpus's files, in the order of their names.

    Raises:
        GateError: a file or folder named in the corpus is missing or empty.
    """
    digest = hashlib.sha256()
    for part in sorted(corpus):
        root = data / part
        files = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file())
        if not files:
            raise GateError(f"{root} is missing; set DRAGOMAN_SHARED to the folder that holds it.")
        for file in files:
            digest.update(file.relative_to(data).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def check_corpus(benchmark: Benchmark, data: Path) -> None:
    """Refuses another corpus than the floors were set on.

    Raises:
        GateError: the hashes differ; the message holds the one found.
    """
    found = corpus_hash(data, benchmark.corpus)
    if found != benchmark.sha256:
        raise GateError(
            f"[{benchmark.name}] was set on another corpus. If the change is meant, measure again "
            f'and write the new hash to gate.toml:\n  sha256 = "{found}"'
        )


def judge(benchmark: Benchmark, measures: Measures) -> list[Result]:
    """Each bound of the benchmark against what was measured."""
    given = dict(flat(measures))
    results = []
    for side, name, bound in benchmark.bounds():
        value = given.get(name)
        held = value is not None and floors.holds(value, side, bound)
        results.append(Result(name, value, side, bound, held))
    return results


def run(name: str, data: Path | None = None, predictions: Path | None = None) -> list[Result]:
    """Runs one benchmark of `gate.toml` and holds it to its floors.

    Args:
        name: the table, and the module of `eval` whose `measure` is called.
        data: the folder of data and scorers; None takes `eval.harness.shared()`.
        predictions: keep what `dragoman` printed here; None drops it.

    Raises:
        GateError: no such benchmark, another corpus, or a floor lowered silently.
        BenchmarkError: a command or the scorer failed.
    """
    benchmarks = floors.read(GATE.read_text(encoding="utf-8"))
    if name not in benchmarks:
        raise GateError(f"gate.toml has no [{name}]; it has {', '.join(benchmarks)}.")
    floors.refuse_lowered(benchmarks, floors.committed(GATE))
    data = data or shared()
    check_corpus(benchmarks[name], data)
    measure: Measure = importlib.import_module(f"eval.{name}").measure
    return judge(benchmarks[name], in_folder(measure, data, predictions))


def table(results: Sequence[Result]) -> str:
    """The results as aligned lines; a bound that was not kept is marked MISS."""
    sign = {"at_least": "≥", "at_most": "≤"}
    return "\n".join(
        f"  {'ok  ' if r.held else 'MISS'} {r.measure:32} {r.value!s:>8} {sign[r.side]} {r.bound}"
        for r in results
    )


def main() -> int:
    """Runs the benchmarks named (all where none is): 0 all floors held, 1 not, 2 could not run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="benchmarks (default: all)")
    parser.add_argument("--data", type=Path, help="the folder of data and scorers")
    given = parser.parse_args()
    held = True
    try:
        for name in given.names or floors.read(GATE.read_text(encoding="utf-8")):
            results = run(name, given.data)
            print(f"{name}\n{table(results)}", flush=True)
            held = held and all(result.held for result in results)
    except (GateError, BenchmarkError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
