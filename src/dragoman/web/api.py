"""The pages for programs: `GET /api` is an OpenAPI description of every address as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Final

from fastapi import APIRouter, FastAPI

from dragoman.web.shapes.records import Refusal

_ABOUT: Final = (
    "A dossier as `dragoman serve` answers it to programs: read-only, on the machine it runs on. "
    "Every address is a page without its ending; `.csv` gives its main table. Every record leads "
    "to its evidence: report, span, quote."
)
_ERRORS: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": Refusal, "description": "The dossier has no such thing."},
    422: {"model": Refusal, "description": "The address asks for what cannot be."},
}


def described(routers: Sequence[APIRouter]) -> dict[str, Any]:
    """The OpenAPI description of what `routers` answer as JSON, by their declared shapes."""
    whole = FastAPI(title="Dragoman", version=version("dragoman"), description=_ABOUT)
    for router in routers:
        whole.include_router(router, responses=_ERRORS)
    found = whole.openapi()
    found["paths"] = {_as_json(path): _named(path, held) for path, held in found["paths"].items()}
    return found


def _as_json(path: str) -> str:
    return "/index.json" if path == "/" else f"{path}.json"


def _named(path: str, held: dict[str, Any]) -> dict[str, Any]:
    """The operation at a path, called after it and not after our function."""
    name = path.replace("/{id}", "").strip("/") or "index"
    asked: dict[str, Any] = held["get"] | {"operationId": name}
    asked["summary"] = asked.pop("description", name).partition("\n")[0]
    for parameter in asked.get("parameters", ()):
        parameter["schema"] = _given(parameter["schema"])
    return {"get": asked}


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """What a part of an address may be where it is given at all: an address has no null."""
    kinds: list[dict[str, Any]] = [
        kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}
    ]
    if len(kinds) != 1:
        return schema
    return {name: held for name, held in schema.items() if name != "anyOf"} | kinds[0]
