"""When an undated report was published, as a dated caption shows it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman.annotate.times import find_times, publication_from_text
from dragoman.model import Interval, Published

CAPTION = "President Anna Berg greets Chancellor Otto Lind in Oslo on August 12 2018."
LEAD = "President Anna Berg thanked Chancellor Otto Lind Sunday for his help."


@pytest.fixture
def date_of(paragraphs: Any) -> Any:
    def publication(*lines: tuple[str, str], given: Published | None = None) -> Published:
        parsed = paragraphs(*lines)
        before = given or Published()
        return publication_from_text(parsed, find_times(parsed, before), before)

    return publication


def test_a_caption_dated_on_the_leads_weekday_dates_the_report(date_of: Any) -> None:
    found = date_of(("caption", CAPTION), ("body", LEAD))
    assert (found.how, found.when) == ("caption", Interval(date(2018, 8, 12), date(2018, 8, 18)))
    text = f"{CAPTION}\n{LEAD}"
    assert [span.of(text) for span in found.evidence] == ["August 12 2018", "Sunday"]


def test_the_caption_fixes_the_weekday_of_the_undated_report(paragraphs: Any) -> None:
    ahead = "They will meet again Sunday, she said."
    parsed = paragraphs(("caption", CAPTION), ("body", LEAD), ("body", ahead))
    times = find_times(parsed, Published())
    assert [(t.value, t.anchor) for t in times] == [
        ("2018-08-12", "explicit"),
        ("2018-08-12", "narrative"),
        ("XXXX-WXX-7", "unknown"),
    ]
    known = publication_from_text(parsed, times, Published())
    assert find_times(parsed, known)[1] == times[1]


@pytest.mark.parametrize(
    "lines",
    [
        [("caption", CAPTION), ("body", LEAD.replace("Sunday", "Monday"))],
        [("caption", CAPTION), ("body", LEAD.replace("Sunday", "last Sunday"))],
        [("body", CAPTION), ("body", LEAD)],
        [("caption", CAPTION.replace(" 2018", "")), ("body", LEAD)],
        [("caption", "Rescuers at the harbour of Split on August 12 2018."), ("body", LEAD)],
        [("caption", CAPTION), ("caption", CAPTION.replace("12", "19")), ("body", LEAD)],
    ],
    ids=["other day", "not bare", "in the body", "no year", "other event", "two Sundays"],
)
def test_less_proves_nothing(date_of: Any, lines: list[tuple[str, str]]) -> None:
    assert date_of(*lines) == Published()


def test_a_known_date_is_left_alone(date_of: Any) -> None:
    given = Published(Interval(date(2018, 9, 1), date(2018, 9, 1)), "printed")
    assert date_of(("caption", CAPTION), ("body", LEAD), given=given) == given
