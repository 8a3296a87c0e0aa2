"""Places: countries, regions, towns, waters, venues, from two compact Parquet files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from dragoman.knowledge.entries import Entry
from dragoman.knowledge.naming import normalise
from dragoman.knowledge.tables import read_bytes

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    Numbers = np.ndarray[Any, np.dtype[Any]]


class Gazetteer:
    """All places by id, by normalised name, and as columns of numbers for who ranks them.

    `tools/knowledge/places.py` sorts the rows: countries, capitals, then what was listed by
    hand, towns by population, regions, districts. A place is called by the number of its row;
    entries are made when asked for, since a report names a dozen of the 240,000.

    Attributes:
        lat: degrees north of each place.
        lon: degrees east of each place.
        population: inhabitants of each place, 0 where not known.
        country: a number for each country's code, -1 for none.
        region: the row of the first-level subdivision that a place lies in, -1 for none.
        district: the row of the second-level subdivision, -1 for none.
        feature: an index into `features` for each place.
        features: the kinds of places: "city", "country" and so on.
        known: whether a place is looked for wherever its name stands in a text; the others only
            where a place is expected.
    """

    def __init__(self, places: pa.Table, names: pa.Table) -> None:
        self._table = places
        self._made: dict[int, Entry] = {}
        bearers = names["rows"].combine_chunks()
        self._first: Numbers = bearers.offsets.to_numpy()
        self._bearers: Numbers = bearers.values.to_numpy()
        self._own: Numbers = names["own"].combine_chunks().values.to_numpy(zero_copy_only=False)
        self._number = {key: n for n, key in enumerate(names["key"].to_pylist())}
        self.lat: Numbers = places["lat"].to_numpy()
        self.lon: Numbers = places["lon"].to_numpy()
        self.population: Numbers = places["population"].fill_null(0).to_numpy()
        self.region: Numbers = places["region"].fill_null(-1).to_numpy()
        self.district: Numbers = places["district"].fill_null(-1).to_numpy()
        self.known: Numbers = places["known"].to_numpy()
        countries, features = (places[c].combine_chunks() for c in ("country", "feature"))
        self.country: Numbers = countries.indices.fill_null(-1).to_numpy()
        self.feature: Numbers = features.indices.to_numpy()
        self.features: tuple[str, ...] = tuple(features.dictionary.to_pylist())
        self.countries: tuple[str, ...] = tuple(countries.dictionary.to_pylist())

    def __len__(self) -> int:
        return len(self._table)

    def bearers(self, key: str) -> tuple[Numbers, Numbers]:
        """The places of a normalised name, the likelier first; whether it is their first name."""
        number = self._number.get(key)
        if number is None:
            return self._bearers[:0], self._own[:0]
        found = slice(self._first[number], self._first[number + 1])
        return self._bearers[found], self._own[found]

    def rows(self, key: str) -> Numbers:
        """The places of a normalised name, the likelier first."""
        return self.bearers(key)[0]

    def named(self, surface: str, *, known: bool = False) -> tuple[Entry, ...]:
        """The places called so, the likelier first; only those `known`, if asked."""
        rows = self.rows(normalise(surface))
        if not len(rows):
            return ()
        return tuple(self.at(row) for row in (rows[self.known[rows]] if known else rows).tolist())

    def at(self, row: int) -> Entry:
        """The entry of a row."""
        if row not in self._made:
            self._made[row] = _entry(self._table.slice(row, 1).to_pylist()[0])
        return self._made[row]

    def entry(self, identity: str) -> Entry | None:
        """The place with this id, or None."""
        row = self._rows_by_id.get(identity)
        return None if row is None else self.at(row)

    @cached_property
    def surfaces(self) -> Mapping[str, tuple[str, ...]]:
        """Normalised name → ids, of the places that are `known`."""
        ids, keys = self._table["id"].to_pylist(), list(self._number)
        bearers = self.known[self._bearers].nonzero()[0]
        numbers = self._first.searchsorted(bearers, side="right") - 1
        found: dict[str, tuple[str, ...]] = {}
        for number, row in zip(numbers.tolist(), self._bearers[bearers].tolist(), strict=True):
            key = keys[number]
            found[key] = (*found.get(key, ()), ids[row])
        return found

    @cached_property
    def _rows_by_id(self) -> dict[str, int]:
        return {identity: row for row, identity in enumerate(self._table["id"].to_pylist())}


def _entry(row: dict[str, Any]) -> Entry:
    """The entry of one row; its lists become tuples, as frozen entries want them."""
    for column in ("region", "district"):
        del row[column]
    for column in ("lat", "lon"):
        row[column] = round(row[column], 4)
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

    places, names = (
        pq.read_table(pa.BufferReader(read_bytes(file)))
        for file in ("places.parquet", "place-names.parquet")
    )
    return Gazetteer(places, names)
