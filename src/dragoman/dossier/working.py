"""The working copy: a build writes beside the dossier and publishes by an atomic rename.

`.X.duckdb.part` starts as a copy of `X.duckdb`, takes every batch as it is done, and becomes the
new `X.duckdb` when the build ends; readers keep the file they opened. Of a folder of Parquet files
the part is a database too, unpacked from it and packed into a new folder at the end. A part that
an interrupted build left behind is taken up again, as long as the dossier it was copied from is
still in place.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from dragoman.dossier import folder, schema
from dragoman.dossier.compacting import compact, worth_compacting
from dragoman.dossier.connect import reading, spill_of, writing
from dragoman.dossier.errors import DossierBusyError


def begin(path: Path, program: str) -> tuple[duckdb.DuckDBPyConnection, bool]:
    """A writable connection to the working copy of the dossier at `path`.

    Where there is no dossier yet, an empty one is published first, so that whatever happens to
    the build leaves something that opens.

    Returns:
        The connection, and whether an interrupted build has worked on the copy already.

    Raises:
        NotADossierError: there is something at `path` that is no dossier.
        SchemaVersionError: the dossier there has another version of the schema.
        DossierBusyError: another build is at work.
    """
    part = part_of(path)
    folder.mend(path)
    if folder.is_vacant(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        discard(path)
        connection = writing(part)
        schema.create(connection, program)
        publish(connection, path)
    reading(path).close()
    base = _fingerprint(path)
    if part.exists():
        if (left := _left_behind(part, base)) is not None:
            return left, True
        discard(path)
    connection = _copied(path, part, program)
    connection.execute("DELETE FROM meta WHERE key = 'based_on'")
    connection.execute("INSERT INTO meta VALUES ('based_on', ?)", [base])
    return connection, False


def publish(connection: duckdb.DuckDBPyConnection, path: Path, *, written: float = 0) -> None:
    """Close the working copy and put it in the place of the dossier.

    Args:
        connection: the working copy.
        path: the dossier.
        written: rows of it that are new; where they are most, it is written anew, to take less
            room.
    """
    if folder.is_folder(path):
        folder.pack(connection, path)
        connection.close()
        discard(path)
    else:
        connection.execute("CHECKPOINT")
        compacted = compacted_of(path)
        smaller = worth_compacting(connection, written) and compact(connection, compacted)
        connection.close()
        (compacted if smaller else part_of(path)).replace(path)
        discard(path)


def discard(path: Path) -> None:
    """Delete the working copy of the dossier at `path`, which nobody may have open."""
    for file in (part_of(path), compacted_of(path)):
        for leftover in (file, file.with_name(file.name + ".wal")):
            leftover.unlink(missing_ok=True)
    shutil.rmtree(spill_of(part_of(path)), ignore_errors=True)


def part_of(path: Path) -> Path:
    """Where the working copy of the dossier at `path` lies.

    It is hidden, so that a build that reads the very folder it writes to passes it over.
    """
    return path.with_name(f".{path.name}.part")


def compacted_of(path: Path) -> Path:
    """Where the working copy is written anew before it is published."""
    return path.with_name(f".{path.name}.compacted")


def _copied(path: Path, part: Path, program: str) -> duckdb.DuckDBPyConnection:
    """The part as a database with all that the dossier at `path` holds, open."""
    if not path.is_dir():
        shutil.copyfile(path, part)
        return writing(part)
    connection = writing(part)
    schema.create(connection, program)
    folder.unpack(path, connection)
    return connection


def _left_behind(part: Path, base: str) -> duckdb.DuckDBPyConnection | None:
    """The part of an interrupted build, open; None where it is torn or of another base."""
    try:
        connection = writing(part)
        found = connection.execute("SELECT value FROM meta WHERE key = 'based_on'").fetchall()
    except DossierBusyError:
        raise
    except (duckdb.Error, OSError):
        return None
    if found == [(base,)]:
        shutil.rmtree(spill_of(part), ignore_errors=True)  # of whoever was interrupted
        return connection
    connection.close()
    return None


def _fingerprint(path: Path) -> str:
    facts = (folder.facts_of(path) if path.is_dir() else path).stat()
    return f"{facts.st_size}:{facts.st_mtime_ns}"
