"""Events, and what passes between actors in them."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from dragoman.dossier.filters import Filter, of_actors, of_events
from dragoman.dossier.load import fetch
from dragoman.dossier.queries.evidence import Connection, Row, grouped, shown
from dragoman.dossier.titles import event_title
from dragoman.model import Interval
from dragoman.record import interval


def events(connection: Connection, chosen: Filter) -> list[Row]:
    """Events by date, then id; undated ones last."""
    where = of_events(chosen)
    found = fetch(
        connection,
        f"SELECT * FROM event_summary WHERE {where.sql} "
        "ORDER BY when_from NULLS LAST, when_to NULLS LAST, event",
        where.values,
    )
    actors = grouped(
        connection,
        "event",
        "SELECT event, name, kind, country, part FROM event_actor "
        "ORDER BY reports DESC, kind <> 'person', name, entity",
    )
    reports = grouped(
        connection,
        "event",
        "SELECT event, report.id, path, outlet_name AS outlet, "
        "CASE WHEN bool_or(role = 'main') THEN 'main' ELSE 'background' END AS role "
        "FROM event_claim JOIN report ON report.id = report GROUP BY ALL ORDER BY path, report.id",
    )
    claims = grouped(
        connection,
        "event",
        "SELECT event, claim.id, path, span_start, span_end, exact, tells "
        "FROM event_claim JOIN claim ON claim.id = claim JOIN report ON report.id = claim.report "
        "ORDER BY path, report.id, span_start, claim.id",
    )
    return [
        _event(row, actors[row["event"]], reports[row["event"]], claims[row["event"]])
        for row in found
    ]


def relations(connection: Connection, chosen: Filter) -> list[Row]:
    """Pairs of actors by month and quad class, counted over the chosen events.

    Where the filter names an actor, it is one of the pair.
    """
    listed = {row["id"]: row for row in events(connection, chosen)}
    named = of_actors(chosen)
    found = fetch(
        connection,
        f"""
        WITH named AS (
            SELECT coalesce(actor.entity, actor.name) AS id
            FROM claim_actor AS actor
            LEFT JOIN entity ON entity.id = actor.entity
            WHERE {named.sql}
        )
        SELECT * FROM relation_month
        WHERE actor IN (FROM named) OR recipient IN (FROM named)
        ORDER BY month NULLS LAST, actor_name, recipient_name, quad_class, actor, recipient
        """,
        named.values,
    )
    rows = []
    for row in found:
        ids = [event for event in row["event_ids"] if event in listed]
        if ids:
            places = [place for event in ids for place in listed[event]["evidence"][:1]]
            month = row["month"].strftime("%Y-%m") if row["month"] else None
            counted = {"month": month, "events": len(ids), "event_ids": ids}
            rows.append({"type": "relation", **row, **counted, "evidence": places})
    return rows


def _event(row: Row, who: list[Row], reports_: list[Row], claims_: list[Row]) -> Row:
    sides = {
        part: [actor["name"] for actor in who if actor["part"] == part]
        for part in ("actor", "recipient")
    }
    when = None
    if row["when_from"] or row["when_to"]:
        when = {**interval(Interval(row["when_from"], row["when_to"])), "how": row["when_how"]}
    telling = [claim for claim in claims_ if claim["tells"]]
    return {
        "type": "event",
        "id": row["event"],
        "event_type": row["type"],
        "mode": row["mode"],
        "title": event_title(row, who),
        "actors": sides["actor"],
        "recipients": sides["recipient"],
        **{name: row[name] for name in ("place", "venue", "country")},
        "when": when,
        "status": row["status"],
        "reports": [
            {name: one[name] for name in ("id", "path", "outlet", "role")} for one in reports_
        ],
        "independent_sources": row["independent_sources"],
        "claims": [claim["id"] for claim in claims_],
        "evidence": [
            shown(claim["path"], claim["span_start"], claim["span_end"], claim["exact"])
            for claim in telling
        ],
    }
