"""One annotated report from composed paragraphs, and what its mentions say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.annotate import annotate
from dragoman.model import Annotated, Interval, Line, Named, Published, Report, Span

Annotate = Callable[..., Annotated]


@pytest.fixture(scope="session")
def report() -> Annotate:
    """Annotates paragraphs as the body of a report, dated or not."""

    def annotated(*paragraphs: str, on: str | None = None, outlet: str | None = None) -> Annotated:
        text, lines = "", []
        for paragraph in paragraphs:
            lines.append(Line(Span(len(text), len(text) + len(paragraph)), "body", "composed"))
            text += paragraph + "\n"
        day = date.fromisoformat(on) if on else None
        when = Published(Interval(day, day), "given") if day else Published()
        named = Named(outlet) if outlet else None
        made = Report(
            "r", "r", "r", text, "", "en", outlet=named, published=when, lines=tuple(lines)
        )
        return next(annotate([made]))

    return annotated
