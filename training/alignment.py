"""Fits the weights of `compare/alignment.toml`: `python -m training.alignment --data DIR`.

Which figures and dates of two reports fill one slot is learned from the gold of `eval.conflicts`:
pairs of one field of the gold are slots, pairs of different fields are not, and pairs that the
gold does not list count little, and against. One logistic regression for figures and one for dates,
by scipy; the quality is measured with each event left out in turn. Prints the weights; a person
puts them, rounded, into the TOML.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from scipy.optimize import minimize

from dragoman.compare.affairs import affairs, pairs
from dragoman.compare.alignment import Facts, likenesses, observed, same_value
from dragoman.compare.facts import Fact, facts_of
from dragoman.compare.tellings import compare_tellings
from dragoman.compare.told import Corpus
from dragoman.likeness.words import Weights
from dragoman.link import link
from dragoman.model import Annotated, Quantity, Span
from dragoman.run.local import annotate_paths
from eval.harness import scorer, shared

RIDGE = 1.0
"""Strength of the pull of each weight towards zero."""
UNLISTED = 0.2
"""Weight of a pair that the gold does not list: it may well be a slot that nobody wrote down."""
Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of facts as observed, of which event, whether one slot, and how much it counts."""

    event: str
    kind: str
    seen: Mapping[str, float]
    slot: bool
    weight: float


def examples(event: Gold, reports: Sequence[Annotated]) -> Iterator[Example]:
    """The pairs of facts of one event's reports; equal values that the gold is silent on not."""
    linked = link(reports)
    corpus = Corpus.of(reports, linked)
    for members in affairs(corpus.reports, linked):
        found = {one.report.id: facts_of(one, corpus) for one in members}
        weights = Weights.of(f.terms for one in members for f in found[one.report.id])
        facts = {report: Facts(of, weights) for report, of in found.items()}
        told = compare_tellings(members, pairs(members), corpus, ())
        claims = {frozenset((h.left.claim, h.right.claim)): h.score for h in told}
        for one, other in combinations(members, 2):
            left, right = facts[one.report.id], facts[other.report.id]
            for (i, j), like in likenesses(left, right, weights, claims).items():
                here, there = left.facts[i], right.facts[j]
                seen = observed(here, there, like)._asdict()
                yield from _example(event, here, there, seen)


def _example(event: Gold, left: Fact, right: Fact, seen: Mapping[str, float]) -> Iterator[Example]:
    kind = "number" if isinstance(left.value, Quantity) else "date"
    one, other = _fields(event, left), _fields(event, right)
    if one and other:
        yield Example(event["id"], kind, seen, bool(one & other), 1.0)
    elif not same_value(left, right):
        yield Example(event["id"], kind, seen, slot=False, weight=UNLISTED)


def _fields(event: Gold, fact: Fact) -> set[str]:
    """The fields of the gold whose values a fact touches."""
    report = fact.telling.source.report.path.rsplit("#", 1)[-1]
    return {
        field["name"]
        for field in event["fields"]
        for value in field["values"]
        for span in value["spans"]
        if value["doc"] == report
        and span.get("field", "text") == "text"
        and fact.span.touches(Span(span["start"], span["end"]))
    }


def fit(given: Sequence[Example], names: Sequence[str]) -> np.ndarray[Any, Any]:
    """Weights of a logistic regression with a ridge on all but the bias (the first name)."""
    seen = np.array([[e.seen[name] for name in names] for e in given])
    slot = np.array([e.slot for e in given], float)
    weight = np.array([e.weight for e in given])

    def loss(w: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        odds = seen @ w
        pull = np.r_[0.0, w[1:]]
        wrong = weight * (1 / (1 + np.exp(-odds)) - slot)
        value = (weight * (np.logaddexp(0, odds) - slot * odds)).sum()
        return value + RIDGE * (pull @ pull) / 2, seen.T @ wrong + RIDGE * pull

    found: np.ndarray[Any, Any] = minimize(loss, np.zeros(len(names)), jac=True).x
    return found


def report_on(given: Sequence[Example], names: Sequence[str]) -> None:
    """Prints the weights, and with each event left out what is found at some log-odds."""
    for name, weight in zip(names, fit(given, names), strict=True):
        print(f"{name} = {weight:.2f}")
    rows = []
    for event in sorted({e.event for e in given}):
        weights = fit([e for e in given if e.event != event], names)
        rows += [(_odds(e, names, weights), e) for e in given if e.event == event]
    slots = sum(e.slot for _, e in rows)
    for least in (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5):
        kept = [e for odds, e in rows if odds >= least]
        right = sum(e.slot for e in kept)
        wrong = sum(not e.slot and e.weight == 1 for e in kept)
        silent = sum(e.weight < 1 for e in kept)
        print(f"# from {least}: {right}/{slots} slots, {wrong} of two fields, {silent} unlisted")


def _odds(e: Example, names: Sequence[str], weights: np.ndarray[Any, Any]) -> float:
    return float(sum(e.seen[n] * w for n, w in zip(names, weights, strict=True)))


def main() -> None:
    """Reads the gold and the texts it is about, and prints the weights for figures and dates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared())
    data = parser.parse_args().data
    gold = data / "gold/conflicts-dev.jsonl"
    found: list[Example] = []
    with TemporaryDirectory() as folder:
        scorer(data / "eval/conflicts.py", "texts", gold, data / "data/linking", folder)
        for event in map(json.loads, gold.read_text("utf-8").splitlines()):
            read = annotate_paths([Path(folder) / f"{event['id']}.jsonl"])
            found += examples(event, [one for one in read if isinstance(one, Annotated)])
    for kind in ("number", "date"):
        given = [e for e in found if e.kind == kind]
        used = [n for n in given[0].seen if n == "bias" or any(e.seen[n] for e in given)]
        if kind == "date":
            used = [n for n in used if n not in {"field", "ratio"}]
        print(f"\n[{kind}]")
        report_on(given, used)


if __name__ == "__main__":
    main()
