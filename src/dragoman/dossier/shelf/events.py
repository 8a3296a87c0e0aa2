"""Events on the shelf: listed, narrowed and sorted; one with all that is said of it."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from dragoman.dossier.shelf.cards import marks
from dragoman.dossier.shelf.shelf import Page, Row, Shelf
from dragoman.dossier.titles import event_title

ORDERS: Final = {"reports": "by_reports", "date": "by_date", "conflicts": "by_conflicts"}


def _holds(words: str, name: str) -> str:
    """Whether the SQL value `words` has the parameter `name` as a part."""
    return f"contains(strip_accents(lower({words})), strip_accents(lower(${name})))"


_CONDITIONS = {
    "actor": "id IN (SELECT event FROM shelf.part WHERE entity IN (SELECT id FROM shelf.actor_card "
    f"WHERE id = $actor OR {_holds('array_to_string(names, chr(10))', 'actor')}))",
    "first": "coalesce(when_to, when_from) >= $first",
    "last": "coalesce(when_from, when_to) <= $last",
    "place": f"{_holds('concat_ws(chr(10), place, venue)', 'place')} OR country = upper($place)",
    "type": "type = upper($type)",
    "status": "status = $status",
    "outlet": "id IN (SELECT event FROM shelf.covers WHERE source IN (SELECT source "
    f"FROM shelf.report_card WHERE source = $outlet OR {_holds('outlet', 'outlet')}))",
    "least": "main >= $least",
}


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What the list of events is narrowed to; None leaves a field open.

    `actor` and `outlet` are ids or parts of a name, `place` a part of a name or a country's two
    letters; without regard to case or accents. `first` and `last` are inclusive days; what has no
    date is left out when either is given. `least` is how many reports must be about the event.
    """

    actor: str | None = None
    first: date | None = None
    last: date | None = None
    place: str | None = None
    type: str | None = None
    status: str | None = None
    outlet: str | None = None
    least: int | None = None

    def given(self) -> dict[str, Any]:
        """The fields that narrow, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


def events(
    shelf: Shelf, chosen: EventFilter, *, order: str = "reports", number: int = 1, size: int = 25
) -> Page:
    """A page of events.

    Args:
        shelf: the dossier.
        chosen: what the list is narrowed to.
        order: a key of `ORDERS`: most reported first, by date with undated ones last, or most
            contradicted first.
        number: which page, from 1.
        size: events a page.
    """
    where, values = condition(chosen)
    page = shelf.cards("event_card", where, values, number=number, size=size, order=ORDERS[order])
    return page._replace(rows=[titled(row) for row in page.rows])


def counted(shelf: Shelf, chosen: EventFilter, column: str, most: int = 20) -> list[Row]:
    """How many of the chosen events have each value of `type`, `status`, `country` or `place`."""
    where, values = condition(chosen)
    return shelf.kept(
        f"SELECT {column} AS value, count(*) AS n FROM shelf.event_card "
        f"WHERE {column} IS NOT NULL AND ({where}) GROUP BY 1 ORDER BY n DESC, 1 LIMIT {most}",
        values,
    )


def event(shelf: Shelf, id: str) -> Row | None:  # noqa: A002 -- the interface's word
    """One event, by its id today or any id it was shown under before; None where there is none."""
    row = shelf.this("event_card", id)
    if row is None and (now := shelf.row("SELECT new_id FROM alias WHERE old_id = ?", [id])):
        row = shelf.this("event_card", now["new_id"])
    return None if row is None else titled(row)


def named(shelf: Shelf, ids: Sequence[str]) -> dict[str, Row]:
    """Events by id, as they are listed; ids that are no event's are passed over."""
    found = shelf.these("event_card", "id", sorted(set(ids)))
    return {row["id"]: titled(row) for row in found}


def told(shelf: Shelf, event: str) -> list[Row]:
    """The claims of an event: `claim`, `report`, `role`, `tells`, and why they are its."""
    return sorted(shelf.these("told", "event", [event]), key=lambda row: row["claim"])


def comparisons(shelf: Shelf, event: str, reports: Sequence[str]) -> list[Row]:
    """The comparisons of an event that have a side in one of `reports`, by field and id."""
    here = marks(reports)
    found = shelf.index.where(
        "comparison_card",
        f"event = ? AND (left_report IN ({here}) OR right_report IN ({here}))",
        [event, *reports, *reports],
    )
    return sorted(found, key=lambda row: (row["field"], row["id"]))


def in_conflict(shelf: Shelf, event: str) -> list[str]:
    """Ids of the reports of an event that contradict another."""
    found = shelf.index.rows(
        "SELECT left_report, right_report FROM comparison_card "
        "WHERE event = ? AND verdict = 'conflict'",
        [event],
    )
    return sorted({report for row in found for report in row})


def conflicts(shelf: Shelf, most: int = 8) -> list[Row]:
    """Comparisons that ended in conflict, one an event and field, with the outlets of both sides.

    Those of the most reported events come first.
    """
    return shelf.kept(
        """
        SELECT one.*, left_card.outlet AS left_outlet, right_card.outlet AS right_outlet
        FROM shelf.comparison_card AS one
        JOIN shelf.report_card AS left_card ON left_card.id = left_report
        JOIN shelf.report_card AS right_card ON right_card.id = right_report
        LEFT JOIN shelf.event_card AS card ON card.id = one.event
        WHERE verdict = 'conflict'
        QUALIFY row_number() OVER (
            PARTITION BY coalesce(one.event, one.id), field
            ORDER BY shared_origin, one.score DESC, one.id
        ) = 1
        ORDER BY card.main DESC NULLS LAST, one.event, field, one.id
        LIMIT $most
        """,
        {"most": most},
    )


def silent(shelf: Shelf, event: str, most: int = 50) -> list[Row]:
    """Outlets without a report of `event`, though they report its siblings; most siblings first.

    A sibling has two of the same participants and lies within thirty days, where both are dated.
    Rows: `source`, how many (`n`), and one as an `example`.
    """
    found = shelf.index.rows(
        """
        WITH asked AS (SELECT when_from AS day FROM event_card WHERE id = ?1),
        sibling AS (
            SELECT other.event FROM part AS mine JOIN part AS other ON other.entity = mine.entity
            WHERE mine.event = ?1 AND other.event <> ?1
            GROUP BY other.event HAVING count(DISTINCT other.entity) >= 2
        ),
        near AS (
            SELECT card.id FROM sibling JOIN event_card AS card ON card.id = sibling.event, asked
            WHERE day IS NULL OR when_from IS NULL
                OR abs(julianday(when_from) - julianday(day)) <= 30
        )
        SELECT source, count(*) AS n, min(near.id) FROM near JOIN covers ON covers.event = near.id
        WHERE source NOT IN (SELECT source FROM covers WHERE event = ?1)
        GROUP BY source ORDER BY n DESC, source LIMIT ?2
        """,
        [event, most],
    )
    return [{"source": source, "n": n, "example": example} for source, n, example in found]


def titled(row: Row) -> Row:
    """An event with its title, and its days as an interval (None where nothing dates it)."""
    when = None
    if row["when_from"] or row["when_to"]:
        when = {"from": row["when_from"], "to": row["when_to"], "how": row["when_how"]}
    return {**row, "title": event_title(row, row["who"]), "when": when}


def condition(chosen: EventFilter) -> tuple[str, dict[str, Any]]:
    """The SQL condition on `event_card` that a filter stands for, and the values of its names."""
    values = chosen.given()
    return " AND ".join(f"({_CONDITIONS[name]})" for name in values) or "true", values
