"""Whatever is put in, the run goes on, and each thing that failed is a row with a reason."""

from __future__ import annotations

import ctypes
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.robustness.corpora import BAD, ODD_QUOTE, write_reports

PR_CAPBSET_DROP = 24
OVERRIDES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: what lets root read everything
KEPT = {"broken.txt": "en", "farsi.txt": "fa"}  # read in spite of the problem


def give_up_overrides() -> None:
    """Makes file permissions hold for root too, in the process about to start."""
    if os.geteuid() == 0:
        for capability in OVERRIDES:
            if ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
                raise OSError("capabilities cannot be given up here")


@dataclass
class Outcome:
    """The bad folder, annotated to lines and built into a dossier."""

    folder: Path
    exit_codes: list[int]
    lines: list[dict[str, Any]]
    stored: list[dict[str, Any]]
    said: str

    def problems(self, name: str) -> list[dict[str, Any]]:
        return [
            line
            for line in self.lines
            if line.get("type") == "problem" and Path(line["path"].split("#")[0]).name == name
        ]

    def record(self, name: str) -> dict[str, Any] | None:
        found = [
            line
            for line in self.lines
            if line.get("type", "report") == "report" and Path(line["path"]).name == name
        ]
        return found[0] if found else None


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory, dragoman: Run) -> Outcome:
    top = tmp_path_factory.mktemp("bad")
    folder = write_reports(top / "reports", 2)
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    (folder / "odd.txt").write_text(ODD_QUOTE, encoding="utf-8")
    (folder / "locked.txt").write_text("Nobody may read this.", encoding="utf-8")
    (folder / "locked.txt").chmod(0)
    (folder / "closed").mkdir(mode=0)
    (folder / "turns.txt").symlink_to("turns.txt")
    missing, dossier = top / "missing.txt", top / "bad.duckdb"
    try:
        annotated = dragoman("annotate", folder, missing, limit=give_up_overrides)
        built = dragoman("build", folder, missing, "-o", dossier, limit=give_up_overrides)
    finally:
        (folder / "closed").chmod(0o700)
    query = "SELECT path, code, what, remedy FROM problem"
    stored = dragoman("sql", dossier, query, "--format", "jsonl")
    return Outcome(
        folder,
        [annotated.returncode, built.returncode],
        [json.loads(line) for line in annotated.stdout.decode().splitlines()],
        [row for row in map(json.loads, stored.stdout.decode().splitlines()) if "code" in row],
        built.stderr.decode(),
    )


def test_the_run_goes_on_and_says_that_some_failed(outcome: Outcome) -> None:
    assert outcome.exit_codes == [3, 3]
    assert "Traceback" not in outcome.said
    for name in ("report-000.txt", "report-001.txt"):
        record = outcome.record(name)
        assert record is not None
        assert record["claims"]
        assert not outcome.problems(name)


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, (_, code) in BAD.items()])
def test_each_bad_file_has_a_coded_reason(name: str, code: str, outcome: Outcome) -> None:
    found = {problem["code"]: problem for problem in outcome.problems(name)}
    assert code in found, f"{name}: {sorted(found)}"
    assert found[code]["what"]
    assert found[code]["remedy"]


@pytest.mark.parametrize("name", ["missing.txt", "turns.txt"])
def test_what_cannot_be_opened_is_a_problem(name: str, outcome: Outcome) -> None:
    assert [problem["code"] for problem in outcome.problems(name)] == ["R003"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are another thing there")
@pytest.mark.parametrize("name", ["locked.txt", "closed"])
def test_what_may_not_be_read_is_a_problem(name: str, outcome: Outcome) -> None:
    assert [problem["code"] for problem in outcome.problems(name)] == ["R003"]


@pytest.mark.parametrize(("name", "language"), KEPT.items())
def test_what_can_be_kept_is_kept(name: str, language: str, outcome: Outcome) -> None:
    record = outcome.record(name)
    assert record is not None
    assert record["language"] == language
    original = (outcome.folder / name).read_bytes().decode("utf-8", "replace")
    assert record["text"] == original


def test_a_foreign_report_yields_no_claims(outcome: Outcome) -> None:
    record = outcome.record("farsi.txt")
    assert record is not None
    assert record["claims"] == []
    assert {line["role"] for line in record["lines"]} == {"other-language"}


def test_one_odd_quotation_mark_costs_no_more_than_its_sentence(outcome: Outcome) -> None:
    record = outcome.record("odd.txt")
    assert record is not None
    said = [
        record["text"][start:end]
        for claim in record["claims"]
        if claim["kind"] != "narrated"
        for start, end in claim["content"]
    ]
    assert any("road to the coast" in words for words in said)
    assert any("fired on a convoy" in words for words in said)


def test_the_dossier_keeps_every_problem(outcome: Outcome) -> None:
    printed = {
        (line["path"], line["code"]) for line in outcome.lines if line.get("type") == "problem"
    }
    assert printed <= {(row["path"], row["code"]) for row in outcome.stored}


def test_nothing_vanishes(outcome: Outcome) -> None:
    told = {Path(line["path"].split("#")[0]).name for line in outcome.lines if "path" in line}
    assert told >= {path.name for path in outcome.folder.iterdir()}
