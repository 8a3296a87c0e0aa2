"""Quotation marks in all the states that news brings them in."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.attribution.quotes import find_quotes

MARKS = "\"“”„«»‘’'"


def inner(text: str) -> list[str]:
    return [quote.inner.of(text) for quote in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“All is well,” she said.", ["All is well,"]),
        ('“All is well," she said.', ["All is well,"]),
        ('"All is well,” she said.', ["All is well,"]),
        ("He called it “a good day” and left.", ["a good day"]),
        ("‘Neither apologised’, the paper wrote.", ["Neither apologised"]),
        ("The ministers’ talks didn’t end.", []),
        ("It's the president's view.", []),
        ("“One,” he said. “Two,” she said.", ["One,", "Two,"]),
        ("“This goes on in the next paragraph.", ["This goes on in the next paragraph."]),
        ("A lost mark ” changes nothing.", []),
        ("He said “it goes on", []),
        ("🕊️ “Peace,” he said.", ["Peace,"]),
        ("«Bien», he said.", ["Bien"]),
        ("“”", []),
    ],
)
def test_quotes(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@given(st.text(alphabet=st.sampled_from(list("ab. ,é🕊\u0301\n") + list(MARKS)), max_size=60))
def test_quotes_lie_in_the_text_and_never_overlap(text: str) -> None:
    quotes = find_quotes(text)
    for quote in quotes:
        assert 0 <= quote.outer.start <= quote.inner.start < quote.inner.end <= quote.outer.end
        assert quote.outer.end <= len(text)
        assert quote.inner.of(text).strip()
    for before, after in itertools.pairwise(quotes):
        assert before.outer.end <= after.outer.start
