"""Quotations that go on over several lines."""

from __future__ import annotations

import pytest

from dragoman.annotate.attribution.quotes import find_quotes
from dragoman.annotate.attribution.runs import lines_to_close, reopens, starts_inside


def test_a_line_inside_a_quotation_is_quoted_to_its_mark() -> None:
    text = "We carried them upstairs,” she said. “Then it rained.”"
    quotes = [(q.inner.of(text), q.closed) for q in find_quotes(text, inside=True)]
    assert quotes == [("We carried them upstairs,", True), ("Then it rained.", True)]


def test_a_line_inside_a_quotation_without_any_mark_is_all_quoted() -> None:
    text = "We carried them upstairs. "
    assert [q.inner.of(text) for q in find_quotes(text, inside=True)] == [text.rstrip()]


def test_a_mark_left_open_runs_on_only_where_the_next_line_goes_on() -> None:
    text = "She said: “The river rose."
    assert find_quotes(text) == []
    (quote,) = find_quotes(text, runs_on=True)
    assert (quote.inner.of(text), quote.closed) == ("The river rose.", False)


@pytest.mark.parametrize(
    ("line", "inside", "opening"),
    [
        ("We carried them upstairs,” she said.", True, False),
        ("“Then it rained,” she said.", False, True),
        ("It rained for a week.", False, False),
        ("He called it “a scandal” and left.", False, False),
    ],
)
def test_what_a_line_says_of_the_line_before(line: str, inside: bool, opening: bool) -> None:
    assert starts_inside(line) is inside
    assert reopens(line) is opening


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["And it rained.", "And it snowed,” she said."], 2),
        (["And it rained.", "He called it “a scandal”."], 0),
        (["And it rained."] * 9, 0),
        ([], 0),
    ],
)
def test_a_quotation_left_open_is_closed_soon_or_never(lines: list[str], count: int) -> None:
    assert lines_to_close(lines) == count
