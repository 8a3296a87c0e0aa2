"""Spark, in a real session on this machine with two workers: the same rows as run/local."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.dossier import Dossier, LibraryMissingError
from dragoman.dossier.working import part_of
from dragoman.run import BuildResult, build, build_on_spark
from dragoman.run.spark import SparkFailedError, building, engine
from dragoman.run.spark import session as sessions
from dragoman.run.spark.executors import Batches, Job, calling
from tests.robustness.corpora import BAD, REPORT, write_reports
from tests.run.standins import FATAL, deadly, found_nothing

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

RECORD = (
    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://news.example/{n}\r\n"
    "WARC-Date: 2019-05-04T10:00:00Z\r\nContent-Type: text/plain\r\n"
    "Content-Length: {length}\r\n\r\n"
)


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """A session with two workers, which the builds find and use."""
    before = os.environ.get("PYTHONPATH")
    root = Path(__file__).parents[2]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (before, str(root))))
    try:
        with sessions.session("local[2]") as running:
            yield running
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports in files of every kind, doubles and bad ones among them."""
    folder = write_reports(tmp_path_factory.mktemp("spark") / "corpus", 8)
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    texts = [REPORT.format(town=town, nth="ninth", number=4) for town in ("Oslo", "Turku", "Oslo")]
    rows = [{"id": town, "text": text} for town, text in zip("aba", texts, strict=True)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    parquet.write_table(pa.Table.from_pylist(rows[:2]), folder / "rows.parquet")
    (folder / "crawl.warc.gz").write_bytes(b"".join(map(_record, range(3), texts)))
    return folder


def _record(n: int, text: str) -> bytes:
    body = text.replace("4 May", f"{n + 4} May").encode()
    return gzip.compress(RECORD.format(n=n, length=len(body)).encode() + body + b"\r\n\r\n")


@pytest.fixture(scope="module")
def alone(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """What one machine makes of the corpus and of a file that is not there."""
    return build(inputs(corpus), tmp_path_factory.mktemp("alone") / "x.duckdb")


def inputs(corpus: Path) -> list[Path]:
    return [corpus / "none.txt", corpus, corpus / "report-001.txt"]


def logical_hash(path: Path) -> str:
    with Dossier.open(path) as dossier:
        assert dossier.verify() == []
        return dossier.logical_hash()


@pytest.mark.usefixtures("spark")
def test_the_rows_are_those_of_one_machine(
    corpus: Path, alone: BuildResult, tmp_path: Path
) -> None:
    done = build_on_spark(inputs(corpus), tmp_path / "x", master="local[2]")
    assert done.counts == alone.counts
    assert sorted(map(repr, done.problems)) == sorted(map(repr, alone.problems))
    assert done.exit_code == alone.exit_code == 3
    assert {"R003", "R012"} | {code for _, code in BAD.values()} <= {p.code for p in done.problems}
    assert logical_hash(tmp_path / "x") == logical_hash(alone.path)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.usefixtures("spark")
def test_reports_are_added_to_what_one_machine_built(
    corpus: Path, alone: BuildResult, tmp_path: Path
) -> None:
    into = tmp_path / "x.duckdb"
    build(sorted(corpus.glob("report-*"))[:3], into)
    arguments = ["build", *map(str, inputs(corpus)), "-o", str(into), "--engine", "spark"]
    done = CliRunner().invoke(app, [*arguments, "--master", "local[2]"])
    assert done.exit_code == 3, done.output
    with Dossier.open(into) as dossier, Dossier.open(alone.path) as other:
        for query in ("SELECT id FROM report ORDER BY 1", "SELECT id FROM claim ORDER BY 1"):
            assert dossier.sql(query).equals(other.sql(query))
        (before, now) = dossier.sql("SELECT counts FROM run ORDER BY id").to_pylist()
    assert json.loads(before["counts"])["annotated"] == 3
    annotated = json.loads(now["counts"])["annotated"]
    assert 0 < annotated < alone.counts["annotated"]
    written = into.read_bytes()
    again = build_on_spark(inputs(corpus), into, master="local[2]")
    assert again.counts["annotated"] == 0
    assert into.read_bytes() == written


@pytest.mark.usefixtures("spark")
def test_a_report_that_kills_its_worker_costs_no_other(corpus: Path, tmp_path: Path) -> None:
    reports = sorted(corpus.glob("report-*"))
    done = build_on_spark(reports, tmp_path / "x", master="local[2]", annotate=deadly)
    assert done.counts["reports"] == len(reports)
    assert [(p.code, Path(p.path).name) for p in done.problems] == [("A003", FATAL)]
    again = build_on_spark(reports, tmp_path / "x", master="local[2]", annotate=found_nothing)
    assert again.counts["annotated"] == 1
    assert again.problems == ()


@pytest.mark.usefixtures("spark")
def test_where_spark_gives_up_it_is_said_and_the_next_build_goes_on(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into, reports = tmp_path / "x", sorted(corpus.glob("report-*"))[:2]
    give_up(monkeypatch, "annotating", reports, into)
    with Dossier.open(into) as dossier:
        assert dossier.counts()["reports"] == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted((part_of(into).name, "x"))
    build_on_spark(reports, into, master="local[2]", annotate=found_nothing)
    with Dossier.open(into) as dossier:
        assert dossier.counts()["reports"] == len(reports)


@pytest.mark.usefixtures("spark")
def test_executors_compare_and_where_they_cannot_what_is_annotated_stays(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into, reports = tmp_path / "x.duckdb", sorted(corpus.glob("report-*"))[:3]
    give_up(monkeypatch, "calling", reports, into)
    done = build_on_spark(reports, into, master="local[2]")
    assert done.counts["annotated"] == 0
    assert done.counts["comparisons"] > 0


def test_what_executors_are_called_on_comes_back_in_its_order(
    spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_CALLS", 2)  # so that there are several rounds
    with engine.Engine(spark, tmp_path / "handed") as running:
        things = [" " * length for length in range(20)]
        assert list(running.each(calling(None), len, things)) == list(range(20))
        assert list(running.each(calling(None), len, [])) == []
    assert not (tmp_path / "handed").exists()


def give_up(monkeypatch: pytest.MonkeyPatch, job: str, reports: list[Path], into: Path) -> None:
    """Build where one of the jobs fails on every executor."""
    with monkeypatch.context() as patched:
        patched.setattr(building, job, failing)
        with pytest.raises(SparkFailedError, match=r"U024 .*LookupError: no parser here"):
            build_on_spark(reports, into, master="local[2]")


def failing(*_: object) -> Job:
    """A job that fails wherever it is tried."""

    def run(batches: Batches) -> Iterator[pa.RecordBatch]:
        if list(batches):
            raise LookupError("no parser here")
        yield from ()

    return run


@pytest.mark.parametrize("path", ["-", "https://news.example/a", "feed:https://news.example/rss"])
def test_what_is_no_file_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(SparkFailedError, match="U025"):
        build_on_spark([path], tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(SparkFailedError, match="U022"):
        sessions._started("local[2]")
    monkeypatch.setattr(sessions, "find_spec", lambda _: None)
    with (
        pytest.raises(LibraryMissingError, match=r"dragoman\[spark\]"),
        sessions.session("local[2]"),
    ):
        pass


@pytest.mark.parametrize(
    ("stated", "master"),
    [
        (None, None),
        ("local", "local[1,4]"),
        ("local[3]", "local[3,4]"),
        ("local[*]", "local[*,4]"),
        ("local[2,1]", "local[2,1]"),
        ("spark://host:7077", "spark://host:7077"),
    ],
)
def test_tasks_are_tried_again_here_too(stated: str | None, master: str | None) -> None:
    assert sessions.master_of(stated) == master
