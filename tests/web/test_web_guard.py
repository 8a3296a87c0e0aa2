"""What the server refuses, and what it tells a browser to refuse."""

from __future__ import annotations

from pathlib import Path

import composed
import pytest
from fastapi.testclient import TestClient

from dragoman.web import application


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8321", "127.0.0.1.evil.example", "", "localhost@evil.example"],
)
def test_a_name_that_is_not_this_servers_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8321", "127.0.0.1:1", "[::1]:8321", "[::1]"]
)
def test_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/problems", headers={"host": host}).status_code == 200


def test_a_name_can_be_made_known(dossier: Path) -> None:
    app = application(dossier, hosts=("desk.example",))
    asked = TestClient(app, base_url="http://desk.example:8321")
    assert asked.get("/problems").status_code == 200


@pytest.mark.parametrize("path", ["/", "/event/v9", "/events.json", "/static/dragoman.css"])
def test_every_answer_bears_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    for headers in ({}, {"origin": "http://evil.example"}, {"origin": "null"}):
        assert client.request(method, "/events", headers=headers).status_code == 403
    ours = {"origin": "http://127.0.0.1"}
    assert client.request(method, "/events", headers=ours).status_code in {404, 405}


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/event/v1'%20OR%20'1'='1",
        "/claim/c?start=0&end=99999999999",
    ],
)
def test_odd_addresses_find_nothing(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in {404, 422}


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE report; --", "$actor", "%", "\\", "\x00", "🚢" * 200, "(" * 99]
)
def test_what_is_searched_for_is_only_words(client: TestClient, text: str) -> None:
    for path in ("/search", "/events", "/actors", "/said", "/relations"):
        names = {"q": text, "actor": text, "name": text, "place": text, "outlet": text}
        assert client.get(path, params=names).status_code == 200


def test_hostile_words_are_words(hostile: Path) -> None:
    asked = TestClient(application(hostile), base_url="http://127.0.0.1")
    ids = [one.report.id for one in composed.hostile()]
    pages = ["/", "/events", "/event/v1", "/said", "/reports", "/sources", "/actors", "/timeline"]
    for path in [*pages, *(f"/report/{id_}" for id_ in ids), "/search?q=sand"]:
        page = asked.get(path).text
        assert page.count("<script") == 1  # our own
        assert "<style" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page
        assert "evil.example/" not in page or 'href="https://user' not in page
        assert not any(c in page for c in "\u202e\u202c\x1b\x07")
        assert "49" not in page.partition("<main")[2].partition("7*7")[0][-5:]


def test_formulas_reach_no_spreadsheet(hostile: Path) -> None:
    asked = TestClient(application(hostile), base_url="http://127.0.0.1")
    sheet = asked.get("/reports.csv").text
    assert "'=HYPERLINK" in sheet
    assert ",=HYPERLINK" not in sheet
