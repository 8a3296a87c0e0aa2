"""Review: one doubtful pair at a time, judged by a key; judgements are kept beside the dossier."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from dragoman.dossier.shelf import Shelf
from dragoman.dossier.shelf import claims as claims_of
from dragoman.dossier.shelf import doubts as doubts_of
from dragoman.dossier.shelf import events as events_of
from dragoman.dossier.shelf import reports as reports_of
from dragoman.show.cards import Card, card
from dragoman.web import records
from dragoman.web.answer import View, answer, missing, shelf_of
from dragoman.web.bench import Bench

router = APIRouter()
_LONGEST = 10_000  # bytes of a form
_VERDICTS = ("same", "different", "unsure")


@router.get("/review", include_in_schema=False)
def review(request: Request, skip: Annotated[int, Query(ge=0, le=10_000)] = 0) -> Response:
    """The next pair to judge, its evidence side by side."""
    shelf, bench = shelf_of(request), _bench(request)
    doubt = doubts_of.next_doubt(shelf, bench.judged, skip)
    cards = _cards(shelf, doubt) if doubt else []
    event = events_of.event(shelf, doubt["event"]) if doubt and doubt["event"] else None
    record = {
        "reviewer": bench.reviewer,
        "doubt": doubt,
        "claims": [records.claim(each.claim) for each in cards],
        "judgements": doubts_of.judgements(shelf),
        "pending": bench.pending,
    }
    context = {
        "bench": bench,
        "doubt": doubt,
        "cards": cards,
        "event": event,
        "skip": skip,
        "left": max(0, doubts_of.doubts(shelf) - len(bench.judged)),
        "judgements": record["judgements"],
    }
    rows: list[dict[str, Any]] = doubts_of.judgements(shelf, 10_000)
    return answer(request, View("review.html", "Review", record, rows, context))


@router.post("/review", include_in_schema=False)
async def judged(request: Request) -> Response:
    """A judgement: same, different or unsure of two claims; leads to the next pair."""
    bench = _bench(request)
    body = await request.body()
    if len(body) > _LONGEST:
        raise HTTPException(413, "That is too long for a judgement.")
    form = {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
    left, right, about = (form.get(name, "") for name in ("left", "right", "about"))
    verdict = _verdict(form.get("verdict"))
    if len(claims_of.claims(shelf_of(request), [left, right])) != 2:
        raise missing("pair of claims")
    await run_in_threadpool(bench.hand_in, verdict, left, right, about, form.get("why"))
    return RedirectResponse(f"/review?skip={form.get('skip', '0')}", 303)


def _verdict(stated: str | None) -> Literal["same", "different", "unsure"]:
    for known in _VERDICTS:
        if stated == known:
            return known  # type: ignore[return-value]
    raise HTTPException(422, f"A judgement is one of {', '.join(_VERDICTS)}.")


def _bench(request: Request) -> Bench:
    bench: Bench | None = request.app.state.bench
    if bench is None:
        raise HTTPException(404, "Nobody reviews here: serve with --review --as NAME.")
    return bench


def _cards(shelf: Shelf, doubt: dict[str, Any]) -> list[Card]:
    found = claims_of.claims(shelf, [doubt["left_claim"], doubt["right_claim"]])
    texts = reports_of.texts(shelf, [claim["report"] for claim in found.values()])
    return [card(claim, texts[claim["report"]]) for claim in found.values()]
