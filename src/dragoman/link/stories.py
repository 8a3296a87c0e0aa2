"""Which reports are of one story: they follow the same affair, worded alike and near in time.

A story is weaker than an event: it says that reports follow one affair, which helps where neither
gives a day or a town. Likeness is the cosine of what two reports are about, and fades with the time
between their publication, since the same people do the same things every year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations

from dragoman.link.gist import Gist
from dragoman.link.linkage import Scored, average_linkage
from dragoman.link.nearest import Index
from dragoman.link.rules import rules
from dragoman.link.settled import NOTHING, Settled
from dragoman.model import Interval, Link, Report, content_id

Pairs = frozenset[frozenset[str]]
TOLD_TERMS = 5
"""Shared words that the reason of an edge names: enough to see what the two are about."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two reports of one story that are worded alike.

    `likeness` is their cosine faded by `days`, the days between their publication (None where one
    of them is not dated); `shared` are the words that speak for it, the weightiest first.
    """

    left: str
    right: str
    likeness: float
    days: int | None
    shared: tuple[str, ...]

    @property
    def why(self) -> str:
        """The reason in words: what they share, and how far they lie apart."""
        apart = "undated" if self.days is None else f"{self.days} days apart"
        return f"{', '.join(self.shared)}; {apart}"


@dataclass(frozen=True)
class Stories:
    """Every report's story, and the edges that the stories rest on.

    `of` maps report id → story id, which is made of its first report's id; `published` holds the
    days of the reports that are dated; `edges` are in the order of the later report's date.
    `founders` are the first reports of stories that were settled before, by story id.
    """

    of: Mapping[str, str]
    published: Mapping[str, Interval]
    edges: tuple[Edge, ...]
    founders: Mapping[str, str] = field(default_factory=dict)

    @property
    def groups(self) -> list[list[str]]:
        """The reports of each story, those told by one report included."""
        groups: dict[str, list[str]] = {}
        for report, story in self.of.items():
            groups.setdefault(story, []).append(report)
        return list(groups.values())

    @property
    def first(self) -> dict[str, str]:
        """Each report's story by the first report of it."""
        return {
            report: self.founders.get(self.of[report], group[0])
            for group in self.groups
            for report in group
        }

    def links(self) -> Iterator[Link]:
        """Each later report of a story with its first one, and the edge that speaks most for it."""
        strongest: dict[str, Edge] = {}
        for edge in self.edges:
            for report in (edge.left, edge.right):
                if report not in strongest or edge.likeness > strongest[report].likeness:
                    strongest[report] = edge
        for report, first in self.first.items():
            if report != first and report in strongest:  # no edges of two settled ones
                edge = strongest[report]
                yield Link("story", report, first, "same", min(edge.likeness, 1.0), edge.why)

    @cached_property
    def pairs(self) -> Pairs:
        """Pairs of dated reports of one story that lie within the days in which it is news.

        Reports whose publication is not known are in none.
        """
        return frozenset(
            frozenset(pair)
            for group in self.groups
            for pair in combinations([r for r in group if r in self.published], 2)
            if near(*(self.published[report] for report in pair))
        )


def find_stories(reports: Iterable[Report], settled: Settled = NOTHING) -> Stories:
    """Parts reports into stories.

    Pure and order-free: the likeness of two reports rests on nothing but the two, so a report that
    is added changes only the story it joins, and those that it draws together. Where more reports
    share a term than `reach` says, a report between two others may part them.

    Args:
        reports: the reports.
        settled: those of them that have their stories, which stay as they are.
    """
    ordered = sorted({one.id: one for one in reports}.values(), key=_order)
    gists = [Gist(one) for one in ordered]
    likenesses = list(find_likenesses(gists, settled))
    standing = _standing(ordered, settled)
    least = rules("stories")["least_likeness"]
    groups = average_linkage(len(ordered), likenesses, least, [*standing.values()])
    founder = {i: group[0] for group in groups for i in group}
    firsts = [ordered[founder[i]].id for i in range(len(ordered))]
    held = {founder[group[0]]: first for first, group in standing.items()}
    firsts = [held.get(founder[i], first) for i, first in enumerate(firsts)]
    return Stories(
        of={one.id: content_id("s", first) for one, first in zip(ordered, firsts, strict=True)},
        founders={content_id("s", first): first for first in standing},
        published={one.id: one.published.when for one in ordered if one.published.when.known},
        edges=tuple(
            _edge(likeness, gists[i], gists[j])
            for likeness, i, j in likenesses
            if founder[i] == founder[j]
        ),
    )


def _standing(ordered: Sequence[Report], settled: Settled) -> dict[str, list[int]]:
    """First report of each settled story → places of those of its reports that are looked at."""
    standing: dict[str, list[int]] = {}
    for place, one in enumerate(ordered):
        first = settled.first_of(one.id)
        if first is not None:
            standing.setdefault(first, []).append(place)
    return standing


def find_likenesses(gists: Sequence[Gist], settled: Settled = NOTHING) -> Iterator[Scored]:
    """Pairs of reports that are worded alike, as a stream: (likeness, place, place).

    Args:
        gists: each report once, by date of publication.
        settled: reports between two of which no likeness is looked for.
    """
    settings = rules("stories")
    index = Index(settings["reach"], settings["index_terms"], settings["least_cosine"])
    place: dict[str, int] = {}
    for here, gist in enumerate(gists):
        place[gist.report.id] = here
        for other, cosine in index.add(gist):
            if settled.both(gist.report.id, other):
                continue
            there = place[other]
            days = days_between(gists[there].published, gist.published)
            yield cosine * fading(days), there, here


def _edge(likeness: float, left: Gist, right: Gist) -> Edge:
    days = days_between(left.published, right.published)
    return Edge(left.report.id, right.report.id, likeness, days, shared_words(left, right))


def days_between(one: Interval, other: Interval) -> int | None:
    """Days between two intervals, 0 where they share one; None where an end is not known."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def fading(days: int | None) -> float:
    """What a likeness is worth over a time, in (0, 1]: 1 for one day, never below the floor.

    Where the time is not known it is worth the middle: neither near nor far.
    """
    settings = rules("stories")
    floor: float = settings["floor"]
    if days is None:
        return (1 + floor) / 2
    half_life: float = settings["half_life_days"]
    return floor + (1 - floor) * 2 ** (-days / half_life)


def shared_words(left: Gist, right: Gist) -> tuple[str, ...]:
    """The weightiest words that two reports share, as the left one spells them."""
    one, other = left.vector, right.vector
    ranked = sorted(one.keys() & other.keys(), key=lambda t: (-one[t] * other[t], t))[:TOLD_TERMS]
    return tuple(left.spelled[term] for term in ranked)


def near(one: Interval, other: Interval) -> bool:
    """Whether two known intervals lie within the days in which a story is news."""
    days = days_between(one, other)
    return days is not None and days <= rules("stories")["near_days"]


def _order(report: Report) -> tuple[date, str]:
    """By date of publication, undated reports last."""
    return (report.published.when.first or date.max, report.id)
