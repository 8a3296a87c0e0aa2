from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.likeness.days import Days, relation
from dragoman.model import Interval
from literals import interval


def dated(iso: str) -> Days:
    return Days(interval(iso))


TUESDAY, WEDNESDAY, FRIDAY = Days(weekday=2), Days(weekday=3), Days(weekday=5)

PAIRS = [
    (dated("2021-03-02"), dated("2021-03-02"), "same"),
    (dated("2021-03-02"), dated("2021-03-01/2021-03-07"), "within"),
    (dated("2021-03-02"), dated("2021-03-03"), "near"),
    (dated("2021-03-02"), dated("2021-03-04"), "apart"),
    (dated("2021-03-02"), TUESDAY, "fits"),  # 2 March 2021 was a Tuesday
    (dated("2021-03-02"), WEDNESDAY, "near"),
    (dated("2021-03-02"), FRIDAY, "apart"),
    (dated("2021-03-01/2021-03-31"), FRIDAY, "unknown"),
    (TUESDAY, TUESDAY, "fits"),
    (TUESDAY, FRIDAY, "apart"),
    (Days(weekday=7), Days(weekday=1), "near"),
    (Days(month=3, day=2), dated("2021-03-02"), "fits"),
    (Days(month=3, day=2), dated("2021-03-05"), "apart"),
    (Days(month=3), Days(month=3, day=9), "fits"),
    (Days(month=3), TUESDAY, "unknown"),
    (Days(), dated("2021-03-02"), "unknown"),
    (Days(Interval(None, date(2021, 1, 1))), dated("2021-03-02"), "apart"),
    (Days(Interval(None, date(2021, 6, 1))), dated("2021-03-02"), "within"),
]


@pytest.mark.parametrize(("left", "right", "expected"), PAIRS)
def test_relation(left: Days, right: Days, expected: str) -> None:
    assert relation(left, right) == expected


days = st.builds(
    lambda first, length: Days(Interval(first, date.fromordinal(first.toordinal() + length))),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(0, 40),
)
patterns = st.one_of(
    st.just(Days()),
    st.integers(1, 7).map(lambda n: Days(weekday=n)),
    st.builds(lambda m, d: Days(month=m, day=d), st.integers(1, 12), st.integers(1, 28)),
)


@given(st.one_of(days, patterns), st.one_of(days, patterns))
def test_relation_does_not_depend_on_the_order(left: Days, right: Days) -> None:
    assert relation(left, right) == relation(right, left)


@given(days)
def test_every_day_of_an_interval_lies_within_it(span: Days) -> None:
    first = span.interval.first
    assert relation(Days(Interval(first, first)), span) in {"same", "within"}
    assert first is not None
    weekday = relation(Days(weekday=first.isoweekday()), Days(Interval(first, first)))
    assert weekday == "fits"
