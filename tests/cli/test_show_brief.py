"""The brief: everything in its place, every line with its evidence, nothing that can be run."""

from __future__ import annotations

import re

import pytest
from fake_dossier import (
    ALONE,
    EVENT,
    QUOTE,
    SAID,
    TOLD,
    TOLD_TOO,
    UNDATED,
    UNDATED_CLAIM,
    FakeDossier,
    comparison,
    place,
    side,
    statement,
)
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dragoman.show.brief import brief

UNDATED_WITH_WORDS = {**UNDATED, "claims": ["c7", "c9"]}
EVIDENCE = re.compile(r"`[^`]+\.(?:txt|html)(?::\d+-\d+)?`( “.*”)?$")


def part(page: str, heading: str) -> str:
    """The lines under a heading, up to the next of any level."""
    return page.split(f"{heading}\n", 1)[1].split("\n#", 1)[0]


@pytest.fixture
def page() -> str:
    return brief(FakeDossier())


def test_every_line_below_the_head_ends_with_its_evidence(page: str) -> None:
    body = page.split("## Reports\n", 1)[1]
    lines = [line for line in body.splitlines() if line.lstrip().startswith("- ")]
    bare = [line for line in lines if not EVIDENCE.search(line) and "**Told by:**" not in line]
    assert len(lines) > 15
    assert bare == []


def test_the_head_says_what_was_read_and_what_was_not(page: str) -> None:
    assert "- **Outlets:** 2 (The Morning and The Weekly)" in page
    assert "- **Published:** 2021-05-04 to 2021-05-09; 1 report without a date" in page
    assert "R013" in part(page, "## Not read, or not wholly")
    assert "torn.html" in part(page, "## Not read, or not wholly")


def test_the_most_reported_event_comes_first() -> None:
    said = statement(9, "weekly.txt", "The Weekly", 40, "We shall see")
    page = brief(FakeDossier(events=[UNDATED_WITH_WORDS, EVENT], claims=[UNDATED_CLAIM, said]))
    headings = re.findall(r"^### (.*)", page, re.MULTILINE)
    assert headings == [f"{EVENT['title']} (2021-05-03)", f"{EVENT['title']} (undated)"]


def test_what_one_report_only_mentions_is_a_line(page: str) -> None:
    assert part(page, "## Only mentioned, by one report").strip() == (
        "- Ada Moss and Karl Brandt meet in Lindau, undated, Lindau, DE — The Weekly, "
        "`weekly.txt:0-21` “They met on a Tuesday”"
    )


def test_an_undated_event_keeps_the_words_that_do_not_date_it() -> None:
    said = statement(9, "weekly.txt", "The Weekly", 40, "We shall see")
    page = brief(FakeDossier(events=[UNDATED_WITH_WORDS], claims=[UNDATED_CLAIM, said]))
    assert "  - The Weekly, only in passing, `weekly.txt`" in page
    assert "**When:** undated: “a Tuesday” — `weekly.txt:12-21` “a Tuesday”" in page


def test_date_place_and_participants_show_the_very_words(page: str) -> None:
    assert "**When:** 2021-05-03 (explicit) — `morning.txt:29-34` “3 May”" in page
    assert "**Where:** Lindau, DE — `morning.txt:19-25` “Lindau”" in page
    assert "**Who:** Ada Moss and Karl Brandt — `morning.txt:0-15` “Moss met Brandt”" in page


def test_a_place_that_the_claim_does_not_name_is_shown_by_the_whole_claim() -> None:
    moved = {**TOLD, "event": {**TOLD["event"], "place": "Bregenz"}}
    page = brief(FakeDossier(claims=[moved], events=[{**EVENT, "place": "Bregenz"}]))
    assert "**Where:** Bregenz, DE — `morning.txt:0-34` “Moss met Brandt in Lindau" in page


def test_told_by_counts_reports_outlets_and_origins(page: str) -> None:
    assert "**Told by:** 2 reports, 1 outlet, 2 independent origins" in page
    assert "  - The Morning, `morning.txt`" in page


def test_statements_stand_with_speaker_chain_and_place(page: str) -> None:
    said = part(page, "#### Said, as several report it")
    assert said.strip() == (
        f"- **Ada Moss:** “{QUOTE}” — The Morning, `morning.txt:60-103`; "
        "via Lake Agency, an unnamed outlet, `harbour.txt:80-123`"
    )
    alone = part(page, "#### Said, as only one reports it")
    assert "- **Karl Brandt:** “No toll was agreed” (denied, negated) — " in alone
    assert "Bridges take time" not in said + alone


def test_conflicts_show_both_sides_and_the_rule(page: str) -> None:
    conflict = part(page, "#### In conflict")
    assert "- **date** (conflict by date.rule): 2021-05-03 (The Morning), " in conflict
    assert " / 2021-05-04 (an unnamed outlet), `harbour.txt:0-20`" in conflict
    assert "#### Agreed" not in page  # what they agree on is a statement, and stands with those


def test_statements_of_no_event_are_grouped_by_speaker(page: str) -> None:
    assert "Bridges take time" in part(page, "## Said outside these events")


