"""The local run: what is read, annotated, kept, replaced, resumed and taken out.

The stages are stand-ins that find a claim a line; what they find is not this file's subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from dragoman.compare import Each
from dragoman.dossier import Dossier, DossierMissingError, ReportNotFoundError
from dragoman.dossier.working import part_of
from dragoman.model import (
    Annotated,
    Claim,
    Comparison,
    Event,
    Link,
    Linked,
    Problem,
    Report,
    content_id,
)
from dragoman.problems import problem
from dragoman.run import (
    Progress,
    ahead,
    annotate_paths,
    build,
    building,
    failed,
    in_memory,
    linking,
    local,
    obeying,
    remove,
)

pytestmark = pytest.mark.usefixtures("stages")

TEXTS = {
    "a.txt": "The ferry sailed from Oslo this morning, officials said.\n",
    "b.txt": "The ferry stayed in port all day, the harbour master said.\n",
    "c.txt": "A storm kept every ship in Bergen, the weather office said.\n",
}


class Stages:
    """Stands in for annotate, link and compare, and remembers what they were asked."""

    def __init__(self) -> None:
        self.annotated: list[str] = []
        self.linked: list[int] = []
        self.interrupt_at: str | None = None

    def annotate(self, reports: Iterable[Report]) -> Iterator[Annotated]:
        for report in reports:
            if report.name == self.interrupt_at:
                raise KeyboardInterrupt
            self.annotated.append(report.name)
            claims = tuple(
                Claim(content_id("c", report.id, line.span), "narrated", (line.span,), line.span)
                for line in report.lines
            )
            yield Annotated(report, claims=claims)

    def link(self, annotated: Sequence[Annotated], *_: object) -> Linked:
        self.linked.append(len(annotated))
        return Linked(
            events=(Event("v1", "CONSULT"),),
            links=tuple(
                Link("event", claim.id, "v1", "same", 1.0, "stand-in", role="main")
                for one in annotated
                for claim in one.claims
            ),
        )

    def compare(
        self, annotated: Sequence[Annotated], linked: Linked, settled: object, each: Each
    ) -> list[Comparison]:
        assert not settled
        assert list(each(str, [1, 2])) == ["1", "2"]
        assert len(linked.links) == sum(len(one.claims) for one in annotated)
        return []


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> Stages:
    fake = Stages()
    for room in (local, building, obeying):
        monkeypatch.setattr(room, "annotate", fake.annotate)
    for name in ("link", "compare"):
        monkeypatch.setattr(linking, name, getattr(fake, name))
    return fake


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "affair.duckdb"


def names(path: Path) -> list[str]:
    with Dossier.open(path) as dossier:
        return [row["name"] for row in dossier.reports()]


def test_a_folder_becomes_a_dossier(stages: Stages, folder: Path, path: Path) -> None:
    result = build([folder], path)
    assert (result.exit_code, result.problems) == (0, ())
    assert result.counts["read"] == result.counts["annotated"] == result.counts["reports"] == 3
    assert names(path) == list(TEXTS)
    assert stages.linked == [3]


def test_a_second_build_of_the_same_writes_nothing_and_asks_nothing(
    stages: Stages, folder: Path, path: Path
) -> None:
    build([folder], path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    result = build([folder], path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert (len(stages.annotated), stages.linked) == (3, [3])
    assert (result.counts["annotated"], result.counts["unchanged"]) == (0, 3)
    assert not part_of(path).exists()


def test_a_second_build_with_problems_writes_nothing_and_says_them_again(
    folder: Path, path: Path
) -> None:
    (folder / "empty.txt").touch()
    results = [build([folder, "missing.txt"], path)]
    before = path.read_bytes()
    results.append(build([folder, "missing.txt"], path))
    assert path.read_bytes() == before
    for result in results:
        assert result.exit_code == 3
        assert [each.code for each in result.problems] == ["R001", "R003"]


def test_a_dossier_may_lie_among_the_reports_it_is_built_from(folder: Path) -> None:
    for _ in range(2):
        assert build([folder], folder / "affair.duckdb").problems == ()


def test_an_added_report_is_annotated_alone_and_linked_with_all(
    stages: Stages, folder: Path, path: Path
) -> None:
    build([folder / "a.txt", folder / "b.txt"], path)
    build([folder], path)
    assert stages.annotated == ["a.txt", "b.txt", "c.txt"]
    assert stages.linked == [2, 3]


def test_a_changed_file_replaces_its_report_and_says_so(folder: Path, path: Path) -> None:
    build([folder], path)
    (folder / "b.txt").write_text("The ferry sailed after all.\n", encoding="utf-8")
    result = build([folder], path)
    assert (result.exit_code, result.counts["replaced"]) == (0, 1)
    assert [each.code for each in result.problems] == ["S002"]
    with Dossier.open(path) as dossier:
        texts = [one.report.text for one in dossier.annotated()]
        assert [row["code"] for row in dossier.problems()] == ["S002"]
    assert texts == [TEXTS["a.txt"], "The ferry sailed after all.\n", TEXTS["c.txt"]]
    before = path.read_bytes()
    build([folder], path)
    assert path.read_bytes() == before


def test_two_reports_of_one_path_stay_both(tmp_path: Path, path: Path) -> None:
    twice = tmp_path / "twice.jsonl"
    lines = [f'{{"id": "same", "text": "{text.strip()}"}}' for text in TEXTS.values()]
    twice.write_text("\n".join(lines), encoding="utf-8")
    for _ in range(2):
        assert build([twice], path).counts["reports"] == 3


def test_a_mended_file_is_no_problem_any_more(folder: Path, path: Path) -> None:
    bad = folder / "d.txt"
    bad.touch()
    assert build([folder], path).exit_code == 3
    bad.write_text("The storm has passed, the weather office said.\n", encoding="utf-8")
    assert build([folder], path).exit_code == 0
    with Dossier.open(path) as dossier:
        assert dossier.problems() == []


def test_an_interrupted_build_opens_and_goes_on_where_it_stopped(
    stages: Stages, folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "BATCH", 1)
    stages.interrupt_at = "c.txt"
    result = build([folder], path)
    assert (result.exit_code, result.counts["annotated"]) == (130, 2)
    assert names(path) == []
    stages.interrupt_at = None
    assert build([folder], path).counts["unchanged"] == 2
    assert stages.annotated == ["a.txt", "b.txt", "c.txt"]
    whole = path.with_name("whole.duckdb")
    build([folder], whole)
    with Dossier.open(path) as resumed, Dossier.open(whole) as straight:
        assert resumed.logical_hash() == straight.logical_hash()


def test_what_an_interrupted_build_had_only_to_publish_is_published(
    stages: Stages, folder: Path, path: Path
) -> None:
    def stop(step: Progress) -> None:
        if step.stage == "publish":
            raise KeyboardInterrupt

    assert build([folder], path, progress=stop).exit_code == 130
    assert names(path) == []
    assert build([folder], path).counts["unchanged"] == 3
    assert (stages.annotated, stages.linked) == (list(TEXTS), [3])
    assert names(path) == list(TEXTS)


def test_an_interruption_leaves_the_last_dossier_in_place(
    stages: Stages, folder: Path, path: Path
) -> None:
    build([folder / "a.txt"], path)
    stages.interrupt_at = "b.txt"
    assert build([folder], path).exit_code == 130
    assert names(path) == ["a.txt"]


def test_another_version_of_a_stage_annotates_again(
    stages: Stages, folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder], path)
    for room in (building, linking):
        monkeypatch.setattr(room, "stage_version", lambda stage: f"{stage} 2")
    build([folder], path)
    assert (len(stages.annotated), stages.linked) == (6, [3, 3])


def test_force_annotates_again(stages: Stages, folder: Path, path: Path) -> None:
    build([folder], path)
    before = path.read_bytes()
    build([folder], path, force=True)
    assert len(stages.annotated) == 6
    assert path.read_bytes() == before


def test_every_run_that_changed_something_is_recorded(folder: Path, path: Path) -> None:
    build([folder / "a.txt"], path)
    build([folder / "a.txt"], path)
    build([folder], path)
    remove(path, "a.txt")
    with Dossier.open(path) as dossier:
        rows = dossier.sql("SELECT id, stage, started <= finished AS fine FROM run").to_pylist()
    assert [(row["id"], row["stage"], row["fine"]) for row in rows] == [
        (1, "build", True),
        (2, "build", True),
        (3, "remove", True),
    ]


def test_progress_goes_through_the_stages(folder: Path, path: Path) -> None:
    seen: list[Progress] = []
    build([folder], path, progress=seen.append)
    assert list(dict.fromkeys(step.stage for step in seen)) == [
        *("read", "annotate", "link", "publish")
    ]
    assert Progress("annotate", 3, 3) in seen


@pytest.mark.parametrize("by", ["id", "name", "path"])
def test_a_removed_report_takes_all_that_rests_on_it(
    stages: Stages, folder: Path, path: Path, by: str
) -> None:
    build([folder], path)
    with Dossier.open(path) as dossier:
        report = next(row for row in dossier.reports() if row["name"] == "b.txt")
    removed = remove(path, report[by])
    assert removed.reports == (str(folder / "b.txt"),)
    assert (removed.counts["reports"], removed.counts["claims"]) == (1, 1)
    assert "1 reports, 1 claims" in str(removed)
    assert stages.linked == [3, 2]
    without = path.with_name("without.duckdb")
    build([folder / "a.txt", folder / "c.txt"], without)
    with Dossier.open(path) as left, Dossier.open(without) as never:
        assert left.counts() == never.counts()
        assert left.sql("SELECT * FROM claim WHERE report = 'b'").num_rows == 0


def test_removing_what_is_not_there_is_an_error_and_changes_nothing(
    folder: Path, path: Path
) -> None:
    with pytest.raises(DossierMissingError):
        remove(path, "a.txt")
    assert not path.exists()
    build([folder], path)
    before = path.read_bytes()
    with pytest.raises(ReportNotFoundError, match=r"S008 .*'z\.txt'"):
        remove(path, "z.txt")
    assert path.read_bytes() == before


def test_in_memory_leaves_no_file(folder: Path) -> None:
    dossier = in_memory([folder])
    place = dossier.path
    assert [row["name"] for row in dossier.reports()] == list(TEXTS)
    dossier.close()
    assert not place.parent.exists()


def test_annotate_paths_keeps_reports_and_problems_in_order(folder: Path) -> None:
    (folder / "aa.txt").touch()
    found = list(annotate_paths([folder, folder / "missing.txt"]))
    assert [each.code if isinstance(each, Problem) else each.report.name for each in found] == [
        "a.txt",
        "R001",
        "b.txt",
        "c.txt",
        "R003",
    ]


@pytest.mark.parametrize(
    ("code", "is_failure"), [("R001", True), ("R004", True), ("R012", False), ("S002", False)]
)
def test_a_notice_is_no_failure(code: str, is_failure: bool) -> None:
    assert failed([problem(code, "a.txt")]) is is_failure
    assert not failed([])
