"""Linking and comparing what is stored, as people's decisions want it.

A small dossier is linked whole at every change. In a larger one a change concerns few reports:
those that could be joined with what is new, and those that hang together with them. They are linked
and compared by themselves, which gives the same rows; what may be missed (docs/architecture.md) is
found when the dossier is linked whole again, at the latest when it has grown by a tenth. One that
is too large to be held in memory is never linked whole, but a stretch of time after the other, each
beside those of the reports before it that it may join. What those have stays as it is: a new report
joins one of their events or stories, or founds its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from dragoman.compare import Each, compare
from dragoman.dossier import Store, Ways
from dragoman.link import ALONE, Outside, Settled, Surroundings, disturbs, link, only_new
from dragoman.model import Annotated, Link, Linked, Mention, Problem, Span
from dragoman.run.obeying import obey
from dragoman.run.versions import stage_version

WHOLE_UP_TO: Final = 500
"""Reports that are linked whole at every change: it takes seconds."""
AT_ONCE: Final = 20_000
"""Reports that are linked at once if need be: four gigabytes of memory, at what 4,000 take."""
STRETCH: Final = 2000
"""Reports of a larger dossier that are linked at a time, beside those they may join."""
MOST_NAMESAKES: Final = 100
"""Ways of calling people of one last word elsewhere that a stretch is told of."""
LARGEST_PART: Final = 0.3
"""Of a dossier that is linked by itself: what hangs together with more is linked with all."""
MOST_NEARBY: Final = 0.1
"""Of a dossier, reports that were linked with a part only, before all are linked again."""
NEARBY: Final = " nearby"
"""Ends the version of a report that was linked with a part of the others."""


class Part(NamedTuple):
    """Reports that are linked by themselves, and what there is to know of the others."""

    reports: list[Annotated]
    around: Surroundings


class Before(NamedTuple):
    """What is known of all reports that are linked: how many tell each term, whom they call how."""

    counts: dict[str, int]
    ways: Ways


Watch = Callable[[int, int], None]
"""Told how many reports are linked, and of how many."""


def _unwatched(_done: int, _of: int) -> None:
    """Watches nothing."""


def settle(store: Store, each: Each = map, watch: Watch = _unwatched) -> list[Problem]:
    """Obey what people decided, then link and compare what changed since that was done.

    Args:
        store: the dossier.
        each: calls a function on each part of the work that can be shared out; `Pool.each`.
        watch: told how far linking is, where it goes by stretches.

    Returns:
        The problems of the decisions and of storing what was linked.
    """
    decided, problems = obey(store)
    version = stage_version("link")
    ids = [row["id"] for row in store.reports()]
    made = store.made("link")
    versions = {report: made.get(report, "") for report in ids}
    fresh = [report for report, of in versions.items() if of.removesuffix(NEARBY) != version]
    if not fresh and versions.keys() >= made.keys():
        return problems
    if len(ids) > AT_ONCE:
        if len(fresh) == len(ids):
            store.begin_linking()
        return problems + _link_by_stretches(store, decided, fresh, each, watch)
    nearby = len(fresh) + sum(of.endswith(NEARBY) for of in versions.values())
    part = None
    if len(ids) > WHOLE_UP_TO and nearby <= MOST_NEARBY * len(ids):
        part = _part(store, fresh, decided, LARGEST_PART * len(ids))
    if part is None:
        return problems + _link_all(store, decided, dict.fromkeys(ids, version), each)
    versions = dict.fromkeys(fresh, version + NEARBY)
    return problems + _link_part(store, decided, part, versions, each)


def _link_all(
    store: Store, decided: Sequence[Link], versions: Mapping[str, str], each: Each
) -> list[Problem]:
    return store.put_linked(_found(store.annotated(), decided, ALONE, each), versions)


def _found(
    reports: Sequence[Annotated], decided: Sequence[Link], around: Surroundings, each: Each
) -> Linked:
    """What holds between reports, with what came of comparing them, two settled ones aside."""
    linked = link(reports, decided, around)
    settled = around.settled.reports
    return replace(linked, comparisons=tuple(compare(reports, linked, settled, each)))


def _link_by_stretches(
    store: Store, decided: Sequence[Link], fresh: Sequence[str], each: Each, watch: Watch
) -> list[Problem]:
    """Link reports in the order of time, each stretch beside those linked before that it may join.

    What an interruption leaves linked stays so, and the next time goes on after it.
    """
    problems: list[Problem] = []
    counts, ways = store.told(), store.ways(fresh)
    done = 0
    for stretch in _stretches(store.by_day(fresh)):
        watch(done, len(fresh))
        problems += _link_stretch(store, decided, stretch, Before(counts, ways), each)
        ways.add(stretch)
        done += len(stretch)
    watch(done, len(fresh))
    return problems


def _link_stretch(
    store: Store,
    decided: Sequence[Link],
    stretch: Sequence[str],
    known: Before,
    each: Each,
) -> list[Problem]:
    """Link some reports beside settled ones, and add what they tell to what is known."""
    before = store.before(stretch)
    reports = store.annotated([*stretch, *before])
    settled = Settled(frozenset(before), tuple(store.settled(before)), standing=True)
    around = Surroundings(
        tuple(map(_other, known.ways.outside(stretch, _named(decided), MOST_NAMESAKES))),
        known.counts,
        *store.linked([*stretch, *before]),
        settled,
    )
    linked = _found(reports, decided, around, each)
    known.counts.update(linked.told)
    linked = only_new(linked, reports, settled)
    version = stage_version("link")
    return store.put_linked(linked, dict.fromkeys(stretch, version), stretch, beside=True)


def _stretches(reports: Sequence[str]) -> Iterator[Sequence[str]]:
    """The reports, so many at a time; one empty stretch where there are none."""
    for start in range(0, max(len(reports), 1), STRETCH):
        yield reports[start : start + STRETCH]


def _link_part(
    store: Store, decided: Sequence[Link], part: Part, versions: Mapping[str, str], each: Each
) -> list[Problem]:
    linked = _found(part.reports, decided, part.around, each)
    within = [one.report.id for one in part.reports]
    return store.put_linked(linked, versions, within)


def _part(store: Store, fresh: Sequence[str], decided: Sequence[Link], most: float) -> Part | None:
    """The reports that the fresh ones concern, or None where these are too many.

    Args:
        store: the dossier.
        fresh: ids of the reports that are new.
        decided: what people decided.
        most: how many are not too many.
    """
    reports: list[Annotated] = []
    seen: set[str] = set()
    more = store.touched(fresh)
    while True:
        more = more - seen
        seen |= more
        if len(seen) > most:
            return None
        reports += store.annotated(more)
        part = Part(reports, _around(store, seen, decided))
        moved = disturbs(reports, decided, part.around) if more else set()
        if not moved:
            return part
        more = store.bound(store.owners(moved))


def _around(store: Store, part: Collection[str], decided: Sequence[Link]) -> Surroundings:
    """What is to be known of the reports beside a part."""
    return Surroundings(_outside(store, part, decided), store.told(), *store.linked(part))


def _outside(store: Store, part: Collection[str], decided: Sequence[Link]) -> tuple[Outside, ...]:
    """How the reports beside a part mention those whom the part mentions."""
    return tuple(map(_other, store.outside(part, _named(decided))))


def _named(decided: Sequence[Link]) -> set[str]:
    """The entities, or mentions, that people decided about."""
    return {end for d in decided if d.kind == "entity" for end in (d.left, d.right)}


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
