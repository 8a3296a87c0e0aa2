"""Relations: pairs of actors, a pair month by month, an actor and those around."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from dragoman.dossier.shelf import actors as actors_of
from dragoman.dossier.shelf import events as events_of
from dragoman.web import charts, records
from dragoman.web.answer import View, answer, missing, paged, shelf_of
from dragoman.web.network import network
from dragoman.web.shapes import answers
from dragoman.web.views.asked import PageNumber, Words

router = APIRouter()
_EVENTS = 25  # events listed of a pair


@router.get("/relations", response_model=answers.Pairs)
def pairs(request: Request, name: Words = None, number: PageNumber = 1) -> Response:
    """Pairs between whom something happened, the busiest first."""
    page = actors_of.pairs(shelf_of(request), name=name, number=number)
    record = {"pairs": page.rows, **paged(page)}
    context = {"page": page, "name": name}
    return answer(request, View("relations.html", "Relations", record, page.rows, context))


@router.get("/pair", response_model=answers.PairMonths)
def pair(request: Request, one: Words = None, other: Words = None) -> Response:
    """What passed between two actors, month by month, in word and deed."""
    shelf = shelf_of(request)
    first = actors_of.actor(shelf, one or "")
    second = actors_of.actor(shelf, other or "")
    if first is None or second is None:
        raise missing("pair")
    months = actors_of.months(shelf, first["id"], second["id"])
    ids = dict.fromkeys(event for row in months for event in row["event_ids"])
    told = events_of.named(shelf, list(ids)[-_EVENTS:])
    latest = sorted(told.values(), key=lambda event: event["by_date"], reverse=True)
    record = {"one": first, "other": second, "months": months}
    context = {
        "one": first,
        "other": second,
        "months": months,
        "events": latest,
        "total": len(ids),
    }
    title = f"{first['name']} and {second['name']}"
    view = View("pair.html", title, record, months, context, lambda: charts.relation(months))
    return answer(request, view)


@router.get("/actors", response_model=answers.Actors)
def actors(request: Request, name: Words = None, number: PageNumber = 1) -> Response:
    """Who acts, speaks or is spoken of."""
    page = actors_of.actors(shelf_of(request), name=name, number=number)
    record = {"actors": page.rows, **paged(page)}
    context = {"page": page, "name": name}
    return answer(request, View("actors.html", "Actors", record, page.rows, context))


@router.get("/actor", response_model=answers.ActorPage)
def actor(request: Request, id: Words = None) -> Response:  # noqa: A002 -- the interface's word
    """An actor: names, with whom most happened, and in which events."""
    shelf = shelf_of(request)
    who = actors_of.actor(shelf, id or "")
    if who is None:
        raise missing("actor")
    around = actors_of.neighbours(shelf, who["id"])
    among = actors_of.among(shelf, [row["id"] for row in around])
    page = events_of.events(shelf, events_of.EventFilter(actor=who["id"]), size=_EVENTS)
    record = {
        "actor": who,
        "neighbours": around,
        "among": among,
        "events": [records.event(event) for event in page.rows],
    }
    context = {"who": who, "around": around, "net": network(who, around, among), "page": page}
    return answer(request, View("actor.html", who["name"], record, around, context))
