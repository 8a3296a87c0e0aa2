"""The evidence card: a claim's words in context, whose they are, and why it is believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dragoman.model import Span
from dragoman.show.links import citation, passage_url
from dragoman.show.marks import Mark, marked
from dragoman.show.phrases import UNNAMED, listed

Row = Mapping[str, Any]

_AROUND = 160  # characters of context on either side of a quotation


@dataclass(frozen=True, slots=True)
class Hop:
    """A voice of a chain: its name (of joint speakers, their names) and what it is."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Card:
    """What an evidence card shows.

    `html` is the context with the words marked; `cut` tells whether text was left out before and
    after it; `link` leads to the words on the page they were published on, None where none is safe.
    """

    claim: Row
    report: Row
    span: tuple[int, int]
    html: Markup
    cut: tuple[bool, bool]
    chain: Sequence[Hop]
    link: str | None
    citation: str


def card(claim: Row, report: Row, span: tuple[int, int] | None = None) -> Card:
    """The card of a claim.

    Args:
        claim: as the shelf gives it.
        report: its report with the text.
        span: the words within the claim it is about; None for all that it says.
    """
    text = report["text"]
    start, end = span or (claim["span_start"], claim["span_end"])
    window = _context(text, start, end)
    contents = [p for p in claim["pieces"] if p["part"] == "content"] if span is None else []
    marks = [Mark(Span(p["start"], p["end"]), "quoted") for p in contents]
    marks = marks or [Mark(Span(start, end), "quoted")]
    if span is None:
        marks += [
            Mark(Span(p["start"], p["end"]), p["part"])
            for p in claim["pieces"]
            if p["part"] != "content"
        ]
    return Card(
        claim,
        report,
        (start, end),
        marked(text, window, marks),
        (window.start > 0, window.end < len(text)),
        chain(claim, report["outlet"]),
        passage_url(report["url"], text, start, end),
        citation(claim, report, text[start:end]),
    )


def chain(claim: Row, outlet: str | None) -> list[Hop]:
    """The voices a claim came through, from the speaker to the outlet."""
    names = listed(who["name"] for who in claim["speakers"])
    voices = [Hop(names, "speaker")] if names else []
    hops = [Hop(hop["name"], hop["role"]) for hop in claim["via"]]
    return [*voices, *hops, Hop(outlet or UNNAMED, "outlet")]


def _context(text: str, start: int, end: int) -> Span:
    """The words around a passage, from line break to line break, cut between words where long."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line_end = text.find("\n", end)
    last = min(len(text) if line_end < 0 else line_end, end + _AROUND)
    while first > 0 and first < start and not text[first - 1].isspace():
        first += 1
    while last < len(text) and last > end and not text[last].isspace():
        last -= 1
    return Span(first, last)
