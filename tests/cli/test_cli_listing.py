"""The listings: filters reach the dossier, every form holds the rows, exit codes tell."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from fake_dossier import QUOTE, FakeDossier, Run

from dragoman.dossier import Filter

LISTINGS = ["events", "claims", "conflicts"]


def test_filters_reach_the_dossier(run: Run, dossier: FakeDossier) -> None:
    options = (
        "--actor Moss --from 2021-02 --to 2021 --place Lindau --type consult --outlet X --text y"
    )
    assert run("claims", "a.duckdb", *options.split(), "--speaker", "Ada Moss").exit_code == 0
    assert dossier.asked == [
        Filter(
            actor="Moss",
            first=date(2021, 2, 1),
            last=date(2021, 12, 31),
            place="Lindau",
            type="CONSULT",
            outlet="X",
            text="y",
            speaker="Ada Moss",
        )
    ]


@pytest.mark.parametrize(("stated", "last"), [("2020-02", 29), ("2021-02", 28), ("2021-02-03", 3)])
def test_a_month_lasts_to_its_last_day(
    run: Run, dossier: FakeDossier, stated: str, last: int
) -> None:
    run("events", "a.duckdb", "--to", stated)
    assert dossier.asked[0] is not None
    assert dossier.asked[0].last == date(int(stated[:4]), 2, last)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--from", "yesterday"], "U001"),
        (["--to", "2021-13"], "U001"),
        (["--to", "2021-02-30"], "U001"),
        (["--type", "MEETING"], "U002"),
    ],
)
def test_a_filter_that_cannot_be_understood_is_refused(
    run: Run, dossier: FakeDossier, options: list[str], code: str
) -> None:
    result = run("events", "a.duckdb", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{code} {options[0]}: ")
    assert options[1] in result.stderr
    assert dossier.asked == []


@pytest.mark.parametrize("kind", LISTINGS)
def test_json_lines_hold_the_rows_and_a_summary(run: Run, dossier: FakeDossier, kind: str) -> None:
    result = run(kind, "a.duckdb", "--format", "jsonl", *(["--all"] if kind == "conflicts" else []))
    *rows, summary = map(json.loads, result.stdout.splitlines())
    assert rows == dossier.rows[kind]
    assert summary == {"type": "summary", kind: len(rows)}
    assert result.exit_code == 0


@pytest.mark.parametrize("kind", LISTINGS)
def test_parquet_holds_the_rows(run: Run, dossier: FakeDossier, kind: str, tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    assert run(kind, "a.duckdb", "--format", "parquet", "-o", str(file)).exit_code == 0
    ids = [row["id"] for row in dossier.rows[kind] if row.get("verdict") != "agree"]
    assert pq.read_table(file).column("id").to_pylist() == ids


def test_csv_has_a_row_each_and_joins_names(run: Run, dossier: FakeDossier) -> None:
    rows = list(csv.DictReader(io.StringIO(run("events", "a.duckdb", "-f", "csv").stdout)))
    assert [row["id"] for row in rows] == ["e2", "e1"]
    assert rows[1]["actors"] == "Ada Moss; Karl Brandt"
    assert rows[1]["when_from"] == "2021-05-03"
    assert json.loads(rows[1]["reports"]) == dossier.rows["events"][1]["reports"]


@pytest.mark.usefixtures("dossier")
def test_a_table_shows_values_voices_and_evidence(run: Run) -> None:
    shown = run("conflicts", "a.duckdb", "--all", env={"COLUMNS": "300"}).stdout
    assert "2021-05-03 (The Morning)" in shown
    assert "(Ada Moss, via Lake Agency, an unnamed outlet)" in shown
    assert "morning.txt:0-34 “Moss met Brandt in Lindau on 3 May”" in shown


@pytest.mark.usefixtures("dossier")
def test_a_narrow_terminal_gets_blocks_that_lose_no_word(run: Run) -> None:
    shown = run("claims", "a.duckdb", env={"COLUMNS": "50"}).stdout
    assert all(len(line) <= 50 for line in shown.splitlines())
    assert QUOTE in " ".join(shown.split())
    assert "evidence: morning.txt:60-103" in shown


def test_nothing_found_is_exit_code_1(run: Run, dossier: FakeDossier) -> None:
    dossier.rows["events"] = []
    result = run("events", "a.duckdb", "--actor", "Nobody")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "No events found" in result.stderr
    assert json.loads(run("events", "a.duckdb", "-f", "jsonl").stdout) == {
        "type": "summary",
        "events": 0,
    }


def test_fail_on_conflict_turns_the_exit_code_round(run: Run, dossier: FakeDossier) -> None:
    assert run("conflicts", "a.duckdb", "--fail-on", "conflict").exit_code == 1
    dossier.rows["conflicts"] = [r for r in dossier.rows["conflicts"] if r["verdict"] == "agree"]
    assert run("conflicts", "a.duckdb", "--fail-on", "conflict").exit_code == 0
    assert run("conflicts", "a.duckdb").exit_code == 1
    assert run("conflicts", "a.duckdb", "--all", "--fail-on", "conflict").exit_code == 0


def test_copies_show_origin_and_likeness(run: Run, dossier: FakeDossier) -> None:
    dossier.rows["copies"] = [
        {
            "type": "copy",
            "id": "k1",
            "reports": ["a.txt", "b.txt"],
            "origin": {"path": "a.txt", "source": "Lake Agency", "why": "credit"},
            "similarity": 0.934,
        }
    ]
    shown = run("sources", "a.duckdb", "--copies").stdout
    assert "a.txt and b.txt" in shown
    assert "93%" in shown


@pytest.mark.usefixtures("dossier")
def test_a_file_that_cannot_be_written_is_a_coded_refusal(run: Run, tmp_path: Path) -> None:
    result = run("events", "a.duckdb", "-f", "csv", "-o", str(tmp_path / "no" / "where.csv"))
    assert result.exit_code == 2
    assert result.stderr.startswith("U004 ")


def test_hostile_words_are_inert_in_tables(run: Run, dossier: FakeDossier) -> None:
    dossier.rows["claims"][0]["evidence"][0]["quote"] = "[red]\x1b]0;owned\x07\u202e end[/red]"
    shown = run("claims", "a.duckdb", env={"COLUMNS": "200"}, color=True).stdout
    assert "[red]<U+001B>]0;owned<U+0007><U+202E> end[/red]" in shown
    assert not {"\x07", "\u202e"} & set(shown)


def test_a_dossier_is_never_overwritten_by_a_listing(
    run: Run, dossier: FakeDossier, tmp_path: Path
) -> None:
    file = tmp_path / "affair.duckdb"
    duckdb.connect(str(file)).close()
    before = file.read_bytes()
    result = run("events", "a.duckdb", "-f", "csv", "-o", str(file))
    assert (result.exit_code, result.stderr[:4]) == (2, "U008")
    assert file.read_bytes() == before
    assert dossier.rows["events"]


@pytest.mark.usefixtures("dossier")
def test_a_table_goes_into_a_file_without_escape_codes(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "events.txt"
    assert run("events", "a.duckdb", "-o", str(file)).stdout == ""
    page = file.read_text(encoding="utf-8")
    assert "Ada Moss and Karl Brandt" in page
    assert "\x1b" not in page
