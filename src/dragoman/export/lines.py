"""JSON lines: every listing of the interface in a file, and the reports with all found in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.dossier import Dossier
from dragoman.record import to_record


def line_files(dossier: Dossier) -> Mapping[str, bytes]:
    """A folder of JSON-lines files in UTF-8, in the shapes of docs/commands.md.

    reports.jsonl holds the records that `dragoman annotate` writes, text included, so
    `dragoman build` reads it again.
    """
    listings: dict[str, Iterable[Mapping[str, Any]]] = {
        "reports": map(to_record, dossier.annotated()),
        "claims": dossier.claims(),
        "events": dossier.events(),
        "comparisons": dossier.conflicts(all=True),
        "sources": dossier.sources(),
        "copies": dossier.sources(copies=True),
        "actors": dossier.actors(),
        "relations": dossier.relations(),
        "problems": dossier.problems(),
    }
    return {f"/{name}.jsonl": json_lines(listing) for name, listing in listings.items()}


def json_lines(listing: Iterable[Mapping[str, Any]]) -> bytes:
    """A JSON object a line, in UTF-8; days are ISO dates."""
    return "".join(
        json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in listing
    ).encode()
