"""The grammar against its own examples, and against texts nobody wrote."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.annotate.times import find, find_times, guards, periods
from dragoman.annotate.times.grammar import Rule, rules, scan
from dragoman.annotate.times.lexicon import number, spelled_year
from dragoman.model import Interval, Published

WORDS = re.findall(
    r"\S+",
    """
on the a last next this Sunday June May 31 9 2018 99999 two thousand hundred million years weeks
decades ago later earlier quarter fifth end of at 10:30 25 p.m. day before following century 0/0
1/0 00/00/2018 Dec. every 🙂 e\u0301t\u00e9 — , .
""",
)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.resolver}: {rule.examples[0]}")
def test_each_rule_finds_its_examples(rule: Rule) -> None:
    assert rule.examples
    for example in rule.examples:
        assert rule.resolver in {found.rule.resolver for found in scan(example)}, example


def test_each_rule_names_a_resolver_and_checks_that_exist() -> None:
    assert {rule.resolver for rule in rules()} == set(find.RESOLVERS)
    assert {name for rule in rules() for name in rule.unless} == set(guards.GUARDS)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.lists(st.sampled_from(WORDS), max_size=14),
    first=st.none() | st.dates(),
    width=st.integers(0, 20),
)
def test_any_words_give_spans_in_order_and_sound_intervals(
    paragraphs: Any, words: list[str], first: date | None, width: int
) -> None:
    text = " ".join(words)
    last = first and min(date.max, first + timedelta(min(width, (date.max - first).days)))
    lines = paragraphs(("body", "👋🏽 before"), ("body", text))
    times = find_times(lines, Published(Interval(first, last), "given"))
    whole = "👋🏽 before\n" + text
    end = 0
    for found in times:
        assert end <= found.span.start < found.span.end <= len(whole)
        assert found.span.of(whole).strip() == found.span.of(whole)
        assert (found.when.first is None) == (found.when.last is None)
        assert (found.anchor == "unknown") == (not found.when.known)
        if found.when.first and found.when.last:
            assert found.when.first <= found.when.last
        end = found.span.end


@given(st.dates())
@pytest.mark.parametrize(
    "unit", ["day", "week", "month", "quarter", "half", "year", "decade", "century"]
)
def test_a_period_holds_the_day_it_was_named_by(unit: str, day: date) -> None:
    when = periods.days_of(periods.name(unit, day))
    if when.known:  # the first decade and the last week of the calendar reach beyond it
        assert when.first is not None
        assert when.last is not None
        assert when.first <= day <= when.last
    else:
        assert day.year < 10 or day.year == 9999


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("2 1/2", 2.5),
        ("twenty-five", 25),
        ("a couple of", 2),
        ("two hundred and ten", 210),
        ("several", None),
        ("1/0", None),
    ],
)
def test_numbers_in_words(text: str, value: float | None) -> None:
    assert number(text) == value


def test_years_in_words() -> None:
    assert spelled_year("nineteen ninety-six") == 1996
    assert spelled_year("two thousand and ten") == 2010
    assert spelled_year("ten ninety") is None


def test_a_shift_beyond_the_calendar_is_none() -> None:
    assert periods.shift(date(2018, 6, 9), "century", -100) is None
    assert periods.shift(date(2018, 3, 31), "month", -1) == date(2018, 2, 28)
