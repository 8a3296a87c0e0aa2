"""Publication dates: what dates a report, and what must never."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Interval, Published, Span
from dragoman.read import Stated, read_text
from dragoman.read.dates.printed import find_dates
from dragoman.read.rules import rules

BODY = """\
The transport ministers signed an accord on ferries on May 1, 2015, in the old harbour.

“We have waited for this for years,” one of them told reporters on 2 May 2015.

Work on the quay begins in June, the ministry said.
"""


def published(before: str = "", after: str = "", dateline: str = "", **stated: object) -> Published:
    text = f"Ministers sign ferry accord\n\n{before}\n\n{dateline}{BODY}\n{after}\n"
    report, _ = read_text(text, stated=Stated(**stated))  # type: ignore[arg-type]
    return report.published


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Date :Sunday, June 10th, 2018 | Time : 00:20 |ID: 63 | Print", "2018-06-10"),
        ("17 Jun 2018 - 16:08", "2018-06-17"),
        ("8 сентября 2018, 16:25", "2018-09-08"),
        ("Visualizzazioni : 132   |   15 novembre 2017", "2017-11-15"),
        ("Stand: 02.03.2020 22:21 Uhr", "2020-03-02"),
        ("Published: 08.09.2018 - 06:33   Updated: 09.09.2018 - 06:33", "2018-09-08"),
        ("Updated: 09.09.2018   Published: 08.09.2018", "2018-09-08"),
        ("Posted June 9, 2018 by Mara Quill in World", "2018-06-09"),
        ("2018-09-19T20:47", "2018-09-19"),
        ("2018-09-19 20:47", "2018-09-19"),
        ("2018年6月10日", "2018-06-10"),
        ("13:05 02/07/2019", "2019-07-02"),
        ("Tuesday 02/07/2019", "2019-07-02"),
        ("Thursday 02/07/2019", "2019-02-07"),
        ("02/07/2019 ET", "2019-02-07"),
        ("25/07/2019", "2019-07-25"),
        ("Mara QuillMay 7, 2019Updated: May 9, 2019", "2019-05-07"),
        ("Health7 May 2019Share", "2019-05-07"),
        ("MK-7 May 2019A", None),
        ("31.02.2019", None),
        ("2 hours ago", None),
        ("1/1/1850", None),
    ],
)
def test_printed_dates(line: str, day: str | None) -> None:
    found = published(before=line)
    if day is None:
        assert (found.how, found.when) == ("unknown", Interval(None, None))
    else:
        assert found.how == "printed"
        assert found.when == Interval(date.fromisoformat(day), date.fromisoformat(day))
        assert found.evidence


def test_day_and_month_that_cannot_be_told_apart_are_an_interval_that_says_so() -> None:
    found = published(before="02/07/2019")
    assert found.when == Interval(date(2019, 2, 7), date(2019, 7, 2))
    assert "cannot be told apart" in found.why


def test_the_outlets_country_settles_the_order() -> None:
    assert published(before="02/07/2019", outlet="Washington Post").when.first == date(2019, 2, 7)
    assert published(before="02/07/2019", outlet="The Guardian").when.first == date(2019, 7, 2)


@pytest.mark.parametrize(
    "after",
    [
        "Related news\n\n4 May 2016\n\nFog halts trams in capital",
        "Leave a Reply\n\nAnna, 5 May 2016\n\nI was there.",
        "Most read\n\nMinister resigns 4 May 2016",
        "© 2016 The Dock Herald",
        "Next story\n\n04.05.2016",
    ],
)
def test_prose_teasers_and_comments_date_nothing(after: str) -> None:
    assert published(after=after).how == "unknown"


def test_a_dateline_dates_only_with_its_year() -> None:
    assert published(dateline="TEHRAN, June 9 (Reuters) – ").how == "unknown"
    with_year = published(dateline="TEHRAN, June 9, 2018 (Reuters) – ")
    assert (with_year.how, with_year.when.first) == ("dateline", date(2018, 6, 9))


def test_the_address_dates_a_report() -> None:
    day = published(url="https://a.example/2018/06/10/ferries")
    assert (day.how, day.when) == ("url", Interval(date(2018, 6, 10), date(2018, 6, 10)))
    named = published(url="https://a.example/2018/june/10/ferries")
    assert (named.how, named.when) == ("url", day.when)
    assert published(url="https://a.example/2018/news/10/ferries").how == "unknown"
    month = published(url="https://a.example/2018/06/ferries")
    assert month.when == Interval(date(2018, 6, 1), date(2018, 6, 30))
    printed = published(before="12 June 2018", url="https://a.example/2018/06/ferries")
    assert (printed.how, printed.when.first) == ("printed", date(2018, 6, 12))
    assert published(url="https://a.example/item/20189999").how == "unknown"


@pytest.mark.parametrize(
    "credit",
    [
        "This article was originally published on May 7, 2019 by The Dock Herald.",
        "Originally published by The Dock Herald on 7 May 2019",
        "This story first appeared in The Dock Herald on May 7, 2019.",
    ],
)
def test_a_reprint_is_dated_by_its_original_and_says_when_it_was_printed_again(credit: str) -> None:
    found = published(before="12 May 2019", after=credit)
    assert found.when == Interval(date(2019, 5, 7), date(2019, 5, 7))
    assert "the original's" in found.why
    assert "printed again, printed: 2019-05-12" in found.why


def test_an_update_is_not_the_original() -> None:
    found = published(after="Originally published in The Dock Herald. Updated May 9, 2019")
    assert "original" not in found.why


def test_what_is_stated_wins_and_the_difference_is_kept() -> None:
    day = date(2018, 6, 9)
    found = published(before="17 Jun 2018", published=Interval(day, day))
    assert (found.how, found.when.first) == ("given", day)
    assert "printed: 2018-06-17" in found.why


def test_no_month_name_means_two_months() -> None:
    for table in ("months", "weekdays"):
        names = [name for names in rules("dates")[table].values() for name in names]
        assert len(names) == len(set(names))


NAMED = ["{d} {b} {y}", "{b} {d}, {y}", "{y}-{m:02}-{d:02}", "{d:02}.{m:02}.{y}", "{y}年{m}月{d}日"]


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.sampled_from(NAMED),
    st.sampled_from(["", "🗞 ", "e\u0301 ", "Posted: "]),
)
def test_a_printed_day_is_found_where_it_stands(day: date, form: str, before: str) -> None:
    exact = form.format(d=day.day, m=day.month, y=day.year, b=day.strftime("%B"))
    text = f"{before}{exact} | Print"
    (found,) = find_dates(text, Span(0, len(text)))
    assert found.readings == (day,)
    assert found.span.of(text) == exact
