"""A report as it is read on a page: its lines with their roles, and marks over the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from dragoman.model import Span
from dragoman.show.compared import FieldRow
from dragoman.show.marks import Mark, marked, spot

Row = Mapping[str, Any]

ARTICLE: Final = frozenset({"title", "body", "caption"})  # roles of the report's own words
# Layers of a report, in the order of the page's switches: what they mark.
LAYERS: Final = {
    "said": "what somebody said",
    "cue": "words of saying",
    "source": "who says it",
    "name": "people, groups, states",
    "place": "places",
    "time": "times",
    "number": "numbers",
    "trigger": "words that tell of an event",
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of a report: its role, the reason for it, and its words as HTML."""

    role: str
    why: str
    html: Markup

    @property
    def article(self) -> bool:
        """Whether it is the report's own text, not furniture of the page."""
        return self.role in ARTICLE


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report with its lines; `report` is its card with the text."""

    report: Row
    lines: Sequence[SheetLine]


def sheet(report: Row, marks: Iterable[Mark]) -> Sheet:
    """The report with `marks` over its text.

    Args:
        report: `id`, `text` and `lines` (start, end, role, why), as the shelf gives them.
        marks: over any of its text.
    """
    found = sorted(marks, key=lambda mark: mark.span)
    lines = []
    for line in report["lines"]:
        window = Span(line["start"], line["end"])
        if report["text"][window.start : window.end].strip():
            here = [mark for mark in found if mark.span.touches(window)]
            html = marked(report["text"], window, here)
            lines.append(SheetLine(line["role"], line["why"] or "", html))
    return Sheet(report, lines)


def claim_marks(claims: Iterable[Row]) -> list[Mark]:
    """Marks of what is said, how and by whom, keyed by claim; what is narrated is `told`."""
    found = []
    for claim in claims:
        layer = "told" if claim["kind"] == "narrated" else "said"
        anchor: str | None = f"c-{claim['id']}"
        for piece in claim["pieces"]:
            span = Span(piece["start"], piece["end"])
            content = piece["part"] == "content"
            part = layer if content else piece["part"]
            found.append(Mark(span, part, claim["id"], anchor if content else None))
            anchor = None if content else anchor
        if anchor:  # a claim without content is where its sentence is
            whole = Span(claim["span_start"], claim["span_end"])
            found.append(Mark(whole, layer, claim["id"], anchor))
    return found


def value_marks(rows: Iterable[FieldRow], report: str) -> list[Mark]:
    """Marks of the words that carry a value of the disagreement table, keyed by their place."""
    found = {}
    for row in rows:
        for value in row.cells.get(report, ()):
            key = spot(report, value.span)
            layer = "value disputed" if value.disputed else f"value {row.verdict}"
            if key not in found or value.disputed:
                found[key] = Mark(Span(*value.span), layer, key, key)
    return list(found.values())


def detail_marks(report: Row, claims: Iterable[Row]) -> list[Mark]:
    """Marks of the names, places, times, numbers and triggers in a report."""
    found = []
    for mention in report["mentions"]:
        layer = mention["kind"] if mention["kind"] in {"place", "time"} else "name"
        found.append(Mark(Span(mention["start"], mention["end"]), layer))
    for claim in claims:
        found += [Mark(Span(q["start"], q["end"]), "number") for q in claim["quantities"]]
        if claim["trigger_start"] is not None:
            found.append(Mark(Span(claim["trigger_start"], claim["trigger_end"]), "trigger"))
    return found
