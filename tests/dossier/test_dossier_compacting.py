"""Writing a dossier anew: the same rows in less room, and no harm where there is no room."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dragoman.dossier import compacting, working
from dragoman.dossier.connect import reading, writing
from dragoman.dossier.hashing import logical_hash
from dragoman.dossier.schema import create

BATCHES, ROWS = 40, 250


@pytest.fixture
def scattered(tmp_path: Path) -> Path:
    """A working copy that was written in many small pieces."""
    path = tmp_path / "it's.duckdb"
    connection = writing(working.part_of(path))
    create(connection, "test")
    for batch in range(BATCHES):
        rows = [(f"{batch}.{n}", f"term {batch * n}", n) for n in range(ROWS)]
        connection.executemany("INSERT INTO alias VALUES (?, ?)", [row[:2] for row in rows])
        connection.execute("CHECKPOINT")
    connection.close()
    return path


def published(path: Path, written: float) -> tuple[int, str]:
    """Size and logical hash of a dossier whose working copy is published."""
    working.publish(writing(working.part_of(path)), path, written=written)
    with reading(path) as connection:
        return path.stat().st_size, logical_hash(connection)


def test_most_of_a_dossier_being_new_it_is_written_anew_in_less_room(
    scattered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = working.part_of(scattered).read_bytes()
    size, rows = published(scattered, BATCHES * ROWS // 3)
    assert (size, len(before)) == (len(before), size), "a third is not most"
    scattered.rename(working.part_of(scattered))
    monkeypatch.setattr(compacting, "WORTH_IT", 0)
    smaller, same = published(scattered, BATCHES * ROWS)
    assert same == rows
    assert smaller < size
    assert [file.name for file in scattered.parent.iterdir()] == [scattered.name]


def test_a_small_dossier_is_published_as_it_is(scattered: Path) -> None:
    size = working.part_of(scattered).stat().st_size
    assert size < compacting.WORTH_IT
    assert published(scattered, BATCHES * ROWS)[0] == size


def test_views_and_comments_are_written_too(scattered: Path, tmp_path: Path) -> None:
    into = tmp_path / "new.duckdb"
    with writing(working.part_of(scattered)) as connection:
        assert compacting.compact(connection, into)
        described = facts(connection)
    with duckdb.connect(str(into), read_only=True) as connection:
        assert facts(connection) == described


def test_without_room_nothing_is_left_and_nothing_is_lost(scattered: Path, tmp_path: Path) -> None:
    into = tmp_path / "no such folder" / "new.duckdb"
    with writing(working.part_of(scattered)) as connection:
        rows = logical_hash(connection)
        assert not compacting.compact(connection, into)
        assert logical_hash(connection) == rows
    assert not into.exists()


@pytest.mark.parametrize("room", [0, 20_000, 100_000])
def test_where_the_disk_is_full_the_dossier_is_published_as_it_is(
    scattered: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    resource = pytest.importorskip("resource", reason="the system limits no file's size")
    monkeypatch.setattr(compacting, "WORTH_IT", 0)
    size = working.part_of(scattered).stat().st_size
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, held[1]))
    try:
        working.publish(writing(working.part_of(scattered)), scattered, written=BATCHES * ROWS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, held)
    assert scattered.stat().st_size == size
    assert [file.name for file in scattered.parent.iterdir()] == [scattered.name]


def facts(connection: duckdb.DuckDBPyConnection) -> list[object]:
    """What a database says of its tables, views and columns."""
    here = "WHERE database_name = current_database() AND NOT internal ORDER BY ALL"
    return [
        connection.execute(f"SELECT {asked} FROM {of} {here}").fetchall()
        for asked, of in (
            ("table_name, comment, sql", "duckdb_tables()"),
            ("view_name, comment, sql", "duckdb_views()"),
            ("table_name, column_name, comment, data_type", "duckdb_columns()"),
        )
    ]
