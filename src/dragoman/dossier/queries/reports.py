"""Reports, and what could not be read of them."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from dragoman.dossier.filters import Filter, of_reports
from dragoman.dossier.load import fetch, load
from dragoman.dossier.queries.evidence import Connection, Row, grouped, quoted
from dragoman.dossier.values import to_problem
from dragoman.record import problem_record, report_record


def reports(connection: Connection, chosen: Filter) -> list[Row]:
    """Reports by name, without text, with the number of claims and the events they are in."""
    where = of_reports(chosen)
    passed = [
        row["id"]
        for row in fetch(connection, f"SELECT id FROM report WHERE {where.sql}", where.values)
    ]
    told = grouped(
        connection, "report", "SELECT DISTINCT report, event FROM event_claim ORDER BY event"
    )
    return [
        {
            "type": "report",
            **report_record(one.report),
            "claims": len(one.claims),
            "events": [row["event"] for row in told[one.report.id]],
            "evidence": [quoted(one.report, span) for span in one.report.spans("title")],
        }
        for one in load(connection, passed)
    ]


def problems(connection: Connection) -> list[Row]:
    """Problems by path, stage and place, with the id of the report they are about."""
    found = fetch(
        connection, "FROM problem ORDER BY path, report NULLS FIRST, stage, ordinal, code"
    )
    return [{**problem_record(to_problem(row)), "report": row["report"]} for row in found]
