"""Counts in how many news texts each term occurs: `python -m training.terms --data DIR`.

Weights that are counted on the corpus at hand mean little in a dossier of five reports, and change
with every report that is added. Those counted here never do, so that two reports are as alike
today as they will be tomorrow.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.likeness.background import NAME
from dragoman.likeness.words import terms
from dragoman.models import Frequencies, save_frequencies
from eval.harness import shared

OUT = Path("src/dragoman/models") / f"{NAME}.npz"
LEAST_DOCUMENTS = 2
"""A term of a single document is as good as new, and half of all terms are such."""


def texts(data: Path) -> Iterator[str]:
    """News of politics (PolNeAR's train), of three wars (Timeline17), and pages of all kinds."""
    for file in sorted((data / "attribution/polnear/train/text").glob("*.txt")):
        yield file.read_text("utf-8")
    for file in sorted((data / "linking/timeline17").glob("*/articles.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield json.loads(line)["text"]
    for file in sorted((data / "reading/wcxb/ground-truth").glob("*.json")):
        yield json.loads(file.read_text("utf-8"))["ground_truth"].get("main_content") or ""


def count(documents: Iterator[str]) -> Frequencies:
    """Document frequencies of all terms that more than one document holds."""
    found: Counter[str] = Counter()
    total = 0
    for text in documents:
        found.update(set(terms(text)))
        total += 1
    return Frequencies(total, {term: n for term, n in found.items() if n >= LEAST_DOCUMENTS})


def main() -> None:
    """Counts, and writes the counts into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared(), help="the folder of the data sets")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    save_frequencies(count(texts(given.data / "data")), given.out)


if __name__ == "__main__":
    main()
