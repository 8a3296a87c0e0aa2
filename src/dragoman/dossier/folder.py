"""A dossier as a folder: a Parquet file a table, for engines and archives that keep such files.

Any reader of Parquet can use the files as they are. Here they are read through views, so a folder
is asked like a file; to be written to, it is unpacked into a database and packed again.
"""

# ruff: noqa: S608 -- names in the SQL are ours, and paths are written as literals

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

from dragoman.dossier import schema

SUFFIXES = ("", ".parquet")
"""What the name of a dossier ends in that is made as a folder."""
_FACTS = "meta.parquet"


def is_folder(path: Path) -> bool:
    """Whether the dossier at `path` is a folder, or will be one where there is none yet."""
    return path.is_dir() or (not path.exists() and path.suffix in SUFFIXES)


def is_vacant(path: Path) -> bool:
    """Whether nothing lies at `path`, or a folder with nothing in it."""
    return not path.exists() or (path.is_dir() and not any(path.iterdir()))


def facts_of(path: Path) -> Path:
    """The file of a folder that every change of the dossier writes anew."""
    return path / _FACTS


def show(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make the connected database a dossier whose tables are views of the files in a folder.

    Args:
        connection: an empty database in memory.
        path: the folder; absolute, so that it is found wherever the process goes.

    Raises:
        duckdb.Error: a file is missing or damaged, or lacks a column.
    """
    connection.begin()
    for table, columns in schema.columns().items():
        listed = ", ".join(columns)
        connection.execute(f"CREATE VIEW {table} AS SELECT {listed} FROM {_file(path, table)}")
    schema.create_views(connection)
    schema.comment(connection, tables_are="VIEW")
    connection.commit()


def unpack(path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Fill an empty dossier with the rows of a folder."""
    connection.begin()
    for table, columns in schema.columns().items():
        listed = ", ".join(columns)
        connection.execute(f"DELETE FROM {table}")  # an empty dossier knows its event types
        connection.execute(f"INSERT INTO {table} SELECT {listed} FROM {_file(path, table)}")
    connection.commit()


def pack(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Put the dossier of a connection into the place of the folder at `path`.

    The new folder is whole on the disk before the old one goes. Killed between the two renames,
    `mend` ends the change.
    """
    fresh, stale = _beside(path, "new"), _beside(path, "old")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for table in schema.columns():
        file = fresh / f"{table}.parquet"
        connection.execute(f"COPY {table} TO {_literal(file)} (FORMAT parquet, COMPRESSION zstd)")
        _to_disk(file)
    shutil.rmtree(stale, ignore_errors=True)
    if path.exists():
        path.rename(stale)
    fresh.rename(path)
    shutil.rmtree(stale, ignore_errors=True)


def mend(path: Path) -> None:
    """Finish a change of the folder that was broken off between its renames, if one was."""
    if not path.exists() and _beside(path, "old").exists():
        _beside(path, "new").rename(path)
        shutil.rmtree(_beside(path, "old"), ignore_errors=True)


def _beside(path: Path, which: str) -> Path:
    return path.with_name(f".{path.name}.{which}")


def _to_disk(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _file(path: Path, table: str) -> str:
    return f"read_parquet({_literal(path / f'{table}.parquet')})"


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
