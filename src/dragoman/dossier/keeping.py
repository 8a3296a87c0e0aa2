"""Keeping what holds between reports: all of it, or what concerns some of them."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib.resources import files

import duckdb

from dragoman.dossier.diff import sync
from dragoman.dossier.linked_rows import linked_rows
from dragoman.dossier.load import fetch
from dragoman.dossier.rows import problem_row
from dragoman.dossier.spans import Row
from dragoman.model import Linked, Problem, Published

# What belongs to the reports of `linked_now`, by table. Entities are looked up by their mentions,
# before and after, since a report shares them with others.
_SCOPES = {
    "entity": "id IN (FROM entity_now)",
    "event": "id IN (SELECT right_id FROM link_before WHERE kind = 'event')",
    "link": "left_id IN (FROM thing_now) OR kind <> 'event' AND right_id IN (FROM thing_now)",
    # Names are compared across affairs: a pair of which one stands elsewhere is not looked at.
    "comparison": """
        left_report IN (FROM linked_now) AND right_report IN (FROM linked_now)
        OR field <> 'naming'
            AND (left_report IN (FROM linked_now) OR right_report IN (FROM linked_now))
    """,
}
# What nobody tells of, or nobody mentions, any more once the reports of `linked_now` do not.
_LEFT = {
    "entity": """
        id IN (FROM entity_now)
        AND id NOT IN (SELECT right_id FROM link WHERE kind = 'entity'
            AND left_id NOT IN (FROM thing_now))
        AND id NOT IN (SELECT entity FROM mention WHERE entity IS NOT NULL
            AND report NOT IN (FROM linked_now))
    """,
    "event": """
        id IN (SELECT right_id FROM link_before)
        AND id NOT IN (SELECT right_id FROM link WHERE kind = 'event'
            AND left_id NOT IN (FROM thing_now))
    """,
}
# Events are found through links, so they are written before the links are.
_ORDER = ("event", "entity", "link", "comparison")


def keep_linked(
    connection: duckdb.DuckDBPyConnection,
    linked: Linked,
    within: Collection[str] | None,
    *,
    beside: bool = False,
) -> tuple[int, list[Problem]]:
    """Put what link and compare found in the place of what was held.

    Args:
        connection: a writable dossier, in a transaction.
        linked: what they found.
        within: ids of the reports that they looked at; None: all.
        beside: whether settled reports were looked at too, to which some links lead.

    Returns:
        How many rows were taken out or put in, and a problem S001 for each comparison refused.
    """
    _note(connection, linked, within)
    sides = {side.report for one in linked.comparisons for side in (one.left, one.right)}
    texts = fetch(
        connection,
        "SELECT id, text FROM report WHERE rowid IN "
        "(SELECT rowid FROM report WHERE id IN (SELECT unnest(?::VARCHAR[])))",
        [sorted(sides)],
    )
    rows, refused = linked_rows(linked, {row["id"]: row["text"] for row in texts})
    scopes = _beside(connection) if beside else _SCOPES
    written = 0
    for table in _ORDER:
        scope = "true" if within is None else scopes[table]
        written += sync(connection, table, rows[table], scope)
    troubles = [problem_row(each, n) for n, each in enumerate(refused)]
    if within is None:
        written += sync(connection, "problem", troubles, "stage = 'store' AND report IS NULL")
    told: list[Row] = [{"term": t, "reports": n} for t, n in linked.told.items()]
    scope = "true" if within is None else "term IN (SELECT term FROM wanted)"
    written += sync(connection, "told_term", told, scope)
    aliases = _aliases(connection, linked.aliases, within)
    written += sync(connection, "alias", aliases, "old_id IN (SELECT old_id FROM alias_now)")
    _date(connection, linked.published)
    return written, refused


def _beside(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The scopes of reports that were linked beside settled ones: what those have stays."""
    wanted = "id IN (SELECT id FROM wanted)"
    again = connection.execute("SELECT 1 FROM link_before LIMIT 1").fetchall()
    left = {table: f"{wanted} OR {of}" if again else wanted for table, of in _LEFT.items()}
    either = "left_report IN (FROM linked_now) OR right_report IN (FROM linked_now)"
    return {**_SCOPES, **left, "comparison": either}


def _note(
    connection: duckdb.DuckDBPyConnection, linked: Linked, within: Collection[str] | None
) -> None:
    """Temporary tables: the reports, what stands in them, and their links as they were."""
    chosen = "" if within is None else "WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    values = [] if within is None else [sorted(within)]
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE linked_now AS SELECT id FROM report {chosen}", values
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE mention_now AS
        SELECT rowid FROM mention WHERE report IN (FROM linked_now)
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE thing_now AS
        SELECT id FROM claim
            WHERE rowid IN (SELECT rowid FROM claim WHERE report IN (FROM linked_now))
        UNION ALL SELECT id FROM mention WHERE rowid IN (FROM mention_now)
        UNION ALL FROM linked_now
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE link_before AS
        FROM link WHERE kind IN ('event', 'entity') AND judgement = 'same'
            AND left_id IN (FROM thing_now)
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE entity_now AS
        SELECT entity AS id FROM mention WHERE rowid IN (FROM mention_now) AND entity IS NOT NULL
        UNION SELECT right_id FROM link_before WHERE kind = 'entity'
        UNION SELECT unnest(?::VARCHAR[])
        """,
        [[entity.id for entity in linked.entities]],
    )


def _aliases(
    connection: duckdb.DuckDBPyConnection,
    stated: Mapping[str, str],
    within: Collection[str] | None,
) -> list[Row]:
    """The aliases wanted in the place of those that `alias_now` holds from here on."""
    chosen = "" if within is None else "WHERE old_id IN (FROM moving) OR new_id IN (FROM moving)"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE alias_now AS
        WITH moving AS (
            SELECT right_id FROM link_before
            UNION FROM entity_now
            UNION SELECT unnest(?::VARCHAR[])
        )
        FROM alias {chosen}
        """,
        [sorted(stated)],
    )
    sql = files("dragoman.dossier").joinpath("alias.sql").read_text(encoding="utf-8")
    aliases = {row["old_id"]: row["new_id"] for row in fetch(connection, sql)} | dict(stated)
    return [{"old_id": old, "new_id": new} for old, new in sorted(aliases.items())]


def _date(connection: duckdb.DuckDBPyConnection, published: Mapping[str, Published]) -> None:
    """Date reports by their siblings; those that no sibling dates any more are undated."""
    undated = Published()
    held = "SELECT id FROM report WHERE published_how = 'sibling' AND id IN (FROM linked_now)"
    gone = {row["id"]: undated for row in fetch(connection, held) if row["id"] not in published}
    for report, dating in {**gone, **published}.items():
        connection.execute(
            "UPDATE report SET published_from = ?, published_to = ?, published_how = ?, "
            "published_why = ? WHERE id = ? AND published_how IN ('unknown', 'sibling')",
            [*dating.when, dating.how, dating.why or None, report],
        )
