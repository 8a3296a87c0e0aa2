"""A text as lines: spans without line breaks or the white space around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.model import Span

# Not str.splitlines: a form feed or file separator inside a line is damage, not a line break.
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060\x00"


def strip(text: str, span: Span) -> Span:
    """The span without white space and invisible marks at its ends."""
    exact = span.of(text)
    # Alternating, since marks and white space may be mixed.
    left = exact
    while (shorter := left.strip().strip(_INVISIBLE)) != left:
        left = shorter
    start = span.start + exact.find(left) if left else span.start
    return Span(start, start + len(left))


def split(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines of `text[start:end]` that hold something, in order."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        span = strip(text, Span(*match.span()))
        if span.start < span.end:
            yield span
