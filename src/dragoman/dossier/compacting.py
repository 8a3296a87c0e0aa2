"""Writing a database anew, so that it takes no more room than what it holds.

What is stored a batch at a time lies in small pieces, each packed by itself, and between them are
holes that rows left which others took the place of: a quarter of the file of 960 reports.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

WORTH_IT: Final = 4 << 20
"""Bytes of a file from which on room is looked at; below, there is little to be had."""
MOSTLY: Final = 0.5
"""Of the rows: writing anew takes as long as all of them, so so many have to be of this build."""
_STRING, _NAME = "'", '"'
# What DuckDB calls it depends on what it was about to write: a block, the log, the log's end.
_NO_ROOM = (
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    duckdb.FatalException,
    duckdb.TransactionException,
)


def worth_compacting(connection: duckdb.DuckDBPyConnection, written: float) -> bool:
    """Whether a database is large, and most of it was written since it was opened.

    Args:
        connection: the database.
        written: rows put in or taken out since.
    """
    room = """
        SELECT total_blocks * block_size FROM pragma_database_size()
        WHERE database_name = current_database()
    """
    rows = """
        SELECT coalesce(sum(estimated_size), 0) FROM duckdb_tables()
        WHERE database_name = current_database()
    """
    ((size,),) = connection.execute(room).fetchall()
    ((held,),) = connection.execute(rows).fetchall()
    return bool(size >= WORTH_IT and written >= MOSTLY * held)


def compact(connection: duckdb.DuckDBPyConnection, into: Path) -> bool:
    """Write all that a database holds to a new file, in the same order.

    Args:
        connection: the database; nothing in it changes.
        into: the new file; what lies there is deleted.

    Returns:
        Whether there was room for it, on the disk and in memory. Where there was not, nothing is
        left there: the database is as good as it was, only larger.
    """
    _delete(into)
    ((name,),) = connection.execute("SELECT current_database()").fetchall()
    try:
        connection.execute(f"ATTACH {_quoted(str(into), _STRING)} AS compacted")
        connection.execute(f"COPY FROM DATABASE {_quoted(name, _NAME)} TO compacted")
        connection.execute("CHECKPOINT compacted")
        connection.execute("DETACH compacted")
    except _NO_ROOM:
        _delete(into)
        return False
    return True


def _delete(file: Path) -> None:
    for leftover in (file, file.with_name(file.name + ".wal")):
        leftover.unlink(missing_ok=True)


def _quoted(words: str, mark: str) -> str:
    return mark + words.replace(mark, mark * 2) + mark
