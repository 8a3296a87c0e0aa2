"""The pool: the same as one process gives, in order, whatever becomes of its workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from dragoman.model import Annotated, Report, content_id
from dragoman.run.pool import Pool, fitting

BATCHES = [[f"{batch}-{n}" for n in range(3)] for batch in range(7)]
ALL = [name for batch in BATCHES for name in batch]


def harmless(reports: Iterable[Report], fatal: str = "", wrong: str = "") -> Iterator[Annotated]:
    """Stands in for annotating; dies like a process out of memory, or fails, on one report."""
    for report in reports:
        if report.name == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        if report.name == wrong:
            message = "no such actor"
            raise LookupError(message)
        yield Annotated(report)


@pytest.mark.parametrize("workers", [1, 2])
def test_batches_come_back_whole_and_in_order(workers: int) -> None:
    with Pool(harmless, workers) as pool:
        assert names(pool) == BATCHES


def test_few_batches_need_no_workers() -> None:
    asked_here: list[str] = []

    def remember(batch: Iterable[Report]) -> Iterator[Annotated]:
        for one in harmless(batch):
            asked_here.append(one.report.name)
            yield one

    with Pool(remember) as pool:
        done = [one.report.name for batch in pool.annotated(few()) for one in batch]
    assert asked_here == done == ALL[:9]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_annotation_fails_on_costs_no_other(workers: int) -> None:
    with Pool(partial(harmless, wrong="2-1"), workers) as pool:
        done = [one for batch in pool.annotated(reports()) for one in batch]
    assert [one.report.name for one in done] == ALL
    (failed,) = [one for one in done if one.problems]
    assert failed.report.name == "2-1"
    (trouble,) = failed.problems
    assert trouble.code == "A001"
    assert "LookupError: no such actor (test_pool.py:" in trouble.what


def test_a_worker_that_dies_takes_one_report_with_it() -> None:
    with Pool(partial(harmless, fatal="3-2"), 2) as pool:
        done = [one for batch in pool.annotated(reports()) for one in batch]
    assert [one.report.name for one in done] == ALL
    assert {one.report.name: one.problems[0].code for one in done if one.problems} == {
        "3-2": "A003"
    }


def test_leaving_early_stops_the_workers() -> None:
    with Pool(harmless, 2) as pool:
        next(pool.annotated(reports()))
        workers = list(pool._processes._processes.values())  # type: ignore[union-attr]
        assert len(workers) == 2
    assert not any(worker.is_alive() for worker in workers)


@pytest.mark.parametrize("workers", [1, 2])
def test_things_are_shared_out_and_come_back_in_order(workers: int) -> None:
    with Pool(harmless, workers) as pool:
        names(pool)
        assert list(pool.each(squared, range(20))) == [n * n for n in range(20)]


def test_what_a_worker_died_of_is_done_here_and_so_is_what_follows() -> None:
    elsewhere = partial(killing_others, at=7, me=os.getpid())
    with Pool(harmless, 2) as pool:
        assert list(pool.each(elsewhere, range(20))) == [n * n for n in range(20)]
        assert names(pool) == BATCHES  # workers are started anew


def test_what_goes_wrong_in_a_worker_goes_wrong_here() -> None:
    with Pool(harmless, 2) as pool, pytest.raises(ZeroDivisionError):
        list(pool.each(one_by, [1, 0, 2]))


BUILD = """
import os, sys
from pathlib import Path
from dragoman import processes
from dragoman.run.pool import Pool
from test_pool import BATCHES, harmless, names

if __name__ == "__main__":
    processes.get_all_start_methods = lambda: sys.argv[1:]
    with Pool(harmless, 2, preload="parser") as pool:
        assert names(pool) == BATCHES
    print("read here:", os.getpid())
"""
PARSER = """
import os
from pathlib import Path

(Path(__file__).parent / f"{os.getpid()}.loaded").touch()
"""


@pytest.mark.parametrize(("how", "most"), [("forkserver", 1), ("spawn", 2)])
def test_what_annotating_needs_is_loaded_elsewhere(tmp_path: Path, how: str, most: int) -> None:
    (tmp_path / "parser.py").write_text(PARSER)
    (tmp_path / "build.py").write_text(BUILD)
    paths = map(str, (tmp_path, Path(__file__).parent, *sys.path))
    done = subprocess.run(
        [sys.executable, str(tmp_path / "build.py"), how],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    (here,) = (line.removeprefix("read here: ") for line in done.stdout.splitlines())
    loaded = {file.stem for file in tmp_path.glob("*.loaded")}
    assert 1 <= len(loaded) <= most
    assert here not in loaded


def squared(number: int) -> int:
    """Stands in for work that is shared out."""
    return number * number


def one_by(number: int) -> float:
    """Stands in for work that may go wrong."""
    return 1 / number


def killing_others(number: int, at: int, me: int) -> int:
    """Stands in for work that takes more memory than a worker has."""
    if number == at and os.getpid() != me:
        os.kill(os.getpid(), signal.SIGKILL)
    return squared(number)


def test_a_machine_fits_one_worker_at_least() -> None:
    assert 1 <= fitting() <= (os.cpu_count() or 1)


def reports() -> Iterator[list[Report]]:
    for batch in BATCHES:
        yield [Report(content_id("r", name), name, f"{name}.txt", name, "") for name in batch]


def few() -> Iterator[list[Report]]:
    return islice(reports(), 3)


def names(pool: Pool) -> list[list[str]]:
    return [[one.report.name for one in batch] for batch in pool.annotated(reports())]
