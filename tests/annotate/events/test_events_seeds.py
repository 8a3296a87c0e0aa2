"""The events of the five real reports: type, who, and when, against the hand-made gold."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dragoman

pytestmark = pytest.mark.quality
WANTED = 9
"""Of the eleven events that the gold does not mark as optional."""


@pytest.fixture(scope="module")
def found(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, Any]]]:
    into = tmp_path_factory.mktemp("seeds") / "seeds.duckdb"
    reports = sorted((shared / "seeds").glob("*.txt"))
    with dragoman.build(reports, into=into) as dossier:
        yield dossier.events()


def took_part(wanted: list[str], event: dict[str, Any], same: Any) -> bool:
    """Whether all wanted are there, by name."""
    names = event["actors"] + event["recipients"]
    return all(any(same(name, other) for other in names) for name in wanted)


def is_when(wanted: str | None, when: dict[str, Any] | None) -> bool:
    """Whether a date is the gold's: the very interval, and nothing narrower where none is known."""
    first, last = (when or {}).get("from"), (when or {}).get("to")
    if wanted is None:
        return first is None or first != last
    start, _, end = wanted.partition("/")
    if len(start) == 4:
        start, end = f"{start}-01-01", f"{start}-12-31"
    return (first, last) == (start, end or start)


def is_told(gold: dict[str, Any], event: dict[str, Any], same: Any) -> bool:
    told = {Path(report["path"]).name for report in event["reports"]}
    who = [gold["actors"], gold.get("actors_named", gold["actors"])]
    return (
        event["event_type"] in gold["plover"].split("|")
        and event["status"] == "happened"
        and bool(told & set(gold["reports"]))
        and any(took_part(names, event, same) for names in who)
        and is_when(gold["date"], event["when"])
    )


def test_the_events_of_the_seeds(
    found: list[dict[str, Any]], shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(shared / "eval"))
    import names  # type: ignore[import-not-found]  # noqa: PLC0415

    gold = json.loads((shared / "gold/seeds.json").read_text(encoding="utf-8"))["events"]
    wanted = [event for event in gold if not event.get("optional")]
    missed = [g["id"] for g in wanted if not any(is_told(g, e, names.same) for e in found)]
    sys.modules.pop("names", None)
    assert len(wanted) == 11
    assert len(wanted) - len(missed) >= WANTED, f"missed: {', '.join(missed)}"
