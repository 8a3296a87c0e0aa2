"""Values of one kind that are of two things are not held against each other."""

from datetime import date

import pytest
from one_affair import verdicts

from dragoman.model import Annotated, Claim, Interval, Time, content_id
from literals import Making, counted, figure, mention, report, sentence, spot

CRASH = "crashed into the harbour wall of Fellmouth in the rain"


def plain(words: str) -> Making:
    """A narrated claim over the sentence that holds the words."""

    def make(report_id: str, text: str) -> Claim:
        span = sentence(text, spot(text, words))
        return Claim(content_id("c", report_id, span), "narrated", (span,), span)

    return make


def aged(name: str, text: str, age: int, *people: str) -> Annotated:
    """A report with one age and some people named in it."""
    words = next(w for w in (f"{age}-year-old", f"{age}") if w in text)
    claim = counted(plain(words), figure("age", age, age, words, "years"))
    return report(name, text, claim, *(mention(p, "person", p) for p in people))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee, 19, {}.", "Bo Sand, 37, {}."),
        ("The 19-year-old driver Ann Lee {}.", "The 37-year-old Bo Sand {}."),
        ("Ann Lee was unlucky. The 19-year-old {}.", "Bo Sand was unlucky. The 37-year-old {}."),
    ],
)
def test_ages_of_two_people_are_no_conflict(one: str, other: str) -> None:
    left = aged("a", one.format(CRASH), 19, "Ann Lee")
    right = aged("b", other.format(CRASH), 37, "Bo Sand")
    assert verdicts("number:age", left, right) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee, 19, {}.", "The 21-year-old Ann Lee {}."),
        ("A 19-year-old driver {}.", "A 21-year-old driver {}."),
        ("A 19-year-old driver {}, Ann Lee said.", "A 21-year-old driver {}."),
    ],
)
def test_two_ages_of_one_person_are(one: str, other: str) -> None:
    texts = [one.format(CRASH), other.format(CRASH)]
    left, right = (
        aged(name, text, age, *(["Ann Lee"] if "Ann Lee" in text else []))
        for name, text, age in zip("ab", texts, (19, 21), strict=True)
    )
    assert [verdict for verdict, *_ in verdicts("number:age", left, right)] == ["conflict"]


def dated(name: str, text: str, words: str, first: str, last: str) -> Annotated:
    when = Interval(date.fromisoformat(first), date.fromisoformat(last))
    return report(
        name,
        text,
        plain(words),
        lambda _, whole: Time(spot(whole, words), "date", first, when, "published"),
        published="2021-03-08",
    )


def test_a_day_and_a_month_are_of_two_acts() -> None:
    text = "The storm struck the harbour of Fellmouth {}, sinking boats."
    day = dated("a", text.format("on Saturday"), "Saturday", "2021-03-06", "2021-03-06")
    month = dated("b", text.format("in January"), "January", "2021-01-01", "2021-01-31")
    other = dated("c", text.format("in February"), "February", "2021-02-01", "2021-02-28")
    assert verdicts("date", day, month) == []
    assert verdicts("date", month, other) == [("conflict", "January", "February")]


def test_the_first_and_the_last_are_two() -> None:
    text = "The storm struck the harbour of Fellmouth, {} of the ports, in {}, sinking boats."
    first, last, other = (
        dated(name, text.format(rank, month), month, f"2021-{number}-01", f"2021-{number}-28")
        for name, rank, month, number in (
            ("a", "first", "January", "01"),
            ("b", "last", "February", "02"),
            ("c", "pearl", "March", "03"),
        )
    )
    assert verdicts("date", first, last) == []
    assert verdicts("date", first, other) == [("conflict", "January", "March")]


def priced(name: str, text: str, dollars: int) -> Annotated:
    words = f"${dollars}"
    claim = counted(plain(words), figure("amount", dollars, dollars, words, "USD"))
    return report(name, text, claim, published="2021-03-08")


def test_a_price_that_moves_is_another_at_another_hour() -> None:
    fell = priced("a", "Shares of the Fellmouth ferry line fell after the storm to $59.", 59)
    trades = priced("b", "Shares of the Fellmouth ferry, hit by a storm, now trade at $61.", 61)
    cost = priced("c", "Each share of the Fellmouth ferry line in the storm cost $64.", 64)
    assert verdicts("number:amount", fell, trades) == []
    assert [v for v, *_ in verdicts("number:amount", fell, cost)] == ["conflict"]
