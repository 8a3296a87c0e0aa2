"""Offsets in UTF-16, as JavaScript and whatever runs in a browser counts them.

A character outside the Basic Multilingual Plane (an emoji, say) is two code units there, and one
code point in a dossier.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from dragoman.model import Span

_BEYOND = "\uffff"  # the last character that is one code unit


class Utf16:
    """Converts spans of one text to UTF-16 code units and back, and refuses what cannot be."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._encoded = text.encode("utf-16-le", "surrogatepass")
        sizes = (2 if character > _BEYOND else 1 for character in text)
        self._starts = [0, *accumulate(sizes)]  # of each code point, and of the end

    def units(self, span: Span) -> Span:
        """A span of code points in code units.

        Raises:
            ValueError: it lies outside the text, or UTF-16 holds other words there.
        """
        if not 0 <= span.start <= span.end <= len(self._text):
            raise ValueError(f"{span} lies outside a text of {len(self._text)} characters")
        found = Span(self._starts[span.start], self._starts[span.end])
        if self.words(found) != span.of(self._text):
            raise ValueError(f"{span} does not hold the same words in UTF-16")
        return found

    def points(self, span: Span) -> Span:
        """A span of code units in code points.

        Raises:
            ValueError: it lies outside the text, or an end cuts a character in two.
        """
        ends = [bisect_left(self._starts, end) for end in span]
        if any(
            place >= len(self._starts) or self._starts[place] != end
            for place, end in zip(ends, span, strict=True)
        ):
            raise ValueError(f"{span} does not begin and end at characters of the text")
        return Span(*ends)

    def words(self, span: Span) -> str:
        """What stands in a span of code units, as a browser would cut it out."""
        cut = slice(2 * span.start, 2 * span.end)
        return self._encoded[cut].decode("utf-16-le", "surrogatepass")
