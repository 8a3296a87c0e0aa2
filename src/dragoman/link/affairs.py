"""Affairs: reports so alike in words and time that what they tell can be held together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from dragoman.likeness.words import Weights
from dragoman.link.rules import rules
from dragoman.model import Interval, Link, Report


def link_affairs(
    reports: Sequence[Report], bodies: Mapping[str, Sequence[str]], weights: Weights
) -> list[Link]:
    """Links each report to the first of its affair.

    Args:
        reports: all reports, in a fixed order.
        bodies: report id → terms of its body.
        weights: weights of terms over all bodies.
    """
    weights = Weights(
        weights.frequency, max(weights.documents, rules("affairs")["least_documents"])
    )
    place = {report.id: number for number, report in enumerate(reports)}
    published = {report.id: report.published.when for report in reports}
    group = {report: (report, 1.0) for report in place}

    def first(report: str) -> str:
        while group[report][0] != report:
            report = group[report][0]
        return report

    ranked = sorted(
        (-weights.cosine(bodies[one], bodies[other]), one, other)
        for one, other in _candidates(bodies, weights)
    )
    for unlike, one, other in ranked:
        if -unlike < _least(published[one], published[other]):
            continue
        early, late = sorted((first(one), first(other)), key=place.__getitem__)
        if early != late:
            group[late] = (early, -unlike)
    return [
        Link("story", report, first(report), "same", min(score, 1.0), "alike in words and time")
        for report, (_, score) in sorted(group.items())
        if first(report) != report
    ]


def _least(one: Interval, other: Interval) -> float:
    """The likeness that reports of one affair must reach: more, the farther they are apart."""
    settings = rules("affairs")
    if not one.known or not other.known:
        return float(settings["least_undated"])
    if _within(one, other, settings["near_days"]):
        return float(settings["least_near"])
    return float(settings["least_far"]) if _within(one, other, settings["far_days"]) else 2.0


def _within(one: Interval, other: Interval, days: int) -> bool:
    slack = timedelta(days=days)
    assert one.first is not None, "asked of known intervals"
    assert one.last is not None, "asked of known intervals"
    return not Interval(one.first - slack, one.last + slack).disjoint(other)


def _candidates(bodies: Mapping[str, Sequence[str]], weights: Weights) -> Iterable[tuple[str, str]]:
    """Pairs that share some rare terms: only those can be worded alike."""
    settings = rules("stories")
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for holders in _holders(bodies, weights, settings["rare_in_reports"]):
        for pair in combinations(holders, 2):
            shared[pair] += 1
    return sorted(p for p, count in shared.items() if count >= settings["least_rare_shared"])


def _holders(
    bodies: Mapping[str, Sequence[str]], weights: Weights, most: int
) -> Iterator[list[str]]:
    holders: dict[str, list[str]] = defaultdict(list)
    for report in sorted(bodies):
        for term in sorted(set(bodies[report])):
            if weights.frequency[term] <= most:
                holders[term].append(report)
    yield from (holders[term] for term in sorted(holders))
