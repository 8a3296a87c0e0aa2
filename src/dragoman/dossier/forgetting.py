"""Taking out what rests on claims, mentions and reports that are gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import duckdb

from dragoman.dossier.load import fetch

_THINGS = """
    WITH chosen AS (SELECT unnest(?::VARCHAR[]) AS report)
    SELECT id FROM claim SEMI JOIN chosen USING (report)
    UNION ALL SELECT id FROM mention SEMI JOIN chosen USING (report)
    UNION ALL SELECT id FROM report WHERE id IN (FROM chosen)
"""
_ENTITIES = """
    SELECT DISTINCT coalesce(right_id, entity) AS id
    FROM mention
    LEFT JOIN link ON link.kind = 'entity' AND left_id = mention.id AND judgement = 'same'
    WHERE report IN (SELECT unnest(?::VARCHAR[])) AND entity IS NOT NULL
"""
_STILL_NAMED = """
    SELECT coalesce(right_id, entity) AS id, min(report) AS report
    FROM mention
    LEFT JOIN link ON link.kind = 'entity' AND left_id = mention.id AND judgement = 'same'
    WHERE entity IN (FROM named_before) OR right_id IN (FROM named_before)
    GROUP BY ALL
"""


class Held(NamedTuple):
    """What stands in some reports: ids of claims, mentions and reports, and of entities."""

    things: frozenset[str]
    entities: frozenset[str]


def held_in(connection: duckdb.DuckDBPyConnection, reports: Sequence[str]) -> Held:
    """What stands in some reports, by id; nothing for those that are not stored."""
    things = fetch(connection, _THINGS, [reports])
    entities = fetch(connection, _ENTITIES, [reports])
    return Held(frozenset(row["id"] for row in things), frozenset(row["id"] for row in entities))


def forget(
    connection: duckdb.DuckDBPyConnection, before: Held, reports: Sequence[str]
) -> list[str]:
    """Take out all that rests on what stood in some reports and stands there no more.

    Args:
        connection: a writable dossier, in a transaction.
        before: what stood in the reports.
        reports: their ids.

    Returns:
        A report for each entity that was named there and is still named elsewhere: when that one is
        linked anew, the entity loses the names that nobody uses any more.
    """
    gone = before.things - held_in(connection, reports).things
    if not gone:
        return []
    for name, ids in (("gone", gone), ("named_before", before.entities)):
        query = f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT unnest(?::VARCHAR[]) AS id"
        connection.execute(query, [sorted(ids)])
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE left_behind AS
        SELECT right_id AS id FROM link WHERE kind = 'event' AND left_id IN (FROM gone)
        """
    )
    for statement in (
        "DELETE FROM link WHERE left_id IN (FROM gone) OR right_id IN (FROM gone)",
        "DELETE FROM comparison WHERE left_claim IN (FROM gone) OR right_claim IN (FROM gone)",
        "DELETE FROM event WHERE id IN (FROM left_behind) AND id NOT IN "
        "(SELECT right_id FROM link WHERE kind = 'event' AND judgement = 'same')",
    ):
        connection.execute(statement)
    named = {row["id"]: row["report"] for row in fetch(connection, _STILL_NAMED)}
    lost = sorted(before.entities - named.keys())
    connection.execute("DELETE FROM entity WHERE id IN (SELECT unnest(?::VARCHAR[]))", [lost])
    return sorted({report for entity, report in named.items() if entity in before.entities})
