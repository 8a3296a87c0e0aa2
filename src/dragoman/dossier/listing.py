"""Listings as they leave a dossier: lists of dicts that know what they list, and tables of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dragoman.dossier.errors import LibraryMissingError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


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

    def to_arrow(self) -> pa.Table:
        """The rows as an Arrow table.

        What is nested gets a column of its own, `when_from` for `when: {from: …}`; lists stay
        lists, and what is not known is null.
        """
        rows = [list(_flat(row)) for row in self]
        nested = {name for row in rows for name, value in row if value is _NESTED}
        flat = [{name: value for name, value in row if name not in nested} for row in rows]
        names = dict.fromkeys(name for row in flat for name in row)
        return pa.table({name: pa.array([row.get(name) for row in flat]) for name in names})

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a DataFrame of pandas, with the columns of `to_arrow`.

        Raises:
            LibraryMissingError: pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: F401, PLC0415 -- Arrow asks for it
        except ImportError as error:
            raise LibraryMissingError("pandas", "frames") from error
        return self.to_arrow().to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """The rows as a DataFrame of polars, with the columns of `to_arrow`.

        Raises:
            LibraryMissingError: polars is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415
        except ImportError as error:
            raise LibraryMissingError("polars", "frames") from error
        return pl.DataFrame(self.to_arrow())


_NESTED = object()
"""What stands for a value that has columns of its own."""


def _flat(row: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield prefix + name, _NESTED
            yield from _flat(value, f"{prefix}{name}_")
        else:
            yield prefix + name, value
