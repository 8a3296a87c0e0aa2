"""A build that is stopped leaves a dossier that opens, and goes on to the same result."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dragoman as api
from tests.conftest import Run
from tests.robustness.corpora import write_reports

COUNT = 70  # more than two batches
BEFORE = 2  # reports in the dossier before the build that is stopped


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("many") / "reports", COUNT)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, reports: Path, dragoman: Run) -> Path:
    """A dossier of the first reports."""
    into = tmp_path_factory.mktemp("small") / "x.duckdb"
    built = dragoman("build", *sorted(reports.iterdir())[:BEFORE], "-o", into)
    assert built.returncode == 0, built.stderr.decode()
    return into


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, reports: Path, small: Path, dragoman: Run
) -> str:
    """The logical hash of the dossier of all reports, built without a stop."""
    into = tmp_path_factory.mktemp("whole") / "x.duckdb"
    shutil.copy(small, into)
    built = dragoman("build", *sorted(reports.iterdir()), "-o", into)
    assert built.returncode == 0, built.stderr.decode()
    return logical_hash(into)


def logical_hash(path: Path) -> str:
    with api.open(path) as dossier:
        return dossier.logical_hash()


def stop(reports: Path, into: Path, blow: signal.Signals, *, late: bool) -> tuple[int, str]:
    """Starts a build and stops it as it begins to annotate, or once a first batch is written."""
    command = [sys.executable, "-m", "dragoman", "build", *map(str, sorted(reports.iterdir()))]
    process = subprocess.Popen(
        [*command, "-o", str(into)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if line.startswith("annotate"):
            break
    if late:
        await_writing(into)
    assert process.poll() is None, f"the build ended before it could be stopped:\n{said}"
    process.send_signal(blow)
    said += process.communicate(timeout=60)[1]
    return process.returncode, said


def await_writing(into: Path) -> None:
    """Waits until one of the files beside the dossier has grown."""

    def size() -> int:
        return sum(path.stat().st_size for path in into.parent.iterdir() if path != into)

    before, deadline = size(), time.monotonic() + 60
    while size() == before and time.monotonic() < deadline:
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("blow", "late"),
    [(signal.SIGINT, True), (signal.SIGKILL, False), (signal.SIGKILL, True)],
    ids=["interrupt", "kill-early", "kill-late"],
)
def test_a_stopped_build_opens_and_goes_on(
    blow: signal.Signals,
    late: bool,
    reports: Path,
    small: Path,
    whole: str,
    tmp_path: Path,
    dragoman: Run,
) -> None:
    into = tmp_path / "x.duckdb"
    shutil.copy(small, into)
    code, said = stop(reports, into, blow, late=late)
    assert code == (130 if blow == signal.SIGINT else -blow), said
    assert "Traceback" not in said

    with api.open(into) as dossier:
        assert len(dossier.reports()) == BEFORE
        assert dossier.verify() == []

    again = dragoman("build", *sorted(reports.iterdir()), "-o", into)
    assert again.returncode == 0, again.stderr.decode()
    if late:
        assert unchanged(again.stderr.decode()) > BEFORE, "the batch that was done is done again"
    assert logical_hash(into) == whole
    assert [path.name for path in tmp_path.iterdir()] == ["x.duckdb"], "left something behind"


def unchanged(said: str) -> int:
    """How many reports a build says it found as they were."""
    found = re.search(r"([\d,]+) unchanged", said)
    assert found, said
    return int(found[1].replace(",", ""))


def test_a_first_build_that_is_killed_can_be_repeated(
    reports: Path, whole: str, tmp_path: Path, dragoman: Run
) -> None:
    into = tmp_path / "x.duckdb"
    code, _ = stop(reports, into, signal.SIGKILL, late=False)
    assert code == -signal.SIGKILL
    again = dragoman("build", *sorted(reports.iterdir()), "-o", into)
    assert again.returncode == 0, again.stderr.decode()
    assert logical_hash(into) == whole
