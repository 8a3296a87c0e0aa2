"""The pages in a browser: nothing goes wrong on them, and what they mark is what was said."""

from __future__ import annotations

from pathlib import Path

import composed
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from test_web_views import CLAIM, HARBOUR, VIEWS
from watching import Watched, serving, watching

from literals import LEE

AXE = Axe()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_opens_and_axe_finds_nothing_serious(watched: Watched, view: str) -> None:
    page = watched.open(view)
    assert page.locator("main h1").count() == 1
    serious = [
        f"{found['id']}: {[node['target'] for node in found['nodes']][:3]}"
        for found in AXE.run(page).response["violations"]
        if found["impact"] in {"serious", "critical"}
    ]
    assert not serious


@pytest.mark.parametrize("view", ["/", "/event/v2", f"/report/{HARBOUR}", "/timeline"])
def test_contrast_holds_in_the_dark(chromium: Browser, served: str, view: str) -> None:
    with watching(chromium, served, dark=True) as watched:
        found = AXE.run(watched.open(view)).response["violations"]
        assert not [v["id"] for v in found if v["impact"] in {"serious", "critical"}]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_reads_without_scripts(chromium: Browser, served: str, view: str) -> None:
    with watching(chromium, served, scripts=False) as watched:
        page = watched.open(view)
        assert page.locator("main h1").count() == 1
        for image in page.locator("main img").all():
            assert image.bounding_box()["width"] > 50  # type: ignore[index]


def test_marks_are_on_the_very_words(watched: Watched) -> None:
    page = watched.open("/event/v1")
    claim = next(c for c in composed.REPORTS[0].claims if c.speaker)
    sheet = page.locator(f"#r-{HARBOUR}")
    marked = sheet.locator(f'[data-k~="{claim.id}"]').all_text_contents()
    assert "".join(marked) == composed.QUOTE
    day = page.locator('tr:has(th:text-is("when")) .value').first
    place = day.locator("a").first.get_attribute("href")
    assert place is not None
    assert page.locator(f'[id="{place[1:]}"]').inner_text() == "3 May"


def test_every_value_of_the_table_leads_to_its_words(watched: Watched) -> None:
    for event in ("v1", "v2"):
        page = watched.open(f"/event/{event}")
        rows = page.request.get(f"{watched.home}/event/{event}.json").json()["table"]
        for row in rows:
            report = next(o.report.id for o in composed.REPORTS if o.report.name == row["path"])
            key = f"p-{report}-{row['span'][0]}-{row['span'][1]}"
            words = page.locator(f'mark[data-k~="{key}"]').all_text_contents()
            assert "".join(words) == row["quote"]


def test_a_cell_and_its_passage_light_up_together(watched: Watched) -> None:
    page = watched.open("/event/v2")
    value = page.locator(".value.disputed").first
    value.hover()
    assert set(page.locator("mark.lit").all_text_contents()) == {"Three people"}
    page.locator('mark[data-k]:text-is("Seven people")').first.hover()
    assert page.locator("div.value.lit").first.inner_text().startswith("Seven people")
    page.keyboard.press("j")  # the keyboard does the same
    assert page.locator("div.value.lit").first.inner_text().startswith("Three people")


def test_evidence_opens_on_the_page_and_its_citation_can_be_taken(watched: Watched) -> None:
    page = watched.open("/event/v2")
    page.locator(".value.disputed .proof").first.click()
    card = page.locator("dialog .card")
    card.wait_for()
    assert card.locator("mark").inner_text() == "Three people"
    assert "The Harbour" in card.inner_text()
    assert page.locator("dialog").get_by_text("Copy citation").count() == 1
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")


def test_layers_are_switched_without_a_script(chromium: Browser, served: str) -> None:
    with watching(chromium, served, scripts=False) as watched:
        page = watched.open(f"/report/{HARBOUR}")
        background = "element => getComputedStyle(element).backgroundColor"
        said = page.locator(".layered mark.said").first
        painted = said.evaluate(background)
        page.locator("#layer-said").uncheck()
        assert said.evaluate(background) != painted


def test_charts_are_drawn_by_the_script_and_by_the_server(watched: Watched) -> None:
    page = watched.open("/timeline")
    page.locator("figure.chart svg").wait_for()
    assert page.locator("figure.chart img").is_hidden()
    page.locator("figure.chart svg path[aria-roledescription='point']").first.hover(force=True)
    assert "2021-05-03" in page.locator("#vg-tooltip-element").inner_text()


def test_one_searches_and_reads_by_keyboard(watched: Watched) -> None:
    page = watched.open("/")
    page.keyboard.press("/")
    page.keyboard.type("ferry Oslo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ferry+Oslo")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/*")
    page.locator(".text").wait_for()


def test_hostile_reports_are_inert(chromium: Browser, hostile: Path) -> None:
    ids = [one.report.id for one in composed.hostile()]
    paths = ["/", "/event/v1", "/said", "/actors", "/sources", "/reports", "/timeline", "/map"]
    claims = [f"/claim/{claim.id}" for one in composed.hostile() for claim in one.claims]
    with serving(hostile) as home, watching(chromium, home) as watched:
        for path in [*paths, *(f"/report/{id_}" for id_ in ids), *claims, "/search?q=sand"]:
            page = watched.open(path)
            assert page.evaluate("window.pwned") is None
            assert page.locator("main h1").is_visible() or "/claim/" in path
            links = page.locator("a[href]").evaluate_all("all => all.map(a => a.protocol)")
            assert set(links) <= {"http:"}
            hrefs = page.locator("a[href]").evaluate_all("all => all.map(a => a.hostname)")
            assert set(hrefs) == {"127.0.0.1"}


def test_what_is_said_is_linked_both_ways(watched: Watched) -> None:
    page = watched.open(f"/report/{HARBOUR}")
    page.locator(".margin").first.hover()
    assert composed.QUOTE in "".join(page.locator("mark.lit").all_text_contents())
    assert page.locator(f'a[href="/claim/{CLAIM}"]').count() + 1
    assert LEE.name in page.locator("aside .voices").first.inner_text()
