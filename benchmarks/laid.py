"""A linked dossier of any size, laid in minutes: an archive whose last days alone were linked.

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
# Whose rows are copied, all tables of reports and of what holds between them, and the column with
# the id of whom or what a row is about, which is another in every copy.
_WHO: Final = {
    **dict.fromkeys((*OWN, "made")),
    **dict.fromkeys(("mention", "participant", "attribution"), "entity"),
    "claim": "place_id",
    "link": "right_id",
}
# What no query of linking reads: words that stand in the text as well, and are most of a file.
_EMPTY: Final = {
    **dict.fromkeys(("claim", "claim_span", "participant", "quantity"), ("exact",)),
    "comparison": ("left_exact", "right_exact", "left_value", "right_value"),
}
_SPECIAL: Final = {
    ("report", "name"): "name || '~' || n",
    ("report", "path"): "path || '~' || n",
    ("made", "report"): "report || '~' || n",
    ("mention", "name"): "coalesce(called, name)",
    ("mention", "exact"): "CASE WHEN form = 'name' THEN called ELSE exact END",
    ("participant", "name"): "coalesce(called, name)",
    ("attribution", "name"): "coalesce(called, name)",
    ("link", "right_id"): "CASE WHEN kind = 'entity' THEN coalesce(now, right_id) "
    "ELSE right_id || '~' || n END",
    **{
        (table, column): f"coalesce(now, {column})"
        for table, column in _WHO.items()
        if column is not None and table != "link"
    },
    **{(table, column): "''" for table, columns in _EMPTY.items() for column in columns},
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
        for table in _WHO:
            connection.execute(_copying(connection, table, -days))
        for statement in (_ENTITIES, _TERMS, "DELETE FROM told_term", _TOLD, "CHECKPOINT"):
            connection.execute(statement)
    return int(copies * held)


def _note_others(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary, ways: int) -> None:
    """A temporary table: for each way, the ids and names in the places of the seed's ids.

    Whom the knowledge base has is called as in the seed; others are called what their variant calls
    them.
    """
    called = dict(connection.execute(_IDS).fetchall())
    rows: list[tuple[int, str, str, str]] = []
    for way in range(ways):
        variant = vocabulary.variant(-1 - way)  # of none of those that the seed has
        for was, name in called.items():
            now = variant.entity(was)
            rows.append((way, was, now, called.get(now) or variant.name(name)))
    columns = map(pa.array, zip(*rows, strict=True))
    other = pa.table(dict(zip(("way", "was", "now", "called"), columns, strict=True)))
    connection.register("other", other)
    connection.execute("CREATE TEMP TABLE who AS FROM other")
    connection.unregister("other")


def _copying(connection: duckdb.DuckDBPyConnection, table: str, apart: int) -> str:
    """The statement that puts all copies of a table's rows into it."""
    who = _WHO[table]
    join = f"LEFT JOIN who ON was = {table}.{who} AND who.way = copy.way" if who else ""
    columns = ", ".join(copied(connection, table, apart, _SPECIAL))
    return f"INSERT INTO {table} SELECT {columns} FROM {table} CROSS JOIN copy {join}"


# The seed's ids, with the name that most call each by.
_IDS: Final = """
    SELECT entity, mode(name ORDER BY name) FROM (
        SELECT entity, name FROM mention
        UNION ALL SELECT entity, name FROM participant
        UNION ALL SELECT entity, name FROM attribution
        UNION ALL SELECT place_id, place FROM claim
        UNION ALL SELECT id, name FROM entity
    )
    WHERE entity IS NOT NULL GROUP BY entity ORDER BY entity
"""
_ENTITIES: Final = """
    INSERT INTO entity
    SELECT DISTINCT ON (now) now, kind, called, [called], country, lat, lon
    FROM entity JOIN who ON was = entity.id
    WHERE way IN (SELECT way FROM copy) AND now NOT IN (SELECT id FROM entity)
"""
_TERMS: Final = """
    CREATE TEMP TABLE told AS
    SELECT coalesce(now, term) AS term, sum(reports)::INTEGER AS reports
    FROM (
        FROM (SELECT term, reports, NULL AS now FROM told_term)
        UNION ALL BY NAME
        SELECT term, reports, now
        FROM told_term CROSS JOIN copy
        LEFT JOIN who ON was = term AND who.way = copy.way
    )
    GROUP BY ALL
"""
_TOLD: Final = "INSERT INTO told_term FROM told"
