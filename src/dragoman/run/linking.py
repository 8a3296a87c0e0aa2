"""Linking and comparing what is stored, as people's decisions want it.

A small dossier is linked whole at every change. In a large one a change concerns few reports: those
that could be joined with what is new, and those that hang together with them. They are linked and
compared by themselves, which gives the same rows; what may be missed (docs/architecture.md) is
found when the dossier is linked whole again, at the latest when it has grown by a tenth.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final

from dragoman.compare import compare
from dragoman.dossier import Store
from dragoman.link import Outside, Surroundings, disturbs, link
from dragoman.model import Link, Mention, Problem, Span
from dragoman.run.obeying import obey
from dragoman.run.versions import stage_version

WHOLE_UP_TO: Final = 500
"""Reports that are linked whole at every change: it takes seconds."""
LARGEST_PART: Final = 0.3
"""Of a dossier that is linked by itself: what hangs together with more is linked with all."""
MOST_NEARBY: Final = 0.1
"""Of a dossier, reports that were linked with a part only, before all are linked again."""
NEARBY: Final = " nearby"
"""Ends the version of a report that was linked with a part of the others."""


def settle(store: Store) -> list[Problem]:
    """Obey what people decided, then link and compare what changed since that was done.

    Returns:
        The problems of the decisions and of storing what was linked.
    """
    decided, problems = obey(store)
    version = stage_version("link")
    made = store.made("link")
    everything = [row["id"] for row in store.reports()]
    fresh = [
        report for report in everything if made.get(report, "").removesuffix(NEARBY) != version
    ]
    if not fresh and made.keys() <= set(everything):
        return problems
    nearby = sum(each.endswith(NEARBY) for each in made.values()) + len(fresh)
    part: Collection[str] | None = None
    if len(everything) > WHOLE_UP_TO and nearby <= MOST_NEARBY * len(everything):
        part = _part(store, fresh, decided, LARGEST_PART * len(everything))
    return problems + relink(store, decided, version, part)


def relink(
    store: Store, decided: Sequence[Link], version: str, part: Collection[str] | None = None
) -> list[Problem]:
    """Link and compare what is stored; the problems of storing it.

    Args:
        store: the dossier.
        decided: what people decided about pairs.
        version: version of the stage.
        part: ids of the reports that are linked; None: all.
    """
    annotated = store.annotated(part)
    around = Surroundings() if part is None else _around(store, part, decided)
    linked = link(annotated, decided, around)
    comparisons = tuple(compare(annotated, linked))
    linked = replace(linked, comparisons=comparisons)
    return store.put_linked(linked, version if part is None else version + NEARBY, part)


def _part(
    store: Store, fresh: Sequence[str], decided: Sequence[Link], most: float
) -> set[str] | None:
    """The reports that the fresh ones concern, or None where these are too many."""
    part = store.touched(fresh)
    while len(part) <= most:
        around = _around(store, part, decided)
        moved = disturbs(store.annotated(part), decided, around)
        more = store.touched(store.owners(moved)) if moved else set()
        if more <= part:
            return part
        part |= more
    return None


def _around(store: Store, part: Collection[str], decided: Sequence[Link]) -> Surroundings:
    """What is to be known of the reports beside a part."""
    named = {end for d in decided if d.kind == "entity" for end in (d.left, d.right)}
    mentions = tuple(_other(row) for row in store.outside(part, named))
    return Surroundings(mentions, store.told(), len(store.reports()))


def _other(row: dict[str, Any]) -> Outside:
    mention = Mention(
        id=row["id"],
        span=Span(0, 0),
        kind=row["kind"],
        entity=row["name"],
        entity_id=row["entity"],
        country=row["country"],
        lat=row["lat"],
        lon=row["lon"],
        form=row["form"],
    )
    return Outside(mention, row["exact"], row["mentions"], row["resolved"])
