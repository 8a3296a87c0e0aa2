"""Clusters whose members are alike on average: no single likeness joins two groups.

Unweighted average linkage (UPGMA; Sokal & Michener 1958) on a sparse graph: a pair that is not
given has likeness 0. Two clusters are joined while the mean over *all* pairs between them is high
enough, so one bad edge between two stories is outvoted by the many edges that are missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

Scored = tuple[float, int, int]


def average_linkage(
    count: int,
    pairs: Iterable[Scored],
    least: float,
    standing: Sequence[Sequence[int]] = (),
) -> list[list[int]]:
    """Joins the two clusters that are most alike on average, as long as they are so enough.

    Time `O(e log e)` in the number of pairs, times the degree of the clusters joined.

    Args:
        count: how many items there are, numbered from 0.
        pairs: (likeness, item, item), each pair once; ties are broken by the items' numbers.
        least: the least mean likeness at which two clusters are joined; above 0.
        standing: clusters that stand already, of which no two are joined; a pair within one, or
            between two, is none of `pairs`.

    Returns:
        Clusters as sorted lists, in the order of their first items.
    """
    members = {item: [item] for item in range(count)}
    for group in standing:
        members[group[0]] = [item for each in group for item in members.pop(each)]
    held = {group[0] for group in standing}
    home = {item: first for first, group in members.items() for item in group}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for score, one, other in pairs:
        here, there = home[one], home[other]
        sums[here][there] = sums[there][here] = sums[here].get(there, 0.0) + score
    heap = [
        (-mean, one, other)
        for one, near in sums.items()
        for other, total in near.items()
        if one < other and (mean := total / (len(members[one]) * len(members[other]))) >= least
    ]
    heapify(heap)
    while heap:
        _, one, other = heappop(heap)
        if one not in members or other not in members:
            continue  # what it was about has been joined to something since
        new = count
        count += 1
        sums[new] = _merged(sums.pop(one), sums.pop(other), one, other)
        members[new] = members.pop(one) + members.pop(other)
        if held & {one, other}:
            held.add(new)
        for third, total in sums[new].items():
            near = sums[third]
            near.pop(one, None)
            near.pop(other, None)
            near[new] = total
            mean = total / (len(members[new]) * len(members[third]))
            if mean >= least and not {new, third} <= held:
                heappush(heap, (-mean, third, new))
    return sorted(sorted(group) for group in members.values())


def _merged(
    left: dict[int, float], right: dict[int, float], one: int, other: int
) -> dict[int, float]:
    """The sums of likeness between two joined clusters and each third one."""
    fewer, more = sorted((left, right), key=len)
    for third, total in fewer.items():
        more[third] = more.get(third, 0.0) + total
    more.pop(one, None)
    more.pop(other, None)
    return more
