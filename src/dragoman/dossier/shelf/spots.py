"""Places on the shelf: where events were, and the events that no report places."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from dragoman.dossier.shelf.events import EventFilter, condition
from dragoman.dossier.shelf.shelf import Page, Row, Shelf


def spots(shelf: Shelf, chosen: EventFilter, most: int = 400) -> list[Row]:
    """The places of the chosen events, the busiest first.

    Rows: `name`, `country`, `lat`, `lon` (None where not known), `feature`, how many `events` and
    `reports`, and one event as an `example`.
    """
    where, values = condition(chosen)
    return shelf.kept(
        f"""
        SELECT name, spot.country, round(lat, 3) AS lat, round(lon, 3) AS lon,
            any_value(feature) AS feature, count(*) AS events, sum(spot.reports)::BIGINT AS reports,
            min(event) AS example
        FROM shelf.spot
        WHERE event IN (SELECT id FROM shelf.event_card WHERE {where})
        GROUP BY name, spot.country, round(lat, 3), round(lon, 3)
        ORDER BY events DESC, name, lat, lon LIMIT {int(most)}
        """,
        values,
    )


def unplaced(shelf: Shelf, chosen: EventFilter, *, number: int = 1, size: int = 25) -> Page:
    """A page of the chosen events that no report gives a place with coordinates. Rows: id."""
    where, values = condition(chosen)
    return shelf.page(
        f"SELECT id, by_reports FROM shelf.event_card WHERE ({where}) AND id NOT IN "
        "(SELECT event FROM shelf.spot WHERE lat IS NOT NULL)",
        values,
        number=number,
        size=size,
        order="by_reports",
    )
