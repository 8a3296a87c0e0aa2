"""What every benchmark needs: the data, the command line as a user calls it, the scorers."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

Measures = Mapping[str, Any]
"""What a scorer prints: names to numbers, "hits/total" strings, or one more level of the same."""
Measure = Callable[[Path, Path], Measures]
"""A benchmark: (folder of the data, folder for predictions) to what was measured."""

SHARED = "DRAGOMAN_SHARED"
HERE = Path(__file__).resolve().parent


class BenchmarkError(RuntimeError):
    """A benchmark could not be run: data are missing, or a command failed."""


def shared() -> Path:
    """The folder of data and scorers: `$DRAGOMAN_SHARED`, else `shared` beside the repository."""
    return Path(os.environ.get(SHARED) or HERE.parent.parent / "shared").resolve()


def dragoman(*arguments: str | Path, into: Path | None = None, ok: Collection[int] = (0,)) -> None:
    """Runs `dragoman` as a user would, its standard output going to the file `into`.

    Args:
        arguments: as on the command line.
        into: where its standard output goes; None drops it.
        ok: exit codes that are no failure (1: nothing found; 3: some inputs failed).

    Raises:
        BenchmarkError: another exit code; the message ends with what the command said.
    """
    command = [sys.executable, "-m", "dragoman", *map(str, arguments)]
    target = into or Path(os.devnull)
    with target.open("wb") as out:
        ran = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
    if ran.returncode not in ok:
        said = ran.stderr.decode("utf-8", "replace")[-2000:]
        raise BenchmarkError(f"{' '.join(command[2:])}: exit code {ran.returncode}\n{said}")


def scorer(script: Path, *arguments: str | Path, stdin: Path | None = None) -> str:
    """What a scorer of the data folder prints.

    Raises:
        BenchmarkError: the scorer is missing or failed.
    """
    command = [sys.executable, "-B", str(script), *map(str, arguments)]
    source = stdin or Path(os.devnull)
    with source.open("rb") as given:
        ran = subprocess.run(command, stdin=given, capture_output=True, check=False)
    if ran.returncode != 0:
        said = ran.stderr.decode("utf-8", "replace")[-2000:]
        raise BenchmarkError(f"{script.name}: exit code {ran.returncode}\n{said}")
    return ran.stdout.decode("utf-8")


def flat(measures: Measures, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The measures as (dotted name, value), in their order."""
    for name, value in measures.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def main(measure: Measure, about: str) -> None:
    """The command line of a benchmark: `--data DIR`, `--predictions OUT`, `--json`."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(
        "--data", type=Path, default=shared(), help="the folder of data and scorers"
    )
    parser.add_argument(
        "--predictions", type=Path, help="keep what dragoman printed in this folder"
    )
    parser.add_argument("--json", action="store_true", help="print the measures as JSON")
    given = parser.parse_args()
    measures = in_folder(measure, given.data, given.predictions)
    if given.json:
        print(json.dumps(measures, ensure_ascii=False))
        return
    for name, value in flat(measures):
        print(f"{name:32} {value}")


def in_folder(measure: Measure, data: Path, predictions: Path | None = None) -> Measures:
    """Runs a benchmark in the folder given for its predictions, or in one that goes away."""
    if predictions is not None:
        predictions.mkdir(parents=True, exist_ok=True)
        return measure(data, predictions)
    with tempfile.TemporaryDirectory(prefix="dragoman-eval-") as folder:
        return measure(data, Path(folder))
