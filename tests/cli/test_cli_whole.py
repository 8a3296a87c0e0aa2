"""The commands over a real dossier: what one command writes, the others can show."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from fake_dossier import Run

Whole = Callable[..., CompletedProcess[bytes]]

MONDAY = """Merkel meets Macron in Meseberg

MESEBERG, June 19, 2018 - German Chancellor Angela Merkel met French President Emmanuel Macron in
Meseberg on Tuesday.

"We are opening a new chapter," Merkel said.
"""
TUESDAY = """Talks at the castle

Published: June 20, 2018

French President Emmanuel Macron met German Chancellor Angela Merkel in Meseberg on June 18.

"We are opening a new chapter," Merkel said, according to the Lake Agency.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reports = tmp_path_factory.mktemp("reports")
    (reports / "monday.txt").write_text(MONDAY, encoding="utf-8")
    (reports / "tuesday.txt").write_text(TUESDAY, encoding="utf-8")
    return reports


@pytest.fixture
def built(run: Run, folder: Path) -> str:
    """The dossier of the two reports, built by whichever test comes first."""
    path = folder / "affair.duckdb"
    if not path.exists():
        inputs = [str(folder / name) for name in ("monday.txt", "tuesday.txt")]
        result = run("build", *inputs, "-o", str(path))
        assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    return str(path)


LISTINGS = [
    ["events"],
    ["claims"],
    ["conflicts", "--all"],
    ["sources"],
    ["sources", "--copies"],
    ["actors"],
    ["relations"],
]


@pytest.mark.parametrize("width", ["160", "60"])
@pytest.mark.parametrize("listing", LISTINGS, ids=" ".join)
def test_every_listing_shows_what_its_json_lines_hold(
    run: Run, built: str, listing: list[str], width: str
) -> None:
    command, *options = listing
    *rows, summary = map(
        json.loads, run(command, built, *options, "-f", "jsonl").stdout.splitlines()
    )
    shown = run(command, built, *options, env={"COLUMNS": width})
    assert list(summary.values())[1:] == [len(rows)]
    assert shown.exit_code == (0 if rows else 1)
    assert bool(shown.stdout) == bool(rows)
    for form in ("csv", "parquet"):
        assert run(command, built, *options, "-f", form).exit_code == (0 if rows else 1)


def test_the_brief_tells_of_the_meeting_and_quotes_it(run: Run, built: str) -> None:
    page = run("brief", built).stdout
    assert "Angela Merkel" in page
    assert "“We are opening a new chapter" in page
    assert "monday.txt:" in page


def test_a_report_can_be_taken_out(run: Run, built: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(Path(built).read_bytes())
    assert run("remove", str(copy), "tuesday.txt").exit_code == 0
    assert run("claims", str(copy), "--text", "Lake Agency").exit_code == 1
    assert run("remove", str(copy), "tuesday.txt").exit_code == 2


def test_the_check_up_finds_a_built_dossier_whole(run: Run, built: str) -> None:
    result = run("doctor", built, env={"COLUMNS": "200"})
    assert "2 reports" in result.stdout
    assert result.exit_code == 0


def test_try_needs_no_dossier(run: Run, folder: Path) -> None:
    inputs = [str(folder / name) for name in ("monday.txt", "tuesday.txt")]
    page = run("try", *inputs, env={"COLUMNS": "160"}).stdout
    assert "Events" in page
    assert "Angela Merkel" in page


def test_a_query_cannot_change_the_dossier(run: Run, built: str) -> None:
    before = Path(built).read_bytes()
    assert run("sql", built, "delete from report").exit_code == 2
    assert run("sql", built, "select count(*) as n from report", "-f", "csv").stdout == "n\n2\n"
    assert Path(built).read_bytes() == before


def test_workers_say_nothing_beside_how_far_it_is(
    dragoman: Whole, folder: Path, tmp_path: Path
) -> None:
    into = tmp_path / "x.duckdb"
    done = dragoman("build", folder, "-o", into, "--workers", "2")
    assert done.returncode == 0
    stages = [line.split(b":")[0] for line in done.stderr.splitlines()]
    known = {b"read", b"annotate", b"link", b"publish", bytes(into), b"Next"}
    assert set(stages) <= known, done.stderr.decode()
