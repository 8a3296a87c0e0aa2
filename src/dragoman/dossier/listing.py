"""Listings as they leave a dossier: lists of dicts that know what they list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Record(dict[str, Any]):
    """A row of a listing: a dict, with the kind of listing it is from."""

    def __init__(self, kind: str, row: Mapping[str, Any]) -> None:
        super().__init__(row)
        self.kind = kind


class Listing(list[dict[str, Any]]):
    """The rows of a listing: a list, with its kind: events, claims, conflicts, sources, …."""

    def __init__(self, kind: str, rows: Iterable[Mapping[str, Any]]) -> None:
        super().__init__(Record(kind, row) for row in rows)
        self.kind = kind
