"""The demo's gold, and how a dossier's rows are held against it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from golden_names import ENOUGH, alike, plain, same_names

DEMO = Path(__file__).parents[2] / "demo"
REPORTS = DEMO / "reports"
Row = dict[str, Any]
Place = tuple[str, int, int]  # a report's name, and a stretch of its text
HAPPENED = "happened"


@dataclass
class Tally:
    """How many of the things expected were found, and which were missed."""

    hits: int = 0
    missed: list[str] = field(default_factory=list)

    def count(self, what: str, holds: bool) -> None:
        self.hits += holds
        if not holds:
            self.missed.append(what)

    @property
    def share(self) -> float:
        return self.hits / max(self.hits + len(self.missed), 1)

    def __str__(self) -> str:
        lines = [f"{self.hits} found, {len(self.missed)} missed:", *self.missed]
        return "\n  ".join(lines)


def gold() -> Row:
    """The gold as written in demo/gold.json."""
    loaded: Row = json.loads((DEMO / "gold.json").read_text(encoding="utf-8"))
    return loaded


def name(path: str) -> str:
    """The name of a report in the gold: its path's last part, with the `#id` of a JSON line."""
    return path.rsplit("/", 1)[-1]


def involved(event: Row) -> list[str]:
    """The names of all that took part."""
    parties = [*event["actors"], *event["recipients"]]
    return [party if isinstance(party, str) else party["name"] for party in parties]


def reports_of(event: Row, role: str) -> set[str]:
    """The names of the reports that have `role` in an event."""
    return {name(report["path"]) for report in event["reports"] if report["role"] == role}


def candidates(expected: Row, events: Iterable[Row]) -> list[Row]:
    """Events that could be the expected one: of its type, with its people, near its place."""

    def fits(event: Row) -> bool:
        people = {plain(person) for person in involved(event)}
        where = {plain(event[key]) for key in ("place", "venue") if event[key]}
        return (
            event["event_type"] in expected["types"]
            and {plain(actor) for actor in expected["actors"]} <= people
            and (not where or plain(expected["place"]) in where)
            and event["country"] in (None, expected["country"])
        )

    return [event for event in events if fits(event)]


def best_event(expected: Row, events: Iterable[Row]) -> Row | None:
    """The candidate that shares most reports with the expected event, or None."""
    wanted = {*expected["main"], *expected["background"]}

    def shared(event: Row) -> tuple[int, int]:
        told = reports_of(event, "main") | reports_of(event, "background")
        return len(told & wanted), -len(told - wanted)

    found = [event for event in candidates(expected, events) if shared(event)[0]]
    return max(found, key=shared, default=None)


def dated_right(expected: str | list[str] | None, when: Row | None) -> bool:
    """Whether an interval is the expected day, lies in the expected days, or is rightly unknown."""
    first, last = (when or {}).get("from"), (when or {}).get("to")
    if expected is None:
        return first is None or first != last
    low, high = expected if isinstance(expected, list) else [expected] * 2
    return bool(first and last) and low <= first <= last <= high


def find_statement(expected: Row, claims: Iterable[Row], texts: dict[str, str]) -> Row | None:
    """The claim of the right report whose words come nearest, if they are near enough."""
    text = texts[expected["report"]]

    def likeness(claim: Row) -> float:
        words = " ".join(text[start:end] for start, end in claim["content"])
        return alike(expected["content"], words)

    own = [c for c in claims if name(c["path"]) == expected["report"] and c["kind"] != "narrated"]
    best = max(own, key=likeness, default=None)
    return best if best is not None and likeness(best) >= ENOUGH else None


def said_by(expected: Row, claim: Row) -> bool:
    """Whether a claim has the speakers and the chain that are expected of it."""
    speakers = [s if isinstance(s, str) else s["name"] for s in claim["speaker"]]
    chain = [hop if isinstance(hop, str) else hop["name"] for hop in claim["via"]]
    return same_names(expected["speaker"], speakers) and same_names(expected["via"], chain)


def spots(pair: Row, texts: dict[str, str]) -> tuple[Place, Place]:
    """Where the two quotes of a gold comparison stand in the stored texts."""

    def spot(side: list[str]) -> Place:
        report, quote = side
        start = texts[report].index(quote)
        return report, start, start + len(quote)

    return spot(pair["left"]), spot(pair["right"])


def verdicts(pair: Row, comparisons: Iterable[Row], texts: dict[str, str]) -> set[str]:
    """The verdicts of all comparisons whose two sides touch the two quotes of a gold pair."""
    one, other = spots(pair, texts)

    def touches(side: Row, place: Place) -> bool:
        report, start, end = place
        return name(side["path"]) == report and side["span"][0] < end and start < side["span"][1]

    def matching() -> Iterator[str]:
        for row in comparisons:
            left, right = row["left"], row["right"]
            if (touches(left, one) and touches(right, other)) or (
                touches(left, other) and touches(right, one)
            ):
                yield row["verdict"]

    return set(matching())
