"""Boosted trees read with numpy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dragoman.models import Boosted, load_boosted

# One tree: column 0 up to 0.5 → -1, else column 1 up to 2 → 0, else 2. A second: always 0.5.
MODEL = Boosted(
    features=("a", "b"),
    column=np.array([[0, -1, 1, -1, -1], [-1] * 5], np.int16),
    threshold=np.array([[0.5, 0, 2, 0, 0], [0] * 5], np.float32),
    children=np.array([[[1, 2], [0, 0], [3, 4], [0, 0], [0, 0]], [[0, 0]] * 5], np.int16),
    value=np.array([[0, -1, 0, 0, 2], [0.5, 0, 0, 0, 0]], np.float32),
    base=-0.5,
)


@pytest.mark.parametrize(
    ("row", "odds"), [((0.5, 9), -1.0), ((0.6, 2), 0.0), ((0.6, 2.1), 2.0), ((-1, -1), -1.0)]
)
def test_a_row_goes_down_every_tree(row: tuple[float, float], odds: float) -> None:
    found = MODEL.probabilities(np.array([row], np.float32))
    assert found[0] == pytest.approx(1 / (1 + np.exp(-odds)))


def test_no_rows_give_no_probabilities() -> None:
    assert len(MODEL.probabilities(np.empty((0, 2), np.float32))) == 0


def test_the_shipped_trees_are_whole() -> None:
    model = load_boosted("coreference")
    assert model.column.max() < len(model.features)
    inner = model.column >= 0
    assert (model.children[inner].min(axis=-1) > 0).all()
    assert (model.children[inner].max(axis=-1) < model.column.shape[1]).all()
    assert not (model.value[inner]).any()


def test_an_unknown_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_boosted(f"none-{tmp_path.name}")
