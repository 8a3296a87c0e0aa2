"""Trains the pair model of event mentions: `python -m training.coreference --data DIR`.

Boosted trees (Friedman 2001; scikit-learn's histogram implementation) over the observations of
`dragoman.link.pairs`, on the pairs of gold mentions of ECB+'s training topics that lie in one
story, stories being found as Dragoman finds them. A topic of many pairs weighs only as the root of
their number, so that it does not decide. What is written is plain arrays, for numpy to read.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from dragoman.link.pairs import FEATURES, EventMention, matrix
from dragoman.link.stories import find_stories
from dragoman.models import Boosted, save_boosted
from eval.ecbplus import TRAIN, read
from eval.harness import shared
from eval.mentions import Parsed, Words, gold_mentions, parsed

OUT = Path("src/dragoman/models/coreference.npz")
TREES = 160
LEAVES = 12
LEAST_PAIRS = 40
"""Pairs in a leaf: fewer are one topic's own words."""
RATE = 0.06
KEPT = 2
"""Of so many pairs of two events one is kept, and counts for all: there are 15 for each other."""
SEED = 5
MODELS = 3
COLUMNS = 0.5
"""Share of the observations that each tree may look at: what one model leans on by chance, another
does not see."""

Place = tuple[str, Words]
"""A mention: its document and where it stands there."""
Group = list[tuple[Place, EventMention]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions: what is seen of each, whether they are of one event, and their topic."""

    rows: NDArray[np.float32]
    same: NDArray[np.bool_]
    topic: NDArray[np.int64]


def stories_of(documents: Iterable[Parsed]) -> list[list[Parsed]]:
    """Documents by the story that Dragoman finds them to be of."""
    found = list(documents)
    of = find_stories(one.report for one in found).of
    groups: dict[str, list[Parsed]] = defaultdict(list)
    for one in found:
        groups[of[one.report.id]].append(one)
    return [group for _, group in sorted(groups.items())]


def gold_groups(stories: Iterable[Sequence[Parsed]]) -> Iterator[Group]:
    """The gold's mentions of each story."""
    for story in stories:
        yield [((d.document.name, place), m) for d in story for place, m in gold_mentions(d)]


def pairs_of(documents: Sequence[Parsed]) -> Pairs:
    """All pairs of gold mentions of one story."""
    chains = {
        (d.document.name, (m.sentence, m.first, m.end)): (m.chain, d.document.topic)
        for d in documents
        for m in d.document.mentions
    }
    rows, same, topics = [], [], []
    for group in gold_groups(stories_of(documents)):
        pairs = list(combinations(range(len(group)), 2))
        rows.append(matrix([mention for _, mention in group], pairs))
        for left, right in ((group[i][0], group[j][0]) for i, j in pairs):
            same.append(chains[left][0] == chains[right][0])
            topics.append(chains[left][1])
    return Pairs(np.concatenate(rows), np.array(same, bool), np.array(topics, np.int64))


def fit(pairs: Pairs) -> Boosted:
    """Trains several models on pairs, each on other pairs and columns, and takes their mean."""
    topics, counts = np.unique(pairs.topic, return_counts=True)
    weights = (1 / np.sqrt(counts))[np.searchsorted(topics, pairs.topic)]
    weights[~pairs.same] *= KEPT
    return mean_of([exported(_fitted(pairs, weights, SEED + i)) for i in range(MODELS)])


def _fitted(
    pairs: Pairs, weights: NDArray[np.float64], seed: int
) -> HistGradientBoostingClassifier:
    kept = pairs.same | (np.random.default_rng(seed).integers(KEPT, size=len(weights)) == 0)
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAST_PAIRS,
        max_features=COLUMNS,
        l2_regularization=1.0,
        random_state=seed,
    )
    counts = weights[kept] / weights[kept].mean()
    return model.fit(pairs.rows[kept], pairs.same[kept], sample_weight=counts)


def mean_of(models: Sequence[Boosted]) -> Boosted:
    """One model whose log-odds are the mean of those of several."""
    width = max(model.column.shape[1] for model in models)

    def wide(name: str, fill: int) -> NDArray[np.float32]:
        arrays = [getattr(model, name) for model in models]
        padding = [(0, 0), (0, 0), (0, 0)]
        return np.concatenate(
            [
                np.pad(a, [(0, 0), (0, width - a.shape[1]), *padding[2 : a.ndim]],
                       constant_values=fill)
                for a in arrays
            ]
        )  # fmt: skip

    return Boosted(
        FEATURES,
        wide("column", -1).astype(np.int16),
        wide("threshold", 0),
        wide("children", 0).astype(np.int16),
        wide("value", 0) / np.float32(len(models)),
        sum(model.base for model in models) / len(models),
    )


def exported(model: HistGradientBoostingClassifier) -> Boosted:
    """The trees as arrays; scikit-learn has no public way to read them."""
    trees = [stage[0].nodes for stage in model._predictors]  # noqa: SLF001
    width = max(map(len, trees))
    shape = (len(trees), width)
    column = np.full(shape, -1, np.int16)
    threshold, value = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    children = np.zeros((*shape, 2), np.int16)
    for number, nodes in enumerate(trees):
        here = slice(0, len(nodes))
        leaf = nodes["is_leaf"].astype(bool)
        column[number, here] = np.where(leaf, -1, nodes["feature_idx"])
        threshold[number, here] = nodes["num_threshold"]
        value[number, here] = np.where(leaf, nodes["value"], 0)
        children[number, here, 0], children[number, here, 1] = nodes["left"], nodes["right"]
    base = float(np.ravel(model._baseline_prediction)[0])  # noqa: SLF001
    return Boosted(FEATURES, column, threshold, children, value, base)


def main() -> None:
    """Trains on the training topics and writes the model into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared(), help="the folder of the data sets")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    save_boosted(fit(pairs_of(list(parsed(list(read(given.data, TRAIN)))))), given.out)


if __name__ == "__main__":
    main()
