"""The demo dossier against demo/gold.json: what a careful reader finds in the same reports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from golden_demo import (
    HAPPENED,
    REPORTS,
    Row,
    Tally,
    best_event,
    dated_right,
    find_statement,
    gold,
    involved,
    name,
    reports_of,
    said_by,
    verdicts,
)
from golden_names import plain

import dragoman

GOLD = gold()
FIRM = [event for event in GOLD["events"] if not event.get("wanted")]
# Shares that must hold at least; raise them, never lower them.
FLOORS = {
    "statements": 0.85,
    "attributed": 0.75,
    "conflicts": 0.12,
    "agreements": 0.28,
    "events": 0.3,
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    into = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    with dragoman.build([REPORTS], into=into) as built:
        yield built


@pytest.fixture(scope="module")
def events(dossier: Any) -> list[Row]:
    return list(dossier.events())


@pytest.fixture(scope="module")
def reports(dossier: Any) -> dict[str, Row]:
    return {name(report["path"]): report for report in dossier.reports()}


@pytest.fixture(scope="module")
def texts(dossier: Any) -> dict[str, str]:
    rows = dossier.sql("select name, text from report").to_pylist()
    return {name(row["name"]): row["text"] for row in rows}


def test_every_report_is_read_and_nothing_else(reports: dict[str, Row]) -> None:
    assert set(reports) == set(GOLD["outlets"])


def test_the_gold_quotes_the_reports(texts: dict[str, str]) -> None:
    quotes = [(said["report"], said["content"]) for said in GOLD["statements"]]
    sides = [pair[side] for pair in _pairs() for side in ("left", "right")]
    absent = [
        (report, part)
        for report, quote in [*quotes, *sides]
        for part in quote.split(" … ")
        if texts[report].count(part) != 1
    ]
    assert not absent


def _pairs() -> list[Row]:
    return [*GOLD["conflicts"], *GOLD["agreements"]]


@pytest.mark.parametrize("report", GOLD["outlets"])
def test_outlet(report: str, reports: dict[str, Row]) -> None:
    outlet = reports[report]["outlet"]
    found = outlet["name"] if isinstance(outlet, dict) else outlet
    assert plain(found or "") == plain(GOLD["outlets"][report])


@pytest.mark.parametrize("report", GOLD["published"])
def test_publication_date(report: str, reports: dict[str, Row]) -> None:
    expected, found = GOLD["published"][report], reports[report]["published"]
    low, high = expected if isinstance(expected, list) else [expected] * 2
    assert [found["from"], found["to"]] in ([low, high], [None, None] if low != high else [low] * 2)


def test_copies(dossier: Any) -> None:
    groups = [sorted(map(name, row["reports"])) for row in dossier.sources(copies=True)]
    assert groups == GOLD["copies"]


@pytest.mark.parametrize("expected", FIRM, ids=lambda event: event["id"])
def test_event(expected: Row, events: list[Row]) -> None:
    found = best_event(expected, events)
    assert found, f"no event: {expected['what']}"
    assert reports_of(found, "main") == set(expected["main"])
    assert dated_right(expected["date"], found["when"]), found["when"]
    assert plain(found["place"] or "") == plain(expected["place"])
    assert found["status"] in expected["status"]


def test_all_events(events: list[Row]) -> None:
    tally = Tally()
    for expected in GOLD["events"]:
        found = best_event(expected, events)
        right = found is not None and (
            set(expected["main"]) <= reports_of(found, "main")
            and dated_right(expected["date"], found["when"])
            and found["status"] in expected["status"]
        )
        tally.count(expected["what"], right)
    assert tally.share >= FLOORS["events"], str(tally)


def test_meetings_are_kept_apart(events: list[Row]) -> None:
    main = {expected["id"]: set(expected["main"]) for expected in GOLD["events"]}
    for one, other in combinations(main, 2):
        if main[one] & main[other]:
            continue
        joined = [
            event["title"]
            for event in events
            if reports_of(event, "main") & main[one] and reports_of(event, "main") & main[other]
        ]
        assert not joined, f"{one} and {other} are one event"


@pytest.mark.parametrize("absent", GOLD["did_not_happen"], ids=lambda row: row["what"])
def test_what_did_not_happen_is_not_counted_as_happened(absent: Row, events: list[Row]) -> None:
    wrong = [
        event["title"]
        for event in events
        if event["event_type"] == "CONSULT"
        and event["status"] == HAPPENED
        and {plain(actor) for actor in absent["actors"]} <= {plain(p) for p in involved(event)}
        and absent.get("place") in (None, event["place"])
        and absent.get("country") in (None, event["country"])
    ]
    assert not wrong


def test_statements_and_their_chains(dossier: Any, texts: dict[str, str]) -> None:
    claims, found, attributed = list(dossier.claims()), Tally(), Tally()
    for expected in GOLD["statements"]:
        claim = find_statement(expected, claims, texts)
        what = f"{expected['report']}: {expected['content']}"
        found.count(what, claim is not None)
        if claim:
            got = f"{claim['speaker']} via {claim['via']}"
            attributed.count(f"{what} [{got}]", said_by(expected, claim))
    assert found.share >= FLOORS["statements"], str(found)
    assert attributed.share >= FLOORS["attributed"], str(attributed)


def test_denials_are_marked(dossier: Any, texts: dict[str, str]) -> None:
    claims = list(dossier.claims())
    denials = [expected for expected in GOLD["statements"] if expected.get("stance") == "denied"]
    found = {s["content"]: claim for s in denials if (claim := find_statement(s, claims, texts))}
    assert found
    assert {claim["stance"] for claim in found.values()} == {"denied"}, found.keys()


def test_conflicts_and_agreements(dossier: Any, texts: dict[str, str]) -> None:
    comparisons, conflicts, agreements = list(dossier.conflicts(all=True)), Tally(), Tally()
    for pair in GOLD["conflicts"]:
        conflicts.count(pair["about"], "conflict" in verdicts(pair, comparisons, texts))
    for pair in GOLD["agreements"]:
        got = verdicts(pair, comparisons, texts)
        agreements.count(pair["about"], bool(got & set(pair["verdicts"])) and "conflict" not in got)
    assert conflicts.share >= FLOORS["conflicts"], str(conflicts)
    assert agreements.share >= FLOORS["agreements"], str(agreements)


def test_denying_a_topic_does_not_deny_the_meeting(dossier: Any) -> None:
    disputed = [
        (name(row["left"]["path"]), name(row["right"]["path"]))
        for row in dossier.conflicts()
        if row["field"] == "outcome"
    ]
    assert not disputed, "no report doubts that one of these meetings took place"


def test_claims_stand_at_their_spans(dossier: Any, texts: dict[str, str]) -> None:
    for claim in dossier.claims():
        for start, end in claim["content"]:
            assert texts[name(claim["path"])][start:end].strip()
