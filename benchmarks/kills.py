"""Builds that are killed at random moments: `python -m benchmarks.kills`.

One build after another works at a dossier and is killed (SIGKILL) at a random moment of a stage,
the stages by turns, since short ones would hardly be hit otherwise; the next goes on from there.
After every kill the dossier must open, every span in it must hold its words, no key may come twice,
and readers must see a state that was published: none of the new reports or all.
A build that lives to its end must leave the logical hash of one that nobody killed; then the next
kills are of a dossier begun anew.

The parser is loaded before the builds are forked off, so that the kills hit work, not imports.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path

from dragoman.annotate import annotate
from dragoman.dossier import Dossier, compacting, primary_keys
from dragoman.model import Report
from dragoman.read import read_inputs
from dragoman.run import Progress, ahead, build

KILLS = 50
SEED = 9
REPORTS = 24
_BATCH = 3  # reports that are stored at a time, so that a small corpus has many moments
_TEXT = """{town} truce talks resume

{town}, 4 May 2019 - Negotiators met in {town} on Saturday for a {number}th round of talks.

"We will stay at the table until the paper is signed," the mediator Anna Berg told reporters.

Two drivers were killed on Thursday when a lorry hit a mine near {town}, the rescue service said.
"""
_TOWNS = ("Genoa", "Bergen", "Tampere", "Varna", "Aarhus", "Coimbra", "Zadar", "Leuven")
START = "start"
"""The stage of a build before it tells of any."""
_fork = get_context("fork")
State = tuple[int, str]
"""How many reports readers see, and the logical hash of the dossier."""


class LostError(RuntimeError):
    """A killed build left something that it must not leave."""


def write_reports(folder: Path, count: int) -> list[Path]:
    """Writes reports, no two alike."""
    files = [folder / f"{number:03}.txt" for number in range(count)]
    for number, file in enumerate(files):
        file.write_text(_TEXT.format(town=_TOWNS[number % len(_TOWNS)], number=number + 4))
    return files


def work(files: list[Path], into: Path, pipe: Connection | None = None) -> None:
    """Builds, and tells by which stage it is; what a process that is to be killed does."""

    def tell(step: Progress) -> None:
        if pipe is not None:
            pipe.send(step.stage)

    vars(ahead).update(BATCH=_BATCH)
    vars(compacting).update(WORTH_IT=0)  # the file is written anew though it is small
    build(files, into, progress=tell)


def state_of(into: Path) -> State:
    """What readers see.

    Raises:
        LostError: a span does not hold its words, or a key comes twice.
    """
    if not into.exists():
        return 0, ""
    with Dossier.open(into) as dossier:
        wrong = dossier.verify()
        for table, key in primary_keys().items():
            names = ", ".join(key)
            twice = f"SELECT {names} FROM {table} GROUP BY {names} HAVING count(*) > 1"
            wrong += dossier.sql(twice).to_pylist() if key else []
        if wrong:
            raise LostError(f"{into}: {wrong[:3]}")
        return len(dossier.reports()), dossier.logical_hash()


def apart(function: Callable[[Path], State], into: Path) -> State:
    """What a function gives, asked in a process of its own: this one must not open a database."""
    here, there = _fork.Pipe(duplex=False)
    process = _fork.Process(target=lambda: there.send(function(into)))
    process.start()
    process.join()
    if process.exitcode:
        raise LostError(f"{into} does not open")
    state: State = here.recv()
    return state


def staged(files: list[Path], into: Path) -> dict[str, float]:
    """Seconds that a build takes at each stage, if nobody kills it."""
    process, pipe = _begun(files, into)
    seconds: dict[str, float] = {}
    stage, began = START, time.monotonic()
    while stage:
        heard = _heard(pipe)
        if heard != stage:
            seconds[stage] = time.monotonic() - began
            stage, began = heard, time.monotonic()
    _ended(process)
    return seconds


def killed(files: list[Path], into: Path, at: str, after: float) -> str:
    """The stage at which a build was killed, so many seconds into `at`; "" if it had ended."""
    process, pipe = _begun(files, into)
    stage = START
    while stage not in {at, ""}:
        stage = _heard(pipe)
    process.join(after)
    alive = process.is_alive()
    process.kill()
    process.join()
    while pipe.poll() and (heard := _heard(pipe)):
        stage = heard
    if alive:
        return stage
    _ended(process)
    return ""


def _begun(files: list[Path], into: Path) -> tuple[ForkProcess, Connection]:
    """A process that builds, and what it tells of."""
    here, there = _fork.Pipe(duplex=False)
    process = _fork.Process(target=work, args=(files, into, there))
    process.start()
    there.close()
    return process, here


def _heard(pipe: Connection) -> str:
    """The stage that a build tells of next; "" where it has ended."""
    try:
        stage: str = pipe.recv()
    except EOFError:
        return ""
    return stage


def _ended(process: ForkProcess) -> None:
    process.join()
    if process.exitcode:
        raise LostError(f"a build ended with {process.exitcode}")


def kill(folder: Path, times: int, reports: int, seed: int) -> dict[str, object]:
    """Kills so many builds; what was hit, and how many builds lived to their end.

    Raises:
        LostError: something was lost, doubled or torn.
    """
    files = write_reports(folder, reports)
    list(annotate(item for item in read_inputs(files[:1]) if isinstance(item, Report)))
    whole = folder / "whole.duckdb"
    seconds = staged(files, whole)
    wanted = apart(state_of, whole)
    dice = random.Random(seed)  # noqa: S311  a benchmark, no secret
    stages = cycle(seconds)
    hit: Counter[str] = Counter()
    ended = number = 0
    while hit.total() < times:
        into = folder / f"{number}.duckdb"
        at = next(stages)
        struck = killed(files, into, at, dice.uniform(0, 1.1 * seconds[at]))
        state = apart(state_of, into)
        hit.update([struck] if struck else [])
        if state == wanted:  # also where the kill came after the new dossier was in place
            ended, number = ended + 1, number + 1
        elif not struck or state[0]:
            raise LostError(f"{state} is neither what was there before nor {wanted}")
    return {"kills": times, "at": dict(hit), "builds_ended": ended, "lost_or_doubled": 0}


def main() -> None:
    """Kills builds and prints what came of it; an error where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dragoman-kills-") as folder:
        print(json.dumps(kill(Path(folder), given.kills, given.reports, given.seed)))


if __name__ == "__main__":
    main()
