"""Pages of WCXB as examples for the classifiers of lines (`training.lines`).

Every page of the sites that are not held out is rendered to text in three shapes; the lines that
people marked as the article's are its body, those inside it are gaps, the others head and tail.
So a model knows that an article is one stretch of a page, and where in it a line stands.

What people copy from a page is shorter than the page, so an excerpt of each goes in as well. And a
feature counts only where several pages have it: one page's own words would be learned by heart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.models.convolution import Floats
from dragoman.read.classifier import LABELS
from dragoman.read.features import BUCKETS, line_features, line_measures
from dragoman.read.rows import Row, rows_of
from eval.renderings import RENDERERS, of_article
from eval.wcxb import articles
from training.field import Example

LEAST_PAGES = 15  # that have a feature
EXCERPT = {"head": 6, "body": 14, "tail": 8}  # at most so many lines of each
_SEED = 1  # of the excerpts
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


@dataclass(frozen=True, slots=True)
class Text:
    """What the field is shown of a rendering or an excerpt, and what the network is beside."""

    example: Example
    measures: Floats


def texts(data: Path) -> Iterator[list[Text]]:
    """For every training page its renderings and excerpts, where its article's lines are found."""
    random = np.random.default_rng(_SEED)
    for page in articles(data, held_out=False):
        found: list[Text] = []
        for render in RENDERERS.values():
            rows = rows_of(render(page.html))
            labels = labels_of(of_article([row.text for row in rows], page.text))
            if labels is None:
                continue
            part = excerpt(labels, random)
            found += [
                _shown(rows[chosen], labels[chosen])
                for chosen in (slice(None), slice(part.start, part.stop))
            ]
        yield found


def _shown(rows: Sequence[Row], labels: NDArray[np.int8]) -> Text:
    return Text(Example(line_features([rows]), labels), line_measures(rows))


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


def common(pages: Sequence[Sequence[NDArray[np.int32]]]) -> NDArray[np.bool_]:
    """Which features LEAST_PAGES pages have, (buckets), given those of the texts of each."""
    having = np.zeros(BUCKETS, np.int32)
    for page in pages:
        if page:
            having[np.unique(np.concatenate([features.ravel() for features in page]))] += 1
    return having >= LEAST_PAGES
