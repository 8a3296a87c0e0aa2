"""`GET /api`: the description holds what is answered, and what it promises is kept."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from test_web_views import VIEWS, with_ending

from dragoman.web.api import described
from dragoman.web.views import ROUTERS

TOLD = described(ROUTERS)
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
fuzzed = schemathesis.openapi.from_dict(TOLD)
# The guard refuses other methods before anything is answered as JSON.
fuzzed.config.phases.coverage.unexpected_methods = set()


def told_of(view: str) -> dict[str, Any]:
    """The operation that answers a view."""
    path = with_ending(view, "json").partition("?")[0]
    parts = path.removesuffix(".json").split("/")
    one = f"/{parts[1]}/{{id}}.json" if len(parts) > 2 else path
    operation: dict[str, Any] = TOLD["paths"][one]["get"]
    return operation


def test_it_is_answered_and_says_its_version(client: TestClient) -> None:
    answer = client.get("/api")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == TOLD
    assert TOLD["openapi"].startswith("3.")


def test_every_view_is_described() -> None:
    assert {told_of(view)["operationId"] for view in VIEWS} == {
        held["get"]["operationId"] for held in TOLD["paths"].values()
    }


def test_every_operation_and_shape_says_what_it_is() -> None:
    for path, held in TOLD["paths"].items():
        assert held["get"]["summary"].endswith("."), path
        assert "null" not in str(held["get"].get("parameters")), path
    for name, shape in TOLD["components"]["schemas"].items():
        assert shape.get("description"), name
        assert shape["additionalProperties"] is False, name


@pytest.mark.parametrize("view", VIEWS)
def test_an_answer_has_the_promised_shape(client: TestClient, view: str) -> None:
    promised = told_of(view)["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**promised, "components": TOLD["components"]}
    wrong = Draft202012Validator(whole).iter_errors(client.get(with_ending(view, "json")).json())
    assert [f"{error.json_path}: {error.message}" for error in wrong] == []


def test_a_refusal_has_its_shape_too(client: TestClient) -> None:
    for address, status in (("/event/none.json", 404), ("/events.json?page=0", 422)):
        answer = client.get(address)
        assert answer.status_code == status
        assert answer.json().keys() == {"type", "status", "what"}


@fuzzed.parametrize()
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_asked_is_answered_as_described(case: schemathesis.Case, served: str) -> None:
    case.call_and_validate(base_url=served, checks=CHECKS)
