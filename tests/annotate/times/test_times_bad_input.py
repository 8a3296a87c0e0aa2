"""Impossible dates, absurd numbers, other scripts: nothing raises and nothing is invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.annotate import annotate
from dragoman.annotate.times import find_times
from dragoman.model import UNDATED, Interval, Problem, Published, Report
from dragoman.read import read_inputs

PIECES = st.one_of(
    st.sampled_from(
        [
            "May",
            "the",
            "of",
            "to",
            "between",
            "and",
            "-",
            "year",
            "years ago",
            "later",
            "Monday",
            "century",
            "in the",
            "at",
            "a.m.",
            "June 2018",
            "９日",
            "٣ يونيو",
            "३१ जून",
            "Ⅻ",
            "²",
            "\u202eMay 5\u202c",
        ]
    ),
    st.integers(-(10**30), 10**30).map(str),
    st.text(max_size=6),
)


@pytest.mark.parametrize(
    "sentence",
    [
        "They met on 31 June 2018.",
        "They met on the 45th of May.",
        "They met on 2018-13-45.",
        "They met on 00/00/0000.",
        "They met on February 30.",
        "They met on 29 February 2019.",
        "They met on 31-31 June.",
        "They met on May 9 to 5, 2018.",
        "The count was 0000.",
    ],
)
def test_what_no_calendar_has_dates_nothing(paragraphs: Any, sentence: str) -> None:
    day = date(2018, 6, 20)
    for published in (Published(Interval(day, day), "given"), Published()):
        for time in find_times(paragraphs(("body", sentence)), published):
            assert (time.when.days() or 0) != 1, time


@pytest.mark.parametrize(
    "sentence",
    [
        "It broke out 99999999999999999999 years ago.",
        "It ended 99999999999 centuries later.",
        "It lasted 1e99 days and 10,000,000,000 hundred thousand weeks.",
        "It fell in the 999999th century.",
    ],
)
def test_huge_numbers_date_nothing(paragraphs: Any, sentence: str) -> None:
    times = find_times(paragraphs(("body", sentence)), Published())
    assert all(time.when == UNDATED for time in times)


def test_a_report_published_on_no_day_stays_undated(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    told = {"text": "Ann Lee met Bo Sand on Monday in Oslo.", "published": "0000-00-00"}
    path.write_text(json.dumps(told), encoding="utf-8")
    items = list(read_inputs([path]))
    assert [p.code for p in items if isinstance(p, Problem)] == ["R010"]
    (one,) = annotate([item for item in items if isinstance(item, Report)])
    assert (one.report.published.when, one.report.published.how) == (UNDATED, "unknown")
    assert [(t.value, t.when, t.anchor) for t in one.times] == [("XXXX-WXX-1", UNDATED, "unknown")]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES, min_size=1, max_size=10), first=st.none() | st.dates())
def test_nothing_raises_and_what_is_dated_says_why(
    paragraphs: Any, pieces: list[str], first: Any
) -> None:
    text = " ".join(pieces)
    for time in find_times(paragraphs(("body", text)), Published(Interval(first, first), "given")):
        assert time.when.known == (time.anchor != "unknown")
        assert not time.when.known or time.when.first <= time.when.last
        assert first is not None or time.anchor != "published"
