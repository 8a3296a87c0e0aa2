"""Which reports are of one story: published within days of each other, and worded alike.

A story is weaker than an event: it says that two reports follow the same affair, which helps where
neither gives a day or a town. Reports whose publication is not known are of no story, because
the same people say the same things every year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from dragoman.likeness.words import Weights
from dragoman.link.rules import rules
from dragoman.model import Interval, Report

Pairs = frozenset[frozenset[str]]


def find_stories(
    reports: Sequence[Report], bodies: Mapping[str, Sequence[str]], weights: Weights
) -> Pairs:
    """Pairs of report ids of one story.

    Args:
        reports: all reports.
        bodies: report id → terms of its body.
        weights: weights of terms over all bodies.
    """
    limit = rules("stories")["least_cosine"]
    published = {r.id: r.published.when for r in reports if r.published.when.known}
    return frozenset(
        frozenset((one, other))
        for one, other in _candidates(published, bodies, weights)
        if near(published[one], published[other])
        and weights.cosine(bodies[one], bodies[other]) >= limit
    )


def near(one: Interval, other: Interval) -> bool:
    """Whether two known intervals lie within the days in which a story is news."""
    if one.first is None or one.last is None or not other.known:
        return False
    slack = timedelta(days=rules("stories")["near_days"])
    return not Interval(one.first - slack, one.last + slack).disjoint(other)


def _candidates(
    published: Mapping[str, Interval], bodies: Mapping[str, Sequence[str]], weights: Weights
) -> Iterable[tuple[str, str]]:
    """Pairs that share some rare terms: only those can be worded alike."""
    settings = rules("stories")
    holders: dict[str, list[str]] = defaultdict(list)
    for report in sorted(published):
        for term in sorted(set(bodies[report])):
            if weights.frequency[term] <= settings["rare_in_reports"]:
                holders[term].append(report)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for reports in holders.values():
        for pair in combinations(reports, 2):
            shared[pair] += 1
    return sorted(p for p, count in shared.items() if count >= settings["least_rare_shared"])
