"""Near-copies: reports whose body is one text, lightly edited (wire copy, reprint).

Candidates by MinHash and banding (Broder 1997), each then checked by the exact Jaccard
similarity of its shingles. Only body text counts: furniture marks the outlet, not the story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from dragoman.link.bonds import FREE, Bonds
from dragoman.link.clusters import cluster
from dragoman.link.rules import rules
from dragoman.link.settled import NOTHING, Settled
from dragoman.link.shingles import Shingles, body, jaccard, shingle_sets
from dragoman.model import Annotated, Link, Report

SEED = 1597
# The numbers of a band as one; that two bands are taken for equal once in 2^64 costs a comparison.
_OF_A_BAND = np.random.default_rng(SEED).integers(0, 2**63, 16, np.uint64) * np.uint64(2)
_OF_A_BAND += np.uint64(1)


@dataclass(frozen=True, slots=True)
class Copies:
    """A group of near-copies: its likely origin, why that one, and how alike each other one is."""

    origin: Report
    why: str
    others: tuple[tuple[Report, float], ...]

    def links(self) -> Iterator[Link]:
        """One link from every copy to the origin."""
        for report, similarity in self.others:
            yield Link("copy", report.id, self.origin.id, "same", similarity, self.why)


def find_copies(
    annotated: Sequence[Annotated], bonds: Bonds = FREE, settled: Settled = NOTHING
) -> list[Copies]:
    """Groups of near-copies, each with its origin; reports without a twin are in none.

    Args:
        annotated: all reports.
        bonds: what people decided about reports.
        settled: reports whose groups stand: each group here is of one of those and new reports.
    """
    reports = {one.report.id: one.report for one in annotated}
    names = sorted(reports)
    least, alike = rules("copies")["least_shingles"], rules("copies")["least_similarity"]
    found = zip(names, shingle_sets([reports[name] for name in names]), strict=True)
    sets = {name: shingles for name, shingles in found if len(shingles) >= least}
    pairs = [pair for pair in candidates(sets) if _alike(*pair, sets) >= alike]
    pairs += [(k.left, k.right) for k in bonds.pairs("same") if {k.left, k.right} <= reports.keys()]
    groups = [part for group in components(pairs) for part in _parted(group, sets, bonds)]
    return [
        _with_origin([reports[i] for i in part], sets, settled)
        for group in groups
        for part in _by_origin(group, sets, settled)
    ]


def _by_origin(
    group: Sequence[str], sets: Mapping[str, Shingles], settled: Settled
) -> list[list[str]]:
    """A group in parts, one for each settled origin: new reports go with the likest settled one."""
    held = {i: origin for i in group if (origin := settled.origin_of(i)) is not None}
    if len(set(held.values())) < 2:
        return [list(group)]
    parts: dict[str, list[str]] = defaultdict(list)
    for i in group:
        likest = i if i in held else max(held, key=lambda other: (_alike(i, other, sets), other))
        parts[held[likest]].append(i)
    return [part for _, part in sorted(parts.items()) if len(part) > 1]


def _alike(one: str, other: str, sets: Mapping[str, Shingles]) -> float:
    """How alike two reports are; texts too short to tell are not alike."""
    return jaccard(sets[one], sets[other]) if one in sets and other in sets else 0.0


def _parted(group: list[str], sets: Mapping[str, Shingles], bonds: Bonds) -> list[list[str]]:
    """A group without those that people told apart: the most alike stay together."""
    together, parted = bonds.between([[name] for name in group])
    if not parted:
        return [group]
    scored = [
        (2.0 if (i, j) in together else _alike(group[i], group[j], sets), i, j)
        for i, j in combinations(range(len(group)), 2)
    ]
    least = rules("copies")["least_similarity"]
    pairs = [pair for pair in scored if pair[0] >= least]
    clusters = cluster(len(group), pairs, lambda i, j: (min(i, j), max(i, j)) in parted)
    return [[group[i] for i in members] for members in clusters if len(members) > 1]


def candidates(sets: Mapping[str, Shingles]) -> list[tuple[str, str]]:
    """Pairs of ids that are worth comparing: equal sets, and those that share a band.

    Of many equal sets only neighbours are paired, which is enough to make them one group.
    """
    equal: dict[bytes, list[str]] = defaultdict(list)
    for name in sets:
        equal[sets[name].tobytes()].append(name)
    firsts = [group[0] for group in equal.values()]
    found = {pair for group in equal.values() for pair in pairwise(group)}
    found |= {(firsts[i], firsts[j]) for i, j in banded(signatures([sets[n] for n in firsts]))}
    return sorted(found)


def signatures(sets: Sequence[Shingles]) -> NDArray[np.uint32]:
    """The MinHash signature of each set, (sets, permutations)."""
    count = rules("copies")["permutations"]
    if not sets:
        return np.zeros((0, count), np.uint32)
    ends = np.cumsum([0, *map(len, sets)], dtype=np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(sets), ends, count, SEED)
    return np.array(matrix.to_rows(), np.uint32)


def banded(signed: NDArray[np.uint32]) -> set[tuple[int, int]]:
    """Pairs of rows, the smaller first, that are equal in all numbers of some band.

    In a band that very many share, each is paired with the next ones only: they become one group
    all the same, and the work stays in proportion.
    """
    rows = len(signed)
    codes: list[NDArray[np.int64]] = []
    for band in np.split(signed.astype(np.uint64), rules("copies")["bands"], axis=1):
        keys = band @ _OF_A_BAND[: band.shape[1]]
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        for distance in range(1, min(rows, rules("copies")["paired_in_a_band"] + 1)):
            same = np.flatnonzero(keys[distance:] == keys[:-distance])
            if not len(same):
                break
            codes.append(order[same] * rows + order[same + distance])
    every = np.unique(np.concatenate(codes)) if codes else np.zeros(0, np.int64)
    return {(int(code) // rows, int(code) % rows) for code in every}


def components(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Connected components of a graph given by its edges, sorted."""
    group: dict[str, set[str]] = {}
    for one, other in pairs:
        together = group.get(one, {one}) | group.get(other, {other})
        group.update(dict.fromkeys(together, together))
    return sorted({id(g): sorted(g) for g in group.values()}.values())


