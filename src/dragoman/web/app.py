"""The application: its views, the forms of their addresses, and what it refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from dragoman.show.pages import stylesheet
from dragoman.web import charts
from dragoman.web.answer import View, answer
from dragoman.web.api import described
from dragoman.web.bench import Bench
from dragoman.web.desk import Desk
from dragoman.web.guard import Guard
from dragoman.web.kept import Kept
from dragoman.web.views import ROUTERS

_AT_ONCE = 4  # two cores, and a page waits for the database half of its time
_CACHED = {"Cache-Control": "max-age=3600"}


def application(path: Path, hosts: tuple[str, ...] = (), reviewer: str | None = None) -> FastAPI:
    """The pages of the dossier at `path`, as an ASGI application.

    Args:
        path: the dossier; where a build replaces it, the pages follow.
        hosts: names besides localhost under which it may be asked, `name` or `name:port`.
        reviewer: who judges on the review pages; None serves no such pages.

    Raises:
        DossierError: the dossier cannot be opened.
    """
    # Pages of documentation would load scripts from elsewhere.
    app = FastAPI(
        title="Dragoman", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_few_at_once
    )
    app.state.desk = Desk(path)
    app.state.bench = None if reviewer is None else Bench(path, reviewer)
    for router in ROUTERS:
        app.include_router(router)
    _add_api(app)
    _add_static(app)
    _add_errors(app)
    app.add_middleware(Kept, desk=app.state.desk)
    app.add_middleware(Guard, hosts=hosts)
    return app


@asynccontextmanager
async def _few_at_once(_: FastAPI) -> AsyncIterator[None]:
    """Make only a few pages at once: more would only take turns, and all be late."""
    current_default_thread_limiter().total_tokens = _AT_ONCE
    yield


def _add_api(app: FastAPI) -> None:
    told = described(ROUTERS)

    @app.get("/api", include_in_schema=False)
    def api() -> Response:
        return JSONResponse(told, headers=_CACHED)


def _add_static(app: FastAPI) -> None:
    @app.get("/static/dragoman.css")
    def css() -> Response:
        return Response(stylesheet(), media_type="text/css", headers=_CACHED)

    @app.get("/static/dragoman.js")
    def js() -> Response:
        return Response(_asset("dragoman.js"), media_type="text/javascript", headers=_CACHED)

    @app.get("/static/vega.js")
    def vega() -> Response:
        return Response(charts.script(), media_type="text/javascript", headers=_CACHED)

    @app.get("/static/world.svg")
    def world() -> Response:
        return Response(_asset("world.svg"), media_type="image/svg+xml", headers=_CACHED)

    @app.get("/favicon.ico", include_in_schema=False)
    def icon() -> Response:
        return Response(_asset("icon.svg"), media_type="image/svg+xml", headers=_CACHED)


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(StarletteHTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        return _error(request, error.status_code, str(error.detail))

    @app.exception_handler(RequestValidationError)
    def misasked(request: Request, error: RequestValidationError) -> Response:
        wrong = "; ".join(f"{each['loc'][-1]}: {each['msg']}" for each in error.errors())
        return _error(request, 422, f"The address asks for what cannot be: {wrong}.")


def _error(request: Request, status: int, what: str) -> Response:
    record = {"type": "error", "status": status, "what": what}
    title = "Not found" if status == 404 else "Not possible"
    view = View("error.html", title, record, [record], {"what": what}, status=status)
    return answer(request, view)


def _asset(name: str) -> bytes:
    return files("dragoman.web").joinpath("assets", name).read_bytes()
