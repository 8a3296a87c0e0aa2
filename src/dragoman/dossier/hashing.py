"""The logical hash of a dossier: over what it says, never over the bytes of the file."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

import hashlib

import duckdb

from dragoman.dossier.diff import DECIMALS
from dragoman.dossier.schema import HISTORY, columns


def logical_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """A hash that two dossiers share when they hold the same rows, 32 hex digits.

    Rows are sorted and numbers taken to six decimals. Tables of how the dossier came about
    (`schema.HISTORY`) are left out.
    """
    digest = hashlib.blake2b(digest_size=16)
    for table in columns():
        if table in HISTORY:
            continue
        rows = connection.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
        digest.update(f"{table}\x1e{len(rows)}\x1e".encode())
        for row in rows:
            digest.update("\x1f".join(map(_text, row)).encode())
            digest.update(b"\x1e")
    return digest.hexdigest()


def _text(value: object) -> str:
    return f"{value:.{DECIMALS}f}" if isinstance(value, float) else repr(value)
