"""What annotators correct in Label Studio comes back as judgements, and only that."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import exported
import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.dossier import Dossier, read_decisions
from dragoman.export.corrections import Corrections, read_corrections
from dragoman.problems import CATALOGUE

WHEN = "2021-06-01T10:00:00.000000Z"


@pytest.fixture
def tasks(folder: Path) -> Any:
    """The exported tasks as a project that an annotator has looked through and left as it was."""
    page = folder / "labelstudio" / "tasks.json"
    found = json.loads(page.read_text(encoding="utf-8"))
    for task in found:
        result = copy.deepcopy(task["predictions"][0]["result"])
        task["annotations"] = [
            {"completed_by": {"email": "ann@desk.example"}, "created_at": WHEN, "result": result}
        ]
    return found


def result(tasks: Any, name: str = "hard.txt") -> list[dict[str, Any]]:
    (task,) = (task for task in tasks if task["data"]["name"] == name)
    return task["annotations"][-1]["result"]


def regions(tasks: Any, control: str) -> list[dict[str, Any]]:
    return [r for r in result(tasks) if r.get("from_name") == control]


def read(dossier: Dossier, tasks: Any, tmp_path: Path) -> Corrections:
    file = tmp_path / "project.json"
    file.write_text(json.dumps(tasks), encoding="utf-8")
    return read_corrections(dossier, file)


def test_what_nobody_changed_is_no_judgement(hard: Dossier, tasks: Any, tmp_path: Path) -> None:
    assert read(hard, tasks, tmp_path) == Corrections((), ())


def test_another_role_and_another_speaker(hard: Dossier, tasks: Any, tmp_path: Path) -> None:
    (speaker,) = regions(tasks, "speaker")
    speaker["value"]["text"] = ["Ann Lee", "Bo Sand"]
    line = regions(tasks, "role")[1]  # the line after 🚢🚢 and 👩‍👩‍👧
    line["value"]["labels"] = ["furniture"]
    line["id"] = "a new one"  # Label Studio may give ids of its own
    found = read(hard, tasks, tmp_path)
    assert found.problems == ()
    role, said = sorted(found.decisions, key=lambda d: d.about)
    assert (role.verdict, role.about, role.value, role.by) == (
        "set",
        "role",
        "furniture",
        "ann@desk.example",
    )
    (reference,) = role.subjects
    assert reference.span is not None
    assert reference.span.of(exported.HARD) == reference.exact
    assert reference.exact is not None
    assert reference.exact.startswith("Ann Lee met")
    assert (said.about, said.value, said.at) == ("speaker", "Ann Lee; Bo Sand", WHEN)
    assert said.subjects[0].exact == exported.HARD[slice(*(said.subjects[0].span or ()))]


def test_the_last_annotation_counts_and_a_skipped_one_does_not(
    hard: Dossier, tasks: Any, tmp_path: Path
) -> None:
    (task,) = (task for task in tasks if task["data"]["name"] == "hard.txt")
    later = copy.deepcopy(task["annotations"][0]) | {"updated_at": "2021-06-02"}
    next(r for r in later["result"] if r.get("from_name") == "speaker")["value"]["text"] = ["Bo"]
    skipped = copy.deepcopy(later) | {"was_cancelled": True, "updated_at": "2021-06-03"}
    task["annotations"] += [later, skipped]
    (decision,) = read(hard, tasks, tmp_path).decisions
    assert (decision.value, decision.at) == ("Bo", "2021-06-02")


def test_what_no_judgement_can_say_is_a_problem(hard: Dossier, tasks: Any, tmp_path: Path) -> None:
    cue = next(r for r in regions(tasks, "part") if r["value"]["labels"] == ["cue"])
    result(tasks).remove(cue)
    found = read(hard, tasks, tmp_path)
    assert found.decisions == ()
    assert [p.code for p in found.problems] == ["E005"]
    assert found.problems[0].span is not None
    assert found.problems[0].span.of(exported.HARD) == "said"


@pytest.mark.parametrize("change", [1, -1])
def test_an_offset_that_holds_other_words_is_refused(
    change: int, hard: Dossier, tasks: Any, tmp_path: Path
) -> None:
    (speaker,) = regions(tasks, "speaker")
    speaker["value"]["text"] = ["Bo Sand"]
    region = regions(tasks, "part")[0]
    region["value"]["start"] += change
    found = read(hard, tasks, tmp_path)
    assert "E003" in {p.code for p in found.problems}


def test_a_text_that_the_dossier_does_not_hold(hard: Dossier, tasks: Any, tmp_path: Path) -> None:
    tasks[0]["data"]["sha256"] = "0" * 64
    assert [p.code for p in read(hard, tasks, tmp_path).problems] == ["E004"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", "[{}]", '[{"data": {"sha256": []}}]', "[" * 9999]
)
def test_a_file_that_is_no_project_is_a_problem(text: str, hard: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "project.json"
    file.write_text(text)
    found = read_corrections(hard, file)
    assert found.decisions == ()
    assert [p.code for p in found.problems] == ["E003"]
    assert "E003" in CATALOGUE


def test_the_command_writes_what_judge_reads(hard: Dossier, tasks: Any, tmp_path: Path) -> None:
    regions(tasks, "speaker")[0]["value"]["text"] = ["Bo Sand"]
    file, out = tmp_path / "project.json", tmp_path / "corrected.jsonl"
    file.write_text(json.dumps(tasks), encoding="utf-8")
    arguments = ["corrections", str(hard.path), str(file), "-o", str(out)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    decisions, problems = read_decisions(out)
    assert ([d.value for d in decisions], problems) == (["Bo Sand"], [])
