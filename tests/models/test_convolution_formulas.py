"""The network over lines, row by row: it says what its formulas say, and training teaches it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from dragoman.models import load_convolution
from dragoman.models.convolution import AFTER, BEFORE, Convolution, Floats, shapes
from dragoman.read.classifier import NETWORK
from dragoman.read.features import line_features, line_measures, own
from dragoman.read.rows import rows_of

LABELS = ("out", "in")
VOCABULARY = np.arange(10, 16, dtype=np.int32)
PAGE = (
    "Harbour news\n\nThe ferry left the quay at nine, the harbour master said.\n\n* Menu\nLog in\n"
)

Vector = NDArray[np.float64]


def made(measures: int = 3) -> Convolution:
    """A network with weights by chance."""
    random = np.random.default_rng(7)
    weights = {
        name: random.normal(scale=0.5, size=shape).astype(np.float32)
        for name, shape in shapes(len(VOCABULARY), measures, 4, len(LABELS)).items()
    }
    weights["table"][0] = 0
    return Convolution(LABELS, VOCABULARY, weights)


def normed(row: Vector) -> Vector:
    centred = row - row.mean()
    found: Vector = centred / math.sqrt((centred**2).mean() + 1e-5)
    return found


def by_hand(model: Convolution, features: NDArray[np.int32], measures: Floats) -> Vector:
    """Row by row, as the formulas are written."""
    places = {int(bucket): i + 1 for i, bucket in enumerate(model.vocabulary)}
    w = {name: weights.astype(float) for name, weights in model.weights.items()}
    states = []
    for row, measured in zip(features, measures, strict=True):
        state = measured @ w["measures"] + w["measures.bias"]
        for bucket in map(int, row):
            state = state + w["table"][places.get(bucket, 0)]
        states.append(np.maximum(normed(state), 0))
    states = convolved(w, "before", BEFORE, states)
    whole = np.concatenate([np.mean(states, axis=0), np.max(states, axis=0)])
    said = whole @ w["whole"] + w["whole.bias"]
    states = [state + np.maximum(state @ w["own"] + said, 0) for state in states]
    states = convolved(w, "after", AFTER, states)
    grown = np.exp([normed(state) @ w["out"] + w["out.bias"] for state in states])
    shares: Vector = grown / grown.sum(axis=1, keepdims=True)
    return shares


def convolved(
    w: dict[str, Vector], name: str, distances: tuple[int, ...], states: list[Vector]
) -> list[Vector]:
    for number, distance in enumerate(distances):
        seen = {i: normed(state) for i, state in enumerate(states)}
        nothing = np.zeros_like(states[0])
        states = [
            state
            + np.maximum(
                np.concatenate([seen.get(i + d, nothing) for d in (-distance, 0, distance)])
                @ w[f"{name}.{number}"]
                + w[f"{name}.{number}.bias"],
                0,
            )
            for i, state in enumerate(states)
        ]
    return states


def test_what_the_network_says_is_what_its_formulas_say() -> None:
    model, random = made(), np.random.default_rng(3)
    for rows in (1, 2, 11):
        features = random.integers(8, 18, (rows, 5)).astype(np.int32)
        measures = random.normal(size=(rows, 3)).astype(np.float32)
        found = model.probabilities(features, measures)
        assert found.shape == (rows, len(LABELS))
        assert found == pytest.approx(by_hand(model, features, measures), abs=1e-4)


def test_the_weights_that_ship_say_what_the_formulas_say() -> None:
    model, rows = load_convolution(NETWORK), rows_of(PAGE)
    features, measures = own(line_features([rows])), line_measures(rows)
    found = model.probabilities(features, measures)
    assert found == pytest.approx(by_hand(model, features, measures), abs=1e-3)


def test_training_teaches_what_ten_pages_show() -> None:
    trainer = pytest.importorskip("training.convolution", reason="only training needs PyTorch")
    random = np.random.default_rng(1)
    pages = []
    for rows in range(3, 13):
        labels = random.integers(0, 2, rows).astype(np.int8)
        features = np.stack([1 + labels, 3 + 0 * labels], axis=1).astype(np.int64)
        pages.append(trainer.Labelled(features, np.zeros((rows, 3), np.float32), labels))
    how = trainer.Settings(layout=1, width=8, epochs=60, dropped=0.0)
    told: list[str] = []
    weights = trainer.fit(pages, len(VOCABULARY), len(LABELS), how, told.append)
    assert weights.keys() == shapes(len(VOCABULARY), 3, 8, len(LABELS)).keys()
    again = trainer.fit(pages, len(VOCABULARY), len(LABELS), how)
    assert all(np.array_equal(weights[name], again[name]) for name in weights)
    losses = [float(line.rsplit(" ", 1)[1]) for line in told]
    assert losses[-1] < losses[0] / 4
    model = Convolution(LABELS, VOCABULARY, weights)
    for page in pages:
        shown = VOCABULARY[page.features - 1]
        found = model.probabilities(shown, page.measures).argmax(axis=1)
        assert found.tolist() == page.labels.tolist()
