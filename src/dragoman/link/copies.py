"""Near-copies: reports whose body is one text, lightly edited (wire copy, reprint).

Candidates by MinHash and banding (Broder 1997), each then checked by the exact Jaccard
similarity of its shingles. Only body text counts: furniture marks the outlet, not the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rensa import RMinHash, RMinHashLSH

from dragoman.likeness.words import tokens
from dragoman.link.rules import rules
from dragoman.model import Annotated, Link, Report

SEED = 1597
Shingles = frozenset[str]


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


def body(report: Report) -> str:
    """The report's own prose: body and captions, without title and furniture."""
    return "\n".join(span.of(report.text) for span in report.spans("body", "caption"))


def shingles(text: str) -> Shingles:
    """Runs of consecutive words of `text`, as strings."""
    words = tokens(text)
    size = rules("copies")["shingle_words"]
    return frozenset(" ".join(words[i : i + size]) for i in range(len(words) - size + 1))


def find_copies(annotated: Sequence[Annotated]) -> list[Copies]:
    """Groups of near-copies, each with its origin; reports without a twin are in none."""
    sets = {a.report.id: shingles(body(a.report)) for a in annotated}
    least = rules("copies")["least_shingles"]
    sets = {key: sets[key] for key in sorted(sets) if len(sets[key]) >= least}
    alike = {pair: jaccard(sets[pair[0]], sets[pair[1]]) for pair in candidates(sets)}
    kept = {p: score for p, score in alike.items() if score >= rules("copies")["least_similarity"]}
    reports = {a.report.id: a.report for a in annotated}
    return [_with_origin([reports[i] for i in group], sets) for group in components(sorted(kept))]


def candidates(sets: Mapping[str, Shingles]) -> list[tuple[str, str]]:
    """Pairs of ids that share a band of their MinHash signatures."""
    settings = rules("copies")
    index = RMinHashLSH(settings["least_similarity"], settings["permutations"], settings["bands"])
    names = list(sets)
    found: set[tuple[str, str]] = set()
    for number, name in enumerate(names):
        signature = RMinHash(settings["permutations"], SEED)
        signature.update(sorted(sets[name]))
        found.update((names[earlier], name) for earlier in index.query(signature))
        index.insert(number, signature)
    return sorted(found)


def jaccard(left: Shingles, right: Shingles) -> float:
    """Shared shingles relative to all; 0 for two empty texts."""
    return len(left & right) / len(left | right) if left or right else 0.0


def components(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Connected components of a graph given by its edges, sorted."""
    group: dict[str, set[str]] = {}
    for one, other in pairs:
        together = group.get(one, {one}) | group.get(other, {other})
        group.update(dict.fromkeys(together, together))
    return sorted({id(g): sorted(g) for g in group.values()}.values())


def _with_origin(group: list[Report], sets: Mapping[str, Shingles]) -> Copies:
    origin, why = _origin(group)
    others = sorted((r for r in group if r is not origin), key=lambda r: r.id)
    return Copies(origin, why, tuple((r, jaccard(sets[r.id], sets[origin.id])) for r in others))


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
