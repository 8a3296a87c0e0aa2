"""Search: reports by words, with facets, and for each why it matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from dragoman.dossier.shelf import Shelf
from dragoman.dossier.shelf import actors as actors_of
from dragoman.dossier.shelf import reports as reports_of
from dragoman.dossier.shelf import search as search_of
from dragoman.show.matched import Match, matched
from dragoman.web import records
from dragoman.web.answer import View, answer, paged, shelf_of
from dragoman.web.shapes import answers
from dragoman.web.views.asked import PageNumber, Words

router = APIRouter()
_ACTORS = 6  # actors shown above the reports


@router.get("/search", response_model=answers.Search)
def search(
    request: Request,
    q: Words = None,
    outlet: str | None = None,
    month: str | None = None,
    language: str | None = None,
    number: PageNumber = 1,
) -> Response:
    """Reports with all the words, best first; what matched in each is shown and marked."""
    shelf = shelf_of(request)
    query = search_of.Query.of(q or "", outlet=outlet, month=month, language=language)
    result = search_of.search(shelf, query, number=number)
    page, facets = result.page, result.facets
    found = _matches(shelf, page.rows, query.words)
    who = actors_of.actors(shelf, name=q, size=_ACTORS) if q else None
    rows = [
        {**records.report(match.report), "score": match.report["score"], "why": match.why}
        for match in found
    ]
    record = {"q": q, "words": query.words, "reports": rows, "facets": facets, **paged(page)}
    context = {
        "q": q,
        "found": found,
        "page": page,
        "facets": facets,
        "chosen": dict(query.facets),
        "who": who.rows if who else [],
    }
    title = f"Search: {q}" if q else "Search"
    return answer(request, View("search.html", title, record, rows, context))


def _matches(shelf: Shelf, rows: Sequence[Mapping[str, Any]], words: Sequence[str]) -> list[Match]:
    texts = reports_of.texts(shelf, [row["id"] for row in rows])
    return [matched({**texts[row["id"]], "score": row["score"]}, words) for row in rows]
