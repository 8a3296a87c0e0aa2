"""Reads a few paragraphs written for a test, as a report published on a given day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.annotate.parse import Paragraph, pipeline
from dragoman.annotate.times import find_times
from dragoman.model import Interval, LineRole, Published, Span, Time


def published(when: str | None) -> Published:
    """A day, two of them with a slash between, or None for an undated report."""
    if when is None:
        return Published()
    first, _, last = when.partition("/")
    return Published(
        Interval(date.fromisoformat(first), date.fromisoformat(last or first)), "given"
    )


def paragraphs_of(*lines: tuple[LineRole, str]) -> list[Paragraph]:
    """The lines as paragraphs of one text that has a line break between them."""
    paragraphs, start = [], 0
    for role, words in lines:
        paragraphs.append(Paragraph(Span(start, start + len(words)), role, pipeline()(words)))
        start += len(words) + 1
    return paragraphs


Reader = Callable[..., dict[str, Time]]


@pytest.fixture(scope="session")
def paragraphs() -> Callable[..., list[Paragraph]]:
    """`paragraphs((role, words), …)` gives parsed lines."""
    return paragraphs_of


@pytest.fixture(scope="session")
def read() -> Reader:
    """`read(text, day)` gives the times of one body paragraph by their words."""

    def read_one(text: str, when: str | None = None) -> dict[str, Time]:
        times = find_times(paragraphs_of(("body", text)), published(when))
        return {time.span.of(text): time for time in times}

    return read_one
