"""Fits the weights of `dragoman.annotate.places` to LGL and GeoVirus: `python -m training.places`.

A conditional logit: the probability of all candidates near enough to the gold, summed, is made as
large as it goes, with a little pull to 0. What the other names say depends on the weights
themselves, so it is computed anew and fitted again a few times. Five folds of documents tell how
well the weights do on documents they have not seen; the weights written are fitted to all
documents; the short reports of places.toml take part in every fit.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from dragoman.annotate.places import Resolver, Toponym
from dragoman.annotate.places.features import OF_NAME, OF_OTHERS, OF_PLACE, Floats, Question
from dragoman.knowledge import load
from dragoman.knowledge.gazetteer import load_gazetteer
from dragoman.knowledge.naming import normalise
from dragoman.model import Span
from eval.harness import shared
from eval.places import READERS, Document, right

NAMES = (*OF_PLACE, *OF_NAME, *OF_OTHERS)
FOLDS = 5
ROUNDS = 4
DECAY = 1.0
OWN = Path(__file__).parent / "places.toml"
OUT = Path(__file__).parent.parent / "src/dragoman/annotate/places/weights.toml"
CARD = """\
# The weights of a conditional logit over the candidates of a place's name; features.py says what
# each multiplies. Source: fitted by training/places.py to LGL (Lieberman et al. 2010) and GeoVirus
# (Gritta et al. 2018), both from the GPL-3 repository "Pragmatic Guide to Geoparsing Evaluation",
# and to short reports of our own, training/places.toml.
# Accuracy within 161 km on documents left out, five folds: {measured}.

[weights]
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One report: its question, and per gold mention the name it asks and its right candidates.

    `none` counts the mentions whose name has no candidates, which no weights can save; `weight` is
    how much each mention counts.
    """

    corpus: str
    question: Question
    gold: list[tuple[slice, NDArray[np.bool_]]]
    none: int
    weight: float = 1.0


def written(resolver: Resolver) -> Iterator[Example]:
    """The examples of places.toml.

    Raises:
        ValueError: none of a name's places is as the file says.
    """
    data = tomllib.loads(OWN.read_text("utf-8"))
    for report in data["reports"]:
        meant = dict(part.rsplit(" ", 1) for part in report.split(", "))
        toponyms = [Toponym(name, Span(0, 0)) for name in meant]
        keys = list(map(normalise, meant))
        asked = resolver.ask("", toponyms, keys, None)
        assert asked is not None, report
        gold = [
            (part, _matching(resolver, asked[1], part, meaning))
            for part, meaning in zip(_parts(asked[1]), meant.values(), strict=True)
        ]
        if not all(near.any() for _, near in gold):
            raise ValueError(f"places.toml: {report}: not in the gazetteer")
        yield Example("written", asked[1], gold, 0, data["weight"])


def example(corpus: str, document: Document, resolver: Resolver) -> Example | None:
    """The example of a document; None where none of its names is known."""
    keys = [normalise(mention.name) for mention in document.mentions]
    asked = resolver.ask(document.text, document.mentions, keys, document.country)
    if asked is None:
        return None
    names, question = asked
    parts = _parts(question)
    gold, none = [], 0
    for key, point in zip(keys, document.points, strict=True):
        if point is None:
            continue
        if key not in names:
            none += 1
            continue
        part = parts[names.index(key)]
        near = [right(resolver.gazetteer.at(row), point) for row in question.rows[part].tolist()]
        gold.append((part, np.array(near)))
    return Example(corpus, question, gold, none)


def _parts(question: Question) -> list[slice]:
    """Where the candidates of each name are."""
    ends = question.starts + question.lengths
    return [slice(*both) for both in zip(question.starts.tolist(), ends.tolist(), strict=True)]


def _matching(
    resolver: Resolver, question: Question, part: slice, meaning: str
) -> NDArray[np.bool_]:
    """Which candidates of a name are of the country and kind that a report of places.toml says."""
    country, _, feature = meaning.replace("-", " ").partition(":")
    entries = (resolver.gazetteer.at(row) for row in question.rows[part].tolist())
    return np.array([(e.country, e.feature) == (country, feature) for e in entries])


def features(example: Example, resolver: Resolver) -> Floats:
    """(candidates, `NAMES`), what the others say being read by the resolver's present weights."""
    question, geography = example.question, resolver.geography
    alone = np.hstack([geography.of_place[question.rows], question.fit])
    others = geography.of_others(question, question.shares(resolver.alone(question)))
    return np.hstack([alone, others])


def fit(examples: Sequence[Example], resolver: Resolver) -> Floats:
    """The weights, by `NAMES`; the resolver is left with them."""
    weights = np.zeros(len(NAMES))
    for _ in range(ROUNDS):
        resolver.weigh(dict(zip(NAMES, weights.tolist(), strict=True)))
        blocks = [
            (table[part], near, one.weight)
            for one in examples
            for table in [features(one, resolver)]
            for part, near in one.gold
            if near.any() and not near.all()
        ]
        tables, nears, counts = zip(*blocks, strict=True)
        lengths = np.array([len(near) for near in nears])
        given = (np.concatenate(tables), np.concatenate(nears), lengths, np.array(counts))
        weights = minimize(_loss, weights, given, jac=True, method="L-BFGS-B").x
    resolver.weigh(dict(zip(NAMES, weights.tolist(), strict=True)))
    return weights


def _loss(
    weights: Floats,
    tables: Floats,
    near: NDArray[np.bool_],
    lengths: NDArray[np.int64],
    counts: Floats,
) -> tuple[float, Floats]:
    """The penalised negative log likelihood and its gradient."""
    block = Question(lengths, np.zeros(0, np.int32), np.zeros((0, 0)))
    shares = block.shares(tables @ weights)
    mass = np.add.reduceat(shares * near, block.starts) + 1e-12
    pull = (shares - shares * near / mass[block.name]) * counts[block.name]
    loss = float(-(counts * np.log(mass)).sum() + DECAY / 2 * (weights**2).sum())
    return loss, tables.T @ pull + DECAY * weights


def score(examples: Sequence[Example], resolver: Resolver) -> Counter[str]:
    """Mentions and right answers by corpus, at the resolver's present weights."""
    counts = Counter[str]()
    for one in examples:
        scores = resolver.scores(one.question)
        counts[one.corpus] += len(one.gold) + one.none
        for part, near in one.gold:
            counts[f"{one.corpus} right"] += bool(near[scores[part].argmax()])
    return counts


def main() -> None:
    """Cross-validates, fits to everything, writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared())
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    resolver = Resolver(load_gazetteer(), load(), dict.fromkeys(NAMES, 0.0))
    examples = [
        found
        for corpus, (file, read) in READERS.items()
        for document in read(given.data / "data/places" / file)
        if (found := example(corpus, document, resolver)) is not None
    ]
    own = list(written(resolver))
    held = Counter[str]()
    for fold in range(FOLDS):
        fit([*own, *(one for n, one in enumerate(examples) if n % FOLDS != fold)], resolver)
        held += score(examples[fold::FOLDS], resolver)
    measured = ", ".join(f"{c} {held[f'{c} right'] / held[c]:.3f}" for c in READERS)
    weights = fit([*own, *examples], resolver)
    counts = score(own, resolver)
    print(f"{measured}; places.toml {counts['written right']} of {counts['written']}")
    lines = (f"{name} = {weight:.2f}\n" for name, weight in zip(NAMES, weights, strict=True))
    given.out.write_text(CARD.format(measured=measured) + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
