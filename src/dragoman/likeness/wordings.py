"""The content of a stretch of a report as terms: stems, and names under which all call a thing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from dragoman.likeness.words import Weights, located_terms, stem, tokens
from dragoman.model import Annotated, Mention, Span, Time

LONG_AGO = 31
"""Days after which an event is no news to a weekly either."""
MONTH_OR_MORE = re.compile(r"(?:[0-9X]{4})(?:-(?:[01][0-9]|SP|SU|FA|WI|Q[1-4]))?$")
"""TIMEX3 values of months, seasons, quarters and years."""
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)")
FIGURE = re.compile(r"[0-9.]+$")
YEAR = re.compile(r"(19|20)[0-9]{2}$")


def told_terms(annotated: Annotated) -> tuple[str, ...]:
    """What a report tells, as terms: its concepts, and its figures with what they count.

    Sentences about other times are left out: they recall other events in their words.
    """
    spans = news_spans(annotated)
    text = "\n".join(span.of(annotated.report.text) for span in spans)
    return (*concepts(annotated, spans), *figures(text))


def news_spans(annotated: Annotated) -> list[Span]:
    """The sentences of title, body and captions without those that name a time long before.

    That is a month or more without a day, or a day more than a month before the report.
    """
    report = annotated.report
    old = [t.span for t in annotated.times if is_old(t, report.published.when.first)]
    lines = report.spans("title", "body", "caption")
    sentences = (span for line in lines for span in _sentences(report.text, line))
    return [span for span in sentences if not any(span.holds(time) for time in old)]


def is_old(time: Time, published: date | None) -> bool:
    """Whether a time lies long before the news."""
    if time.kind not in {"date", "time"}:
        return False
    last = time.when.last
    if published is not None and last is not None:
        return (published - last).days > LONG_AGO
    return MONTH_OR_MORE.match(time.value) is not None


def _sentences(text: str, line: Span) -> Iterator[Span]:
    """The sentences of a line, by their closing marks."""
    start = line.start
    for end in SENTENCE_END.finditer(text, line.start, line.end):
        yield Span(start, end.end())
        start = end.end()
    if start < line.end:
        yield Span(start, line.end)


def figures(text: str) -> Iterator[str]:
    """Each number with the word after it ("15 documents"), years left out."""
    for number, counted in pairwise(tokens(text)):
        if FIGURE.match(number) and not YEAR.match(number):
            yield f"{number} {stem(counted)}"


def shared_terms(
    reports: Mapping[str, Sequence[str]], weights: Weights
) -> dict[str, tuple[str, ...]]:
    """The terms of each report that another one has too.

    What only one report says cannot show which others it goes with, and there is most of it in
    the longest reports.

    Args:
        reports: the terms of each report.
        weights: how many reports hold each term.
    """
    holders = weights.frequency
    return {
        name: tuple(t for t in terms_ if holders.get(t, 0) > 1) for name, terms_ in reports.items()
    }


def concepts(annotated: Annotated, spans: Sequence[Span]) -> list[str]:
    """Terms of what stands in `spans`, names replaced by what they name.

    "ISIS" and "Daesh" become one term, and "Tehran", "Iran" and "the Iranian government" all
    carry the term of their state, so that paraphrases by outlets with other habits still meet.
    """
    return [term for _, term in located_concepts(annotated, spans)]


def located_concepts(annotated: Annotated, spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """The terms of `concepts`, each with the offset of the word or name that carries it."""
    text = annotated.report.text
    whole = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)
    low, high = whole.start, whole.end
    within = (m for m in annotated.mentions if low <= m.span.start and m.span.end <= high)
    mentions = sorted(within, key=_place)
    starts = [mention.span.start for mention in mentions]
    for span in spans:
        first, last = bisect_left(starts, span.start), bisect_right(starts, span.end)
        position = span.start
        for mention in _outermost([m for m in mentions[first:last] if span.holds(m.span)]):
            yield from located_terms(text, Span(position, mention.span.start))
            yield from ((mention.span.start, name) for name in names(mention))
            position = mention.span.end
        yield from located_terms(text, Span(position, span.end))


def names(mention: Mention) -> list[str]:
    """Terms for a name: its entity, or its state where it stands for one or lies in one."""
    state = [f"={mention.country}"] if mention.country else []
    if mention.kind in {"person", "group", "outlet"}:
        return [mention.entity_id]
    if mention.kind == "place" and mention.feature not in {"country", "capital"}:
        return [mention.entity_id, *state]
    return state or [mention.entity_id]


def _place(mention: Mention) -> tuple[int, int, str]:
    """The order of place, the longest of those that start together first."""
    return mention.span.start, -mention.span.end, mention.id


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Of mentions in order of place, the longest first, those that no earlier one reaches into."""
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept
