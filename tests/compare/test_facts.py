"""Figures and dates of two reports that fill one slot."""

from datetime import date

import pytest
from one_affair import affair, verdicts

from dragoman.compare import compare
from dragoman.model import (
    Annotated,
    Claim,
    Interval,
    Linked,
    Span,
    Time,
    content_id,
)
from literals import LEE, SAND, Making, counted, figure, report, said, sentence, spot


def plain(words: str) -> Making:
    """A narrated claim over the sentence that holds the words."""

    def make(report_id: str, text: str) -> Claim:
        span = sentence(text, spot(text, words))
        return Claim(content_id("c", report_id, span), "narrated", (span,), span)

    return make


def day(words: str, iso: str, value: str | None = None) -> Making:
    at = date.fromisoformat(iso)
    return lambda _, text: Time(
        spot(text, words), "date", value or iso, Interval(at, at), "published"
    )


def hour(words: str, clock: str) -> Making:
    return lambda _, text: Time(
        spot(text, words), "time", f"XXXX-XX-XXT{clock}", Interval(None, None), "unknown"
    )


def boats(name: str, text: str, words: str, low: float, high: float | None) -> Annotated:
    claim = counted(plain(words), figure("boat", low, high, words, "boat"))
    return report(name, text, claim, published="2021-03-02")


STORM = "The storm in the harbour of Fellmouth sank"


@pytest.mark.parametrize(
    ("words", "low", "high", "verdict"),
    [
        ("seven boats", 7, 7, "agree"),
        ("at least six boats", 6, None, "compatible"),
        ("nine boats", 9, 9, "conflict"),
    ],
)
def test_one_slot(words: str, low: float, high: float | None, verdict: str) -> None:
    one = boats("a", f"{STORM} seven boats on Monday night.", "seven boats", 7, 7)
    other = boats("b", f"{STORM} {words} overnight, the port said.", words, low, high)
    assert verdicts("number:boat", one, other) == [(verdict, "seven boats", words)]


def test_another_thing_counted_is_no_conflict() -> None:
    one = boats("a", f"{STORM} seven boats on Monday night.", "seven boats", 7, 7)
    other = boats("b", "The mayor owns nine boats on a lake in the hills.", "nine boats", 9, 9)
    assert verdicts("number:boat", one, other) == []


def test_what_the_other_report_bears_out_is_not_in_conflict() -> None:
    one = boats("a", f"{STORM} seven boats on Monday night.", "seven boats", 7, 7)
    text = f"{STORM} seven boats on Monday night. {STORM} nine boats, one witness thought."
    parts = [
        counted(plain(words), figure("boat", n, n, words, "boat"))
        for words, n in (("seven boats", 7), ("nine boats", 9))
    ]
    found = verdicts("number:boat", one, report("b", text, *parts, published="2021-03-02"))
    assert found == [("agree", "seven boats", "seven boats")]


def test_what_is_repeated_agrees_with_its_nearest_like() -> None:
    again = "Photo 1: the storm of Sunday in Fellmouth. Photo 2: the storm of Sunday in Fellmouth."
    times = [
        lambda _, whole, at=at: Time(
            Span(whole.index("Sunday", at), whole.index("Sunday", at) + 6),
            "date",
            "2021-02-28",
            Interval(date(2021, 2, 28), date(2021, 2, 28)),
            "published",
        )
        for at in (0, again.index("Photo 2"))
    ]
    left, right = (report(n, again, plain("Photo 1"), plain("Photo 2"), *times) for n in "bc")
    assert [v for v, *_ in verdicts("date", left, right)] == ["agree", "agree"]


def test_parts_told_side_by_side_count_as_their_sum() -> None:
    text = "The ferry sank off Fellmouth, killing two sailors and ten passengers."
    parts = counted(
        plain("killing"),
        figure("killed", 2, 2, "two sailors"),
        figure("passenger", 10, 10, "ten passengers"),
    )
    whole = counted(plain("killed"), figure("killed", 12, 12, "twelve people"))
    other = report("b", "Sixty swam, but twelve people were killed when the ferry sank.", whole)
    found = verdicts("number:killed", report("a", text, parts), other)
    assert found == [("agree", "two sailors and ten passengers", "twelve people")]


def test_an_earlier_state_of_things_is_another_slot() -> None:
    text = "The port offered $90 for each wreck of the storm, up from $70 before."
    one = report("a", text, counted(plain("offered"), figure("amount", 90, 90, "$90", "USD")))
    first = "The port made an initial $70 offer for each wreck of the storm."
    other = report("b", first, counted(plain("offer"), figure("amount", 70, 70, "$70", "USD")))
    assert [v for v, *_ in verdicts("number:amount", one, other)] != ["conflict"]


