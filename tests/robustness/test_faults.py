"""The machine fails: the dossier opens, nothing is lost or doubled, the next build ends alike."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dragoman as api
from dragoman.dossier.working import part_of
from dragoman.model import Report, content_id
from dragoman.run import Progress, ahead, build, building
from dragoman.run.pool import Pool
from dragoman.web import application
from tests.conftest import Run
from tests.robustness.corpora import write_reports
from tests.robustness.starving import starving

COUNT = 12
BATCH = 3
HEADERS, BLOCK = 12_288, 16_384  # bytes of a dossier's file: three headers, then its blocks
EVERY = 4  # blocks, of which one is damaged at a time


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "BATCH", BATCH)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("faults") / "reports", COUNT)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> Path:
    """The dossier of all reports, built in one go by one process."""
    into = tmp_path_factory.mktemp("whole") / "x.duckdb"
    assert build([reports], into).exit_code == 0
    return into


def logical_hash(path: Path) -> str:
    with api.open(path) as dossier:
        assert dossier.verify() == []
        return dossier.logical_hash()


@pytest.mark.parametrize("workers", [3])
def test_any_number_of_workers_gives_the_same_dossier(
    workers: int, reports: Path, whole: Path, tmp_path: Path
) -> None:
    build([reports], tmp_path / "x.duckdb", workers=workers)
    assert logical_hash(tmp_path / "x.duckdb") == logical_hash(whole)


def test_a_worker_that_is_killed_costs_nothing(reports: Path, whole: Path, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill(step: Progress) -> None:
        if step.stage == "annotate" and step.done == BATCH and not killed:
            victim = active_children()[0]
            killed.append(victim.pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    result = build([reports], tmp_path / "x.duckdb", workers=2, progress=kill)
    assert killed
    assert (result.exit_code, result.problems) == (0, ())
    assert logical_hash(tmp_path / "x.duckdb") == logical_hash(whole)


@pytest.mark.parametrize(("lethal", "code"), [(False, "A001"), (True, "A003")])
def test_a_report_that_takes_all_memory_costs_no_other(lethal: bool, code: str) -> None:
    names = [f"{number}.txt" for number in range(6)]
    batches = [
        [Report(content_id("r", name), name, name, name, "") for name in names[start : start + 2]]
        for start in range(0, len(names), 2)
    ]
    with Pool(partial(starving, greedy="3.txt", lethal=lethal), 2) as pool:
        done = [one for batch in pool.annotated(batches) for one in batch]
    assert [one.report.name for one in done] == names
    assert {one.report.name: one.problems[0].code for one in done if one.problems} == {
        "3.txt": code
    }


def test_a_report_that_a_worker_died_of_is_tried_again(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into, never = tmp_path / "x.duckdb", tmp_path / "never.duckdb"
    dying = partial(starving, greedy="report-004.txt", lethal=True)
    monkeypatch.setattr(building, "annotate", dying)
    result = build([reports], into, workers=2)
    assert [each.code for each in result.problems] == ["A003"]
    assert result.exit_code == 3
    monkeypatch.setattr(building, "annotate", partial(starving, greedy="", lethal=True))
    again = build([reports], into)
    assert (again.exit_code, again.counts["annotated"]) == (0, 1)
    build([reports], never)
    assert logical_hash(into) == logical_hash(never)


@pytest.mark.parametrize("room", [0.02, 0.5], ids=["no-room", "some-room"])
def test_a_full_disk_loses_nothing(
    room: float, reports: Path, whole: Path, tmp_path: Path, dragoman: Run
) -> None:
    into = tmp_path / "x.duckdb"
    most = int(room * whole.stat().st_size)  # no file may grow beyond, as on a disk that is full

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    failed = dragoman("build", reports, "-o", into, limit=limit, timeout=600)
    said = failed.stderr.decode()
    assert failed.returncode == 2, said
    assert "S010" in said
    assert "Make room on the disk" in said
    assert "Traceback" not in said
    if into.exists():
        with api.open(into) as dossier:
            assert (dossier.reports(), dossier.verify()) == ([], [])
    assert build([reports], into).exit_code == 0
    assert logical_hash(into) == logical_hash(whole)


def torn(content: bytes, how: str) -> bytes:
    third = len(content) // 3
    if how == "cut":
        return content[: 2 * third]
    if how == "header":
        return bytes(1 << 13) + content[1 << 13 :]
    return content[:third] + bytes(third) + content[2 * third :]


@pytest.mark.parametrize("how", ["cut", "header", "zeros"])
def test_a_damaged_dossier_says_so_and_stays_as_it_is(
    how: str, reports: Path, whole: Path, tmp_path: Path
) -> None:
    path = tmp_path / "x.duckdb"
    content = torn(whole.read_bytes(), how)
    path.write_bytes(content)
    for work in (lambda: logical_hash(path), lambda: build([reports], path)):
        with pytest.raises(api.DossierError) as caught:
            work()
        assert caught.value.problem.code in {"S005", "S010", "S011"}
        assert caught.value.problem.remedy
    assert path.read_bytes() == content


def test_a_damaged_block_is_told_by_whoever_reads_it(
    reports: Path, whole: Path, tmp_path: Path
) -> None:
    """Its checksum is wrong; the database says so only when it comes to read it."""
    path, content = tmp_path / "x.duckdb", whole.read_bytes()
    files = sorted(reports.iterdir())[:1]
    told: list[str] = []
    for start in range(HEADERS, len(content) - BLOCK, EVERY * BLOCK):
        middle = start + BLOCK // 2
        path.write_bytes(content[:middle] + bytes(99) + b"\xff" + content[middle + 100 :])
        for work in (lambda: logical_hash(path), lambda: build(files, path, force=True)):
            try:
                work()
            except api.DossierError as error:
                told.append(error.problem.code)
    assert "S011" in told
    assert set(told) <= {"S005", "S010", "S011"}


@pytest.mark.parametrize("how", ["cut", "header", "zeros"])
def test_a_damaged_working_copy_is_begun_anew(
    how: str, reports: Path, whole: Path, tmp_path: Path
) -> None:
    into = tmp_path / "x.duckdb"

    def stop(step: Progress) -> None:
        if step.stage == "annotate" and step.done == BATCH:
            raise KeyboardInterrupt

    assert build([reports], into, progress=stop).exit_code == 130
    part = part_of(into)
    part.write_bytes(torn(part.read_bytes(), how))
    part.with_name(part.name + ".wal").unlink(missing_ok=True)
    assert build([reports], into).exit_code == 0
    assert logical_hash(into) == logical_hash(whole)


def test_pages_are_served_while_a_build_writes(reports: Path, whole: Path, tmp_path: Path) -> None:
    into, files = tmp_path / "x.duckdb", sorted(reports.iterdir())
    build(files[:2], into)
    app = application(into)
    client = TestClient(app, base_url="http://localhost")
    seen: list[tuple[str, int, str]] = []

    def ask(step: Progress) -> None:
        app.state.desk.look_again()
        answer = client.get("/reports")
        seen.append((step.stage, answer.status_code, answer.text))

    assert build(files, into, progress=ask).exit_code == 0
    assert {"annotate", "link", "publish"} <= {stage for stage, _, _ in seen}
    assert {status for _, status, _ in seen} == {200}
    assert not any("Zadar" in page for _, _, page in seen), "unpublished rows are shown"
    app.state.desk.look_again()
    client.get("/reports")
    app.state.desk.settle()
    assert "Zadar" in client.get("/reports").text
    assert logical_hash(into) == logical_hash(whole)


def test_two_builds_of_one_dossier_do_not_mix(
    reports: Path, whole: Path, tmp_path: Path, dragoman: Run
) -> None:
    into = tmp_path / "x.duckdb"
    second: list[subprocess.CompletedProcess[bytes]] = []

    def start_another(step: Progress) -> None:
        if step.stage == "annotate" and step.done == BATCH:
            second.append(dragoman("build", reports, "-o", into, timeout=600))

    assert build([reports], into, progress=start_another).exit_code == 0
    (refused,) = second
    assert refused.returncode == 2
    assert b"S007" in refused.stderr
    assert logical_hash(into) == logical_hash(whole)
