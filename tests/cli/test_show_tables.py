"""The tables of every listing: each column says what its title promises."""

from __future__ import annotations

import io
from typing import Any

import pytest
from fake_dossier import place
from rich.console import Console

from dragoman.show.tables import grid, listing

SHOWN = [place("a.txt", 5, "the ferrymen"), place("b.txt", 7, "the boat lobby")]
ROWS: dict[str, dict[str, Any]] = {
    "sources": {
        "name": "Lake Agency",
        "kind": "agency",
        "country": None,
        "reports": 0,
        "reprints": 0,
        "credits": 2,
        "relayed": 1,
        "evidence": SHOWN,
    },
    "actors": {
        "name": "Ferry Guild",
        "names": ["Ferry Guild", "the ferrymen"],
        "kind": "organisation",
        "country": "DE",
        "roles": ["union"],
        "reports": 2,
        "acts": 3,
        "speaks": 0,
        "evidence": SHOWN[:1],
    },
    "relations": {
        "actor_name": "Ada Moss",
        "recipient_name": "Ferry Guild",
        "month": None,
        "quad_class": "verbal conflict",
        "events": 4,
        "evidence": [],
    },
}


def page(kind: str, rows: list[dict[str, Any]], width: int) -> str:
    paper = Console(file=io.StringIO(), width=width)
    with paper.capture() as captured:
        for table in listing(kind, rows, width):
            paper.print(table)
    return captured.get()


@pytest.mark.parametrize("width", [200, 60])
@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (
            "sources",
            ["Lake Agency", "agency", "2 times", "1 claim", "a.txt:5-17 “the ferrymen” (+1)"],
        ),
        ("actors", ["Ferry Guild", "organisation", "DE", "the ferrymen", "union", "2", "3", "0"]),
        ("relations", ["Ada Moss → Ferry Guild", "undated", "verbal conflict", "4"]),
    ],
)
def test_a_row_is_told_in_full_at_any_width(kind: str, told: list[str], width: int) -> None:
    shown = " ".join(page(kind, [ROWS[kind]], width).split())
    assert [words for words in told if words not in shown] == []


def test_what_is_not_known_is_left_out_of_a_block() -> None:
    assert "country" not in page("sources", [ROWS["sources"]], 60)


def test_a_long_listing_is_laid_out_in_pages() -> None:
    assert len(list(listing("relations", [ROWS["relations"]] * 450, 200))) == 3


def test_no_rows_are_no_pages() -> None:
    assert list(listing("events", [], 100)) == []


def test_a_long_cell_is_cut_and_marked() -> None:
    shown = " ".join(
        page("relations", [{**ROWS["relations"], "actor_name": "Moss " * 90}], 200).split()
    )
    assert "Moss…" in shown


def test_a_grid_shows_any_values() -> None:
    paper = Console(file=io.StringIO(), width=100)
    with paper.capture() as captured:
        for table in grid(["[red]n[/red]", "many"], [{"[red]n[/red]": 1.5, "many": ["a"]}], 100):
            paper.print(table, markup=False)
    assert "[red]n[/red]" in captured.get()
    assert "['a']" in captured.get()
