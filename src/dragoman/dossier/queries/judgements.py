"""What people decided, with the words of what they decided about."""

from __future__ import annotations

from dragoman.dossier.load import fetch
from dragoman.dossier.queries.evidence import Connection, Row, shown

_JUDGED = """
    WITH thing AS (
        SELECT id, report, span_start, span_end, exact FROM claim
        UNION ALL
        SELECT id, report, span_start, span_end, exact FROM mention
    )
    SELECT
        judgement.*,
        one.path AS left_path, left_thing.span_start AS left_start,
        left_thing.span_end AS left_end, left_thing.exact AS left_exact,
        other.path AS right_path, right_thing.span_start AS right_start,
        right_thing.span_end AS right_end, right_thing.exact AS right_exact
    FROM judgement
    LEFT JOIN thing AS left_thing ON left_thing.id = judgement.left_id
    LEFT JOIN thing AS right_thing ON right_thing.id = judgement.right_id
    LEFT JOIN report AS one ON one.id = coalesce(left_thing.report, judgement.left_id)
    LEFT JOIN report AS other ON other.id = coalesce(right_thing.report, judgement.right_id)
    ORDER BY ordinal
"""


def judgements(connection: Connection) -> list[Row]:
    """Decisions in the order of their file, each with its state and its things' evidence.

    `left` and `right` hold the id that a thing has in this dossier, and for claims, mentions and
    reports where it stands; None where the dossier does not hold it. `was` is what the machine
    had found in the field of a `set`, as JSON.
    """
    return [
        {
            "type": "judgement",
            **{name: row[name] for name in ("id", "verdict", "about")},
            "left": _thing(row, "left"),
            "right": _thing(row, "right"),
            **{name: row[name] for name in ("value", "was", "why")},
            "by": row["decided_by"],
            "at": row["decided_at"],
            "state": row["state"],
        }
        for row in fetch(connection, _JUDGED)
    ]


def _thing(row: Row, side: str) -> Row | None:
    if row[f"{side}_id"] is None:
        return None
    thing: Row = {"id": row[f"{side}_id"]}
    start, end = row[f"{side}_start"], row[f"{side}_end"]
    if start is not None:
        return thing | shown(row[f"{side}_path"], start, end, row[f"{side}_exact"])
    if row[f"{side}_path"] is not None:
        span = None if row["span_start"] is None else [row["span_start"], row["span_end"]]
        return thing | {"path": row[f"{side}_path"], "span": span, "quote": None}
    return thing
