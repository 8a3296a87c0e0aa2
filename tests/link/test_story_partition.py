"""Reports parted into stories, with the reasons."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.gist import Gist
from dragoman.link.stories import Stories, days_between, fading, find_stories
from dragoman.model import UNDATED, Interval, Line, Published, Report, Span

FERRY = "The ferry Marigold sank off Fellmouth after her engine room flooded in a gale."
RESCUED = "All forty passengers of the Marigold were taken off by the Fellmouth lifeboat."
INQUIRY = "Fellmouth harbour master Ada Crane ordered an inquiry into the Marigold's flooding."
CHESS = "Teenager Ilse Brandt won the chess open at Ravensholm with seven straight wins."
TITLE = "Ravensholm chess open goes to Brandt, 16"


def report(name: str, text: str, day: str | None = None, title: str | None = None) -> Report:
    when = Interval(*[date.fromisoformat(day)] * 2) if day else UNDATED
    line = Line(Span(0, len(text)), "body", "given")
    return Report(name, name, name, text, "", title=title, published=Published(when), lines=(line,))


def names(stories: Stories) -> list[list[str]]:
    return sorted(sorted(group) for group in stories.groups)


SIX = [
    report("a", f"{FERRY} {RESCUED}", "2021-03-02"),
    report("b", f"{RESCUED} {FERRY}", "2021-03-02"),
    report("c", f"{INQUIRY} {RESCUED}", "2021-03-05"),
    report("d", CHESS, "2021-03-03", TITLE),
    report("e", f"{CHESS} Brandt is sixteen.", None),
    report("f", "Herring prices rose again at the auction.", "2021-03-03"),
]


def test_reports_of_one_affair_are_one_story() -> None:
    assert names(find_stories(SIX)) == [["a", "b", "c"], ["d", "e"], ["f"]]


def test_an_edge_says_why() -> None:
    edges = {(edge.left, edge.right): edge for edge in find_stories(SIX).edges}
    edge = edges["b", "c"]
    assert edge.days == 3
    assert "marigold" in edge.shared
    assert "fellmouth" in edge.shared
    assert edge.why.endswith("; 3 days apart")
    assert edges["d", "e"].why.endswith("; undated")


def test_likeness_fades_with_time_but_the_same_words_still_hold() -> None:
    mixed = f"{INQUIRY} {CHESS}"
    soon, late = (report("z", mixed, day) for day in ("2021-03-04", "2022-09-04"))
    assert names(find_stories([SIX[0], soon])) == [["a", "z"]]
    assert names(find_stories([SIX[0], late])) == [["a"], ["z"]]
    assert names(find_stories([SIX[0], report("z", RESCUED, "2022-09-04")])) == [["a", "z"]]


def test_pairs_are_only_of_dated_reports_some_days_apart() -> None:
    late = report("z", f"{FERRY} {RESCUED}", "2021-03-20")
    pairs = find_stories([*SIX, late]).pairs
    assert pairs == {frozenset(pair) for pair in (("a", "b"), ("a", "c"), ("b", "c"))}


def test_order_does_not_matter_and_doubles_are_one() -> None:
    expected = find_stories(SIX)
    for order in list(permutations(SIX))[::97]:
        assert find_stories([*order, order[0]]) == expected


def test_another_report_leaves_other_stories_as_they_are() -> None:
    before = find_stories(SIX).of
    after = find_stories([*SIX, report("g", f"{CHESS} Her coach wept.", "2021-03-04")]).of
    assert after["g"] == after["d"] == before["d"]
    assert {name: after[name] for name in before} == before


def test_empty_and_wordless_reports_are_stories_of_their_own() -> None:
    assert names(find_stories([])) == []
    assert names(find_stories([report("a", ""), report("b", "… — !")])) == [["a"], ["b"]]


def test_a_title_weighs_more_than_the_body() -> None:
    plain = Gist(report("x", CHESS)).vector
    titled = Gist(report("x", CHESS, title="Ilse Brandt")).vector
    assert titled["brandt"] > plain["brandt"]
    assert list(titled.values()) == sorted(titled.values(), reverse=True)


@given(st.integers(0, 4000), st.integers(0, 4000))
def test_fading_never_rises_with_time(one: int, other: int) -> None:
    near, far = sorted((one, other))
    assert 1 >= fading(near) >= fading(far) >= 0.5
    assert fading(0) > fading(None) > 0.5


def test_days_between_intervals() -> None:
    day = date(2021, 3, 2)
    week = Interval(day, day + timedelta(days=6))
    assert days_between(week, Interval(day, day)) == 0
    assert days_between(week, Interval(day + timedelta(days=9), day + timedelta(days=9))) == 3
    assert days_between(Interval(day - timedelta(days=2), day - timedelta(days=1)), week) == 1
    assert days_between(week, Interval(day, None)) is None
