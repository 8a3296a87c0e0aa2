"""Actors on the shelf: who they are, what they say, and what passes between two of them."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from collections.abc import Sequence

from dragoman.dossier.shelf.shelf import Page, Row, Shelf

_NAMED = (
    "(id = $name OR contains(strip_accents(lower(array_to_string(names, chr(10)))), "
    "strip_accents(lower($name))))"
)


def actors(shelf: Shelf, *, name: str | None = None, number: int = 1, size: int = 50) -> Page:
    """A page of actors, those with most claims first; with `name`, those that go by it."""
    return shelf.cards(
        "actor_card",
        "true" if name is None else _NAMED,
        {} if name is None else {"name": name},
        number=number,
        size=size,
        order="place",
    )


def speakers(shelf: Shelf, *, name: str | None = None, number: int = 1, size: int = 20) -> Page:
    """A page of those who are quoted, the most quoted first."""
    named = "" if name is None else f" AND {_NAMED}"
    return shelf.page(
        f"SELECT * FROM shelf.actor_card WHERE speaks > 0{named}",
        {} if name is None else {"name": name},
        number=number,
        size=size,
        order="speaks DESC, place",
    )


def actor(shelf: Shelf, id: str) -> Row | None:  # noqa: A002 -- the interface's word
    """One actor by id (or, of someone only described, by name); None where there is none."""
    row = shelf.this("actor_card", id)
    if row is None and (now := shelf.row("SELECT new_id FROM alias WHERE old_id = ?", [id])):
        row = shelf.this("actor_card", now["new_id"])
    return row


def said_at(shelf: Shelf, speakers: Sequence[str], most: int = 8) -> list[Row]:
    """How many statements each of `speakers` makes at which event: `speaker`, `event`, `n`.

    Only the `most` events count at which most of them speak and most is said.
    """
    if not speakers:
        return []
    marks = ", ".join("?" * len(speakers))  # a list of values is found through the index
    return shelf.rows(
        f"""
        WITH placed AS (
            SELECT speaker, unnest(events) AS event
            FROM shelf.said WHERE speaker IN ({marks})
        ), busiest AS (
            SELECT event, count(*) AS n FROM placed GROUP BY event
            ORDER BY count(DISTINCT speaker) DESC, n DESC, event LIMIT {int(most)}
        )
        SELECT speaker, event, count(*) AS n
        FROM placed WHERE event IN (SELECT event FROM busiest) GROUP BY ALL ORDER BY ALL
        """,
        list(speakers),
    )


def statements(
    shelf: Shelf, speaker: str, *, event: str | None = None, number: int = 1, size: int = 40
) -> Page:
    """A page of what `speaker` says, in the order of publication; at `event` only, or anywhere.

    Rows: claim. Look them up with `claims`.
    """
    where = "" if event is None else " AND list_contains(events, $event)"
    return shelf.page(
        f"SELECT claim, report_place, ordinal FROM shelf.said WHERE speaker = $speaker{where}",
        {"speaker": speaker} | ({} if event is None else {"event": event}),
        number=number,
        size=size,
        order="report_place, ordinal, claim",
    )


def pairs(shelf: Shelf, *, name: str | None = None, number: int = 1, size: int = 50) -> Page:
    """A page of pairs of actors between whom something happened, the busiest first."""
    named = (
        "true"
        if name is None
        else f"one IN (SELECT id FROM shelf.actor_card WHERE {_NAMED}) "
        f"OR other IN (SELECT id FROM shelf.actor_card WHERE {_NAMED})"
    )
    return shelf.page(
        f"SELECT * FROM shelf.pair WHERE {named}",
        {} if name is None else {"name": name},
        number=number,
        size=size,
        order="place",
    )


def months(shelf: Shelf, one: str, other: str) -> list[Row]:
    """What passed between two actors, either way, by month and quad class, undated last."""
    return shelf.rows(
        "SELECT month, actor, actor_name, recipient_name, quad_class, events, event_ids "
        "FROM relation_month WHERE (actor, recipient) IN (($one, $other), ($other, $one)) "
        "ORDER BY month NULLS LAST, quad_class, actor",
        {"one": one, "other": other},
    )


def neighbours(shelf: Shelf, ego: str, most: int = 59) -> list[Row]:
    """The actors with whom most passed in events that happened: id, name, events, conflict."""
    return shelf.rows(
        """
        SELECT CASE WHEN one = $ego THEN other ELSE one END AS id,
            CASE WHEN one = $ego THEN other_name ELSE one_name END AS name,
            events, cooperation, conflict
        FROM shelf.pair WHERE one = $ego OR other = $ego ORDER BY place LIMIT $most
        """,
        {"ego": ego, "most": most},
    )


def among(shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """The pairs both of whose actors are among `ids`."""
    return shelf.rows(
        "FROM shelf.pair WHERE list_contains($ids, one) AND list_contains($ids, other) "
        "ORDER BY place",
        {"ids": list(ids)},
    )
