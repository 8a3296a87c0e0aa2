"""Fits the weights of scores: `python -m eval.calibrate --data DIR > scores.toml`.

Logistic regression with an L2 penalty over the evidence of every statement given in the passages
of the chains gold. The comment of what is printed holds the reliability in five-fold
cross-validation: of passages that were scored by weights fitted without them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.annotate.actors import Cast
from dragoman.annotate.attribution import tag
from dragoman.annotate.attribution.statements import Statements
from dragoman.annotate.parse import parse, pipeline
from dragoman.annotate.times import find_times, publication_from_text
from dragoman.knowledge import load
from dragoman.model import Report
from dragoman.read.inputs import read_inputs
from dragoman.record import claim_record
from eval.harness import scorer as run_scorer
from eval.harness import shared
from eval.reliability import curve, judged, load_scorer

PENALTY = 2.0
FOLDS = 5
STEPS = 30
Rows = NDArray[np.float64]
Example = tuple[int, frozenset[str], bool]
"""Number of the passage, evidence, whether the statement is right."""


def examples(data: Path, work: Path) -> list[Example]:
    """Every statement given in an annotated passage, with its evidence."""
    gold_file, script = data / "gold" / "chains-dev.jsonl", data / "eval" / "chains.py"
    run_scorer(script, "texts", gold_file, data / "data" / "linking", work)
    scorer = load_scorer(script)
    gold = [json.loads(line) for line in gold_file.read_text("utf-8").splitlines() if line]
    reports = [r for r in read_inputs(sorted(work.glob("*.txt"))) if isinstance(r, Report)]
    facts: dict[str, frozenset[str]] = {}
    records = {}
    parsed = list(parse(reports, pipeline()))
    tagged = tag([paragraphs for _, paragraphs in parsed])
    for (report, paragraphs), seen in zip(parsed, tagged, strict=True):
        times = find_times(paragraphs, report.published)
        published = publication_from_text(paragraphs, times, report.published)
        cast = Cast(paragraphs, load(), published.when, report.outlet)
        found = Statements(report, paragraphs, cast, seen)
        claims = [claim_record(claim) for claim in found.claims()]
        facts |= found.evidence
        records[Path(report.path).stem] = {"text": report.text, "claims": claims}
    return [
        (number, facts[claim["id"]], is_right)
        for number, passage in enumerate(gold)
        for claim, is_right in judged(scorer, [passage], records)
    ]


def fit(rows: Rows, right: Rows) -> Rows:
    """The weights, the start value first, that make the rights likeliest under the penalty.

    Newton's method, which for a logistic loss is least squares with changing weights.
    """
    weight = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = 0.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weight))
        slope = rows.T @ (chance - right) + penalty * weight
        bend = (rows.T * (chance * (1 - chance))) @ rows + np.diag(penalty)
        weight = weight - np.linalg.solve(bend, slope)
    return weight


def table(found: Sequence[Example], names: Sequence[str]) -> tuple[Rows, Rows]:
    """Evidence as columns of 0 and 1 after a column of ones, and the rights."""
    rows = np.array([[1.0, *(float(n in facts) for n in names)] for _, facts, _ in found])
    return rows, np.array([float(is_right) for *_, is_right in found])


def main() -> None:
    """Prints scores.toml, and the cross-validated reliability as its comment."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared())
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = examples(given.data, Path(folder))
    names = sorted({name for _, facts, _ in found for name in facts})
    rows, right = table(found, names)
    passage = np.array([number for number, *_ in found])
    held_out = []
    for fold in range(FOLDS):
        inside = passage % FOLDS == fold
        weight = fit(rows[~inside], right[~inside])
        odds = rows[inside] @ weight
        held_out += list(zip(1 / (1 + np.exp(-odds)), right[inside] > 0, strict=True))
    checked = curve([(float(p), bool(ok)) for p, ok in held_out])
    weight = fit(rows, right)
    out = sys.stdout
    out.write("# How far each piece of evidence moves the log-odds that a statement is right\n")
    out.write("# (words, speaker and chain). Source: fitted by `python -m eval.calibrate` on\n")
    out.write(
        f"# {len(found)} statements of the chains development gold, {int(right.sum())} right.\n"
    )
    out.write("# Held out in five folds, mean score → share right (count), lowest scores first:\n")
    for text in checked["bins"].values():
        out.write(f"#   {text}\n")
    out.write(
        f"# calibration error {checked['error']}, Brier score {checked['brier']}\n\n[weights]\n"
    )
    out.write(f"start = {weight[0]:.2f}\n")
    for name, value in zip(names, weight[1:], strict=True):
        out.write(f'"{name}" = {value:.2f}\n')


if __name__ == "__main__":
    main()
