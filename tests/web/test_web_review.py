"""Review: pairs judged by the keyboard, kept beside the dossier and obeyed."""

from __future__ import annotations

import json
from pathlib import Path

import composed
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser
from test_web_views import with_ending
from typer.testing import CliRunner

from conftest import serving, watching
from dragoman.cli import app as command
from dragoman.web import application

OURS = {"origin": "http://127.0.0.1"}


def decisions(path: Path) -> list[dict[str, object]]:
    lines = path.with_suffix(".judgements.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_pairs_are_judged_by_keys(chromium: Browser, tmp_path: Path) -> None:
    path = composed.write(tmp_path / "x.duckdb")
    with serving(path, reviewer="Ann") as home, watching(chromium, home) as watched:
        page = watched.open("/review")
        assert page.locator(".pair .card").count() == 2
        first = page.locator('input[name="left"]').get_attribute("value")
        page.keyboard.press("n")
        page.wait_for_url("**/review?skip=1")
        page.keyboard.press("d")
        page.wait_for_url("**/review?skip=1")
        page.goto(f"{home}/review")
        assert page.locator('input[name="left"]').get_attribute("value") == first
        page.keyboard.press("u")
        page.wait_for_url("**/review?skip=0")
    found = decisions(path)
    assert [row["verdict"] for row in found] == ["different", "unsure"]
    assert {row["by"] for row in found} == {"Ann"}


def test_what_was_judged_is_not_asked_again(tmp_path: Path) -> None:
    path = composed.write(tmp_path / "x.duckdb")
    app = application(path, reviewer="Ann")
    asked = TestClient(app, base_url="http://127.0.0.1", headers=OURS)
    doubt = asked.get("/review.json").json()["doubt"]
    form = {"verdict": "same", "left": doubt["left_claim"], "right": doubt["right_claim"]}
    done = asked.post("/review", data={**form, "about": doubt["about"], "why": "read both"})
    assert done.status_code == 200
    following = asked.get("/review.json").json()["doubt"]
    assert following is None or following["left_claim"] != doubt["left_claim"]
    app.state.bench.close()
    assert [row["why"] for row in decisions(path)] == ["read both"]
    assert not app.state.bench.refused


@pytest.mark.parametrize(
    "form",
    [{}, {"verdict": "same"}, {"verdict": "no", "left": "x", "right": "y", "about": "event"}],
)
def test_what_is_no_judgement_is_refused(dossier: Path, form: dict[str, str]) -> None:
    app = application(dossier, reviewer="Ann")
    asked = TestClient(app, base_url="http://127.0.0.1", headers=OURS)
    assert asked.post("/review", data=form).status_code in {404, 422}
    assert not dossier.with_suffix(".judgements.jsonl").exists()


def test_judgements_come_from_our_own_pages_only(dossier: Path) -> None:
    asked = TestClient(application(dossier, reviewer="Ann"), base_url="http://127.0.0.1")
    assert asked.post("/review", headers={"origin": "http://evil.example"}).status_code == 403


def test_without_a_reviewer_there_is_no_review(client: TestClient) -> None:
    assert client.get("/review").status_code == 404
    assert client.get(with_ending("/review", "json")).status_code == 404
    assert client.post("/review", headers=OURS).status_code == 404


def test_a_reviewer_has_a_name(dossier: Path) -> None:
    done = CliRunner().invoke(
        command, ["serve", str(dossier), "--review"], env={"DRAGOMAN_NAME": ""}
    )
    assert done.exit_code == 2
    assert "U021" in done.stderr
