"""Groups, organisations and outlets: what is listed by name in a table of its own."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.entries import Entry, Kind
from dragoman.knowledge.naming import slug
from dragoman.knowledge.tables import listed, read_table

_TABLES: tuple[tuple[str, Kind, str], ...] = (
    ("groups.tsv", "group", "group"),
    ("organisations.tsv", "organisation", "org"),
    ("outlets.tsv", "outlet", "outlet"),
)
_OWNED = {"yes": True, "no": False, "": None}


def read_named() -> Iterator[Entry]:
    """Every entry of the three tables.

    Columns: name, id (where it is not the name's slug), others, ambiguous, country, role and, for
    outlets, domains and state (yes, no, or empty for not known). Names listed as ambiguous are
    surface forms too.
    """
    for file, kind, prefix in _TABLES:
        table = read_table(file)
        for row in table.rows:
            ambiguous = listed(row["ambiguous"])
            yield Entry(
                id=f"{prefix}:{row['id'] or slug(row['name'])}",
                kind=kind,
                name=row["name"],
                names=tuple(dict.fromkeys((row["name"], *listed(row["others"]), *ambiguous))),
                country=row["country"] or None,
                role=row["role"] or None,
                source=table.source,
                ambiguous=ambiguous,
                domains=listed(row.get("domains", "")),
                state_owned=_OWNED[row.get("state", "")],
            )
