"""Floors on the shared gold: the five real reports, and the look-alike meetings of dev."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import Report, Span
from dragoman.read import read_text

pytestmark = pytest.mark.quality
READABLE = ("title", "body", "caption")
KEPT = (*READABLE, "dateline")


def counts(report: Report, furniture: list[list[int]], body: list[int]) -> Counter[str]:
    """Furniture spans marked and touched, and lines of the article lost."""
    spans = [Span(*span) for span in furniture]
    readable = report.spans(*READABLE)
    n: Counter[str] = Counter(furniture=len(spans))
    for span in spans:
        n["touched"] += any(span.touches(line) for line in readable)
        n["marked"] += any(
            span.touches(line.span) and line.role not in READABLE for line in report.lines
        )
    n["lost"] = sum(
        Span(*body).holds(line.span)
        and line.role not in KEPT
        and not any(line.span.touches(span) for span in spans)
        for line in report.lines
    )
    return n


def name_of(source: Any) -> str | None:
    return source.name if source else None


def test_the_five_reports(shared: Path) -> None:
    gold = json.loads((shared / "gold/seeds.json").read_text("utf-8"))["reports"]
    total: Counter[str] = Counter()
    for name, wanted in gold.items():
        report, problems = read_text((shared / "seeds" / name).read_text("utf-8"), name=name)
        assert not problems
        assert report.title == wanted["title"]
        assert name_of(report.outlet) == wanted["outlet"]
        assert name_of(report.republished_by) == wanted["republished_by"]
        first = report.published.when.first
        assert (first.isoformat() if first else None) == wanted["published"]
        furniture = [item["span"] for item in wanted["furniture"]]
        total += counts(report, furniture, wanted["body_span"])
    assert total["furniture"] == 32
    assert total["marked"] >= 31
    assert total["touched"] == 0
    assert total["lost"] == 0


def test_look_alike_meetings(shared: Path) -> None:
    folder = shared / "gold/lookalike-dev"
    total: Counter[str] = Counter()
    for wanted in json.loads((folder / "gold.json").read_text("utf-8"))["reports"]:
        text = (folder / wanted["file"]).read_text("utf-8")
        report, _ = read_text(text, name=wanted["file"])
        furniture = [item["span"] for item in wanted["furniture"]]
        total += counts(report, furniture, wanted["body"])
        total["reports"] += 1
        total["titles"] += report.title_span == Span(*wanted["title"])
        total["outlets"] += _folded(name_of(report.outlet)) == _folded(wanted["outlet"])
        when = report.published.when
        shown = when.first.isoformat() if when.first and when.first == when.last else None
        total["dates"] += shown == wanted["published"]
        total["dates wrong"] += bool(shown) and shown != wanted["published"]
    assert total["reports"] == 87
    assert total["marked"] >= 0.98 * total["furniture"]
    assert total["touched"] <= 2
    assert total["lost"] <= 2
    assert total["titles"] >= 85
    assert total["outlets"] >= 85
    assert total["dates"] >= 85
    assert total["dates wrong"] == 0


def _folded(name: str | None) -> str:
    return (name or "").casefold().removeprefix("the ")
