"""An undated report whose dated caption shows on which day its news happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.annotate.parse import Paragraph
from dragoman.model import Interval, Published, Span, Time

LEAD_PARAGRAPHS = 2
"""Body paragraphs in which a report says when its news happened."""
BARE_WEEKDAY_HOLDS = timedelta(days=6)
"""A bare weekday means the last one, so the report came out before the next."""
SHARED_NAMES = 2
"""Proper nouns a caption must share with the lead, so that it shows the lead's event."""


def publication_from_text(
    paragraphs: Sequence[Paragraph], times: Sequence[Time], published: Published
) -> Published:
    """When an undated report was published, by a dated caption and a bare weekday in its lead.

    A caption's full date D on the weekday that the lead names bare, of an event with the same
    people or places, dates the report to `[D, D + 6 days]`, how "caption". A full date in the
    body is no such evidence, nor are two captions that fit with different days.

    Args:
        paragraphs: the parsed lines, in order.
        times: what `find_times` found in them.
        published: returned unchanged unless its interval is not known and a caption proves one.
    """
    if published.when.first or published.when.last:
        return published
    leads = [p for p in paragraphs if p.role == "body"][:LEAD_PARAGRAPHS]
    captions = [p for p in paragraphs if p.role == "caption"]
    fits: list[tuple[date, Time, Time]] = []
    for lead in leads:
        for caption in captions:
            if len(_names(lead) & _names(caption)) >= SHARED_NAMES:
                fits += _fits(times, lead.span, caption.span)
    if len({day for day, _, _ in fits}) != 1:
        return published
    day, dated, bare = fits[0]
    return Published(
        when=Interval(day, day + BARE_WEEKDAY_HOLDS),
        how="caption",
        evidence=(dated.span, bare.span),
        why=f"a caption is dated {day}, the weekday that the lead names",
    )


def _fits(times: Sequence[Time], lead: Span, caption: Span) -> list[tuple[date, Time, Time]]:
    """Full dates of a caption, each with the lead's weekday that they fix."""
    dated = [t for t in times if caption.holds(t.span) and t.anchor == "explicit"]
    bare = [t for t in times if lead.holds(t.span) and t.anchor == "narrative"]
    return [
        (c.when.first, c, t)
        for c in dated
        for t in bare
        if c.when.first and c.when.days() == 1 and t.when == c.when
    ]


def _names(paragraph: Paragraph) -> set[str]:
    return {token.lower_ for token in paragraph.doc if token.pos_ == "PROPN"}
