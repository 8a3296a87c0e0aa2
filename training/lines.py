"""Trains the classifier of lines on WCXB's pages: `python -m training.lines --data DIR`.

Every page of the sites that are not held out is rendered to text in three shapes; the lines that
people marked as the article's are its body, those inside it are gaps, the others head and tail.
So the field knows that an article is one stretch of a page, and where in it a line stands.

What people copy from a page is shorter than the page, so an excerpt of each goes in as well. And a
feature counts only where several pages have it: one page's own words would be learned by heart.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.models import save
from dragoman.read.classifier import LABELS, MODEL
from dragoman.read.features import BUCKETS, line_features
from dragoman.read.rows import rows_of
from eval.harness import shared
from eval.renderings import RENDERERS, of_article
from eval.wcxb import articles
from training.field import Example, Settings, fit

WEIGHTS = Path(__file__).resolve().parent.parent / "src/dragoman/models"
UNUSED = 0  # the bucket of features that too few pages have
# Half of the features hidden in each step and small steps keep the field from learning its pages by
# heart: on sites left out, F1 .875 → .893.
SETTINGS = Settings(
    buckets=BUCKETS, epochs=5, averaged=2, rate=0.05, dropped=0.5, batch=4000, silent=UNUSED
)
LEAST_PAGES = 15  # that have a feature
EXCERPT = {"head": 6, "body": 14, "tail": 8}  # at most so many lines of each
# An article begins once and ends once, and a gap lies inside it.
FOLLOWED_BY = {
    "head": ("head", "body"),
    "body": ("body", "gap", "tail"),
    "gap": ("gap", "body"),
    "tail": ("tail",),
}


def forbidden() -> NDArray[np.bool_]:
    """Which label may not follow which, (labels, labels)."""
    return np.array([[after not in FOLLOWED_BY[before] for after in LABELS] for before in LABELS])


def labels_of(article: Sequence[bool]) -> NDArray[np.int8] | None:
    """The label of each line from whether it is the article's; None where no line is."""
    inside = [i for i, is_so in enumerate(article) if is_so]
    if not inside:
        return None
    names = [
        "head" if i < inside[0] else "tail" if i > inside[-1] else "body" if is_so else "gap"
        for i, is_so in enumerate(article)
    ]
    return np.array([LABELS.index(name) for name in names], np.int8)


def examples(data: Path) -> Iterator[list[Example]]:
    """For every training page its renderings and excerpts, where its article's lines are found."""
    random = np.random.default_rng(SETTINGS.seed)
    for page in articles(data, held_out=False):
        found: list[Example] = []
        for render in RENDERERS.values():
            rows = rows_of(render(page.html))
            labels = labels_of(of_article([row.text for row in rows], page.text))
            if labels is None:
                continue
            part = excerpt(labels, random)
            found += [
                Example(line_features([rows[chosen]]), labels[chosen])
                for chosen in (slice(None), slice(part.start, part.stop))
            ]
        yield found


def excerpt(labels: NDArray[np.int8], random: np.random.Generator) -> range:
    """The rows of a part of a page: the article's beginning, or all of a short one, and around it.

    Where the article is cut off, nothing follows it.
    """
    head, tail = LABELS.index("head"), LABELS.index("tail")
    first, after = int(np.sum(labels == head)), int(np.sum(labels != tail))
    most = {name: int(random.integers(0, lines + 1)) for name, lines in EXCERPT.items()}
    end = min(after, first + 2 + most["body"])
    if end == after:
        end = min(len(labels), after + most["tail"])
    return range(max(0, first - most["head"]), end)


def without_rare(pages: Sequence[Sequence[Example]]) -> list[Example]:
    """The examples with UNUSED for every feature that fewer than LEAST_PAGES pages have."""
    having = np.zeros(BUCKETS, np.int32)
    for page in pages:
        if page:
            having[np.unique(np.concatenate([e.features.ravel() for e in page]))] += 1
    return [
        Example(np.where(having[e.features] >= LEAST_PAGES, e.features, UNUSED), e.labels)
        for page in pages
        for e in page
    ]


def main() -> None:
    """Trains and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared(), help="the folder of data")
    parser.add_argument("--into", type=Path, default=WEIGHTS, help="the folder of weights")
    given = parser.parse_args()
    started = time.monotonic()

    def log(message: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {message}", file=sys.stderr, flush=True)

    found = without_rare(list(examples(given.data)))
    log(f"{len(found)} renderings, {sum(len(e.labels) for e in found)} lines")
    about = {"data": "WCXB, sites not held out", "renderings": len(found)}
    save(fit(found, LABELS, SETTINGS, forbidden(), about, log), given.into / f"{MODEL}.npz")


if __name__ == "__main__":
    main()
