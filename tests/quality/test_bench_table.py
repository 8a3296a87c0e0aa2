"""The page of benchmarks: what a command prints, as a table with the machine it ran on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import table as page
from benchmarks.table import Bench, machine, run, table
from eval.harness import BenchmarkError

PRINTS = """
import json
print("talk")
print(json.dumps({"processes": 1, "ratio": 0.9}))
print(json.dumps({"processes": 2, "ratio": 0.8}))
print(json.dumps({"at": {"read": 2, "link": 1}}))
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A benchmark that prints three rows."""
    (tmp_path / "a_bench.py").write_text(PRINTS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return "a_bench"


def test_a_page_holds_what_each_benchmark_prints(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "BENCHES", {"one": Bench(module, "What it tells.", needs_data=False)})
    out = tmp_path / "build" / "bench.md"
    monkeypatch.setattr(sys, "argv", ["table", "--out", str(out)])
    page.main()
    written = out.read_text()
    assert "## one\n\nWhat it tells.\n\n| processes | ratio |\n|---|---|\n| 1 | 0.9 |\n" in written
    assert "| 2 | 0.8 |\n\n| at |\n|---|\n| link 1, read 2 |\n" in written
    assert all(f"| {name} |" in written for name in ("processor", "duckdb", "Python"))


def test_a_benchmark_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="no_such_bench"):
        run(Bench("no_such_bench", "", needs_data=False), tmp_path)


def test_no_rows_no_table() -> None:
    assert list(table([])) == []
    assert machine()["processors"]
