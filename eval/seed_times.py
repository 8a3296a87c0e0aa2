"""The gold of the temporal expressions in the five seed reports, and how much of it is reached.

`eval/gold/seeds-times.tsv` holds offsets and values only. Each report is annotated twice: with the
date it was truly published on, and with that date withheld.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dragoman.annotate import annotate
from dragoman.model import Interval, Published, Report, Span, Time
from dragoman.read import read_inputs
from eval.harness import HERE, Measures

GOLD = HERE / "gold" / "seeds-times.tsv"


@dataclass(frozen=True, slots=True)
class Expression:
    """One line of the gold: `dated` and `undated` are TIMEX3 values, the rest is as if dated."""

    span: Span
    kind: str
    dated: str
    undated: str
    when: Interval
    anchor: str


def read_gold(path: Path = GOLD) -> dict[str, list[Expression]]:
    """The gold by report file name, in the order of the text."""
    gold: dict[str, list[Expression]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, start, end, kind, dated, undated, first, last, anchor = line.split("\t")
        days = [date.fromisoformat(day) if day else None for day in (first, last)]
        span = Span(int(start), int(end))
        found = Expression(span, kind.lower(), dated, undated, Interval(*days), anchor)
        gold.setdefault(name, []).append(found)
    return gold


def measure_seeds(data: Path) -> Measures:
    """Hits of the gold with the publication date and without it, and expressions not in it.

    `dated` asks for span, type, value, interval and anchor; `undated` for span, type and value.

    Args:
        data: holds seeds/ and gold/seeds.json, which says when the reports were published.
    """
    gold = read_gold()
    truth = json.loads((data / "gold/seeds.json").read_text(encoding="utf-8"))["reports"]
    counts = Counter[str]()
    read = read_inputs(sorted((data / "seeds").glob("*.txt")))
    for report in (item for item in read if isinstance(item, Report)):
        expected = gold.get(report.name, [])
        counts["gold"] += len(expected)
        dated = _times(report, _published(truth[report.name]))
        counts["dated"] += sum(_same(e, dated.get(e.span)) for e in expected)
        undated = _times(report, Published())
        counts["undated"] += sum(
            (e.kind, e.undated) == _form(undated.get(e.span)) for e in expected
        )
        counts["invented"] += len((dated.keys() | undated.keys()) - {e.span for e in expected})
    hits = {kind: f"{counts[kind]}/{counts['gold']}" for kind in ("dated", "undated")}
    return {**hits, "invented": counts["invented"]}


def _same(expected: Expression, found: Time | None) -> bool:
    return found is not None and (
        (expected.kind, expected.dated, expected.when, expected.anchor)
        == (found.kind, found.value, found.when, found.anchor)
    )


def _form(found: Time | None) -> tuple[str, str] | None:
    return (found.kind, found.value) if found else None


def _published(truth: dict[str, object]) -> Published:
    """The true date of a report: the one it states, or the days that were found out by hand."""
    days = truth["published_true"] or [truth["published"]] * 2
    assert isinstance(days, list), "a pair of days"
    return Published(Interval(*map(date.fromisoformat, days)), "given")


def _times(report: Report, published: Published) -> dict[Span, Time]:
    (annotated,) = annotate([replace(report, published=published)])
    return {time.span: time for time in annotated.times}
