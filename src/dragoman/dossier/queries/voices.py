"""Who is behind what is told: outlets and agencies, copies, actors."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from dragoman.dossier.filters import Filter, of_actors, of_claims, of_reports
from dragoman.dossier.load import fetch, load
from dragoman.dossier.queries.evidence import Connection, Row, grouped, quoted, shown
from dragoman.likeness.changes import changes
from dragoman.model import LineRole, Report


def sources(connection: Connection, chosen: Filter) -> list[Row]:
    """Outlets, agencies and other relayers of the chosen reports; those with most reports first."""
    where = of_reports(chosen)
    query = f"""
        WITH passed AS (SELECT id FROM report WHERE {where.sql}),
        shown AS (
            SELECT coalesce(report.source, outlet_name) AS id, path, span_start, span_end, exact
            FROM report
            LEFT JOIN report_evidence ON report = report.id AND field = 'outlet'
            WHERE report.id IN (FROM passed)
            UNION ALL
            SELECT coalesce(republished_by_id, republished_by), path, span_start, span_end, exact
            FROM report
            LEFT JOIN report_evidence ON report = report.id AND field = 'republished_by'
            WHERE report.id IN (FROM passed)
            UNION ALL
            SELECT coalesce(credit.source, credit.name), path, span_start, span_end, exact
            FROM credit
            JOIN report ON report.id = credit.report
            LEFT JOIN report_evidence AS shown ON shown.report = credit.report
                AND field = 'credit' AND shown.ordinal = credit.ordinal
            WHERE credit.report IN (FROM passed)
            UNION ALL
            SELECT coalesce(attribution.entity, attribution.name), path,
                attribution.span_start, attribution.span_end, attribution.exact
            FROM attribution
            JOIN claim ON claim.id = claim
            JOIN report ON report.id = claim.report
            WHERE claim.report IN (FROM passed)
        )
        SELECT source.*, list({{'path': path, 'start': span_start, 'end': span_end, 'quote': exact}}
            ORDER BY path, span_start) FILTER (exact IS NOT NULL) AS evidence
        FROM source JOIN shown USING (id)
        GROUP BY ALL
        ORDER BY reports DESC, relayed DESC, name, id
    """
    found = fetch(connection, query, where.values)
    return [
        {"type": "source", **row, "evidence": [shown(**e) for e in row["evidence"] or []]}
        for row in found
    ]


def copies(connection: Connection, chosen: Filter) -> list[Row]:
    """Groups of near-copies with a report among the chosen ones, by id, and what each changed."""
    where = of_reports(chosen)
    query = f"""
        SELECT * FROM copies
        WHERE id IN (SELECT copy_group.id FROM copy_group JOIN report ON report.id = report
            WHERE report.id IN (SELECT id FROM report WHERE {where.sql}))
        ORDER BY id
    """
    members = grouped(connection, "id", "FROM copy_group")
    found = fetch(connection, query, where.values)
    held = load(connection, (m["report"] for row in found for m in members[row["id"]]))
    reports = {one.report.id: one.report for one in held}
    return [
        {
            "type": "copy",
            "id": row["id"],
            "reports": row["reports"],
            "origin": {"path": row["origin"], "source": row["source"], "why": row["why"]},
            "similarity": row["similarity"],
            "changes": [
                _changed(reports[member["origin"]], reports[member["report"]])
                for member in sorted(members[row["id"]], key=lambda m: reports[m["report"]].path)
                if member["report"] != member["origin"]
            ],
        }
        for row in found
    ]


def _changed(original: Report, copy: Report) -> Row:
    """What one copy put in, left out and worded otherwise, each sentence with its place."""
    roles: tuple[LineRole, ...] = ("body", "caption")
    found = changes(original.text, original.spans(*roles), copy.text, copy.spans(*roles))
    return {
        "path": copy.path,
        "added": [quoted(copy, span) for span in found.added],
        "left_out": [quoted(original, span) for span in found.left_out],
        "reworded": [
            {"from": quoted(original, before), "to": quoted(copy, after)}
            for before, after in found.reworded
        ],
    }


def actors(connection: Connection, chosen: Filter) -> list[Row]:
    """Who acts, speaks or is spoken to in the chosen claims, those with most claims first.

    Where the filter names an actor, only those who go by that name.
    """
    where, named = of_claims(chosen), of_actors(chosen)
    query = f"""
        SELECT
            actor.entity AS id, min(actor.name) AS name, any_value(entity.names) AS names,
            min(actor.kind) AS kind, min(actor.country) AS country,
            list(DISTINCT role ORDER BY role) FILTER (role IS NOT NULL) AS roles,
            count(DISTINCT claim.report) AS reports,
            count(DISTINCT claim.id) FILTER (actor.part IN ('actor', 'recipient')) AS acts,
            count(DISTINCT claim.id) FILTER (actor.part = 'speaker') AS speaks,
            list({{'path': path, 'start': claim.span_start, 'end': claim.span_end,
                'quote': claim.exact}} ORDER BY path, claim.span_start, claim.id)[1] AS shown
        FROM claim
        JOIN report ON report.id = claim.report
        JOIN claim_actor AS actor ON actor.claim = claim.id
        JOIN participant ON participant.claim = actor.claim
            AND participant.part = actor.part AND participant.ordinal = actor.ordinal
        LEFT JOIN entity ON entity.id = actor.entity
        WHERE actor.entity IS NOT NULL AND {named.sql} AND {where.sql}
        GROUP BY actor.entity
        ORDER BY count(DISTINCT claim.id) DESC, 2, 1
    """
    return [
        {
            "type": "actor",
            **{name: row[name] for name in ("id", "name")},
            "names": row["names"] or [row["name"]],
            **{name: row[name] for name in ("kind", "country")},
            "roles": row["roles"] or [],
            **{name: row[name] for name in ("reports", "acts", "speaks")},
            "evidence": [shown(**row["shown"])],
        }
        for row in fetch(connection, query, where.values)
    ]