def dated(name: str, text: str, *times: Making, published: str = "2021-03-02") -> Annotated:
    return report(name, text, plain("storm"), *times, published=published)


def test_dates_of_one_act() -> None:
    text = "The storm struck the harbour of Fellmouth on {}, sinking boats."
    one = dated("a", text.format("Monday"), day("Monday", "2021-03-01"))
    same = dated("b", text.format("1 March"), day("1 March", "2021-03-01"))
    other = dated("c", text.format("Sunday"), day("Sunday", "2021-02-28"))
    assert verdicts("date", one, same) == [("agree", "Monday", "1 March")]
    assert verdicts("date", one, other) == [("conflict", "Monday", "Sunday")]


def test_one_weekday_is_not_made_two_by_the_day_a_page_was_saved() -> None:
    text = "The storm struck the harbour of Fellmouth on Monday, sinking boats."
    one = dated("a", text, day("Monday", "2021-03-01"))
    late = dated("b", text, day("Monday", "2021-03-15"), published="2021-03-16")
    assert verdicts("date", one, late) == [("agree", "Monday", "Monday")]


def test_times_of_the_day() -> None:
    text = "The storm struck the harbour of Fellmouth {}, sinking boats."
    one = dated("a", text.format("at 12:20 p.m."), hour("12:20 p.m.", "12:20"))
    loose = dated("b", text.format("around noon"), hour("around noon", "12:00"))
    apart = dated("c", text.format("at 12:50 p.m."), hour("12:50 p.m.", "12:50"))
    assert verdicts("date", one, loose) == [("compatible", "12:20 p.m.", "around noon")]
    assert verdicts("date", one, apart) == [("conflict", "12:20 p.m.", "12:50 p.m.")]


def test_reports_of_no_common_affair_are_not_held_together() -> None:
    one = boats("a", f"{STORM} seven boats on Monday night.", "seven boats", 7, 7)
    other = boats("b", f"{STORM} nine boats on Monday night.", "nine boats", 9, 9)
    assert compare([one, other], Linked()) == []


def test_the_order_of_the_reports_means_nothing() -> None:
    texts = [f"{STORM} {n} boats on Monday night." for n in ("seven", "eight", "nine")]
    reports = [
        boats(str(i), text, text.split(" sank ")[1].split(" on ")[0], 7 + i, 7 + i)
        for i, text in enumerate(texts)
    ]
    assert {c.id for c in affair(*reports)} == {c.id for c in affair(*reversed(reports))}


def test_who_shares_running_text_is_one_witness() -> None:
    text = f"{STORM} seven boats on Monday night, and the ferry to the islands was cancelled."
    found = affair(*(boats(n, f"{n}! {text}", "seven boats", 7, 7) for n in "ab"))
    assert [c.shared_origin for c in found if c.field == "number:boat"] == [True]


def test_what_both_tell_without_figures() -> None:
    texts = (
        "The fishermen of Fellmouth claimed the wreck under an old island law.",
        "Under island law the wreck is claimed by fishermen of Fellmouth.",
    )
    one, other = (report(n, t, plain("wreck")) for n, t in zip("ab", texts, strict=True))
    assert [v for v, *_ in verdicts("told", one, other)] == ["agree"]


def test_views_of_one_affair_are_opposed_by_different_voices() -> None:
    hurt = report(
        "a",
        "The storm left nine sailors of the ferry dead, Ann Lee said.",
        said(LEE, "left nine sailors of the ferry dead"),
    )
    words = "all sailors of the ferry were unharmed in the storm"

    safe = report("b", f"Bo Sand said that {words}.", said(SAND, words))
    same = report("c", f"Ann Lee said that {words}.", said(LEE, words))
    assert [c.rule for c in affair(hurt, safe) if c.field == "position"] == ["position.harm-safety"]
    assert [c for c in affair(hurt, same) if c.field == "position"] == []


def test_around_twenty_past_is_nearer_than_around_noon() -> None:
    text = "The storm struck the harbour of Fellmouth {}, sinking boats."
    loose = dated("a", text.format("around 12:20 p.m."), hour("12:20 p.m.", "12:20"))
    near = dated("b", text.format("at 12:23 p.m."), hour("12:23 p.m.", "12:23"))
    apart = dated("c", text.format("at 12:09 p.m."), hour("12:09 p.m.", "12:09"))
    assert [v for v, *_ in verdicts("date", loose, near)] == ["compatible"]
    assert [v for v, *_ in verdicts("date", loose, apart)] == ["conflict"]
