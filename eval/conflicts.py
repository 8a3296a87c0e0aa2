"""Verdicts between real reports of one event: `python -m eval.conflicts`.

Builds a dossier for each event of the gold (figures, dates, worded values, statements, opposed
positions, origins) and scores its comparisons. `covered` are the measures over those pairs of the
gold that any comparison touches. Beside it runs a baseline that knows equal strings only: the same
figure, weekday or month in two reports agrees, and nothing else is said.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any

from eval.harness import Measures, dragoman, main, scorer

Row = Mapping[str, Any]
ORDER = {"agree": 1, "compatible": 2, "conflict": 3}
STRING = re.compile(
    r"[$£€]?\d[\d,.]*\d|\b\d\b|\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February"
    r"|March|April|May|June|July|August|September|October|November|December)\b"
)


def measure(data: Path, work: Path) -> Measures:
    """Every event of the development set.

    Args:
        data: holds gold/conflicts-dev.jsonl, data/linking and eval/conflicts.py.
        work: receives the reports as JSON lines, the dossiers, and what `dragoman` printed.
    """
    gold, script = data / "gold/conflicts-dev.jsonl", data / "eval/conflicts.py"
    texts, ours, equal = (work / name for name in ("texts", "comparisons", "equal"))
    for folder in (ours, equal):
        folder.mkdir(exist_ok=True)
    scorer(script, "texts", gold, data / "data/linking", texts)
    for reports in sorted(texts.glob("*.jsonl")):
        dossier = work / f"{reports.stem}.duckdb"
        dossier.unlink(missing_ok=True)
        dragoman("build", reports, "-o", dossier)
        options = ("--all", "--format", "jsonl")
        dragoman("conflicts", dossier, *options, into=ours / reports.name, ok=(0, 1))
        rows = (json.dumps(row) for row in equal_strings(reports))
        (equal / reports.name).write_text("\n".join(rows), encoding="utf-8")
    events = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    scored: dict[str, Any] = json.loads(scorer(script, "score", gold, ours, "--json"))
    baseline: dict[str, Any] = json.loads(scorer(script, "score", gold, equal, "--json"))
    kept = ("coverage", "macro_F1", "conflict_fields", "utterance_recall", "position_recall")
    return {
        **scored,
        "covered": covered(events, ours),
        "baseline": {name: baseline[name] for name in kept},
    }


def equal_strings(reports: Path) -> Iterator[Row]:
    """An agreement for each two figures, weekdays or months of two reports that are one string."""
    held = [json.loads(line) for line in reports.read_text("utf-8").splitlines()]
    for one, other in combinations(held, 2):
        for left, right in product(_strings(one), _strings(other)):
            if left["value"] == right["value"]:
                yield {
                    "type": "comparison",
                    "verdict": "agree",
                    "shared_origin": False,
                    "left": left,
                    "right": right,
                }


def _strings(report: Row) -> list[Row]:
    return [
        {"path": f"#{report['id']}", "span": list(match.span()), "value": match[0]}
        for match in STRING.finditer(report["text"])
    ]


def covered(events: Sequence[Row], folder: Path) -> Measures:
    """F1 of each verdict over the gold pairs that a comparison touches, as the scorer picks it."""
    table: Counter[tuple[str, str]] = Counter()
    for event in events:
        lines = (folder / f"{event['id']}.jsonl").read_text("utf-8").splitlines()
        rows = [row for row in map(json.loads, lines) if row["type"] == "comparison"]
        for field in event["fields"]:
            for pair in field["pairs"]:
                sides = [field["values"][pair[side]]["spans"] for side in "ab"]
                given = _given(rows, *sides)
                if given and pair["origin"] != "reprint":
                    table[pair["verdict"], given] += 1
    f1 = {name: _f1(table, name) for name in ORDER}
    return {**f1, "macro_F1": round(sum(f1.values()) / len(f1), 3), "pairs": table.total()}


def _f1(table: Counter[tuple[str, str]], name: str) -> float:
    gold = sum(n for (wanted, _), n in table.items() if wanted == name)
    given = sum(n for (_, got), n in table.items() if got == name)
    return round(2 * table[name, name] / max(1, gold + given), 3)


def _given(rows: Sequence[Row], one: Sequence[Row], other: Sequence[Row]) -> str | None:
    """The verdict on a pair: the gravest of the comparisons near the narrowest that touch both."""
    hits = [
        row
        for row in rows
        if (_touches(row["left"], one) and _touches(row["right"], other))
        or (_touches(row["left"], other) and _touches(row["right"], one))
    ]
    least = min(map(_width, hits), default=0)
    near = [row["verdict"] for row in hits if _width(row) <= 2 * least]
    return max((v for v in near if v in ORDER), key=lambda v: ORDER[v], default=None)


def _touches(side: Row, spans: Sequence[Row]) -> bool:
    start, end = side["span"]
    report = side["path"].rsplit("#", 1)[-1]
    return any(
        s["doc"] == report
        and s.get("field", "text") == "text"
        and start < s["end"]
        and s["start"] < end
        for s in spans
    )


def _width(row: Row) -> int:
    return sum(row[side]["span"][1] - row[side]["span"][0] for side in ("left", "right"))


if __name__ == "__main__":
    main(measure, __doc__)
