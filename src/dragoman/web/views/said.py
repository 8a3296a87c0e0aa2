"""Who said what: speakers against events, and one speaker's statements in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from dragoman.dossier.shelf import Shelf
from dragoman.dossier.shelf import actors as actors_of
from dragoman.dossier.shelf import claims as claims_of
from dragoman.dossier.shelf import events as events_of
from dragoman.dossier.shelf import reports as reports_of
from dragoman.show.cards import chain
from dragoman.show.event_view import Statement
from dragoman.web import records
from dragoman.web.answer import View, answer, missing, paged, shelf_of
from dragoman.web.shapes import answers
from dragoman.web.views.asked import PageNumber, Words

router = APIRouter()
Row = Mapping[str, Any]


@router.get("/said", response_model=answers.Said | answers.Speaker)
def said(
    request: Request,
    speaker: Words = None,
    event: Words = None,
    name: Words = None,
    number: PageNumber = 1,
) -> Response:
    """Who said how much at which event; with `speaker`, the statements themselves."""
    shelf = shelf_of(request)
    if speaker is not None:
        return answer(request, _of_one(shelf, speaker, event, number))
    page = actors_of.speakers(shelf, name=name, number=number)
    cells = actors_of.said_at(shelf, [row["id"] for row in page.rows])
    columns = events_of.named(shelf, [cell["event"] for cell in cells])
    counts = {(cell["speaker"], cell["event"]): cell["n"] for cell in cells}
    names = {row["id"]: row["name"] for row in page.rows}
    rows = [
        {
            "speaker": names[c["speaker"]],
            "event": columns[c["event"]]["title"],
            **c,
            "id": c["event"],
        }
        for c in cells
    ]
    record = {"speakers": page.rows, "cells": rows, **paged(page)}
    context = {"page": page, "columns": list(columns.values()), "counts": counts, "name": name}
    return answer(request, View("said.html", "Who said what", record, rows, context))


def _of_one(shelf: Shelf, speaker: str, event: str | None, number: int) -> View:
    who = actors_of.actor(shelf, speaker)
    if who is None:
        raise missing("speaker")
    page = actors_of.statements(shelf, who["id"], event=event, number=number)
    claims = claims_of.claims(shelf, [row["claim"] for row in page.rows])
    found = list(claims.values())
    told = events_of.named(shelf, [e for claim in found for e in claim["events"]])
    reports = reports_of.cards(shelf, [claim["report"] for claim in found])
    rows = [
        {**records.claim(claim), "published_from": reports[claim["report"]]["published_from"]}
        for claim in found
    ]
    context = {
        "who": who,
        "page": page,
        "said": [Statement(claim, chain(claim, claim["outlet"])) for claim in found],
        "events": told,
        "reports": reports,
        "changes": _changes(claims_of.compared(shelf, list(claims)), claims),
        "at": told.get(event) if event else None,
    }
    record = {"speaker": who, "statements": rows, **paged(page)}
    return View("speaker.html", f"What {who['name']} said", record, rows, context)


def _changes(comparisons: Sequence[Row], claims: Mapping[str, Row]) -> dict[str, Row]:
    """For each claim, the comparison by which its speaker took another position in it before."""
    changed: dict[str, Row] = {}
    for row in comparisons:
        left, right = claims.get(row["left_claim"]), claims.get(row["right_claim"])
        if row["field"] == "position" and row["verdict"] == "conflict" and left and right:
            order = lambda claim: (claim["report_place"], claim["ordinal"])  # noqa: E731
            earlier, later = sorted((left, right), key=order)
            changed[later["id"]] = {**row, "earlier": earlier["id"], "quote": earlier["exact"]}
    return changed
