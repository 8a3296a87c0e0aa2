"""The schema explains itself to whoever opens the file, and says what it says it does."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from stored import opened

from dragoman.dossier import schema
from dragoman.model import EventType


@pytest.fixture(scope="module")
def empty() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    schema.create(connection, "test")
    return connection


def test_every_table_view_and_column_has_a_comment(empty: duckdb.DuckDBPyConnection) -> None:
    bare = empty.execute(
        """
        SELECT table_name FROM duckdb_tables() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns()
        WHERE NOT internal AND comment IS NULL
        """
    ).fetchall()
    assert bare == []


def test_keys_are_known_and_cost_no_index(empty: duckdb.DuckDBPyConnection) -> None:
    held = empty.execute(
        "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
    )
    assert held.fetchall() == [(0,)]
    for table, key in schema.primary_keys().items():
        described = {row[0]: row[2] for row in empty.execute(f"DESCRIBE {table}").fetchall()}
        if table != "problem":
            assert key
        assert {described[column] for column in key} <= {"NO"}


def test_a_comment_is_the_words_beside_its_column() -> None:
    sql = "-- What one\n-- of 'em is.\nCREATE TABLE thing (\n    id VARCHAR, -- Who it is.\n);\n"
    assert list(schema.comments(sql)) == [
        "COMMENT ON TABLE thing IS 'What one of ''em is.'",
        "COMMENT ON COLUMN thing.id IS 'Who it is.'",
    ]


def test_comments_reach_the_reader_of_a_dossier(tmp_path: Path) -> None:
    with opened(tmp_path / "x.duckdb", []) as dossier:
        rows = dossier.sql(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'claim' "
            "AND column_name = 'stance' AND database_name = 'dossier'"
        ).to_pylist()
    assert rows[0]["comment"].startswith("said|denied|")


def test_every_event_type_can_be_counted_and_named() -> None:
    kinds = schema.event_types()
    assert set(kinds) == set(EventType.__args__)  # type: ignore[attr-defined]
    assert {kind["quad_class"] for kind in kinds.values()} == {
        f"{how} {what}" for how in ("verbal", "material") for what in ("cooperation", "conflict")
    }
