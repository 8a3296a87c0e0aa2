"""Places: cities, countries, regions, waters, venues, from one compact Parquet file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.knowledge.entries import Entry
from dragoman.knowledge.tables import read_bytes

if TYPE_CHECKING:
    import pyarrow as pa


class Gazetteer:
    """All places by id, and by normalised surface, the likelier first.

    The file's rows are sorted by `tools/knowledge/places.py`: countries, then what was listed by
    hand, then capitals, then cities by population; and its `keys` are already normalised. Entries
    are made when asked for: a report names a dozen of the 20,000.
    """

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._made: dict[str, Entry] = {}
        self._rows = {place: row for row, place in enumerate(table["id"].to_pylist())}
        self.by_key: dict[str, tuple[str, ...]] = {}
        for place, keys in zip(self._rows, table["keys"].to_pylist(), strict=True):
            for key in keys:
                self.by_key[key] = (*self.by_key.get(key, ()), place)

    def entry(self, identity: str) -> Entry | None:
        """The place with this id, or None."""
        row = self._rows.get(identity)
        if row is not None and identity not in self._made:
            self._made[identity] = _entry(self._table.slice(row, 1).to_pylist()[0])
        return self._made.get(identity)


def _entry(row: dict[str, Any]) -> Entry:
    """The entry of one row; its lists become tuples, as frozen entries want them."""
    del row["keys"]
    fields: dict[str, Any] = {
        key: tuple(cell) if isinstance(cell, list) else cell for key, cell in row.items()
    }
    return Entry(kind="place", role=None, **fields)


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer, read on first use: most lookups of persons and states need no places.

    The import of pyarrow waits as well: it takes longer than all else that `load` does.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    return Gazetteer(pq.read_table(pa.BufferReader(read_bytes("places.parquet"))))
