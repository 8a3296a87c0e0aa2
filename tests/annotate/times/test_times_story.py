"""Times counted from the time the story is at, and publication dates that are not one day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman.annotate.times import find_times
from dragoman.model import Interval, Published

SUNDAY = "2018-06-17"


@pytest.mark.parametrize(
    ("text", "words", "when"),
    [
        ("They fell out on May 17. A day later the envoy spoke.", "A day later", "2018-05-18"),
        (
            "They fell out on May 17. Three days earlier a shell fell.",
            "Three days earlier",
            "2018-05-14",
        ),
        (
            "They met on May 17. The following day they flew home.",
            "The following day",
            "2018-05-18",
        ),
        ("They met on May 17. The day before, a shell fell.", "The day before", "2018-05-16"),
        (
            "In late May he flew. Just a week later he fell ill.",
            "Just a week later",
            "2018-05-28/2018-06-07",
        ),
        (
            "In late May he flew. He said at the time that he was well.",
            "the time",
            "2018-05-21/2018-05-31",
        ),
        (
            "The war began in 2011. Later that year the city fell.",
            "Later that year",
            "2011-01-01/2011-12-31",
        ),
        (
            "They met on May 17. The following week they met again.",
            "The following week",
            "2018-05-21/2018-05-27",
        ),
    ],
)
def test_counted_from_the_last_date_named(read: Any, text: str, words: str, when: str) -> None:
    found = read(text, SUNDAY)[words]
    first, last = found.when
    assert when == (str(first) if first == last else f"{first}/{last}")
    assert found.anchor == "narrative"


def test_a_comparison_leaves_the_story_where_it_was(read: Any) -> None:
    text = "Exports fell in May 2018, from a peak a year earlier. The next month they rose."
    assert read(text, SUNDAY)["The next month"].value == "2018-06"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The war began in 2011. The following day the city fell.", "The following day"),
        ("A day later the envoy spoke.", "A day later"),
        ("The following day they flew home.", "The following day"),
    ],
)
def test_no_day_is_invented_where_the_story_is_at_none(read: Any, text: str, words: str) -> None:
    found = read(text, SUNDAY)[words]
    assert (found.when, found.anchor) == ((None, None), "unknown")


def test_an_unresolved_date_stops_the_count(read: Any) -> None:
    text = "The war began on May 4, 2011. On June 9 they met. A day later they flew home."
    found = read(text)
    assert found["May 4, 2011"].when.known
    assert not found["A day later"].when.known


def test_every_day_of_publication_agrees(read: Any) -> None:
    found = read("They met on Sunday.", "2018-06-17/2018-06-20")["Sunday"]
    assert (found.value, found.anchor) == ("2018-06-17", "published")


def test_a_short_disagreement_is_kept_as_its_union(read: Any) -> None:
    found = read("They met yesterday.", "2018-06-17/2018-06-20")["yesterday"]
    assert found.value == "XXXX-XX-XX"
    assert found.when == (date(2018, 6, 16), date(2018, 6, 19))


def test_a_wide_disagreement_is_not_known(read: Any) -> None:
    found = read("They met yesterday in 2018.", "2018-05-01/2018-06-20")
    assert (found["yesterday"].when, found["yesterday"].anchor) == ((None, None), "unknown")
    assert found["2018"].anchor == "explicit"


def test_an_open_publication_date_dates_nothing(paragraphs: Any) -> None:
    half_known = Published(Interval(date(2018, 6, 17), None), "given")
    (found,) = find_times(paragraphs(("body", "They met yesterday.")), half_known)
    assert (found.value, found.anchor) == ("XXXX-XX-XX", "unknown")
