"""The chain field: what it decodes is what trying every path finds, and it learns."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.models import ChainField, Columns, bucket
from dragoman.models import chain as chain_module
from dragoman.models.chain import FORBIDDEN
from training.field import Example, Settings, fit

LABELS = ("O", "B", "I")


def model(seed: int) -> ChainField:
    random = np.random.default_rng(seed)
    transitions = random.normal(size=(3, 3)).astype(np.float32)
    transitions[0, 2] = FORBIDDEN
    weights = random.integers(-127, 128, (16, 3)).astype(np.int8)
    start = random.normal(size=3).astype(np.float32)
    return ChainField(LABELS, weights, np.full(3, 0.02, np.float32), transitions, start)


def paths(field: ChainField, scores: np.ndarray) -> dict[tuple[int, ...], float]:
    """Every path's score, by hand."""
    found = {}
    for path in itertools.product(range(3), repeat=len(scores)):
        total = field.start[path[0]] + sum(scores[i, y] for i, y in enumerate(path))
        found[path] = float(
            total + sum(field.transitions[a, b] for a, b in itertools.pairwise(path))
        )
    return found


@given(st.integers(0, 10_000), st.lists(st.integers(0, 5), min_size=1, max_size=5))
def test_decoding_and_marginals_agree_with_trying_every_path(seed: int, lengths: list[int]) -> None:
    field = model(seed)
    features = np.random.default_rng(seed).integers(0, 16, (sum(lengths), 4)).astype(np.int32)
    scores = field.scores(features)
    labels, shares = field.decode(scores, lengths), field.marginals(scores, lengths)
    first = 0
    for length in lengths:
        rows = slice(first, first + length)
        first += length
        if not length:
            continue
        scored = paths(field, scores[rows])
        best = max(scored, key=lambda path: scored[path])
        assert scored[tuple(labels[rows])] == pytest.approx(scored[best], abs=1e-3)
        weights = {path: np.exp(score - scored[best]) for path, score in scored.items()}
        for row, label in itertools.product(range(length), range(3)):
            share = sum(w for path, w in weights.items() if path[row] == label)
            expected = share / sum(weights.values())
            assert shares[rows][row, label] == pytest.approx(expected, abs=1e-4)


@given(st.integers(0, 10_000), st.integers(1, 20), st.integers(0, 6), st.integers(0, 600))
def test_scores_are_summed_weights(seed: int, labels: int, rows: int, count: int) -> None:
    random = np.random.default_rng(seed)
    weights = random.integers(-127, 128, (16, labels)).astype(np.int8)
    scale = random.random(labels, np.float32)
    nothing = np.zeros((labels, labels), np.float32)
    field = ChainField(tuple(map(str, range(labels))), weights, scale, nothing, nothing[0])
    features = random.integers(0, 16, (rows, count)).astype(np.int32)
    expected = weights[features].sum(axis=1, dtype=np.int32) * scale
    assert (field.scores(features) == expected).all()


def test_buckets_are_a_power_of_two() -> None:
    with pytest.raises(ValueError, match="100"):
        bucket([[np.zeros(1, np.uint64)]], 100)


def test_a_feature_is_hashed_the_same_in_every_batch() -> None:
    values = np.arange(20_000, dtype=np.uint64)
    whole = bucket([[values], [values, values]], 1 << 18)
    late = values[19_000:]
    assert (whole[19_000:] == bucket([[late], [late, late]], 1 << 18)).all()
    assert whole.min() >= 0
    assert whole.max() < 1 << 18


def test_it_learns_what_only_the_neighbour_tells(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    examples = []
    for _ in range(200):
        words = random.integers(0, 4, 12)
        labels = np.zeros(12, np.int8)
        for place in range(12):  # a 3 opens, a 2 goes on with what was opened
            opened = place > 0 and labels[place - 1] > 0
            labels[place] = 1 if words[place] == 3 else 2 if words[place] == 2 and opened else 0
        columns = Columns([12])
        word = columns.column(words)
        examples.append(Example(bucket([[word[:-1]]], 64), labels))
    forbidden = np.zeros((3, 3), np.bool_)
    forbidden[0, 2] = True
    how = Settings(64, epochs=40, rate=0.5)
    trained = fit(examples[:150], LABELS, how, forbidden)
    chain_module.save(trained, tmp_path / "tiny.npz")
    wrong = sum(
        int((trained.decode(trained.scores(e.features), [12]) != e.labels).sum())
        for e in examples[150:]
    )
    assert wrong == 0
    again = fit(examples[:150], LABELS, how, forbidden)
    assert (again.weights == trained.weights).all()


def test_a_look_over_the_end_of_a_sequence_finds_nobody() -> None:
    columns = Columns([2, 0, 3])
    value = columns.column([11, 12, 21, 22, 23])
    assert value[columns.beside(1)].tolist() == [12, 0, 22, 23, 0, 0]
    assert value[columns.beside(-2)].tolist() == [0, 0, 0, 0, 21, 0]


def test_a_template_is_part_of_its_feature() -> None:
    columns = Columns([1])
    value = columns.column([7])[:-1]
    first, second = bucket([[value], [value]], 1 << 20)[0]
    assert first != second


def test_an_unknown_model_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no-such"):
        chain_module.load("no-such")
