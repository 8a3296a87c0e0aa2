"""`try`, `build` and `annotate`: options reach the run, and what comes out is as promised."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fake_dossier import QUOTE, FakeDossier, Run

from dragoman.model import Annotated, Interval, Problem, Report
from dragoman.problems import problem
from dragoman.run import BuildResult

TORN = problem("R013", "torn.html", detail="cut short")


def report(name: str) -> Report:
    text = f"{name}: the bridge is open."
    return Report(id=f"r-{name}", name=name, path=name, text=text, sha256="0" * 64)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """The runs that commands start, none of which does anything."""
    made: list[tuple[Any, ...]] = []

    def annotate_paths(
        paths: list[str], stated: Any, *, how: Any, web: Any
    ) -> Iterator[Annotated | Problem]:
        assert not web.allow_private
        made.append((paths, stated, how.roles))
        yield Annotated(report("a.txt"))
        yield TORN

    def in_memory(paths: list[str], stated: Any, *, how: Any, web: Any) -> FakeDossier:
        assert not web.allow_private
        made.append((paths, stated, how.roles))
        return FakeDossier()

    def build(paths: list[str], into: Path, stated: Any, **options: Any) -> BuildResult:
        made.append((paths, into, stated, options["how"].roles, options["force"]))
        return BuildResult(Path(into), {"reports": 2, "claims": 1400}, (TORN,), 3)

    monkeypatch.setattr("dragoman.run.annotate_paths", annotate_paths)
    monkeypatch.setattr("dragoman.run.in_memory", in_memory)
    monkeypatch.setattr("dragoman.run.build", build)
    return made


def test_annotate_writes_records_problems_and_a_summary(run: Run, calls: list[Any]) -> None:
    result = run("annotate", "a.txt", "torn.html", "--published", "2021-05-03", "--outlet", "Mine")
    record, trouble, summary = map(json.loads, result.stdout.splitlines())
    assert record["path"] == "a.txt"
    assert record["text"] == "a.txt: the bridge is open."
    assert (trouble["type"], trouble["code"], trouble["path"]) == ("problem", "R013", "torn.html")
    assert summary == {"type": "summary", "reports": 1, "claims": 0, "problems": 1}
    assert result.exit_code == 3
    [(paths, stated, roles)] = calls
    assert (paths, roles) == (["a.txt", "torn.html"], False)
    assert (stated.outlet, stated.url) == ("Mine", None)
    assert stated.published == Interval(date(2021, 5, 3), date(2021, 5, 3))


def test_annotate_can_leave_the_text_out(run: Run, calls: list[Any]) -> None:
    record = json.loads(run("annotate", "-", "--no-text", "--roles").stdout.splitlines()[0])
    assert "text" not in record
    assert calls[0][2] is True


def test_a_date_that_cannot_be_understood_is_refused_before_anything_is_read(
    run: Run, calls: list[Any]
) -> None:
    result = run("build", "a.txt", "-o", "x.duckdb", "--published", "last Tuesday")
    assert result.exit_code == 2
    assert result.stderr.startswith("U006 --published: ")
    assert calls == []


def test_build_reports_on_standard_error_only(run: Run, calls: list[Any]) -> None:
    result = run("build", "reports", "-o", "x.duckdb", "--force")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "R013 torn.html: The page could not be parsed: cut short." in result.stderr
    assert "x.duckdb: 2 reports, 1,400 claims" in result.stderr
    assert calls[0][:2] == (["reports"], Path("x.duckdb"))
    assert calls[0][3:] == (False, True)


@pytest.mark.usefixtures("calls")
def test_an_interrupted_build_says_how_to_go_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = BuildResult(Path("x.duckdb"), {"reports": 1}, (), 130)
    monkeypatch.setattr("dragoman.run.build", lambda *_, **__: stopped)
    result = run("build", "reports", "-o", "x.duckdb")
    assert result.exit_code == 130
    assert "The same command goes on from here." in result.stderr


@pytest.mark.usefixtures("calls")
def test_many_problems_are_counted_not_poured_out(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = BuildResult(Path("x.duckdb"), {}, (TORN,) * 1021, 3)
    monkeypatch.setattr("dragoman.run.build", lambda *_, **__: many)
    stderr = run("build", "reports", "-o", "x.duckdb").stderr
    assert stderr.count("R013") == 20
    assert "… and 1,001 more problems." in stderr


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize("width", ["160", "60"])
def test_try_shows_events_the_table_and_what_only_one_says(run: Run, width: str) -> None:
    result = run("try", "a.txt", "b.txt", env={"COLUMNS": width})
    page = " ".join(result.stdout.split())
    events, rest = page.split("Ada Moss and Karl Brandt meet in Lindau (2021-05-03)")
    table, alone = rest.split("Only one report says")
    assert "undated" in events
    assert "conflict" in table
    assert "The Morning" in table
    assert "harbour.txt" in table
    assert "No toll was agreed" not in table
    assert "harbour.txt: Karl Brandt: “No toll was agreed” (denied and negated)" in alone
    assert QUOTE not in alone
    assert result.exit_code == 3
    assert "R013" in result.stderr
    assert all(len(line) <= int(width) for line in result.stdout.splitlines())
