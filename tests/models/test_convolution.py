"""The convolutional network: what it computes, how it is stored."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.models import convolution
from dragoman.models.convolution import Convolution, known, save_convolution, shapes

VOCABULARY = np.array([2, 5, 9], np.int32)
LABELS = ("no", "yes")


def network(seed: int = 0) -> Convolution:
    random = np.random.default_rng(seed)
    weights = {
        name: random.normal(0, 0.3, shape).astype(np.float32)
        for name, shape in shapes(len(VOCABULARY), 2, 6, len(LABELS)).items()
    }
    weights["table"][0] = 0
    return Convolution(LABELS, VOCABULARY, weights)


def rows(count: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    features = random.integers(0, 12, (count, 4)).astype(np.int32)
    return features, random.normal(0, 1, (count, 2)).astype(np.float32)


@given(st.integers(1, 40), st.integers(0, 5))
def test_the_probabilities_of_a_row_sum_to_one(count: int, seed: int) -> None:
    shares = network(seed).probabilities(*rows(count, seed))
    assert shares.shape == (count, len(LABELS))
    assert (shares >= 0).all()
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-5)


def test_unknown_features_count_nothing() -> None:
    assert known(VOCABULARY, np.array([0, 2, 4, 5, 9, 90], np.int32)).tolist() == [0, 1, 0, 2, 3, 0]
    features, measures = rows(7)
    unknown = np.where(known(VOCABULARY, features) == 0, 11, features).astype(np.int32)
    one, other = (network().probabilities(f, measures) for f in (features, unknown))
    assert (one == other).all()


def test_a_row_far_away_is_seen() -> None:
    features, measures = rows(60)
    changed = measures.copy()
    changed[59] += 5
    one, other = (network().probabilities(features, m) for m in (measures, changed))
    assert np.abs(one[0] - other[0]).max() > 1e-4


def test_what_is_stored_says_nearly_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = network()
    path = tmp_path / "small.npz"
    save_convolution(LABELS, VOCABULARY, model.weights, {"data": "none"}, path)
    monkeypatch.setattr(convolution, "files", lambda _: tmp_path)
    found = convolution.load_convolution.__wrapped__("small")
    assert found.labels == LABELS
    assert found.about == {"data": "none"}
    assert np.abs(found.probabilities(*rows(9)) - model.probabilities(*rows(9))).max() < 0.02


def test_a_model_that_does_not_ship_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        convolution.load_convolution("no-such-model")
