"""A build that is stopped leaves a dossier that opens, and goes on to the same result."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman as api
from dragoman.run import build
from tests.robustness.corpora import write_reports

COUNT = 20  # more than two batches
BATCH = 8  # reports that the build which is stopped stores at a time
BEFORE = 2  # reports in the dossier before it


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("many") / "reports", COUNT)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> Path:
    """A dossier of the first reports."""
    into = tmp_path_factory.mktemp("small") / "x.duckdb"
    assert build(sorted(reports.iterdir())[:BEFORE], into).exit_code == 0
    return into


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, reports: Path, small: Path) -> str:
    """The logical hash of the dossier of all reports, built without a stop."""
    into = tmp_path_factory.mktemp("whole") / "x.duckdb"
    shutil.copy(small, into)
    assert build(sorted(reports.iterdir()), into).exit_code == 0
    return logical_hash(into)


def logical_hash(path: Path) -> str:
    with api.open(path) as dossier:
        return dossier.logical_hash()


# The command line, but with small batches, and standing still at one moment, so that a signal
# finds it there.
STANDING_STILL = """
import sys, time
from dragoman.cli import main
from dragoman.cli.progress import Heartbeat
from dragoman.run import ahead

ahead.BATCH = int(sys.argv.pop(1))
stage, done = sys.argv.pop(1), int(sys.argv.pop(1))

def show(_, progress):
    if (progress.stage, progress.done) == (stage, done):
        print("it stands still", file=sys.stderr, flush=True)
        time.sleep(600)

Heartbeat.__call__ = show
main()
"""


def stop(reports: Path, into: Path, blow: signal.Signals, stage: str, done: int) -> tuple[int, str]:
    """Starts a build and stops it when so many reports have gone through a stage.

    Returns:
        The exit code of the build and what it said on standard error.
    """
    command = [sys.executable, "-c", STANDING_STILL, str(BATCH), stage, str(done), "build"]
    process = subprocess.Popen(
        [*command, *map(str, sorted(reports.iterdir())), "-o", str(into)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = process.stderr.readline()
    assert said == "it stands still\n", said + process.communicate()[1]
    process.send_signal(blow)
    return process.wait(timeout=60), process.communicate()[1]


@pytest.mark.parametrize(
    ("blow", "stage", "done", "kept"),
    [
        (signal.SIGINT, "annotate", BATCH, BEFORE + BATCH),
        (signal.SIGKILL, "annotate", 0, BEFORE),
        (signal.SIGKILL, "annotate", BATCH, BEFORE + BATCH),
        (signal.SIGKILL, "link", 0, COUNT),
        (signal.SIGKILL, "publish", COUNT, COUNT),
    ],
    ids=["interrupt", "kill-early", "kill-late", "kill-linking", "kill-publishing"],
)
def test_a_stopped_build_opens_and_goes_on(
    blow: signal.Signals,
    stage: str,
    done: int,
    kept: int,
    reports: Path,
    small: Path,
    whole: str,
    tmp_path: Path,
) -> None:
    into = tmp_path / "x.duckdb"
    shutil.copy(small, into)
    code, said = stop(reports, into, blow, stage, done)
    assert code == (130 if blow == signal.SIGINT else -blow), said
    assert "Traceback" not in said

    with api.open(into) as dossier:
        assert len(dossier.reports()) == BEFORE
        assert dossier.verify() == []

    again = build(sorted(reports.iterdir()), into)
    assert again.counts["unchanged"] == kept, "what was stored is done again, or was lost"
    assert logical_hash(into) == whole
    assert [path.name for path in tmp_path.iterdir()] == ["x.duckdb"], "left something behind"


def test_a_first_build_that_is_killed_can_be_repeated(
    reports: Path, whole: str, tmp_path: Path
) -> None:
    into = tmp_path / "x.duckdb"
    code, _ = stop(reports, into, signal.SIGKILL, "annotate", 0)
    assert code == -signal.SIGKILL
    assert build(sorted(reports.iterdir()), into).exit_code == 0
    assert logical_hash(into) == whole
