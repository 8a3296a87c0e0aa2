"""Trains the model of event types: `python -m training.events --data DIR`.

One-against-all linear classifiers with squared hinge loss (Fan et al. 2008, LIBLINEAR's L2-loss
SVM), all in one L-BFGS run, rounded to eight bits a weight. Examples: sentences with an actor pair
and a PLOVER root, the examples of the CAMEO codebook by the published mapping, and statements that
are no event of PLOVER's (label NONE).
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.tokens import Doc, Token

from dragoman.annotate.events.features import buckets, features
from dragoman.annotate.events.types import NONE, YIELD
from dragoman.annotate.parse import PIPELINE, pipeline
from dragoman.models import ChainField, save

BUCKETS = 1 << 17
PENALTY = 0.03
"""C of the squared hinge: tuned on the folds (0.01: .802, 0.03: .804, 0.1: .799)."""
FOLDS = 5
ALIKE = 0.5
"""Share of common words from which two sentences are near-copies and stay in one fold."""
ROOTS = {
    "01": NONE,
    "02": "REQUEST",
    "03": "AGREE",
    "04": "CONSULT",
    "05": "SUPPORT",
    "06": "COOPERATE",
    "07": "AID",
    "08": YIELD,
    "09": "ACCUSE",
    "10": "REQUEST",
    "11": "ACCUSE",
    "12": "REJECT",
    "13": "THREATEN",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "17": "COERCE",
    "18": "ASSAULT",
    "19": "ASSAULT",
    "20": "ASSAULT",
}
"""CAMEO roots to PLOVER types, by the conversion table of 2021 (08 before its split)."""
APPEAL = re.compile(r"\b(?:urg|ask|appeal|demand|call(?:s|ed|ing)? (?:on|for))", re.IGNORECASE)
"""Appeals are counted as statements in quad_train, and are PLOVER's REQUEST: left out of NONE."""
REPORTING = {"say", "announce", "report", "state", "confirm", "tell"}
NAMED = {"GPE", "NORP", "PERSON", "ORG"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with the words of who acts and who is acted on, and its PLOVER type."""

    id: str
    sentence: str
    source: str
    target: str
    type: str


@dataclass(frozen=True, slots=True)
class Examples:
    """Feature sets with their labels."""

    features: list[set[str]]
    labels: list[str]


def read_pairs(path: Path) -> list[Pair]:
    """The rows of plover_train.tsv."""
    with path.open(encoding="utf-8", newline="") as source:
        return [
            Pair(r["sentence_id"], r["sentence"], r["source"], r["target"], r["gold_root"])
            for r in csv.DictReader(source, delimiter="\t")
        ]


def read_quads(path: Path) -> list[tuple[str, str]]:
    """The sentences of quad_train.tsv with their quad class; "0" is none of the four."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(line.rpartition("\t")[0], line.rpartition("\t")[2]) for line in lines if line]


def read_codebook(path: Path) -> list[tuple[str, str]]:
    """The codebook's example sentences with their PLOVER type."""
    with path.open(encoding="utf-8", errors="replace", newline="") as source:
        rows = list(csv.DictReader(source))
    return [(r["example"], ROOTS[r["code"][:2]]) for r in rows if r["example"] not in {"", "NA"}]


def head_of(doc: Doc, words: str) -> Token | None:
    """The head of some words of a sentence, None where they do not stand there."""
    start = doc.text.find(words)
    found = doc.char_span(start, start + len(words), alignment_mode="expand") if words else None
    return found.root if start >= 0 and found is not None else None


def pair_features(doc: Doc, pair: Pair) -> set[str]:
    """The features of a pair; the verb that joins the two is the trigger."""
    return features(None, head_of(doc, pair.source), head_of(doc, pair.target))


def main_features(doc: Doc) -> set[str]:
    """The features of a sentence's main event, for examples that do not name a pair."""
    verb = next(iter(doc.sents)).root
    while verb.lemma_ in REPORTING:
        inner = next((t for t in verb.children if t.dep_ == "ccomp" and t.pos_ == "VERB"), None)
        if inner is None:
            break
        verb = inner
    actor = next((t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass"}), None)
    after = [t for t in verb.subtree if t.i > verb.i and t.dep_ in {"dobj", "pobj"}]
    named = next((t for t in after if t.ent_type_ in NAMED), None)
    plain = next((t for t in verb.children if t.dep_ == "dobj"), None)
    return features(None, actor, named if named is not None else plain)


def read_statements(path: Path) -> list[str]:
    """The sentences of quad_train.tsv that tell of no event: statements, appeals left out."""
    return [text for text, quad in read_quads(path) if quad == "0" and not APPEAL.search(text)]


def main_examples(known: Sequence[tuple[str, str]]) -> Examples:
    """Sentences with a label each, as examples of their main event."""
    docs = pipeline().pipe((text for text, _ in known), batch_size=64)
    return Examples([main_features(doc) for doc in docs], [label for _, label in known])


def folds_of(sentences: Sequence[str]) -> NDArray[np.int64]:
    """The fold of each sentence, near-copies in the same one, the folds of like size."""
    words = [set(re.findall(r"\w+", s.lower())) for s in sentences]
    group = list(range(len(words)))
    for i, mine in enumerate(words):
        for j in range(i):
            if len(mine & words[j]) > ALIKE * len(mine | words[j]):
                old, new = group[i], group[j]
                group = [new if g == old else g for g in group]
    order = np.random.default_rng(0).permutation(len(set(group)))
    place = {g: int(order[n]) % FOLDS for n, g in enumerate(dict.fromkeys(group))}
    return np.array([place[g] for g in group])


def fit(examples: Examples, about: dict[str, object] | None = None) -> ChainField:
    """A model trained on examples; its last bucket is that of nothing."""
    labels = tuple(sorted({*examples.labels, NONE}))
    rows = buckets(examples.features, BUCKETS)
    known = rows < BUCKETS
    used, place = np.unique(rows[known], return_inverse=True)
    design = csr_matrix(
        (np.ones(known.sum(), np.float32), place, np.concatenate([[0], known.sum(1).cumsum()])),
        shape=(len(rows), len(used)),
    )
    signs = np.where(np.array(examples.labels)[:, None] == np.array(labels)[None, :], 1.0, -1.0)
    weights, bias = solve(design, signs)
    full = np.zeros((BUCKETS + 1, len(labels)))
    full[used] = weights
    scale = np.maximum(np.abs(full).max(0), 1e-9) / 127
    whole = np.rint(full / scale).astype(np.int8)
    nothing = np.zeros((len(labels), len(labels)), np.float32)
    return ChainField(
        labels, whole, scale.astype(np.float32), nothing, bias.astype(np.float32), about or {}
    )


def solve(
    design: csr_matrix, signs: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (features, labels) and biases (labels) of least squared hinge."""
    width = design.shape[1]
    labels = signs.shape[1]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        inner = flat.reshape(width + 1, labels)
        weights, bias = inner[:-1], inner[-1]
        short = np.maximum(0, 1 - signs * (design @ weights + bias))
        slope = -2 * PENALTY * short * signs
        value = 0.5 * float((inner * inner).sum()) + PENALTY * float((short * short).sum())
        return value, np.vstack([design.T @ slope + weights, slope.sum(0) + bias]).ravel()

    start = np.zeros((width + 1) * labels)
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80, "ftol": 1e-5}
    )
    inner = found.x.reshape(width + 1, labels)
    return inner[:-1], inner[-1]


def parsed(pairs: Sequence[Pair]) -> Iterator[Doc]:
    """The pairs' sentences, parsed."""
    return iter(pipeline().pipe((p.sentence for p in pairs), batch_size=64))


def main() -> None:
    """Trains on everything and writes the weights into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the data sets")
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/models/events.npz"))
    given = parser.parse_args()
    data = given.data / "data/events"
    pairs = read_pairs(data / "plover_train.tsv")
    extra = main_examples(
        read_codebook(data / "cameo_codebook_examples/cameo-codes.csv")
        + [(text, NONE) for text in read_statements(data / "quad_train.tsv")]
    )
    rows = [pair_features(doc, pair) for doc, pair in zip(parsed(pairs), pairs, strict=True)]
    labels = [pair.type for pair in pairs] + extra.labels
    model = fit(Examples(rows + extra.features, labels), {"pipeline": PIPELINE})
    save(model, given.out)


if __name__ == "__main__":
    main()
