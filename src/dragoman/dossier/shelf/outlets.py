"""Outlets on the shelf: what each covers and leaves out, whom it copies, how it names things."""

from __future__ import annotations

from dragoman.dossier.shelf.shelf import Page, Row, Shelf


def outlets(shelf: Shelf, *, number: int = 1, size: int = 50) -> Page:
    """A page of outlets, agencies and other relayers, those with most reports first."""
    return shelf.page(
        "SELECT * FROM shelf.outlet_card", {}, number=number, size=size, order="place"
    )


def outlet(shelf: Shelf, id: str) -> Row | None:  # noqa: A002 -- the interface's word
    """One outlet or agency by id; None where there is none."""
    return shelf.row("FROM shelf.outlet_card WHERE id = ?", [id])


def copied(shelf: Shelf, outlet: str, most: int = 100) -> list[Row]:
    """The reports of `outlet` that are near-copies, each with the report they likely go back to."""
    return shelf.rows(
        """
        SELECT card.id, card.title, card.path, origin.id AS origin, origin.title AS origin_title,
            origin.path AS origin_path, origin.outlet AS origin_outlet, origin.credits
        FROM shelf.report_card AS card
        JOIN shelf.report_card AS origin ON origin.id = card.copy_origin
        WHERE card.source = $outlet AND card.copy_origin <> card.id
        ORDER BY card.place LIMIT $most
        """,
        {"outlet": outlet, "most": most},
    )


def omitted(shelf: Shelf, outlet: str, *, number: int = 1, size: int = 25) -> Page:
    """A page of events that several others report and `outlet` does not, the most reported first.

    It is held to know of them where it reports on two of those who take part. Rows: id.
    """
    return shelf.page(
        """
        WITH known AS (
            SELECT DISTINCT entity FROM shelf.part
            WHERE event IN (SELECT event FROM shelf.covers WHERE source = $outlet)
        )
        SELECT card.id, card.by_reports FROM shelf.event_card AS card
        JOIN shelf.part ON part.event = card.id
        JOIN known ON known.entity = part.entity
        WHERE card.outlets > 1
            AND card.id NOT IN (SELECT event FROM shelf.covers WHERE source = $outlet)
        GROUP BY card.id, card.by_reports HAVING count(*) >= 2
        """,
        {"outlet": outlet},
        number=number,
        size=size,
        order="by_reports",
    )


def namings(shelf: Shelf, outlet: str, most: int = 100) -> list[Row]:
    """How `outlet` names what others name otherwise: comparisons of naming with its side first."""
    return shelf.rows(
        "SELECT * EXCLUDE (source) FROM shelf.naming WHERE source = $outlet "
        "ORDER BY here, there, id LIMIT $most",
        {"outlet": outlet, "most": most},
    )
