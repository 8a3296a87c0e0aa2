"""Clustering with refusals: best pairs first, and never across a refused pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

Scored = tuple[float, int, int]


def cluster(
    count: int,
    pairs: Iterable[Scored],
    refused: Callable[[int, int], bool],
    margin: float = 0.0,
) -> list[list[int]]:
    """Agglomerative clustering of the items 0 … count-1 under cannot-link constraints.

    Args:
        count: how many items there are.
        pairs: (score, item, item) of the pairs that may be joined; the best are joined first,
            ties in the order of the items.
        refused: whether two items can never be together. A join is made only if no item of the
            one cluster is refused by an item of the other.
        margin: an item alone that fits two clusters which refuse each other is left alone where
            their scores differ by less.

    Returns:
        Clusters as sorted lists, in the order of their first items.
    """
    ranked = sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))
    group = {item: [item] for item in range(count)}
    beside: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for score, one, other in ranked:
        beside[one].append((score, other))
        beside[other].append((score, one))

    def apart(one: Sequence[int], other: Sequence[int]) -> bool:
        return any(refused(a, b) for a in one for b in other)

    def torn(item: int, score: float, chosen: list[int]) -> bool:
        """Whether a lone item has nearly as good a place in a cluster that refuses the chosen."""
        rivals = (group[b] for rival, b in beside[item] if rival > score - margin)
        return any(r is not chosen and apart(r, chosen) and not apart([item], r) for r in rivals)

    for score, one, other in ranked:
        left, right = group[one], group[other]
        if left is right or apart(left, right):
            continue
        if (len(left) == 1 and torn(one, score, right)) or (
            len(right) == 1 and torn(other, score, left)
        ):
            continue
        left.extend(right)
        group.update(dict.fromkeys(right, left))
    return sorted({id(g): sorted(g) for g in group.values()}.values())
