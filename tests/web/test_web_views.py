"""Every view in every form, as a program asks for it."""

from __future__ import annotations

import csv
import io
import time
from dataclasses import replace
from pathlib import Path

import composed
import pytest
from fastapi.testclient import TestClient

from dragoman.dossier import Dossier
from dragoman.dossier.shelf import Shelf
from dragoman.dossier.shelf import events as events_of
from dragoman.web import application
from literals import LEE, SAND

HARBOUR = composed.REPORTS[0].report.id
CLAIM = composed.REPORTS[0].claims[0].id
VIEWS = (
    "/",
    "/events",
    "/events?actor=lee&from=2021-05-01&to=&type=CONSULT&order=date",
    "/event/v1",
    "/event/v2",
    f"/report/{HARBOUR}",
    f"/claim/{CLAIM}",
    "/reports",
    "/said",
    f"/said?speaker={LEE.id}",
    f"/said?speaker={LEE.id}&event=v1",
    "/timeline",
    "/relations",
    f"/pair?one={LEE.id}&other={SAND.id}",
    "/actors",
    f"/actor?id={LEE.id}",
    "/map",
    "/search?q=ferry",
    "/sources",
    "/source?id=The%20Harbour",
    "/problems",
)


def with_ending(view: str, ending: str) -> str:
    path, mark, query = view.partition("?")
    return f"{'/index' if path == '/' else path}.{ending}{mark}{query}"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_a_page_and_json_and_csv(client: TestClient, view: str) -> None:
    page = client.get(view)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    record = client.get(with_ending(view, "json"))
    assert isinstance(record.json(), dict)
    sheet = client.get(with_ending(view, "csv"))
    assert sheet.headers["content-type"].startswith("text/csv")
    assert len(set(map(len, csv.reader(io.StringIO(sheet.text))))) <= 1


@pytest.mark.parametrize("view", ["/timeline", "/sources", f"/pair?one={LEE.id}&other={SAND.id}"])
def test_charts_are_svg_and_vega_lite(client: TestClient, view: str) -> None:
    spec = client.get(with_ending(view, "vl")).json()
    assert "vega-lite" in spec["$schema"]
    image = client.get(with_ending(view, "svg"))
    assert image.headers["content-type"].startswith("image/svg+xml")
    assert "<svg" in image.text
    assert "<script" not in image.text


@pytest.mark.parametrize(
    "path",
    ["/event/v9", "/report/r9", "/claim/c9", "/actor?id=nobody", "/source?id=none", "/x.json"],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/events?page=0", "/events?page=x", "/events?from=soon", "/events?order=x"]
)
def test_what_cannot_be_is_refused_with_the_reason(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 422
    assert "<main" in answer.text
    assert client.get(with_ending(path, "json")).json()["type"] == "error"


def test_a_page_past_the_end_is_empty(client: TestClient) -> None:
    assert client.get("/events.json?page=99").json()["events"] == []


def test_the_shelf_says_what_the_dossier_says(dossier: Path) -> None:
    shelf = Shelf.open(dossier)
    shown = events_of.events(shelf, events_of.EventFilter(), order="date").rows
    with Dossier.open(dossier) as whole:
        told = whole.events()
    assert [row["id"] for row in shown] == [row["id"] for row in told]
    for row, event in zip(shown, told, strict=True):
        assert row["title"] == event["title"]
        assert row["status"] == event["status"]
        assert row["independent_sources"] == event["independent_sources"]
        assert {r["id"]: r["role"] for r in row["reports"]} == {
            r["id"]: r["role"] for r in event["reports"]
        }
        days = {end: str(row["when"][end]) for end in ("from", "to")} if row["when"] else None
        assert days == ({e: event["when"][e] for e in ("from", "to")} if event["when"] else None)


def test_the_table_shows_the_conflict_first_with_both_values(client: TestClient) -> None:
    table = client.get("/event/v2.json").json()["table"]
    assert [row["field"] for row in table[:2]] == ["number:killed"] * 2
    assert {row["outlet"] for row in table[:2]} == {"The Harbour", "The Morning"}
    assert all(row["disputed"] and row["verdict"] == "conflict" for row in table[:2])
    assert {row["quote"] for row in table[:2]} == {"Three people", "Seven people"}


def test_silence_is_told_of_outlets_that_report_a_sibling(client: TestClient) -> None:
    assert [row["source"] for row in client.get("/event/v1.json").json()["silent"]] == [
        "The Evening"
    ]


def test_a_change_of_position_is_marked(client: TestClient) -> None:
    page = client.get(f"/said?speaker={LEE.id}").text
    assert "A change of position" in page
    assert page.count('class="change"') == 1


def test_a_citation_says_who_where_and_when(client: TestClient) -> None:
    claim = next(c for c in composed.REPORTS[0].claims if c.speaker)
    record = client.get(f"/claim/{claim.id}.json").json()
    for part in (
        composed.QUOTE,
        "Ann Lee",
        "Lake Agency",
        "The Harbour",
        "2021-05-04",
        "harbour.txt:",
    ):
        assert part in record["citation"]
    link = record["link"]
    assert link.startswith("https://harbour.example/2021/ferry?a=1#:~:text=")
    assert "The%20ferry%20%F0%9F%9A%A2%20will%20sail" in link


def test_search_finds_by_words_without_accents_and_says_why(client: TestClient) -> None:
    found = client.get("/search.json?q=FETE oslo").json()
    assert [row["path"] for row in found["reports"]] == ["harbour.txt"]
    assert found["reports"][0]["why"] == "fete in the headline; oslo in the headline and the text"
    assert client.get("/search.json?q=ferry nowhere").json()["reports"] == []
    narrowed = client.get("/search.json?q=ferry&outlet=The Morning").json()
    assert [row["outlet"] for row in narrowed["reports"]] == ["The Morning"]
    assert {row["value"] for row in narrowed["facets"]["outlet"]} > {"The Morning", "The Harbour"}


def test_pages_follow_the_dossier_when_a_build_replaces_it(tmp_path: Path) -> None:
    path = composed.write(tmp_path / "x.duckdb")
    app = application(path)
    asked = TestClient(app, base_url="http://127.0.0.1")
    assert asked.get("/reports.json").json()["total"] == 4
    fewer = composed.REPORTS[:3]
    composed.write(tmp_path / "y.duckdb", fewer, composed.links(fewer))
    (tmp_path / "y.duckdb").replace(path)
    app.state.desk.look_again()
    deadline = time.monotonic() + 30
    while asked.get("/reports.json").json()["total"] != 3:
        assert time.monotonic() < deadline
        app.state.desk.settle()


def test_a_dossier_that_is_gone_is_served_as_it_was(tmp_path: Path) -> None:
    path = composed.write(tmp_path / "x.duckdb")
    app = application(path)
    path.unlink()
    app.state.desk.look_again()
    assert TestClient(app, base_url="http://127.0.0.1").get("/events").status_code == 200


def test_ids_of_before_lead_to_what_they_are_now(tmp_path: Path) -> None:
    linked = composed.links()
    path = composed.write(
        tmp_path / "x.duckdb", composed.REPORTS, replace(linked, aliases={"v0": "v1"})
    )
    asked = TestClient(application(path), base_url="http://127.0.0.1")
    assert asked.get("/event/v0.json").json()["id"] == "v1"
