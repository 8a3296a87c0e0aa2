"""Numbers keep the vagueness the report gives them, and say what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.events.numbers import find_quantities, last_digit, value, written
from dragoman.annotate.parse import Paragraph, pipeline
from dragoman.model import Quantity, Span

Found = tuple[str, float | None, float | None, str]


def quantities(sentence: str) -> list[Quantity]:
    paragraph = Paragraph(Span(0, len(sentence)), "body", pipeline()(sentence))
    return find_quantities([paragraph])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Seven people were killed.", [("killed", 7, 7, "people")]),
        (
            "At least 12 people were killed and 30 wounded.",
            [("killed", 12, None, "people"), ("injured", 30, 30, "people")],
        ),
        ("The blast killed dozens of civilians.", [("killed", 24, 99, "people")]),
        ("Police arrested more than 200 protesters.", [("arrested", 201, None, "people")]),
        ("The death toll rose to at least six on Friday.", [("killed", 6, None, "people")]),
        ("The ministers signed 14 documents.", [("signed", 14, 14, "document")]),
        ("The town has 4,000 residents.", [("resident", 4000, 4000, "people")]),
        ("He bought twenty-five to thirty boats.", [("boat", 25, 30, "boat")]),
        ("They counted 30 ship-to-ship transfers.", [("transfer", 30, 30, "transfer")]),
        ("The bridge cost $1.2 billion.", [("amount", 1.2e9, 1.2e9, "USD")]),
        ("It costs more than £40.", [("amount", 40.0001, None, "GBP")]),
        ("It lies 10 miles north.", [("distance", 16.09344, 16.09344, "km")]),
        ("The lorry drove at 40mph.", [("speed", 64.37376, 64.37376, "km/h")]),
        ("It fell below £40.", [("amount", 36, 40, "GBP")]),
        ("It rose above £40.", [("amount", 40.0001, None, "GBP")]),
        ("Shares fell 4.5 percent.", [("percent", 4.5, 4.5, "percent")]),
        ("He waited for 14 days.", [("duration", 14, 14, "days")]),
        ("The 67-year-old baker smiled.", [("age", 67, 67, "years")]),
        ("Ann Lee, 41, smiled.", [("age", 41, 41, "years")]),
        ("Nearly 1,000 soldiers came.", [("soldier", 900, 1000, "people")]),
        ("About 30 sheep were found.", [("sheep", 27, 33, "sheep")]),
        ("The third boat sank.", []),
        ("Highway 61 was closed.", []),
        ("The 5.50 update brought folders.", []),
        ("One of them smiled.", []),
    ],
)
def test_quantities(sentence: str, expected: list[Found]) -> None:
    assert [(q.field, q.low, q.high, q.unit) for q in quantities(sentence)] == expected


def test_the_span_holds_the_words_that_bound_the_number() -> None:
    sentence = "At least 12 fishermen drowned."
    assert [q.span.of(sentence) for q in quantities(sentence)] == ["At least 12 fishermen"]


@given(st.integers(0, 10**12))
def test_figures_are_read_as_written(number: int) -> None:
    assert value(f"{number:,}") == number
    assert [w.bounds for w in written(f"some text {number:,} boats")] == [(number, number)]


@given(st.integers(1, 10**9))
def test_what_is_left_open_is_no_more_than_a_tenth(number: int) -> None:
    (found,) = written(f"about {number} boats")
    assert found.bounds.low is not None
    assert found.bounds.low <= number
    assert number - found.bounds.low <= number / 10 + 1e-6
    assert last_digit(number) <= number


@given(st.text(max_size=60))
def test_any_text_has_numbers_in_order(text: str) -> None:
    spans = [(w.start, w.end) for w in written(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
