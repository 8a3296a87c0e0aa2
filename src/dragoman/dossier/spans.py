"""Text is final: a span is written only with the very characters it points at."""

from __future__ import annotations

from dragoman.model import Span

Row = dict[str, object]
TableRow = tuple[str, Row]


def said(words: str) -> str | None:
    """`words`, or None where there are none: an empty string never stands for unknown."""
    return words or None


class SpanError(ValueError):
    """A span that does not hold what it should; `span` is that span."""

    def __init__(self, span: Span, why: str) -> None:
        self.span = span
        super().__init__(f"[{span.start}, {span.end}) {why}")


class Quotes:
    """The quotable text of one report: turns spans into columns, and refuses those that lie."""

    def __init__(self, text: str) -> None:
        self._text = text

    def exact(self, span: Span, expected: str | None = None) -> str:
        """The characters of `span`.

        Args:
            span: a stretch of the text that is not empty.
            expected: what should stand there; None where only the span is known.

        Raises:
            SpanError: the span lies outside the text, is empty, or holds other words.
        """
        if not 0 <= span.start < span.end <= len(self._text):
            raise SpanError(span, f"is empty or outside a text of {len(self._text)} characters")
        found = span.of(self._text)
        if expected is not None and found != expected:
            raise SpanError(span, f"holds {found!r} and not {expected!r}")
        return found

    def columns(self, span: Span) -> Row:
        """The columns span_start, span_end and exact.

        Raises:
            SpanError: as for `exact`.
        """
        return {"span_start": span.start, "span_end": span.end, "exact": self.exact(span)}

    def optional(self, span: Span | None) -> Row:
        """The same columns, all None where there is no span."""
        if span is None:
            return {"span_start": None, "span_end": None, "exact": None}
        return self.columns(span)

    def bounds(self, prefix: str, span: Span | None, expected: str | None = None) -> Row:
        """The columns PREFIX_start and PREFIX_end, None where there is no span."""
        if span is None:
            return {f"{prefix}_start": None, f"{prefix}_end": None}
        self.exact(span, expected)
        return {f"{prefix}_start": span.start, f"{prefix}_end": span.end}
