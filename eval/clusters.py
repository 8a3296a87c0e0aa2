"""Clusterings held against a gold by the scorer of the data folder."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from pathlib import Path

from eval.harness import Measures, scorer

SCORER = "eval/coreference.py"


def score(
    data: Path, work: Path, name: str, gold: Mapping[str, Hashable], found: Mapping[str, Hashable],
    *, singletons: bool = True,
) -> Measures:  # fmt: skip
    """CoNLL F1, and precision, recall and F1 of B-cubed, in percent.

    Args:
        data: holds the scorer.
        work: receives both clusterings as TSV.
        name: names the files.
        gold: item → cluster.
        found: item → cluster; items need not be the gold's.
        singletons: whether clusters of one item count.
    """
    files = [_written(work / f"{name}-{side}.tsv", clusters)
             for side, clusters in (("gold", gold), ("found", found))]  # fmt: skip
    options = () if singletons else ("--drop-singletons",)
    printed = json.loads(scorer(data / SCORER, *files, "--json", *options))
    precision, recall, f1 = printed["B3"]
    return {"conll": printed["CoNLL"], "P": precision, "R": recall, "b3": f1}


def _written(file: Path, clusters: Mapping[str, Hashable]) -> Path:
    number = {cluster: i for i, cluster in enumerate(dict.fromkeys(clusters.values()))}
    rows = (f"{item}\t{number[cluster]}\n" for item, cluster in clusters.items())
    file.write_text("".join(rows), encoding="utf-8")
    return file
