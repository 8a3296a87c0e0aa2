"""A dossier grown to any size: its rows copied under other ids, names, outlets and days.

Reports, claims, events and comparisons of one copy hang together as those of the original do, so
each page of a grown dossier has as much on it as a real one. Texts stay as they are, since every
span must. Nothing is read or linked anew: growing to 10,000 reports takes some ten seconds.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import duckdb

ACTORS: Final = 50  # copies between which actors are not shared: so many people of each name
OUTLETS: Final = 10  # likewise for outlets
OWN: Final = {
    "report": ("id",),
    "credit": ("report",),
    "report_evidence": ("report",),
    "line": ("report",),
    "mention": ("id", "report"),
    "claim": ("id", "report"),
    "claim_span": ("claim",),
    "participant": ("claim",),
    "attribution": ("claim",),
    "quantity": ("claim",),
    "event": ("id",),
    "link": ("left_id",),
    "comparison": (
        "id",
        "event",
        "left_claim",
        "left_report",
        "right_claim",
        "right_report",
    ),
}
"""Table → its columns that hold ids of the copy's own, each other in every copy."""
_MOVED: Final = {
    "report": ("published_from", "published_to"),
    "mention": ("time_from", "time_to"),
    "claim": ("when_from", "when_to"),
}
_ACTOR: Final = f"'~' || n % {ACTORS}"
_SPECIAL: Final = {
    ("report", "name"): "name || '~' || n",
    ("report", "path"): "path || '~' || n",
    ("report", "outlet_name"): f"outlet_name || ' ' || n % {OUTLETS}",
    ("report", "source"): f"source || '~' || n % {OUTLETS}",
    ("mention", "entity"): f"CASE WHEN kind = 'place' THEN entity ELSE entity || {_ACTOR} END",
    ("participant", "entity"): f"entity || {_ACTOR}",
    ("participant", "name"): f"name || ' ' || n % {ACTORS}",
    ("link", "right_id"): f"CASE WHEN kind = 'entity' THEN right_id || {_ACTOR} "
    "ELSE right_id || '~' || n END",
}


def grow(seed: Path, into: Path, reports: int, apart: int = 1) -> None:
    """Write a dossier of at least so many reports.

    Args:
        seed: a dossier, which stays as it is.
        into: where the grown one goes; overwritten.
        reports: how many reports it is to hold.
        apart: days between two copies. With as many as the seed covers, a dossier twice as large
            covers twice the time, as an archive does; with one, the same days hold more and more.
    """
    shutil.copyfile(seed, into)
    with duckdb.connect(str(into)) as connection:
        (held,) = connection.execute("SELECT count(*) FROM report").fetchall()[0]
        copies = -(-reports // held)
        connection.execute(
            f"INSERT INTO entity SELECT id || '~' || n, kind, name || ' ' || n, names, country, "
            f"lat, lon FROM entity, range({min(ACTORS, copies)}) AS each(n)"
        )
        for table in OWN:
            columns = ", ".join(copied(connection, table, apart, _SPECIAL))
            connection.execute(
                f"INSERT INTO {table} SELECT {columns} FROM {table}, range(1, {copies}) AS each(n)"
            )
        connection.execute("CHECKPOINT")


def copied(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    apart: int,
    special: Mapping[tuple[str, str], str],
) -> list[str]:
    """For each column of a table, in order, what the copy numbered `n` of a row holds there.

    Args:
        connection: the dossier.
        table: one of its tables.
        apart: days between two copies.
        special: (table, column) → SQL, for what is neither an own id nor a day, but other.
    """
    found = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [table],
    ).fetchall()
    columns = []
    for (name,) in found:
        if (table, name) in special:
            columns.append(special[table, name])
        elif name in OWN.get(table, ()):
            columns.append(f"{name} || '~' || n")
        elif name in _MOVED.get(table, ()):
            columns.append(f"({name} + (n * {apart})::INTEGER)::DATE")
        else:
            columns.append(f'{table}."{name}"')
    return columns
