"""Reports on the shelf: listed, and one with its text and all that was found in it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.dossier.shelf.cards import marks
from dragoman.dossier.shelf.shelf import Page, Row, Shelf


def reports(shelf: Shelf, *, outlet: str | None = None, number: int = 1, size: int = 50) -> Page:
    """A page of reports, the earliest published first, undated ones last; of one outlet or all."""
    where = "true" if outlet is None else "source = $outlet"
    return shelf.cards(
        "report_card",
        where,
        {} if outlet is None else {"outlet": outlet},
        number=number,
        size=size,
        order="place",
    )


def report(shelf: Shelf, id: str) -> Row | None:  # noqa: A002 -- the interface's word
    """A report with its text, its lines and the names and times in it; None where there is none."""
    card = shelf.this("report_card", id)
    text = shelf.this("report_text", id)
    return None if card is None or text is None else {**text, **card}


def cards(shelf: Shelf, ids: Sequence[str]) -> dict[str, Row]:
    """Reports by id, as they are listed."""
    found = shelf.these("report_card", "id", sorted(set(ids)))
    return {row["id"]: row for row in sorted(found, key=lambda row: row["place"])}


def texts(shelf: Shelf, ids: Sequence[str]) -> dict[str, Row]:
    """Reports by id, with their texts and lines."""
    wanted = sorted(set(ids))
    found = shelf.rows(
        f"SELECT id, text, lines FROM shelf.report_text WHERE id IN ({marks(wanted)})",  # noqa: S608
        wanted,
    )
    held = {row["id"]: row for row in found}
    return {id_: {**held[id_], **card} for id_, card in cards(shelf, wanted).items()}


def copies(shelf: Shelf, report: Row) -> list[Row]:
    """The near-copies of a report, itself left out, with what joined them."""
    if report["copy_group"] is None:
        return []
    return shelf.rows(
        "SELECT card.*, link.score, link.why FROM shelf.report_card AS card "
        "LEFT JOIN link ON link.kind = 'copy' AND link.judgement = 'same' "
        "AND (link.left_id, link.right_id) IN ((card.id, $id), ($id, card.id)) "
        "WHERE copy_group = $group AND card.id <> $id ORDER BY place",
        {"id": report["id"], "group": report["copy_group"]},
    )


def evidence(shelf: Shelf, report: str) -> list[Row]:
    """The words of a report that show its title, outlet, credits and date."""
    return shelf.rows(
        "SELECT field, span_start, span_end, exact FROM report_evidence WHERE report = ? "
        "ORDER BY span_start, field",
        [report],
    )


def problems(shelf: Shelf, *, number: int = 1, size: int = 50) -> Page:
    """A page of what could not be read, decided or stored."""
    return shelf.page(
        "SELECT * FROM problem",
        {},
        number=number,
        size=size,
        order="path, report NULLS FIRST, stage, ordinal, code",
    )


def numbers(shelf: Shelf) -> Row:
    """What the dossier holds, in numbers, and the days its reports and events span."""
    (found,) = shelf.kept(
        """
        SELECT
            (SELECT count(*) FROM shelf.report_card) AS reports,
            (SELECT count(DISTINCT source) FROM shelf.report_card) AS outlets,
            (SELECT count(*) FROM shelf.event_card) AS events,
            (SELECT count(*) FROM shelf.event_card WHERE main > 1) AS shared,
            (SELECT count(*) FROM shelf.claim_card) AS claims,
            (SELECT count(*) FROM shelf.claim_card WHERE kind <> 'narrated') AS statements,
            (SELECT count(*) FROM shelf.comparison_card) AS comparisons,
            (SELECT count(*) FROM shelf.comparison_card WHERE verdict = 'conflict') AS conflicts,
            (SELECT count(*) FROM problem) AS problems,
            (SELECT count(*) FROM shelf.report_card WHERE published_from IS NULL) AS undated,
            (SELECT min(published_from) FROM shelf.report_card) AS first,
            (SELECT max(published_to) FROM shelf.report_card) AS last
        """,
        {},
    )
    return found
