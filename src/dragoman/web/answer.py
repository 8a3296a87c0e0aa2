"""What a view answers with: a page, the same as JSON or CSV, its chart as SVG or Vega-Lite."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import HTTPException, Request, Response
from jinja2 import Environment, PackageLoader

from dragoman.dossier.shelf import Page, Shelf
from dragoman.show.pages import environment
from dragoman.show.spreadsheet import csv_text
from dragoman.web.charts import Chart, spec, svg
from dragoman.web.desk import Desk

Row = Mapping[str, Any]
FORMS: Final = ("json", "csv", "svg", "vl")  # endings of an address; none asks for the page


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows, in every form.

    `record` is the whole of it for JSON, `rows` its main table for CSV, `context` what the
    template needs besides. `chart` draws its chart; None where it has none.
    """

    template: str
    title: str
    record: Row
    rows: Sequence[Row]
    context: Row = field(default_factory=dict)
    chart: Callable[[], Chart] | None = None
    status: int = 200


def desk_of(request: Request) -> Desk:
    """The desk that the application serves from."""
    desk: Desk = request.app.state.desk
    return desk


def shelf_of(request: Request) -> Shelf:
    """The dossier as it stands now."""
    return desk_of(request).shelf()


def answer(request: Request, view: View) -> Response:
    """The view in the form that the address asks for."""
    form = request.scope.get("form")
    if form == "json":
        body = json.dumps(view.record, ensure_ascii=False, default=str, indent=1)
        return _typed(body, "application/json", view.status)
    if form == "csv":
        return _typed(csv_text(view.rows, guarded=True), "text/csv; charset=utf-8", view.status)
    if form is not None:
        if view.chart is None:
            raise HTTPException(404, "This page has no chart.")
        return _chart(form, view.chart())
    return _typed(render(request, view), "text/html; charset=utf-8", view.status)


def render(request: Request, view: View) -> str:
    """The view as a page."""
    template = pages().get_template(view.template)
    return template.render(
        **view.context,
        title=view.title,
        here=request.scope["path"],
        query=dict(request.query_params),
        dossier=desk_of(request).path.name,
        reviewing=request.app.state.bench is not None,
        has_chart=view.chart is not None,
    )


def paged(page: Page) -> dict[str, int]:
    """Which page of how many a listing's JSON holds."""
    return {"page": page.number, "pages": page.last, "total": page.total}


def missing(what: str) -> HTTPException:
    """The answer where an address names nothing in the dossier."""
    return HTTPException(404, f"There is no such {what} in this dossier.")


@cache
def pages() -> Environment:
    """The templates of pages, over those that pages share with the brief."""
    found = environment(PackageLoader("dragoman.web", "templates"))
    found.globals["here_with"] = here_with
    return found


def here_with(here: str, query: Mapping[str, str], ending: str = "", **changes: object) -> str:
    """The address `here` with its query changed; a change to None takes a part out."""
    merged = {**query, **changes}
    kept = {name: str(value) for name, value in merged.items() if value is not None}
    asked = f"?{urlencode(kept)}" if kept else ""
    path = "/index" if here == "/" and ending else here
    return f"{path}{ending}{asked}"


def _chart(form: str, chart: Chart) -> Response:
    if form == "vl":
        return _typed(json.dumps(spec(chart), default=str), "application/json", 200)
    return _typed(svg(chart), "image/svg+xml", 200)


def _typed(body: str, kind: str, status: int) -> Response:
    # half a surrogate pair has no bytes in UTF-8; it is named, as the pages name it
    return Response(body.encode("utf-8", "backslashreplace"), status, media_type=kind)
