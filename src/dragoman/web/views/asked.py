"""What addresses may ask: pages, names, days, each with its bounds; an empty field asks nothing."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import BeforeValidator, Field

from dragoman.dossier.shelf.events import EventFilter

_LONGEST = 300  # characters of a name or a search


def _asked(value: Any) -> Any:  # noqa: ANN401 -- whatever a form sends
    """None for a field of a form that was left empty."""
    return None if isinstance(value, str) and not value.strip() else value


PageNumber = Annotated[int, Query(alias="page", ge=1, le=1_000_000)]
Words = Annotated[
    Annotated[str, Field(max_length=_LONGEST)] | None, BeforeValidator(_asked), Query()
]
Day = Annotated[date | None, BeforeValidator(_asked), Query()]
Count = Annotated[
    Annotated[int, Field(ge=0, le=1_000_000)] | None, BeforeValidator(_asked), Query()
]


def _event_filter(
    actor: Words = None,
    first: Annotated[Day, Query(alias="from")] = None,
    last: Annotated[Day, Query(alias="to")] = None,
    place: Words = None,
    type: Words = None,  # noqa: A002 -- the interface's words
    status: Words = None,
    outlet: Words = None,
    least: Count = None,
) -> EventFilter:
    return EventFilter(actor, first, last, place, type, status, outlet, least)


Chosen = Annotated[EventFilter, Depends(_event_filter)]
