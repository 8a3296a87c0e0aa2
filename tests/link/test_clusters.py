from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.clusters import cluster

scores = st.sampled_from([0.5, 0.6, 0.7, 0.8, 0.9])
pairs = st.dictionaries(
    st.sampled_from(list(combinations(range(7), 2))), st.tuples(scores, st.booleans())
)


@given(pairs)
def test_no_cluster_holds_a_refused_pair(
    given_pairs: dict[tuple[int, int], tuple[float, bool]],
) -> None:
    refused = {frozenset(p) for p, (_, no) in given_pairs.items() if no}
    found = cluster(
        7,
        [(score, *p) for p, (score, _) in given_pairs.items()],
        lambda a, b: frozenset((a, b)) in refused,
    )
    assert sorted(i for members in found for i in members) == list(range(7))
    assert not any(frozenset(p) in refused for members in found for p in combinations(members, 2))


def test_better_pairs_are_joined_first() -> None:
    found = cluster(3, [(0.6, 0, 1), (0.9, 1, 2)], lambda a, b: {a, b} == {0, 2})
    assert found == [[0], [1, 2]]


def test_a_lone_item_between_two_rivals_is_left_alone() -> None:
    edges = [(0.60, 0, 1), (0.61, 0, 2)]

    def rivals(a: int, b: int) -> bool:
        return {a, b} == {1, 2}

    assert cluster(3, edges, rivals, margin=0.02) == [[0], [1], [2]]
    assert cluster(3, edges, rivals, margin=0.0) == [[0, 2], [1]]
