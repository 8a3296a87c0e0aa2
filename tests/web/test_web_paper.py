"""The same templates on paper and in a notebook: the brief as one file, `_repr_html_`."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import composed
import pytest
from playwright.sync_api import Browser
from typer.testing import CliRunner
from watching import watching

import dragoman
from dragoman.cli import app
from dragoman.dossier.shelf import Shelf
from dragoman.show.brief import brief_page


@pytest.fixture(scope="module")
def brief(dossier: Path) -> str:
    return brief_page(Shelf.open(dossier))


def test_the_brief_is_one_file_with_every_anchor_it_points_at(brief: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', brief)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', brief)) <= set(ids)
    assert not re.findall(r'(?:src|href)="(?!#)', brief)
    assert "<script" not in brief


def test_the_briefs_policy_names_its_stylesheet(brief: str) -> None:
    style = re.search(r"<style>(.*?)</style>", brief, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in brief


def test_the_brief_opens_from_the_disk(chromium: Browser, brief: str, tmp_path: Path) -> None:
    (tmp_path / "brief.html").write_text(brief, encoding="utf-8")
    with watching(chromium, tmp_path.as_uri()) as watched:
        page = watched.open("/brief.html")
        page.locator('tr:has(th:text-is("killed")) .value a').first.click()
        assert page.locator("mark:target").inner_text() == "Three people"
        assert page.pdf()[:4] == b"%PDF"


def test_the_command_writes_it(dossier: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.html"
    done = CliRunner().invoke(app, ["brief", str(dossier), "--to", "html", "-o", str(target)])
    assert done.exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_hostile_words_are_inert_in_the_brief_and_in_a_notebook(hostile: Path) -> None:
    with dragoman.open(hostile) as opened:
        drawn = [
            brief_page(Shelf.open(hostile)),
            opened._repr_html_(),
            opened.events()._repr_html_(),
            opened.claims()[0]._repr_html_(),
            *(one._repr_html_() for one in opened.annotated()),
        ]
    for html in drawn:
        assert "<script" not in html
        assert html.count("<style") == html.count("</style") == 1
        assert "<img" not in html
        assert not any(c in html for c in "\u202e\x1b\x07")


def test_values_show_themselves_in_a_notebook(dossier: Path) -> None:
    with dragoman.open(dossier) as opened:
        events, claims, conflicts = opened.events(), opened.claims(), opened.conflicts()
        assert "4</dd>" in opened._repr_html_()
        assert "Ann Lee and Bo Sand meet" in events._repr_html_()
        assert "Ann Lee and Bo Sand meet" in events[0]._repr_html_()
        said = next(claim for claim in claims if claim["speaker"])
        assert composed.QUOTE in said._repr_html_()
        killed = next(row for row in conflicts if row["field"] == "number:killed")
        assert "Seven people" in killed._repr_html_()
        report = next(o for o in opened.annotated() if o.report.name == "harbour.txt")
        assert '<mark class="said"' in report._repr_html_()
        assert json.loads(json.dumps(events[0]))["type"] == "event"  # still plain rows
