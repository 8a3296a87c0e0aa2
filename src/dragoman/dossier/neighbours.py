"""Which reports bear on each other: what a new one can touch, and what hangs together already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.dossier.load import fetch

# Days apart from which on two reports are of one affair only if they share more names.
_NEWS_DAYS = 31
# Cosine of the names of two reports, rare ones weighing more. Reports of one event reach .2 (95 %
# of the pairs of real news); what is taken in without need costs time and changes nothing.
_LEAST_NEAR = 0.15
_LEAST_FAR = 0.40
# A name of more reports than this binds only reports of the same weeks: what binds reports of
# different years are names that few know.
_RARE = 200
# Settled reports that one new report is held against: those of its affair are among the nearest.
_MOST_BEFORE = 40
# Reports that stand for a settled story: a greater one is joined by what is like its latest.
_MOST_OF_A_STORY = 20


def neighbours(connection: duckdb.DuckDBPyConnection, reports: Iterable[str]) -> set[str]:
    """Ids of the reports that linking could join with some of these, without these.

    Found by names, days, parties and towns that they have in common.
    """
    seeds = set(reports)
    values = {
        "news_days": _NEWS_DAYS,
        "least_near": _LEAST_NEAR,
        "least_far": _LEAST_FAR,
        "rare": _RARE,
    }
    return _asked(connection, "neighbours.sql", seeds, values) - seeds


def before(connection: duckdb.DuckDBPyConnection, reports: Iterable[str]) -> set[str]:
    """Ids of the reports linked before that linking could join these to, a bounded number each."""
    values = {
        "news_days": _NEWS_DAYS,
        "least_near": _LEAST_NEAR,
        "least_far": _LEAST_FAR,
        "rare": _RARE,
        "most": _MOST_BEFORE,
        "fellows": _MOST_OF_A_STORY,
    }
    return _asked(connection, "before.sql", set(reports), values)


def bound(connection: duckdb.DuckDBPyConnection, reports: Iterable[str]) -> set[str]:
    """These reports and all that hang together with them, directly or through others."""
    whole = set(reports)
    fresh = whole
    while fresh:
        fresh = _asked(connection, "bound.sql", fresh, {}) - whole
        whole |= fresh
    return whole


def outside(
    connection: duckdb.DuckDBPyConnection,
    reports: Iterable[str],
    named: Iterable[str],
) -> list[dict[str, Any]]:
    """How other reports mention those whom some reports mention.

    That is who goes by the same id, or, of persons, by the same last word, since the name may be
    spelt in another way.

    Returns:
        A row for each way: the columns of `mention`, the id it has across reports (`resolved`), and
        how many `mentions` are like it; `id` is the smallest of them.
    """
    sql = files("dragoman.dossier").joinpath("outside.sql").read_text(encoding="utf-8")
    with _registered(connection, reports):
        return fetch(connection, sql, {"named": sorted(named)})


def _asked(
    connection: duckdb.DuckDBPyConnection, name: str, seeds: set[str], values: dict[str, float]
) -> set[str]:
    sql = files("dragoman.dossier").joinpath(name).read_text(encoding="utf-8")
    with _registered(connection, seeds):
        return {report for (report,) in connection.execute(sql, values).fetchall()}


@contextmanager
def _registered(connection: duckdb.DuckDBPyConnection, reports: Iterable[str]) -> Iterator[None]:
    """Gives queries the ids of some reports as the table `seed`."""
    connection.register("seed", pa.table({"report": pa.array(sorted(reports), pa.string())}))
    try:
        yield
    finally:
        connection.unregister("seed")