def _with_origin(
    group: list[Report], sets: Mapping[str, Shingles], settled: Settled = NOTHING
) -> Copies:
    held = {settled.origin_of(report.id) for report in group}
    known = [report for report in group if report.id in held]
    origin, why = _origin(group)
    if known:  # it has been called the origin before
        origin, why = known[0], "earliest"
    others = sorted((r for r in group if r is not origin), key=lambda r: r.id)
    return Copies(origin, why, tuple((r, _alike(r.id, origin.id, sets)) for r in others))


def _origin(group: list[Report]) -> tuple[Report, str]:
    """The member that the others credit, else the first published, else the longest."""
    ranked = sorted(group, key=lambda r: (-len(body(r)), r.name, r.id))
    for candidate in ranked:
        if any(_credits(other, candidate) for other in ranked if other is not candidate):
            return candidate, "credit"
    days = [last_day(report) for report in ranked]
    if None not in days and len(set(days)) > 1:
        return min(ranked, key=lambda r: (last_day(r) or date.max, -len(body(r)), r.name)), (
            "earliest"
        )
    return ranked[0], "longest"


def last_day(report: Report) -> date | None:
    """The last day on which the report may have been published, None if not known."""
    return report.published.when.last


def _credits(report: Report, other: Report) -> bool:
    """Whether a report credits the outlet of another as its source."""
    if other.outlet is None:
        return False
    named = {c.id or c.name.casefold() for c in report.credits}
    return (other.outlet.id or other.outlet.name.casefold()) in named


def copied_pairs(groups: Sequence[Copies]) -> frozenset[frozenset[str]]:
    """Every pair of report ids that belong to one group of near-copies."""
    return frozenset(
        frozenset(pair)
        for group in groups
        for pair in combinations([group.origin.id, *(r.id for r, _ in group.others)], 2)
    )