def test_a_quote_in_pieces_leaves_out_what_stands_between() -> None:
    pieces = [place("weekly.txt", 0, "We shall see,"), place("weekly.txt", 30, "and soon.")]
    said = statement(9, "weekly.txt", "The Weekly", 0, "We shall see,” he said, “and soon.")
    page = brief(FakeDossier(claims=[{**said, "evidence": pieces}]))
    assert "“We shall see, … and soon.” — The Weekly, `weekly.txt:0-34`" in page


def test_positions_across_events_have_a_section_of_their_own() -> None:
    across = comparison("position", "conflict", side(SAID, "open"), side(ALONE, "shut"), event=None)
    page = brief(FakeDossier(conflicts=[across]))
    assert "open (Ada Moss, The Morning), " in part(page, "## In conflict across events")


def test_names_are_set_side_by_side() -> None:
    naming = comparison(
        "naming",
        "compatible",
        side(SAID, "the ferrymen"),
        side(ALONE, "the boat lobby"),
        event=None,
    )
    page = brief(FakeDossier(conflicts=[naming]))
    assert (
        "- “the ferrymen”, The Morning, `morning.txt:60-103` / "
        "“the boat lobby”, an unnamed outlet, `harbour.txt:200-218`"
    ) in part(page, "## The same under different names")
    assert "## Agreed across events" not in page


def test_what_hangs_together_is_one_line() -> None:
    sides = [side(SAID, "Lindau"), side(ALONE, "Lindau"), side(TOLD, "the island of Lindau")]
    pairs = [(0, 1), (1, 2), (0, 2)]
    agreed = [comparison("place", "agree", sides[a], sides[b]) for a, b in pairs]
    lines = part(brief(FakeDossier(conflicts=agreed)), "#### Agreed").strip().splitlines()
    assert len(lines) == 1
    assert lines[0].count(" / ") == 2
    apart = [comparison("statement", "conflict", sides[a], sides[b]) for a, b in pairs]
    lines = part(brief(FakeDossier(conflicts=apart)), "#### In conflict").strip().splitlines()
    assert len(lines) == 3


def test_two_groups_that_a_comparison_joins_are_one_line() -> None:
    sides = [side(claim, "Lindau") for claim in (SAID, ALONE, TOLD, TOLD_TOO)]
    rows = [comparison("place", "agree", sides[a], sides[b]) for a, b in ((0, 1), (2, 3), (1, 2))]
    lines = part(brief(FakeDossier(conflicts=rows)), "#### Agreed").strip().splitlines()
    assert len(lines) == 1
    assert lines[0].count(" / ") == 3


def test_what_is_close_is_not_called_agreed() -> None:
    row = comparison("place", "compatible", side(SAID, "Lindau"), side(ALONE, "Bavaria"))
    page = brief(FakeDossier(conflicts=[row]))
    assert "Bavaria" in part(page, "#### Close, and no contradiction")
    assert "#### Agreed" not in page


def test_a_shared_origin_is_said() -> None:
    row = comparison("place", "agree", side(SAID, "Lindau"), side(ALONE, "Lindau"))
    page = brief(FakeDossier(conflicts=[{**row, "shared_origin": True}]))
    assert "(agree by place.rule, both from one origin)" in page


def test_a_long_quote_is_cut_and_marked() -> None:
    long = statement(8, "weekly.txt", "The Weekly", 0, "word " * 100)
    line = next(li for li in brief(FakeDossier(claims=[long])).splitlines() if "word" in li)
    assert "word…”" in line
    assert len(line) < 300


def test_an_empty_dossier_is_a_brief_too() -> None:
    empty: dict[str, list[dict[str, object]]] = {
        kind: [] for kind in ("reports", "events", "claims", "conflicts", "problems")
    }
    page = brief(FakeDossier(**empty))
    assert page.startswith("# Brief of 0 reports\n")
    assert "- **Problems:** none" in page


def test_the_same_dossier_gives_the_same_brief(page: str) -> None:
    assert brief(FakeDossier()) == page


HOSTILE = st.text(max_size=30) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "[red]\x1b[31m",
        "](https://evil.example)",
        "![x](http://evil.example/x.png)",
        "``` `` `",
        "# head\n- item\n\n> quote",
        "\u202eover",
        "&lt;b&gt;",
        "| a | b |",
    ]
)


@given(HOSTILE)
def test_hostile_words_are_inert_wherever_they_stand(words: str) -> None:
    claim = statement(
        9, f"{words or 'a'}.txt", words, 0, words, speaker=[words], via=[{"name": words}]
    )
    event = {
        **EVENT,
        "title": words,
        "actors": [words],
        "place": words,
        "venue": words,
        "claims": ["c9"],
        "reports": [{"id": "r", "path": words, "outlet": words, "role": "main"}],
        "evidence": claim["evidence"],
    }
    rows = [comparison("place", "conflict", side(claim, words), side(claim, words))]
    page = brief(FakeDossier(events=[event], claims=[claim], conflicts=rows))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
    inline = [child.type for token in tokens for child in token.children or []]
    allowed = {"text", "text_special", "code_inline", "strong_open", "strong_close"}
    assert set(inline) <= allowed
    headings = sum(token.type == "heading_open" for token in tokens)
    assert headings == page.count("\n#") + 1
