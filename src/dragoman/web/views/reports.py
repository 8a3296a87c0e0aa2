"""Reports: listed, one as it was read, a claim's evidence, and what could not be read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from dragoman.dossier.shelf import Shelf
from dragoman.dossier.shelf import claims as claims_of
from dragoman.dossier.shelf import events as events_of
from dragoman.dossier.shelf import reports as reports_of
from dragoman.model import Span
from dragoman.show.cards import card, chain
from dragoman.show.event_view import Statement
from dragoman.show.links import safe_url
from dragoman.show.marks import Mark
from dragoman.show.phrases import is_said
from dragoman.show.sheets import LAYERS, claim_marks, detail_marks, sheet
from dragoman.web import records
from dragoman.web.answer import View, answer, missing, paged, shelf_of
from dragoman.web.shapes import answers
from dragoman.web.views.asked import PageNumber, Words

router = APIRouter()
Offset = Annotated[Annotated[int, Field(ge=0, le=1_000_000_000)] | None, Query()]


@router.get("/reports", response_model=answers.Reports)
def listing(request: Request, outlet: Words = None, number: PageNumber = 1) -> Response:
    """Reports by date, of one outlet or all."""
    page = reports_of.reports(shelf_of(request), outlet=outlet, number=number)
    rows = [records.report(row) for row in page.rows]
    record = {"reports": rows, **paged(page)}
    context = {"page": page, "outlet": outlet}
    return answer(request, View("reports.html", "Reports", record, rows, context))


@router.get("/report/{id}", response_model=answers.Text)
def one(request: Request, id: str) -> Response:  # noqa: A002 -- the interface's word
    """A report line by line, with what was found in it over its words."""
    shelf = shelf_of(request)
    report = reports_of.report(shelf, id)
    if report is None:
        raise missing("report")
    claims = claims_of.claims_in(shelf, id)
    evidence = reports_of.evidence(shelf, id)
    shown = [
        Mark(Span(row["span_start"], row["span_end"]), "shown", row["field"]) for row in evidence
    ]
    read = sheet(report, [*claim_marks(claims), *detail_marks(report, claims), *shown])
    told = events_of.named(shelf, [event for claim in claims for event in claim["events"]])
    context = {
        "sheet": read,
        "said": [Statement(c, chain(c, c["outlet"])) for c in claims if is_said(c)],
        "told": list(told.values()),
        "copies": reports_of.copies(shelf, report),
        "layers": LAYERS,
        "link": safe_url(report["url"]),
        "evidence": evidence,
    }
    found = [records.claim(claim) for claim in claims]
    record = {
        **records.report(report),
        "text": report["text"],
        "lines": report["lines"],
        "mentions": report["mentions"],
        "claims": found,
        "event_ids": list(told),
    }
    title = report["title"] or report["path"]
    return answer(request, View("report.html", title, record, found, context))


@router.get("/claim/{id}", response_model=answers.Evidence)
def claim(
    request: Request,
    id: str,  # noqa: A002 -- the interface's word
    start: Offset = None,
    end: Offset = None,
    part: Words = None,
) -> Response:
    """The evidence card of a claim, or of some of its words; `part=card` is the card alone."""
    shelf = shelf_of(request)
    found = claims_of.claims(shelf, [id]).get(id)
    report = reports_of.report(shelf, found["report"]) if found else None
    if found is None or report is None:
        raise missing("claim")
    span = None
    if start is not None and end is not None and start < end <= len(report["text"]):
        span = (start, end)
    told = claims_of.belongings(shelf, id)
    evidence = card(found, report, span)
    context = {
        "card": evidence,
        "belongings": told,
        "events": events_of.named(shelf, [row["event"] for row in told]),
        "compared": _compared(shelf, id) if part != "card" else [],
    }
    record = {
        **records.claim(found),
        "citation": evidence.citation,
        "link": evidence.link,
        "belongs": told,
        "published": records.report(report)["published"],
    }
    template = "card.html" if part == "card" else "claim.html"
    return answer(request, View(template, "Evidence", record, [record], context))


@router.get("/problems", response_model=answers.Problems)
def problems(request: Request, number: PageNumber = 1) -> Response:
    """What could not be read, decided or stored, with what to do about it."""
    page = reports_of.problems(shelf_of(request), number=number)
    record = {"problems": page.rows, **paged(page)}
    return answer(request, View("problems.html", "Problems", record, page.rows, {"page": page}))


def _compared(shelf: Shelf, claim: str) -> list[dict[str, object]]:
    """The comparisons a claim took part in, each with the outlets of both sides."""
    rows = claims_of.compared(shelf, [claim])[:50]
    sides = [row[f"{side}_report"] for row in rows for side in ("left", "right")]
    cards = reports_of.cards(shelf, sides)
    return [
        {
            **row,
            "left_outlet": cards[row["left_report"]]["outlet"],
            "right_outlet": cards[row["right_report"]]["outlet"],
        }
        for row in rows
    ]
