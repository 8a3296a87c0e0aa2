"""Trains the classifiers of lines on WCXB's pages: `python -m training.lines --data DIR`.

A linear-chain field and a convolutional network learn from the same pages (`training.pages`).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.models import save, save_convolution
from dragoman.models.convolution import known
from dragoman.read.classifier import FIELD, LABELS, NETWORK
from dragoman.read.features import BUCKETS, LAYOUT, own
from eval.harness import shared
from training import convolution, field
from training.convolution import Labelled
from training.field import Example
from training.pages import Text, common, forbidden, texts

WEIGHTS = Path(__file__).resolve().parent.parent / "src/dragoman/models"
UNUSED = 0  # the bucket of features that too few pages have
# Half of the features hidden in each step and small steps keep the field from learning its pages by
# heart: on sites left out, F1 .875 → .893.
FIELD_SETTINGS = field.Settings(
    buckets=BUCKETS, epochs=5, averaged=2, rate=0.05, dropped=0.5, batch=4000, silent=UNUSED
)
NETWORK_SETTINGS = convolution.Settings(layout=LAYOUT)


def for_field(pages: Sequence[Sequence[Text]]) -> list[Example]:
    """The examples of the field, with UNUSED for every feature that too few pages have."""
    used = common([[text.example.features for text in page] for page in pages])
    return [
        Example(np.where(used[e.features], e.features, UNUSED), e.labels)
        for page in pages
        for e in (text.example for text in page)
    ]


def for_network(
    pages: Sequence[Sequence[Text]],
) -> tuple[NDArray[np.int32], list[Labelled]]:
    """The features that the network knows, ascending, and its examples by the rows of its table."""
    shown = [[own(text.example.features) for text in page] for page in pages]
    vocabulary = np.flatnonzero(common(shown)).astype(np.int32)
    return vocabulary, [
        Labelled(known(vocabulary, features), text.measures, text.example.labels)
        for page, found in zip(pages, shown, strict=True)
        for text, features in zip(page, found, strict=True)
    ]


def main() -> None:
    """Trains and writes the weights of both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared(), help="the folder of data")
    parser.add_argument("--into", type=Path, default=WEIGHTS, help="the folder of weights")
    given = parser.parse_args()
    started = time.monotonic()

    def log(message: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {message}", file=sys.stderr, flush=True)

    pages = list(texts(given.data))
    lines = [len(text.measures) for page in pages for text in page]
    log(f"{len(lines)} renderings, {sum(lines)} lines")
    about = {"data": "WCXB, sites not held out", "renderings": len(lines)}
    fitted = field.fit(for_field(pages), LABELS, FIELD_SETTINGS, forbidden(), about, log)
    save(fitted, given.into / f"{FIELD}.npz")
    vocabulary, examples = for_network(pages)
    weights = convolution.fit(examples, len(vocabulary), len(LABELS), NETWORK_SETTINGS, log)
    save_convolution(LABELS, vocabulary, weights, about, given.into / f"{NETWORK}.npz")


if __name__ == "__main__":
    main()
