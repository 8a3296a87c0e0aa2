"""Which reports are held against each other: those of one affair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dragoman.compare.verdicts import load
from dragoman.model import Annotated, Linked

Reports = Sequence[Annotated]


def affairs(reports: Mapping[str, Annotated], linked: Linked) -> list[Reports]:
    """Groups of reports that a story, copied text, or an event told by both holds together.

    Args:
        reports: all reports, by id.
        linked: what `link` found; an event that one of them only recalls joins nothing.
    """
    group = {report: report for report in reports}

    def root(report: str) -> str:
        while group[report] != report:
            group[report] = group[group[report]]
            report = group[report]
        return report

    for left, right in _ties(reports, linked):
        if left in group and right in group:
            low, high = sorted((root(left), root(right)))
            group[high] = low
    found: dict[str, list[Annotated]] = {}
    for report in sorted(reports, key=lambda r: (reports[r].report.name, r)):
        found.setdefault(root(report), []).append(reports[report])
    return [members for _, members in sorted(found.items()) if len(members) > 1]


def _ties(reports: Mapping[str, Annotated], linked: Linked) -> Iterator[tuple[str, str]]:
    owner = {claim.id: report for report, one in reports.items() for claim in one.claims}
    first: dict[str, str] = {}
    for link in linked.links:
        if link.judgement != "same":
            continue
        if link.kind in {"copy", "story"}:
            yield link.left, link.right
        elif link.kind == "event" and link.role != "background" and link.left in owner:
            report = owner[link.left]
            yield first.setdefault(link.right, report), report


def pairs(members: Reports) -> Iterator[tuple[Annotated, Annotated]]:
    """Pairs of reports of one affair; of a great affair, each with those that follow it in time.

    The number of pairs grows with the square of the reports, and the reader wants the values.
    """
    most = load("thresholds.toml")["pairs_up_to_reports"]
    if len(members) <= most:
        yield from combinations(members, 2)
        return
    ordered = sorted(members, key=_published)
    for place, one in enumerate(ordered):
        yield from ((one, other) for other in ordered[place + 1 : place + 1 + most // 2])


def _published(one: Annotated) -> tuple[str, str, str]:
    first = one.report.published.when.first
    return (first.isoformat() if first else "", one.report.name, one.report.id)
