"""Annotate: what one report says, as mentions, times and claims with their spans.

`annotate` takes reports in batches through one loaded pipeline. It looks at one report at a time
and keeps nothing between them, so the same function runs in a test, a pool or a cluster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from dragoman.annotate.actors import Cast, mentions, untangle
from dragoman.annotate.attribution import Tagged, find_statements, tag
from dragoman.annotate.events import code_events
from dragoman.annotate.parse import Paragraph, overlong, parse, pipeline
from dragoman.annotate.times import find_times, publication_from_text
from dragoman.knowledge import load
from dragoman.model import Annotated, Report

BATCH = 32
"""Reports whose lines are parsed in one stream."""

__all__ = ["annotate"]


def annotate(reports: Iterable[Report]) -> Iterator[Annotated]:
    """What each report says, in the order given.

    Reports in other languages than English come back with nothing found; their text is kept.
    """
    source = iter(reports)
    while batch := list(islice(source, BATCH)):
        parsed = list(parse(batch, pipeline()))
        untangle(paragraph.doc for _, paragraphs in parsed for paragraph in paragraphs)
        tagged = tag([paragraphs for _, paragraphs in parsed])
        for (report, paragraphs), found in zip(parsed, tagged, strict=True):
            yield annotate_one(report, paragraphs, found)


def annotate_one(
    report: Report, paragraphs: list[Paragraph], tagged: Sequence[Sequence[Tagged]]
) -> Annotated:
    """One parsed report: its times first, since they date it, then its cast, then its claims.

    Args:
        report: the report.
        paragraphs: its readable lines, parsed.
        tagged: for each of them what the tagger of attributions found.
    """
    times = find_times(paragraphs, report.published)
    published = publication_from_text(paragraphs, times, report.published)
    if published != report.published:
        report = replace(report, published=published)
        times = find_times(paragraphs, published)
    cast = Cast(paragraphs, load(), published.when, report.outlet)
    statements = find_statements(report, paragraphs, cast, tagged)
    claims = code_events(report, paragraphs, cast, times, statements)
    return Annotated(
        report=report,
        mentions=tuple(mentions(cast, report.id)),
        times=tuple(times),
        claims=tuple(claims),
        problems=tuple(overlong(report)),
    )
