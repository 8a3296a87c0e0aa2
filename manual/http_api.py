"""The reference of the HTTP interface, from the description that `GET /api` gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.web.api import described
from dragoman.web.views import ROUTERS
from manual.markdown import code, prose, table


def page() -> str:
    """Addresses with what they take and answer, then the shapes of the answers."""
    told = described(ROUTERS)
    head = (
        "# HTTP\n\n"
        "`dragoman serve X.duckdb` answers each page as JSON too; `GET /api` gives this "
        "description as OpenAPI. A key that is named here is always there; what is not known is "
        "null. What cannot be answered is a `Refusal` with the status 404 or 422. "
        "[The pages](../web.md) says who may ask.\n"
    )
    paths = [_address(path, held["get"]) for path, held in told["paths"].items()]
    shapes = [_shape(name, held) for name, held in sorted(told["components"]["schemas"].items())]
    return "\n".join((head, "## Addresses\n", *paths, "## Shapes\n", *shapes))


def _address(path: str, operation: dict[str, Any]) -> str:
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    parts = [f"### GET {path}\n", prose(operation["summary"]), f"\nAnswers {_kind(answer)}.\n"]
    rows = [
        (code(one["name"]), _kind(one["schema"]), prose(_bounds(one["schema"])))
        for one in operation.get("parameters", ())
    ]
    if rows:
        parts.append(table(("asked", "type", "bounds"), rows))
    return "\n".join(parts)


def _shape(name: str, held: dict[str, Any]) -> str:
    rows = [(code(key), _kind(value)) for key, value in held["properties"].items()]
    return f"### {name}\n\n{prose(held['description'])}\n\n{table(('key', 'type'), rows)}"


def _kind(schema: dict[str, Any]) -> str:
    """The type of a value in words; other shapes are links."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if "prefixItems" in schema:
        return f"({', '.join(map(_kind, schema['prefixItems']))})"
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_kind(schema['additionalProperties'])}"
    return prose(schema.get("format") or schema.get("type") or "any value")


def _bounds(schema: dict[str, Any]) -> str:
    return ", ".join(_told(schema))


def _told(schema: dict[str, Any]) -> Iterator[str]:
    if "enum" in schema:
        yield " | ".join(schema["enum"])
    if "minimum" in schema:
        yield f"{schema['minimum']} to {schema['maximum']}"
    if "maxLength" in schema:
        yield f"at most {schema['maxLength']} characters"
    if "default" in schema:
        yield f"{schema['default']} if not given"
