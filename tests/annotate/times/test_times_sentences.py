"""What a journalist would say each expression means, sentence by sentence.

Where the report has a date it is Wednesday, 20 June 2018.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman import annotate
from dragoman.annotate.times import find_times, stretch_of
from dragoman.model import Interval, Published, hull

WEDNESDAY = "2018-06-20"
ON_WEDNESDAY = Published(Interval(date(2018, 6, 20), date(2018, 6, 20)), "given")

# (sentence, expression, value, its day or its first/last day)
EXPLICIT = [
    ("The pact dates from June 9th, 2018.", "June 9th, 2018", "2018-06-09", "2018-06-09"),
    ("They met on 9 June 2018 in Oslo.", "9 June 2018", "2018-06-09", "2018-06-09"),
    ("Filed 2018-06-09 by the clerk.", "2018-06-09", "2018-06-09", "2018-06-09"),
    ("It was signed on 31.12.2017 in Bern.", "31.12.2017", "2017-12-31", "2017-12-31"),
    ("It was signed on 12/31/2017.", "12/31/2017", "2017-12-31", "2017-12-31"),
    ("Troops have stayed since 2015.", "2015", "2015", "2015-01-01/2015-12-31"),
    (
        "The war began in the summer of 2014.",
        "the summer of 2014",
        "2014-SU",
        "2014-06-01/2014-09-23",
    ),
    ("Prices rose in early 2018.", "early 2018", "2018", "2018-01-01/2018-05-02"),
    (
        "It fell in the fourth quarter of 2017.",
        "the fourth quarter of 2017",
        "2017-Q4",
        "2017-10-01/2017-12-31",
    ),
    ("The port was built in the 1990s.", "the 1990s", "199", "1990-01-01/1999-12-31"),
    (
        "Talks ran on Nov. 3-5, 2017.",
        "Nov. 3-5, 2017",
        "2017-11-03/2017-11-05",
        "2017-11-03/2017-11-05",
    ),
    ("He was born in nineteen ninety-six.", "nineteen ninety-six", "1996", "1996-01-01/1996-12-31"),
    ("A deal was reached on Christmas Day 2016.", "Christmas Day 2016", "2016-12-25", "2016-12-25"),
]
PUBLISHED = [
    ("The ministers met on June 9.", "June 9", "2018-06-09", "2018-06-09"),
    ("The ministers will meet on July 9.", "July 9", "2018-07-09", "2018-07-09"),
    ("He resigned on Nov. 30.", "Nov. 30", "2017-11-30", "2017-11-30"),
    ("The ministers met on Saturday.", "Saturday", "2018-06-16", "2018-06-16"),
    ("The ministers met on Wednesday.", "Wednesday", "2018-06-20", "2018-06-20"),
    ("The ministers will meet on Saturday.", "Saturday", "2018-06-23", "2018-06-23"),
    ("They agreed to meet on Saturday.", "Saturday", "2018-06-23", "2018-06-23"),
    ("The talks are scheduled for Friday.", "Friday", "2018-06-22", "2018-06-22"),
    ("The meeting this Friday is off.", "this Friday", "2018-06-22", "2018-06-22"),
    ("They agreed on Saturday to meet again.", "Saturday", "2018-06-16", "2018-06-16"),
    ("They had been due to meet on Saturday.", "Saturday", "2018-06-16", "2018-06-16"),
    ("They met last Wednesday.", "last Wednesday", "2018-06-13", "2018-06-13"),
    ("The vote comes next Tuesday.", "next Tuesday", "2018-06-26", "2018-06-26"),
    ("They arrived yesterday.", "yesterday", "2018-06-19", "2018-06-19"),
    ("They leave tomorrow.", "tomorrow", "2018-06-21", "2018-06-21"),
    ("They spoke last month.", "last month", "2018-05", "2018-05-01/2018-05-31"),
    ("The two clashed this year.", "this year", "2018", "2018-01-01/2018-12-31"),
    ("He left in late May.", "late May", "2018-05", "2018-05-21/2018-05-31"),
    ("He left in mid-March.", "mid-March", "2018-03", "2018-03-11/2018-03-21"),
    ("He left at the end of May.", "the end of May", "2018-05", "2018-05-21/2018-05-31"),
    ("It broke out two weeks ago.", "two weeks ago", "2018-W23", "2018-06-04/2018-06-10"),
    ("It broke out 10 days ago.", "10 days ago", "2018-06-10", "2018-06-10"),
    ("It broke out a year ago.", "a year ago", "2017", "2017-01-01/2017-12-31"),
    ("It shrank in the past five years.", "the past five years", "P5Y", "2013-06-20/2018-06-20"),
    ("They left over the weekend.", "the weekend", "2018-W24-WE", "2018-06-16/2018-06-17"),
    ("He returned last summer.", "last summer", "2017-SU", "2017-06-01/2017-09-23"),
    ("He resigned last December.", "last December", "2017-12", "2017-12-01/2017-12-31"),
]
CLOCK = [
    ("They dined on Sunday evening.", "Sunday evening", "2018-06-17TEV", "2018-06-17"),
    (
        "The raid began at 10:30 a.m. Tuesday.",
        "10:30 a.m. Tuesday",
        "2018-06-19T10:30",
        "2018-06-19",
    ),
    ("The cabinet sat tonight.", "tonight", "2018-06-20TNI", "2018-06-20"),
    ("The bridge fell last night.", "last night", "2018-06-19TNI", "2018-06-19"),
]
NO_DAYS = [
    ("The talks lasted two hours.", "two hours", "PT2H", "duration"),
    ("The siege lasted two and a half years.", None, None, None),
    ("They waited half an hour.", "half an hour", "PT30M", "duration"),
    ("It took 2 1/2 years.", "2 1/2 years", "P2Y6M", "duration"),
    ("A two-day summit opened.", "two-day", "P2D", "duration"),
    ("It lasted several months.", "several months", "PXM", "duration"),
    ("Shells fall every day.", "every day", "P1D", "set"),
    ("Shells fall daily.", "daily", "P1D", "set"),
    ("The council meets annually.", "annually", "P1Y", "set"),
    ("The council meets every Friday.", "every Friday", "XXXX-WXX-5", "set"),
    ("They now agree.", "now", "PRESENT_REF", "date"),
]


def days(time: Any) -> str:
    first, last = time.when
    return str(first) if first == last else f"{first}/{last}"


@pytest.mark.parametrize(("sentence", "words", "value", "when"), EXPLICIT)
def test_words_that_fix_the_date_alone(
    read: Any, sentence: str, words: str, value: str, when: str
) -> None:
    for day in (WEDNESDAY, None):
        found = read(sentence, day)[words]
        assert (found.value, days(found), found.anchor) == (value, when, "explicit")


@pytest.mark.parametrize(("sentence", "words", "value", "when"), PUBLISHED + CLOCK)
def test_words_counted_from_publication(
    read: Any, sentence: str, words: str, value: str, when: str
) -> None:
    found = read(sentence, WEDNESDAY)[words]
    assert (found.value, days(found), found.anchor) == (value, when, "published")
    assert found.kind == ("time" if "T" in value else "duration" if value[0] == "P" else "date")
    undated = read(sentence)[words]
    assert (undated.anchor, days(undated)) == ("unknown", "None")


@pytest.mark.parametrize(("sentence", "words", "value", "kind"), NO_DAYS)
def test_what_has_no_days(
    read: Any, sentence: str, words: str | None, value: str | None, kind: str | None
) -> None:
    times = read(sentence, WEDNESDAY)
    if words is None:
        assert all(days(found) == "None" for found in times.values())
        return
    found = times[words]
    assert (found.value, found.kind, found.anchor) == (value, kind, "unknown")
    assert days(found) == "None"


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("They met on Tuesday.", "Tuesday", "XXXX-WXX-2"),
        ("They met on June 9.", "June 9", "XXXX-06-09"),
        ("They met in late July.", "late July", "XXXX-07"),
        ("They met yesterday.", "yesterday", "XXXX-XX-XX"),
    ],
)
def test_an_undated_report_gets_the_form_and_no_day(
    read: Any, sentence: str, words: str, value: str
) -> None:
    assert read(sentence)[words].value == value


@pytest.mark.parametrize(
    "sentence",
    [
        "It may rain and they may march.",
        "About 2000 soldiers crossed the river.",
        "The grant was $1950 in all.",
        "Prime Minister Theresa May resigned.",
        "The boy is 8 years old.",
        "A 12-year-old girl was hurt.",
        "They met on 31 June.",
        "They met on 31/06/2018.",
        "On the one hand, a second meeting was fruitless.",
        "He sat by the door.",
    ],
)
def test_what_is_no_time(read: Any, sentence: str) -> None:
    assert read(sentence, WEDNESDAY) == {}


def test_day_and_month_that_could_change_places_keep_both(read: Any) -> None:
    found = read("It was signed on 09/06/2017.", WEDNESDAY)["09/06/2017"]
    assert (found.value, found.anchor) == ("2017", "explicit")
    assert found.when == (date(2017, 6, 9), date(2017, 9, 6))


def test_a_day_after_publication_settles_which_is_the_month(read: Any) -> None:
    found = read("It was signed on 09/06/2018.", WEDNESDAY)["09/06/2018"]
    assert found.value == "2018-06-09"


def test_a_headline_in_the_present_tells_of_the_past(read: Any) -> None:
    assert read("Presidents meet in Oslo Saturday", WEDNESDAY)["Saturday"].value == "2018-06-16"


@pytest.mark.parametrize(
    ("sentence", "words", "value", "when"),
    [
        ("The war of 1998-2000 was long.", "1998-2000", "1998/2000", "1998-01-01/2000-12-31"),
        ("The war of 1914–18 was long.", "1914–18", "1914/1918", "1914-01-01/1918-12-31"),
        (
            "They met in Oslo on June 9 and 10.",
            "June 9 and 10",
            "2018-06-09/2018-06-10",
            "2018-06-09/2018-06-10",
        ),
        ("It fell from 5 May to 9 June 2017.", "5 May", "2017-05-05", "2017-05-05"),
        ("It fell from November to 9 June 2017.", "November", "2016-11", "2016-11-01/2016-11-30"),
    ],
)
def test_ranges(read: Any, sentence: str, words: str, value: str, when: str) -> None:
    found = read(sentence, WEDNESDAY)[words]
    assert (found.value, days(found)) == (value, when)


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("The war between 1998 and 2000 was long.", "1998-01-01/2000-12-31"),
        ("The border war of 1998 to 2000 was long.", "1998-01-01/2000-12-31"),
        ("Shells fell from 5 May until 9 June 2017.", "2017-05-05/2017-06-09"),
        ("Shells fell from Monday through Wednesday.", "2018-06-18/2018-06-20"),
    ],
)
def test_what_happened_between_two_days_happened_on_neither_alone(
    paragraphs: Any, sentence: str, when: str
) -> None:
    times = find_times(paragraphs(("body", sentence)), ON_WEDNESDAY)
    assert len(times) == 2
    for time in times:
        span, interval = stretch_of(time, times, sentence)
        assert (span, "/".join(map(str, interval))) == (hull(t.span for t in times), when)


@pytest.mark.parametrize(
    "sentence",
    [
        "It began in 1998 and 2000 died.",
        "They left in 2000 to return in 1998.",
        "In 1998 they left; in 2000 they came back.",
    ],
)
def test_other_years_are_no_range(paragraphs: Any, sentence: str) -> None:
    times = find_times(paragraphs(("body", sentence)), ON_WEDNESDAY)
    assert [stretch_of(time, times, sentence)[1] for time in times] == [t.when for t in times]


def test_an_event_of_a_range_is_dated_by_the_whole_of_it() -> None:
    text = "Troops killed about 70,000 people between 1998 and 2000."
    (event,) = [c["event"] for c in annotate(text).to_dict()["claims"] if c["event"]]
    assert event["when"] == {
        "from": "1998-01-01",
        "to": "2000-12-31",
        "text": "1998 and 2000",
        "anchor": "explicit",
    }


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The summit opens Friday in Bonn.", "Friday", "2018-06-22"),
        ("Until Monday they had not met.", "Monday", "2018-06-18"),
        ("The truce could begin as early as Monday.", "Monday", "2018-06-25"),
        ("A record set on Monday stands.", "Monday", "2018-06-18"),
        ("The talks are set for Monday.", "Monday", "2018-06-25"),
        ("They may report a fourth-quarter loss.", "fourth-quarter", "2018-Q4"),
        ("It slept until mid-afternoon.", "mid-afternoon", "2018-06-20TAF"),
        ("He left in 1998 after the 1997 elections.", "1997", "1997"),
        ("They met last April 6.", "last April 6", "2018-04-06"),
    ],
)
def test_what_words_around_decide(read: Any, sentence: str, words: str, value: str) -> None:
    assert read(sentence, WEDNESDAY)[words].value == value


def test_a_rate_is_no_length_of_time(read: Any) -> None:
    assert read("It earns $40 million a year.", WEDNESDAY) == {}
