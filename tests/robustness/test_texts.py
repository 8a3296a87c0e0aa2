"""Strange characters shift no offset, and wrong quotation marks lose no report."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman

# One code point each, or several; outside the first plane, combining, joined, right to left.
STRANGE = (
    "\N{GRINNING FACE}",
    "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{FIRE ENGINE}",
    "\N{REGIONAL INDICATOR SYMBOL LETTER I}\N{REGIONAL INDICATOR SYMBOL LETTER R}",
    "e\N{COMBINING ACUTE ACCENT}",
    "\N{COMBINING TILDE}",
    "\N{ZERO WIDTH SPACE}",
    "\N{ZERO WIDTH NO-BREAK SPACE}",
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "\N{MATHEMATICAL FRAKTUR CAPITAL A}",
    "\N{ARABIC LETTER ALEF}",
    "\N{LINE SEPARATOR}",
)
QUOTED = "The talks will go on until both sides agree"
REPORTED = "the bridge would open in May"
REPORT = f"""Talks go on in Genoa

"{QUOTED}," the mediator Anna Berg told reporters in Genoa on Saturday.

The governor of Genoa said that {REPORTED}.

"Nobody was hurt," said the mayor, Paola Conti. "We are all grateful for that."
"""
QUOTATION_MARKS = '"“”„«»‘’'
sparing = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


junk = st.lists(st.sampled_from(STRANGE), max_size=3).map("".join)


@st.composite
def sprinkled(draw: st.DrawFn) -> str:
    """The report with strange characters at the ends of its lines and on lines of their own."""
    lines = [f"{line} {draw(junk)}" if line else draw(junk) for line in REPORT.split("\n")]
    return "\n".join([draw(junk), *lines])


@st.composite
def misquoted(draw: st.DrawFn) -> str:
    """The report with quotation marks deleted, doubled, or swapped for others."""
    text = ""
    for character in REPORT:
        choices = ["", '""', *QUOTATION_MARKS] if character == '"' else [character]
        text += draw(st.sampled_from(choices)) if len(choices) > 1 else character
    return text


def spans(value: Any) -> list[list[int]]:
    """Every [start, end] anywhere in a record."""
    if isinstance(value, dict):
        return [found for part in value.values() for found in spans(part)]
    if isinstance(value, list | tuple):
        if len(value) == 2 and all(isinstance(part, int) for part in value):
            return [list(value)]
        return [found for part in value for found in spans(part)]
    return []


def contents(record: dict[str, Any]) -> list[str]:
    return [
        record["text"][start:end]
        for claim in record["claims"]
        if claim["kind"] != "narrated"
        for start, end in claim["content"]
    ]


@given(sprinkled())
@sparing
def test_offsets_hold_among_strange_characters(text: str) -> None:
    record = dragoman.annotate(text, published="2019-05-04").to_dict()
    assert record["text"] == text
    found = spans(record)
    assert found
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert QUOTED in contents(record)
    assert any(REPORTED in words for words in contents(record))


@pytest.mark.parametrize("mark", ["— ", "• ", "- ", "\N{GRINNING FACE} ", "\N{ZERO WIDTH SPACE}"])
def test_a_mark_before_a_quotation_does_not_hide_it(mark: str) -> None:
    text = REPORT.replace(f'"{QUOTED}', f'{mark}"{QUOTED}')
    assert QUOTED in contents(dragoman.annotate(text).to_dict())


@given(sprinkled())
@sparing
def test_every_line_has_one_role_and_none_overlap(text: str) -> None:
    lines = [line["span"] for line in dragoman.annotate(text).to_dict()["lines"]]
    assert lines == sorted(lines)
    assert all(first[1] <= second[0] for first, second in pairwise(lines))
    covered = {i for start, end in lines for i in range(start, end)}
    assert all(i in covered for i, c in enumerate(text) if c.isascii() and c.isalnum())


@given(misquoted())
@sparing
def test_wrong_quotation_marks_lose_nothing_else(text: str) -> None:
    record = dragoman.annotate(text, published="2019-05-04").to_dict()
    assert record["text"] == text
    body = "".join(text[start:end] for start, end in record["body"])
    assert QUOTED in body
    assert REPORTED in body
    assert any(REPORTED in words for words in contents(record))


@given(st.text(max_size=400))
@sparing
def test_any_text_at_all_is_a_report(text: str) -> None:
    record = dragoman.annotate(text).to_dict()
    assert record["text"] == text
    assert all(0 <= start <= end <= len(text) for start, end in spans(record["claims"]))
