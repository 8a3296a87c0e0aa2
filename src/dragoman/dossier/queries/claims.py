"""Claims, and claims held against each other."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from dragoman.dossier.filters import Filter, of_claims
from dragoman.dossier.load import fetch, load
from dragoman.dossier.queries.evidence import Connection, Row, grouped, quoted, shown
from dragoman.model import Claim, Report, hull
from dragoman.record import claim_record


def claims(connection: Connection, chosen: Filter) -> list[Row]:
    """Claims by report name, in the order of the text."""
    where = of_claims(chosen)
    wanted = {
        row["id"]: row["report"]
        for row in fetch(
            connection,
            "SELECT claim.id, claim.report FROM claim JOIN report ON report.id = claim.report "
            f"WHERE {where.sql}",
            where.values,
        )
    }
    told = grouped(connection, "claim", "SELECT claim, event FROM event_claim ORDER BY event")
    return [
        _claim(claim, one.report, [row["event"] for row in told[claim.id]])
        for one in load(connection, wanted.values())
        for claim in one.claims
        if claim.id in wanted
    ]


def conflicts(connection: Connection, chosen: Filter, *, every: bool) -> list[Row]:
    """Comparisons that ended in conflict, or every one; by event, field and id.

    A filter holds where either side's claim passes it.
    """
    where = of_claims(chosen)
    verdict = "true" if every else "verdict = 'conflict'"
    query = f"""
        WITH passed AS (
            SELECT claim.id FROM claim JOIN report ON report.id = claim.report WHERE {where.sql}
        )
        SELECT comparison.*,
            one.path AS left_path, one.outlet_name AS left_outlet,
            other.path AS right_path, other.outlet_name AS right_outlet
        FROM comparison
        JOIN report AS one ON one.id = left_report
        JOIN report AS other ON other.id = right_report
        WHERE {verdict}
            AND (left_claim IN (FROM passed) OR right_claim IN (FROM passed))
        ORDER BY event NULLS LAST, field, comparison.id
    """
    speakers = _names(
        connection,
        "SELECT claim, name FROM claim_actor WHERE part = 'speaker' ORDER BY ordinal",
    )
    chains = _names(connection, "SELECT claim, name FROM attribution ORDER BY hop")
    return [
        {
            "type": "comparison",
            **{
                name: row[name]
                for name in ("id", "event", "field", "verdict", "rule", "score", "shared_origin")
            },
            "left": _side(row, "left", speakers, chains),
            "right": _side(row, "right", speakers, chains),
        }
        for row in fetch(connection, query, where.values)
    ]


def _claim(claim: Claim, report: Report, told: list[str]) -> Row:
    outlet = report.outlet.name if report.outlet else None
    pieces = claim.content or (claim.context,)
    return {
        "type": "claim",
        **claim_record(claim),
        "report": {"id": report.id, "path": report.path, "outlet": outlet},
        "outlet": outlet,
        **quoted(report, hull(pieces)),
        "events": told,
        "evidence": [quoted(report, piece) for piece in pieces],
    }


def _side(row: Row, side: str, speakers: dict[str, list[str]], chains: dict[str, list[str]]) -> Row:
    claim = row[f"{side}_claim"]
    place = shown(
        row[f"{side}_path"], row[f"{side}_start"], row[f"{side}_end"], row[f"{side}_exact"]
    )
    return {
        "claim": claim,
        "report": row[f"{side}_report"],
        **place,
        "value": row[f"{side}_value"],
        "speaker": speakers.get(claim, []),
        "via": chains.get(claim, []),
        "outlet": row[f"{side}_outlet"],
    }


def _names(connection: Connection, query: str) -> dict[str, list[str]]:
    """The column `name` of a query by its column `claim`."""
    rows = grouped(connection, "claim", query)
    return {claim: [row["name"] for row in found] for claim, found in rows.items()}
