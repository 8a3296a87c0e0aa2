"""The listings: shapes of the interface, order, filters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from stored import ELSEWHERE, HARBOUR, MORNING, WEEKLY, joined, one_event, opened

from dragoman.dossier import Dossier, Filter
from dragoman.dossier.titles import is_crowd, title
from dragoman.model import Comparison, Event, Side, Span
from dragoman.problems import problem
from dragoman.record import problem_record, to_record
from literals import spot

LISTINGS = ("events", "claims", "conflicts", "sources", "actors", "relations", "reports")


def side(reports: Any, words: str, value: str) -> Side:
    claim = reports.claims[0]
    return Side(claim.id, reports.report.id, spot(reports.report.text, words), value)


DATES = Comparison(
    "x1",
    "v1",
    "date",
    "conflict",
    "date.disjoint",
    side(HARBOUR, "3 May", "2021-05-03"),
    side(MORNING, "4 May", "2021-05-04"),
    shared_origin=False,
)
PLACES = replace(DATES, id="x2", field="place", verdict="agree", rule="place.same")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    links = joined(
        one_event(HARBOUR, MORNING, WEEKLY), one_event(ELSEWHERE, event=Event("v0", "CONSULT"))
    )
    links = replace(links, comparisons=(DATES, PLACES))
    path = tmp_path_factory.mktemp("dossier") / "x.duckdb"
    with opened(path, [ELSEWHERE, HARBOUR, MORNING, WEEKLY], links) as made:
        yield made


def test_an_event_is_a_line_of_the_interface(dossier: Dossier) -> None:
    event = dossier.events()[0]
    claims = [claim.id for one in (HARBOUR, MORNING, WEEKLY) for claim in one.claims]
    assert event == {
        "type": "event",
        "id": "v1",
        "event_type": "CONSULT",
        "mode": None,
        "title": "Ann Lee and Bo Sand meet in Oslo",
        "actors": ["Ann Lee", "Bo Sand"],
        "recipients": [],
        "place": "Oslo",
        "venue": None,
        "country": "NO",
        "when": {"from": "2021-05-03", "to": "2021-05-03", "how": "explicit"},
        "status": "happened",
        "reports": [
            {
                "id": one.report.id,
                "path": one.report.path,
                "outlet": one.report.outlet.name if one.report.outlet else None,
                "role": "main",
            }
            for one in (HARBOUR, MORNING, WEEKLY)
        ],
        "independent_sources": 3,
        "claims": claims,
        "evidence": event["evidence"],
    }
    sentence = HARBOUR.claims[0].context
    assert event["evidence"][0] == {
        "path": "harbour.txt",
        "span": list(sentence),
        "quote": sentence.of(HARBOUR.report.text),
    }


def test_events_come_by_date(dossier: Dossier) -> None:
    assert [event["id"] for event in dossier.events()] == ["v1", "v0"]


def test_a_claim_is_the_records_with_its_report_and_words(dossier: Dossier) -> None:
    (claim,) = dossier.claims(speaker="ann lee")
    recorded = next(c for c in to_record(HARBOUR)["claims"] if c["id"] == claim["id"])
    assert {name: claim[name] for name in recorded} == recorded
    assert claim["report"] == {
        "id": HARBOUR.report.id,
        "path": "harbour.txt",
        "outlet": "The Harbour",
    }
    assert claim["quote"] == "The ferry 🚢 will sail"
    assert HARBOUR.report.text[slice(*claim["span"])] == claim["quote"]
    assert claim["events"] == ["v1"]


def test_conflicts_have_both_sides_with_their_words(dossier: Dossier) -> None:
    (row,) = dossier.conflicts()
    assert {name: row[name] for name in ("type", "event", "field", "verdict", "rule")} == {
        "type": "comparison",
        "event": "v1",
        "field": "date",
        "verdict": "conflict",
        "rule": "date.disjoint",
    }
    assert row["left"] == {
        "claim": HARBOUR.claims[0].id,
        "report": HARBOUR.report.id,
        "path": "harbour.txt",
        "span": [31, 36],
        "quote": "3 May",
        "value": "2021-05-03",
        "speaker": [],
        "via": [],
        "outlet": "The Harbour",
    }
    assert [each["verdict"] for each in dossier.conflicts(all=True)] == ["conflict", "agree"]


def test_a_comparison_whose_words_are_elsewhere_is_refused(tmp_path: Path) -> None:
    beyond = replace(DATES, left=replace(DATES.left, span=Span(0, 999)))
    links = replace(one_event(HARBOUR, MORNING), comparisons=(beyond, PLACES))
    with opened(tmp_path / "x.duckdb", [HARBOUR, MORNING], links) as dossier:
        assert [row["id"] for row in dossier.conflicts(all=True)] == ["x2"]
        assert [row["code"] for row in dossier.problems()] == ["S001"]


def test_actors_go_by_every_name(dossier: Dossier) -> None:
    rows = dossier.actors()
    assert [row["name"] for row in rows] == ["Ann Lee", "Bo Sand", "Carl Berg"]
    assert rows[0]["names"] == ["Ann Lee", "Lee"]
    assert (rows[0]["acts"], rows[0]["speaks"], rows[0]["reports"]) == (4, 1, 4)


def test_sources_are_outlets_and_those_who_relay(dossier: Dossier) -> None:
    rows = {row["name"]: row for row in dossier.sources()}
    assert set(rows) == {"The Harbour", "The Morning", "The Weekly", "Lake Agency"}
    assert rows["The Weekly"]["reports"] == 2
    assert (rows["Lake Agency"]["kind"], rows["Lake Agency"]["relayed"]) == ("agency", 1)


@pytest.mark.parametrize(
    ("chosen", "events", "claims"),
    [
        ({"actor": "berg"}, ["v0"], 1),
        ({"actor": "LEE"}, ["v1", "v0"], 5),
        ({"first": "2021-05-04"}, ["v0"], 5),
        ({"last": date(2021, 5, 31)}, ["v1"], 5),
        ({"first": "2021-07-01"}, [], 0),
        ({"place": "malmo"}, ["v0"], 1),
        ({"place": "no"}, ["v1"], 3),
        ({"type": "consult"}, ["v1", "v0"], 4),
        ({"type": "ACCUSE"}, [], 0),
        ({"outlet": "weekly"}, ["v1", "v0"], 2),
        ({"text": "FERRY"}, ["v1"], 2),
        ({"speaker": "sand"}, ["v1"], 1),
        ({"actor": "berg", "place": "oslo"}, [], 0),
        ({"actor": "%"}, [], 0),
        ({"text": "'; DROP TABLE claim; --"}, [], 0),
    ],
)
def test_filters_narrow(
    dossier: Dossier, chosen: dict[str, Any], events: list[str], claims: int
) -> None:
    assert [event["id"] for event in dossier.events(**chosen)] == events
    assert len(dossier.claims(**chosen)) == claims


@pytest.mark.parametrize("listing", LISTINGS)
@pytest.mark.parametrize("field", Filter.__dataclass_fields__)
def test_every_listing_takes_every_filter(dossier: Dossier, listing: str, field: str) -> None:
    value = date(1999, 1, 1) if field in {"first", "last"} else "nothing of the sort"
    rows = getattr(dossier, listing)(Filter(**{field: value}))
    everything = getattr(dossier, listing)()
    assert everything
    assert rows == [] if field != "first" else len(rows) <= len(everything)


@pytest.mark.parametrize("listing", LISTINGS)
def test_rows_are_json_with_evidence_that_holds(dossier: Dossier, listing: str) -> None:
    texts = {one.report.path: one.report.text for one in dossier.annotated()}
    for row in getattr(dossier, listing)():
        json.dumps(row)
        shown = [row["left"], row["right"]] if listing == "conflicts" else row["evidence"]
        for place in shown:
            assert texts[place["path"]][slice(*place["span"])] == place["quote"]


def test_an_actor_is_filtered_by_its_own_name(dossier: Dossier) -> None:
    assert [row["name"] for row in dossier.actors(actor="Berg")] == ["Carl Berg"]
    assert {row["actor_name"] for row in dossier.relations(actor="Berg")} == {"Ann Lee", "Bo Sand"}


def test_a_filter_and_fields_together_are_refused(dossier: Dossier) -> None:
    with pytest.raises(TypeError, match="not both"):
        dossier.events(Filter(actor="Lee"), place="Oslo")
    with pytest.raises(TypeError):
        dossier.events(actr="Lee")
    with pytest.raises(ValueError, match="isoformat"):
        dossier.events(first="yesterday")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("CONSULT", ["A", "B"], [], "Oslo", "happened"), "A and B meet in Oslo"),
        (("CONSULT", ["A"], ["B"], None, "planned"), "A and B meet (planned)"),
        (("CONSULT", ["A"], [], None, "happened"), "A holds talks"),
        (("CONSULT", [], [], "Oslo", "denied"), "Meeting in Oslo (denied)"),
        (("ACCUSE", ["A"], ["B"], None, "happened"), "A accuses B"),
        (("ACCUSE", ["A", "B", "C", "D"], ["E"], None, "happened"), "A, B and others accuse E"),
        (("RETREAT", ["A", "B"], [], "Oslo", "happened"), "A and B withdraw in Oslo"),
        (("ASSAULT", [], ["B"], "Oslo", "happened"), "Attack on B in Oslo"),
    ],
)
def test_titles(parts: tuple[Any, ...], expected: str) -> None:
    assert title(*parts) == expected


def test_a_described_group_takes_the_verb_of_many() -> None:
    assert title("PROTEST", ["nine people"], [], None, "happened", crowd=True) == (
        "Nine people protest"
    )
    assert is_crowd("about nine people", "group")
    assert not is_crowd("Free Army", "group")
    assert not is_crowd("diplomatic source", "person")


def test_a_record_has_the_fields_of_the_interface() -> None:
    record = to_record(HARBOUR)
    assert set(record) >= {
        *("id", "path", "url", "sha256", "language", "outlet", "republished_by", "title"),
        *("byline", "published", "text", "body", "lines", "mentions", "claims"),
    }
    assert record["body"] == [[0, len(HARBOUR.report.text)]]
    assert record["published"]["from"] == "2021-05-04"
    meeting, statement = record["claims"]
    assert meeting["event"]["when"] == {
        "from": "2021-05-03",
        "to": "2021-05-03",
        "text": "3 May",
        "anchor": "explicit",
    }
    assert statement["via"] == [{"span": None, "name": "Lake Agency", "role": "agency"}]
    assert statement["speaker"] == ["Ann Lee"]
    assert "text" not in to_record(HARBOUR, text=False)
    json.dumps(record)


def test_a_problem_is_a_line_of_its_own() -> None:
    assert problem_record(problem("R001", "a.txt")) == {
        "type": "problem",
        "path": "a.txt",
        "code": "R001",
        "stage": "read",
        "span": None,
        "what": "The file is empty.",
        "remedy": "Nothing to do, or save the page again.",
    }
