"""Average linkage on sparse graphs."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.linkage import Scored, average_linkage


def test_groups_that_are_alike_on_average_are_joined() -> None:
    pairs = [(0.9, 0, 1), (0.8, 1, 2), (0.7, 0, 2), (0.9, 3, 4)]
    assert average_linkage(5, pairs, 0.5) == [[0, 1, 2], [3, 4]]


def test_one_bad_edge_joins_nothing() -> None:
    within = [(0.8, i, j) for group in ((0, 1, 2), (3, 4, 5)) for i, j in combinations(group, 2)]
    assert average_linkage(6, [*within, (0.75, 2, 3)], 0.4) == [[0, 1, 2], [3, 4, 5]]


def test_what_is_alike_to_nothing_stays_alone() -> None:
    assert average_linkage(3, [(0.3, 0, 2)], 0.5) == [[0], [1], [2]]
    assert average_linkage(0, [], 0.5) == []


def dense(count: int, pairs: list[Scored], least: float) -> list[list[int]]:
    """Average linkage as the textbook has it."""
    likeness = {frozenset((i, j)): score for score, i, j in pairs}
    groups = [[i] for i in range(count)]

    def mean(one: list[int], other: list[int]) -> float:
        total = sum(likeness.get(frozenset((i, j)), 0.0) for i in one for j in other)
        return total / (len(one) * len(other))

    while len(groups) > 1:
        one, other = max(combinations(groups, 2), key=lambda pair: mean(*pair))
        if mean(one, other) < least:
            break
        groups = [g for g in groups if g not in (one, other)] + [sorted(one + other)]
    return sorted(groups)


@given(st.integers(2, 9), st.randoms(use_true_random=False), st.floats(0.05, 0.9))
def test_it_finds_what_the_textbook_finds(count: int, dice: object, least: float) -> None:
    every = list(combinations(range(count), 2))
    dice.shuffle(every)  # type: ignore[attr-defined]
    kept = every[: dice.randint(0, len(every))]  # type: ignore[attr-defined]
    # Distinct scores, so that no tie is broken in two ways.
    pairs = [((n + 1) / (len(kept) + 1) + n * 1e-7, i, j) for n, (i, j) in enumerate(kept)]
    assert average_linkage(count, pairs, least) == dense(count, pairs, least)
