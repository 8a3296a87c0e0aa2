"""A linked dossier of any size, laid in minutes: an archive of which only the last days were linked.

A small linked dossier is the archive's end, and copies of its rows are what came before: as many as
are needed, each earlier than the one after it by the days that a copy covers, so that an archive of
twice the size covers twice the time. A copy tells of other people and other places under other
names, as `benchmarks.permuted` makes them, with the same words; every name recurs after `WAYS`
copies. Nothing is read or linked, so that what linking has found of a dossier of a million reports
is there without the day that finding it would take.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from benchmarks.grown import OWN, copied
from benchmarks.permuted import Vocabulary
from dragoman.dossier import Dossier
from dragoman.dossier.connect import writing

WAYS: Final = 50
"""Copies that have nobody in common."""
MEMORY: Final = "4GB"
"""What copying may hold; the rest goes to the disk."""
# Whose rows are copied: all tables of reports and of what holds between them. The column with the
# id of whom or what a row is about, and the one with the name, are others in every copy.
_NAMED: Final = {
    **dict.fromkeys(OWN, (None, None)),
    "mention": ("entity", "name"),
    "participant": ("entity", "name"),
    "attribution": ("entity", "name"),
    "claim": ("place_id", None),
    "link": ("right_id", None),
}
_REPORT = "report || '~' || n"
_SPECIAL: Final = {
    ("report", "name"): "name || '~' || n",
    ("report", "path"): "path || '~' || n",
    ("link", "right_id"): "CASE WHEN kind = 'entity' THEN coalesce(who.now, right_id) "
    "ELSE right_id || '~' || n END",
    ("made", "report"): _REPORT,
    **{
        (table, column): f"coalesce({other}.now, {table}.{column})"
        for table, columns in _NAMED.items()
        for other, column in zip(("who", "called"), columns, strict=True)
        if column is not None and table != "link"
    },
}


def lay(seed: Path, into: Path, reports: int, days: int) -> int:
    """Write a linked dossier of so many reports, of which the last are those of another.

    Args:
        seed: a linked dossier, which stays as it is.
        into: where the large one goes; overwritten.
        reports: how many reports it is to hold, at least.
        days: how many days the seed covers, and so every copy.

    Returns:
        How many reports it holds: a multiple of the seed's.
    """
    shutil.copyfile(seed, into)
    with Dossier.open(seed) as dossier:
        vocabulary = Vocabulary(dossier.annotated())
    with writing(into) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET preserve_insertion_order = false")
        (held,) = connection.execute("SELECT count(*) FROM report").fetchall()[0]
        copies = -(-reports // held)
        _note_others(connection, vocabulary, min(copies, WAYS + 1))
        connection.execute(
            f"CREATE TEMP TABLE copy AS SELECT n, n % {WAYS} AS way "
            f"FROM range(1, {copies}) AS each(n)"
        )
        for table in (*_NAMED, "made"):
            connection.execute(_copying(connection, table, -days))
        for statement in (_ENTITIES, _TERMS, "DELETE FROM told_term", _TOLD, "CHECKPOINT"):
            connection.execute(statement)
    return copies * held


def _note_others(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary, ways: int) -> None:
    """Temporary tables: for each way, the ids and the names that stand in the seed's places."""
    ids = connection.execute(_IDS).fetchall()
    names = connection.execute(_NAMES).fetchall()
    who: list[tuple[int, str, str]] = []
    called: list[tuple[int, str, str]] = []
    for way in range(ways):
        variant = vocabulary.variant(-1 - way)  # of none of those that the seed has
        who += [(way, was, variant.entity(was)) for (was,) in ids]
        called += [(way, was, variant.name(was)) for (was,) in names]
    for table, rows in (("who", who), ("called", called)):
        columns = zip(*rows, strict=True)
        other = pa.table(dict(zip(("way", "was", "now"), map(pa.array, columns), strict=True)))
        connection.register("other", other)
        connection.execute(
            f"CREATE TEMP TABLE {table} AS SELECT DISTINCT ON (way, was) * FROM other"
        )
        connection.unregister("other")


def _copying(connection: duckdb.DuckDBPyConnection, table: str, apart: int) -> str:
    """The statement that puts all copies of a table's rows into it."""
    others = zip(("who", "called"), _NAMED.get(table, (None, None)), strict=True)
    joins = " ".join(
        f"LEFT JOIN {other} ON {other}.was = {table}.{column} AND {other}.way = copy.way"
        for other, column in others
        if column is not None
    )
    columns = ", ".join(copied(connection, table, apart, _SPECIAL))
    return f"INSERT INTO {table} SELECT {columns} FROM {table} CROSS JOIN copy {joins}"


_IDS: Final = """
    SELECT entity FROM mention WHERE entity IS NOT NULL
    UNION SELECT entity FROM participant WHERE entity IS NOT NULL
    UNION SELECT entity FROM attribution WHERE entity IS NOT NULL
    UNION SELECT place_id FROM claim WHERE place_id IS NOT NULL
    UNION SELECT id FROM entity
    ORDER BY 1
"""
_NAMES: Final = """
    SELECT name FROM mention WHERE name IS NOT NULL
    UNION SELECT name FROM participant UNION SELECT name FROM attribution
    UNION SELECT name FROM entity
    ORDER BY 1
"""
_ENTITIES: Final = """
    INSERT INTO entity
    SELECT DISTINCT ON (who.now) who.now, kind, called.now, [called.now], country, lat, lon
    FROM entity
    JOIN who ON who.was = entity.id
    JOIN called ON called.was = entity.name AND called.way = who.way
    WHERE who.way IN (SELECT way FROM copy) AND who.now NOT IN (SELECT id FROM entity)
"""
_TERMS: Final = """
    CREATE TEMP TABLE told AS
    SELECT coalesce(now, term) AS term, sum(reports)::INTEGER AS reports
    FROM (
        FROM (SELECT term, reports, NULL AS now FROM told_term)
        UNION ALL BY NAME
        SELECT term, reports, now
        FROM told_term CROSS JOIN copy
        LEFT JOIN who ON who.was = term AND who.way = copy.way
    )
    GROUP BY ALL
"""
_TOLD: Final = "INSERT INTO told_term FROM told"
