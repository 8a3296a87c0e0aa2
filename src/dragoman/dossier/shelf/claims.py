"""Claims on the shelf, each with all that its evidence card shows."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.dossier.shelf.shelf import Row, Shelf


def claims(shelf: Shelf, ids: Sequence[str]) -> dict[str, Row]:
    """Claims by id, in the order of their reports and of the text; unknown ids are passed over."""
    found = shelf.these("claim_card", "id", sorted(set(ids)))
    found.sort(key=lambda row: (row["report_place"], row["ordinal"]))
    return {row["id"]: row for row in found}


def claims_in(shelf: Shelf, report: str) -> list[Row]:
    """The claims of a report, in the order of its text."""
    found = shelf.these("claim_card", "report", [report])
    return sorted(found, key=lambda row: row["ordinal"])


def compared(shelf: Shelf, claims: Sequence[str]) -> list[Row]:
    """The comparisons that have one of `claims` on either side, by field and id."""
    sides = [*shelf.these("comparison_card", "left_claim", claims)]
    sides += shelf.these("comparison_card", "right_claim", claims)
    found = {row["id"]: row for row in sides}
    return sorted(found.values(), key=lambda row: (row["field"], row["id"]))


def belongings(shelf: Shelf, claim: str) -> list[Row]:
    """The events a claim belongs to: event, role, and why, how surely and by whom it is there."""
    found = shelf.these("told", "claim", [claim])
    return sorted(found, key=lambda row: (-row["score"], row["event"]))
