"""One event as a page shows it: the table of what reports say, their texts, what only one says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.show.cards import Hop, chain
from dragoman.show.compared import FieldRow, Value, field_rows
from dragoman.show.marks import spot
from dragoman.show.phrases import is_said
from dragoman.show.sheets import Sheet, claim_marks, sheet, value_marks

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said at an event, with its chain."""

    claim: Row
    chain: Sequence[Hop]


@dataclass(frozen=True, slots=True)
class EventView:
    """What the page of an event shows.

    `event` is its card; `columns` the reports on this page, in order; `rows` the disagreement
    table over them; `sheets` their texts, in the same order; `alone` what only one of them says;
    `silent` the outlets that could have reported and did not; `claims` all claims, by id.
    """

    event: Row
    columns: Sequence[Row]
    rows: Sequence[FieldRow]
    sheets: Sequence[Sheet]
    alone: Sequence[Statement]
    silent: Sequence[Row]
    claims: Mapping[str, Row]

    def chain_of(self, value: Value) -> Sequence[Hop]:
        """The voices behind a value of the table, without the outlet, which heads its column."""
        claim = self.claims.get(value.claim)
        return chain(claim, None)[:-1] if claim else []

    def key(self, value: Value) -> str:
        """What links a cell of the table to its passage."""
        return spot(value.report, value.span)


def event_view(
    event: Row,
    reports: Sequence[Row],
    claims: Mapping[str, Row],
    comparisons: Sequence[Row],
    silent: Sequence[Row] = (),
) -> EventView:
    """The view of an event.

    Args:
        event: its card, with title.
        reports: those shown, with their texts, in the order of the columns.
        claims: the claims of the event in these reports, by id.
        comparisons: the event's that have a side in these reports.
        silent: outlets that report its siblings and not it.
    """
    rows = field_rows(comparisons)
    by_report: dict[str, list[Row]] = {report["id"]: [] for report in reports}
    for claim in claims.values():
        by_report.setdefault(claim["report"], []).append(claim)
    sheets = [
        sheet(one, claim_marks(by_report[one["id"]]) + value_marks(rows, one["id"]))
        for one in reports
    ]
    borne_out = {
        claim
        for row in comparisons
        if row["verdict"] in ("agree", "compatible")
        for claim in (row["left_claim"], row["right_claim"])
    }
    alone = [
        Statement(claim, chain(claim, claim["outlet"]))
        for claim in claims.values()
        if is_said(claim) and claim["id"] not in borne_out
    ]
    return EventView(event, reports, rows, sheets, alone, silent, claims)
