"""Exports of tables, each read by what it is for: Arrow, DuckDB, Frictionless, Datasette."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import exported
import pyarrow.parquet as pq
import pytest
from datasette.app import Datasette
from frictionless import Package

from dragoman.dossier import Dossier
from dragoman.export.tables import tables
from dragoman.read import read_inputs

WRONG = """
    SELECT count(*)
    FROM {evidence} AS evidence JOIN {report} AS report ON report.id = evidence.report
    WHERE substr(text, span_start + 1, span_end - span_start) <> quote
"""


def names(dossier: Dossier) -> set[str]:
    return {table.name for table in tables(dossier)}


def test_every_table_and_view_with_every_column_is_exported(hard: Dossier, folder: Path) -> None:
    shown = {row["name"] for row in hard.sql("SHOW ALL TABLES").to_pylist()}
    assert names(hard) == shown
    for table in tables(hard):
        held = pq.read_table(folder / "parquet" / f"{table.name}.parquet")
        assert held.column_names == [column.name for column in table.columns]
        assert held.num_rows == hard.sql(f"FROM {table.name}").num_rows


def test_a_parquet_file_says_what_its_columns_are(folder: Path) -> None:
    schema = pq.read_schema(folder / "parquet" / "claim.parquet")
    assert schema.metadata[b"comment"].startswith(b"What one report asserts")
    assert all(schema.field(name).metadata[b"comment"] for name in schema.names)


def test_duckdb_finds_the_words_of_every_span_in_parquet(folder: Path) -> None:
    files = {name: f"'{folder}/parquet/{name}.parquet'" for name in ("evidence", "report")}
    asked = f"SELECT count(*) FROM {files['evidence']}"
    assert duckdb.sql(asked).fetchall()[0][0] > 15
    assert duckdb.sql(WRONG.format(**files)).fetchall() == [(0,)]


def test_the_sheets_are_a_valid_data_package(hard: Dossier, folder: Path) -> None:
    report = Package(folder / "tables" / "datapackage.json").validate()
    assert report.valid, report.flatten(["message"])
    assert {resource.name.replace("-", "_") for resource in report.tasks} == names(hard)


def test_the_sheets_hold_what_the_tables_hold(hard: Dossier, folder: Path) -> None:
    package = Package(folder / "tables" / "datapackage.json")
    claims = package.get_resource("claim").read_rows()
    held = {row["id"]: row for row in hard.sql("FROM claim").to_pylist()}
    assert {row["id"] for row in claims} == held.keys()
    for row in claims:
        assert row["exact"] == held[row["id"]]["exact"]
        assert row["when_from"] == held[row["id"]]["when_from"]
        assert row["speech"] is held[row["id"]]["speech"]
    (lee,) = (r for r in package.get_resource("entity").read_rows() if r["name"] == "Ann Lee")
    assert lee["names"] == ["Ann Lee", "Lee"]
    texts = {r["name"]: r["text"] for r in package.get_resource("report").read_rows()}
    assert texts["hard.txt"] == exported.HARD


def test_the_lines_are_the_listings(hard: Dossier, folder: Path) -> None:
    def lines(name: str) -> list[dict[str, Any]]:
        text = (folder / "jsonl" / f"{name}.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    assert lines("events") == json.loads(json.dumps(hard.events(), default=str))
    assert len(lines("comparisons")) == 1
    (record,) = (r for r in lines("reports") if r["name"] == "hard.txt")
    said = next(claim for claim in record["claims"] if claim["kind"] == "direct")
    assert tuple(record["text"][a:b] for a, b in said["content"]) == exported.CONTENT


def test_dragoman_reads_its_own_lines_again(folder: Path) -> None:
    read = list(read_inputs([folder / "jsonl" / "reports.jsonl"]))
    assert {exported.HARD, exported.SOFT} <= {getattr(item, "text", None) for item in read}


@pytest.fixture(scope="module")
def answer(folder: Path) -> Any:
    """Asks Datasette for a page of the exported folder."""
    place = folder / "datasette"
    shown = json.loads((place / "metadata.json").read_text(encoding="utf-8"))

    def ask(page: str) -> Any:
        async def get() -> Any:
            site = Datasette([place / "dossier.db"], metadata=shown)
            await site.invoke_startup()
            return await site.client.get(f"/dossier{page}")

        return asyncio.run(get())

    return ask


def test_datasette_shows_descriptions_and_links(answer: Any) -> None:
    page = answer("/claim").text
    assert "What one report asserts in one place" in page
    assert ">hard.txt</a>" in page  # a claim's report by its label


def test_datasette_searches(answer: Any) -> None:
    found = answer("/report.json?_search=ferry&_shape=array&_col=name").json()
    assert {row["name"] for row in found} == {"hard.txt", "soft.txt"}


def test_datasettes_queries_answer(answer: Any) -> None:
    (row,) = answer("/contradictions.json?_shape=array").json()
    assert (row["left_value"], row["right_value"]) == ("2021-05-03", "2021-05-04")
    said = answer("/said_by.json?speaker=Lee&_shape=array").json()
    assert [row["outlet"] for row in said] == ["The “Harbour” 🚢"]
    assert answer("/in_context.json?claim=none&_shape=array").json() == []


def test_sqlite_finds_the_words_of_every_span(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "datasette" / "dossier.db")) as held:
        assert held.execute("PRAGMA foreign_key_check").fetchall() == []
        wrong = WRONG.format(evidence="evidence", report="report")
        assert held.execute(wrong).fetchone() == (0,)
