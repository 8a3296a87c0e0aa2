"""Connections to a dossier: for reading, safe against what a query may try; for writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EIO
from pathlib import Path

import duckdb

from dragoman.dossier import folder
from dragoman.dossier.errors import (
    DossierBusyError,
    DossierMissingError,
    NotADossierError,
    SchemaVersionError,
)
from dragoman.dossier.schema import SCHEMA_VERSION

_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
# How a dossier is written, in less room than by DuckDB's own settings. Small blocks: it has many
# columns, and each takes whole blocks; in still smaller ones numbers are not packed. Reports are
# shorter than the strings that DuckDB would compress by itself, of 4096 bytes on average.
_COMPACT = {"default_block_size": 32_768, "zstd_min_string_length": 512}
# Its bar of progress goes to standard output, which is for data.
_SILENT = "SET enable_progress_bar = false"
# What a database that is written to may hold in memory: by itself it takes 80 % of the machine,
# which workers need. Beyond it queries use files beside the dossier.
_SHARE = "5%"
_LEAST = "1GiB"
_IS_SHORT = (
    "SELECT parse_formatted_bytes(current_setting('memory_limit')) < parse_formatted_bytes(?)"
)


def reading(
    path: Path, prepare: Callable[[duckdb.DuckDBPyConnection], None] | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection that can read the dossier and touch nothing else.

    The file is attached to a database of its own in memory, since DuckDB would give a second
    connection to the same path the file it opened first, even after a build has replaced it.

    A folder of Parquet files is read through views, and its files alone may be opened; that no
    query writes there either is for `questions_only` to see to.

    Args:
        path: the dossier, a file or a folder.
        prepare: called with the connection before its settings are locked.

    Raises:
        DossierMissingError: there is nothing at the path.
        NotADossierError: what is there is no dossier.
        SchemaVersionError: it was written under another version of the schema.
    """
    folder.mend(path)
    if not path.exists():
        raise DossierMissingError(path)
    connection = duckdb.connect(":memory:", config=_OFFLINE)
    _silence(connection)
    try:
        _attach(connection, path)
        connection.execute("SET enable_external_access = false")
        _check_version(connection, path)
        if prepare is not None:
            prepare(connection)
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise NotADossierError(path, _first_line(error)) from error
    except (NotADossierError, SchemaVersionError):
        connection.close()
        raise
    return connection


def questions_only(query: str) -> None:
    """Refuse what is more than a question: DuckDB lets a query write where it may read.

    Raises:
        duckdb.Error: the query is no SQL, or holds a statement that is no SELECT (as DESCRIBE,
            SHOW and SUMMARIZE are).
    """
    for statement in duckdb.extract_statements(query):
        if statement.type != duckdb.StatementType.SELECT:
            raise duckdb.PermissionException(
                f"{statement.type.name} in a folder that is only read; ask with SELECT"
            )


@contextmanager
def interruptible() -> Iterator[None]:
    """Gives Ctrl-C its name back where it comes in the middle of a query.

    DuckDB catches the signal and raises a RuntimeError of its own instead.
    """
    try:
        yield
    except (RuntimeError, duckdb.InterruptException) as error:
        if "interrupted" in str(error).lower():
            raise KeyboardInterrupt from error
        raise


def writing(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that may write to the database at `path`, which is made if it is not there.

    It holds a twentieth of the machine's memory, or a gibibyte where that is more; what does not
    fit lies in the folder `spill_of(path)`, which it takes away when it is closed.

    Raises:
        DossierBusyError: another process is writing there.
        OSError: the file cannot be made, or is no database.
    """
    how: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _SHARE,
        "temp_directory": str(spill_of(path)),
    }
    try:
        connection = duckdb.connect(str(path), config=_OFFLINE | _COMPACT | how)
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise DossierBusyError(path) from error
        raise OSError(EIO, _first_line(error), str(path)) from error
    _silence(connection)
    if connection.execute(_IS_SHORT, [_LEAST]).fetchall() == [(True,)]:
        connection.execute(f"SET memory_limit = '{_LEAST}'")
    return connection


def spill_of(path: Path) -> Path:
    """Where a connection that writes to the database at `path` puts what memory does not hold."""
    return path.with_name(path.name + ".tmp")


def _silence(connection: duckdb.DuckDBPyConnection) -> None:
    """Switch off the bar of progress; in a notebook that lacks widgets there is none to switch."""
    with suppress(duckdb.InvalidInputException):
        connection.execute(_SILENT)


def _attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    if path.is_dir():
        there = path.resolve()
        connection.execute("ATTACH ':memory:' AS dossier")
        connection.execute("USE dossier")
        folder.show(connection, there)
        connection.execute("SET allowed_directories = [?]", [f"{there}/"])
    else:
        connection.execute(f"ATTACH {_literal(path)} AS dossier (READ_ONLY)")
        connection.execute("USE dossier")


def _check_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    query = "SELECT value FROM meta WHERE key = 'schema_version'"
    try:
        found = connection.execute(query).fetchall()
    except duckdb.CatalogException as error:
        raise NotADossierError(path, "it is a database without the dossier's tables") from error
    version = found[0][0] if found else "none"
    if version != SCHEMA_VERSION:
        raise SchemaVersionError(path, version, SCHEMA_VERSION)


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
