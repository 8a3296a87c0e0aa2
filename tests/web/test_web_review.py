"""Review: pairs judged by the keyboard, kept beside the dossier and obeyed."""

from __future__ import annotations

import json
import time
from pathlib import Path

import composed
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser
from test_web_views import with_ending
from typer.testing import CliRunner
from watching import serving, watching

import dragoman.run
from dragoman.cli import app as command
from dragoman.web import application

OURS = {"origin": "http://127.0.0.1"}
SIDES = ("left", "right")


@pytest.fixture(scope="module")
def reviewing(dossier: Path) -> TestClient:
    """Asks as a reviewer's browser does."""
    app = application(dossier, reviewer="Ann")
    return TestClient(app, base_url="http://127.0.0.1", headers=OURS)


def decisions(path: Path) -> list[dict[str, object]]:
    """What lies beside the dossier, once something does."""
    file = path.with_suffix(".judgements.jsonl")
    deadline = time.monotonic() + 120
    while not file.exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_pairs_are_judged_by_keys(chromium: Browser, tmp_path: Path) -> None:
    path = composed.write(tmp_path / "x.duckdb")
    with serving(path, reviewer="Ann") as home, watching(chromium, home) as watched:
        page = watched.open("/review")
        assert page.locator(".pair .card").count() == 2
        pair = [page.locator(f'input[name="{side}"]').get_attribute("value") for side in SIDES]
        page.keyboard.press("n")
        page.wait_for_url("**/review?skip=1")
        page.goto(f"{home}/review")
        page.keyboard.press("d")
        page.wait_for_url("**/review?skip=0")
        left = page.locator('input[name="left"]')
        assert left.count() == 0 or left.get_attribute("value") != pair[0]
    (found,) = decisions(path)
    assert (found["verdict"], found["by"]) == ("different", "Ann")
    assert [subject["id"] for subject in found["subjects"]] == pair  # type: ignore[attr-defined]


def test_what_was_judged_is_not_asked_again(
    reviewing: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[object, ...]] = []
    monkeypatch.setattr(dragoman.run, "judge", lambda *asked, **more: given.append((asked, more)))
    doubt = reviewing.get("/review.json").json()["doubt"]
    form = {"verdict": "same", "left": doubt["left_claim"], "right": doubt["right_claim"]}
    done = reviewing.post("/review", data={**form, "about": doubt["about"], "why": "read both"})
    assert done.status_code == 200
    following = reviewing.get("/review.json").json()["doubt"]
    assert following is None or following["left_claim"] != doubt["left_claim"]
    ((asked, more),) = given
    assert asked[1:] == ("same", [doubt["left_claim"], doubt["right_claim"]])
    assert more == {"by": "Ann", "about": doubt["about"], "why": "read both"}


def test_what_could_not_be_stored_is_said(
    reviewing: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dragoman.run, "judge", refuse)
    doubt = reviewing.get("/review.json").json()["doubt"]
    form = {"verdict": "same", "left": doubt["left_claim"], "right": doubt["right_claim"]}
    page = reviewing.post("/review", data={**form, "about": doubt["about"]})
    assert "No space left on device" in page.text


@pytest.mark.parametrize(
    "form",
    [{}, {"verdict": "same"}, {"verdict": "no", "left": "x", "right": "y", "about": "event"}],
)
def test_what_is_no_judgement_is_refused(reviewing: TestClient, form: dict[str, str]) -> None:
    assert reviewing.post("/review", data=form).status_code in {404, 422}


def test_judgements_come_from_our_own_pages_only(reviewing: TestClient) -> None:
    evil = {"origin": "http://evil.example"}
    assert reviewing.post("/review", headers=evil).status_code == 403


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
