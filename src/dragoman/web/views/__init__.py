"""The views: each a few look-ups on the shelf, made into what its template shows."""

from fastapi import APIRouter

from dragoman.web.views import (
    events,
    places,
    relations,
    reports,
    review,
    said,
    search,
    sources,
    timeline,
)

ROUTERS: tuple[APIRouter, ...] = (
    events.router,
    reports.router,
    said.router,
    timeline.router,
    relations.router,
    places.router,
    search.router,
    sources.router,
    review.router,
)
